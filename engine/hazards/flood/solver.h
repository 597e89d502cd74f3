// SPDX-License-Identifier: Apache-2.0
// The two-dimensional flood from plain inputs: chooses the step, feeds the sources, sweeps the blocks, keeps
// the books. Step: dt = 0.5 dx / (fastest signal of the present state), and no longer than the time in which
// the rain or an inflow of that step could make a faster one; steps end at the stamps of every series.
// Nothing to set by a user. Invariant: the same bits for any number of threads, any vector width, and with or
// without leaving dry tiles out.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/hazards/flood/books.h"
#include "engine/hazards/flood/crew.h"
#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/stations.h"
#include "engine/hazards/flood/subgrid_sweep.h"

namespace dayu::hazards {
class StateReader;
class StateWriter;
}  // namespace dayu::hazards

namespace dayu::hazards::flood {

class Solver {
 public:
  explicit Solver(Inputs inputs);
  /// NumericalError on numbers that are not finite or a mass error above `kMassError_1`.
  void advance_to(double time_s);

  double time_s() const { return time_s_; }
  long long steps() const { return steps_; }
  /// As the solver's cells see them: coarse ones in sub-grid mode.
  const Inputs& inputs() const { return inputs_; }
  /// Cells and beds of what is given out: those of the terrain.
  const geo::Grid& grid() const { return subgrid_ ? subgrid_->fine : inputs_.grid; }
  const std::vector<float>& bed_m() const { return subgrid_ ? subgrid_->fine_bed_m : inputs_.bed_m; }
  std::vector<float> depth_m() const;  ///< now, on the terrain's cells
  const Water& water() const { return water_; }
  const Books& books() const { return books_; }
  const Record& record() const { return record_; }
  const std::vector<Reservoir>& reservoirs() const { return inputs_.reservoirs; }
  /// When local inertia was left for the full equations; negative: it was not.
  double handed_over_s() const { return handed_over_s_; }
  const WorksPlan& works() const { return works_.plan(); }
  /// Mean share of the cells that steps looked at.
  double active_1() const { return steps_ > 0 ? active_steps_ / static_cast<double>(steps_) : 1; }
  /// Compares the books with the cells now.
  const Books& close_books();

  /// Cells of a lattice in grid order; the extremes lie on the terrain's cells, the state on the solver's.
  std::vector<float> values(const Lattice& lattice) const;
  const Worst& worst() const { return worst_; }
  /// The maximum since the last call, then starts anew from the present state.
  void take_frame_depth(std::vector<float>& values);
  void take_frame_depth_speed(std::vector<float>& values);

  /// The state between two steps, bit for bit, into a solver made from the same inputs.
  void save(StateWriter& to) const;
  void restore(StateReader& from);
  /// advance_to returns early once this says so.
  void stop_when(std::function<bool()> stop) { stop_ = std::move(stop); }

  /// For tests and benchmarks: another kernel than the machine's widest, extremes at every step, every tile.
  void use(Width width) { width_ = width; }
  void watch_every(int steps) { watch_every_ = steps; }
  void use_all_tiles() { all_tiles_ = true; }

 private:
  void fill_state();
  void fill_losses();
  void route_reservoirs(double to_s);
  double next_stamp_s() const;
  void take_rates();
  void fill_rates(double at_s);
  double largest_step_s(double stop_s);
  double inflow_step_s(const std::vector<geo::Cell>& cells, double most_m3_per_s, double dt_s) const;
  void add_inflows(double to_s);
  double works_step_s(double dt_s) const;
  void act_now();
  void fill_reservoirs();
  Step step_of(double dt_s, double new_time_s, bool last);
  void one_step(double dt_s, double new_time_s, bool last);
  bool is_idle() const;
  void sweep_blocks(const Step& step);
  void leave_inertia();
  void become_full();
  void mark_sections();

  Inputs inputs_;
  std::unique_ptr<Subgrid> subgrid_;  ///< sub-grid cells, or local inertia on plain ones; null: neither
  Water water_;
  Worst worst_;
  Books books_;
  Record record_;
  Tiles tiles_;
  Works works_;
  std::unique_ptr<Crew> crew_;
  std::function<bool()> stop_;
  std::vector<Rows> rows_;      ///< of each worker
  std::vector<float> fastest_;  ///< of each worker
  std::vector<OutOfBounds> beyond_;
  double handed_over_s_ = -1;
  std::vector<std::vector<MarkedFace>> marked_;
  Width width_ = widest();
  int watch_every_ = 4;
  bool all_tiles_ = false;
  double time_s_ = 0, next_record_s_ = 0, wanted_step_s_ = 0, active_steps_ = 0, watched_until_s_ = 0;
  double rates_from_s_ = -1, rates_until_s_ = -1, rain_peak_m_per_s_ = 0, rain_sum_m_per_s_ = 0;
  float uniform_rate_m_per_s_ = 0;
  long long steps_ = 0;
  float fastest_m_per_s_ = 0;
  bool has_walls_ = false;
  std::vector<float> rate_field_;
  Lattice rate_, abstraction_, retention_, fallen_, taken_, drainage_;
  double abstraction_left_m_ = 0;  ///< upper bound of what any cell may still take
};

}  // namespace dayu::hazards::flood
