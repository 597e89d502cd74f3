// SPDX-License-Identifier: Apache-2.0
// What reading a flood's section carries along: the section, the world, the faults found so far and the
// inputs in the making. Shared by the inputs_*.cpp files and by nobody else. Invariant: a fault is noted and
// reading goes on, so that all faults of all files are told at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/hazards/flood/flood.h"
#include "engine/hazards/flood/series.h"

namespace dayu::hazards::flood {

struct Reader {
  const world::World& world;
  const base::Settings& section;
  const RunClock& clock;
  std::vector<std::string>& notes;
  base::Faults faults;
  Inputs in;
  std::vector<std::string> work_names;

  void refuse(const base::Settings& where, const std::string& key, const std::string& what,
              const std::string& remedy) {
    faults.add(where.error(key, what, remedy));
  }
  template <class Read>
  void guarded(Read read) {
    try {
      read();
    } catch (const base::InputError& error) {
      faults.add(error);
    }
  }
  void read_ground();
  void read_manning();
  void read_rain_gauges();
  void read_bands(const base::Settings& item, RainStack& rain);
  void read_stack_list(const base::Settings& item, RainStack& rain);
  void read_rain_rasters();
  void read_losses();
  std::vector<geo::Cell> cells_along(geo::Point from, geo::Point to) const;
  std::optional<std::vector<geo::Cell>> inflow_line(const base::Settings& item);
  std::vector<float> one_or_raster(const base::Settings& where, const std::string& number,
                                   const std::string& file, double scale);
  const world::Reservoir* reservoir(const base::Settings& item, const std::string& key);
  std::vector<geo::Cell> surface_of(const world::Reservoir& reservoir);
  void read_inflow(const base::Settings& item);
  void read_inflows();
  PoolCurve pool_curve(const base::Settings& item, const world::Reservoir* known);
  std::optional<BreachPlan> breach_plan(const base::Settings& item, Reservoir& pool, double crest_m);
  BreachPlan read_breach_plan(const base::Settings& breach, double crest_m);
  void read_pool_gates(const base::Settings& item, Reservoir& pool);
  std::vector<std::vector<geo::Point>> lines(const base::Settings& item);
  std::optional<geo::Cell> place(const base::Settings& item, const char* x, const char* y,
                                 const std::string& what);
  void read_barrier(const base::Settings& item, const std::string& kind);
  void read_culvert(const base::Settings& item);
  void read_pump(const base::Settings& item);
  void read_ground_breach(const base::Settings& item);
  void read_act(const base::Settings& item);
  void read_works();
  void read_reservoir(const base::Settings& item);
  void read_reservoirs();
  void read_level(const base::Settings& part, EdgePart& cells);
  EdgePart edge_part(const base::Settings& part);
  void read_surfaces();
  void read_buildings();
  void read_edges();
  void read_initial();
  void read_stations();
  void read_equations();
  std::vector<float> raster(const base::Settings& where, const std::string& key);
  std::optional<geo::Point> point(const base::Settings& where, const std::string& what, bool on_grid);
};

/// Cells whose centres lie in a disc, and the cell of its centre; no walls.
std::vector<geo::Cell> disc(const Inputs& in, geo::Point centre, double width_m);

}  // namespace dayu::hazards::flood
