// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/solver.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/riemann.h"

namespace dayu::hazards::flood {
namespace {

/// Courant number on the fastest signal of the cells. Two faces at (u + c) or four at 2/3 c drain no more
/// than a cell holds up to 0.5; the rest is room for what changes within a step.
constexpr double kCourant_1 = 0.5;
/// A step is at most this much longer than the one before: what accelerates from rest is caught in time.
constexpr double kGrowth_1 = 1.25;
/// The books are compared this often, in steps.
constexpr long long kAudit_steps = 256;
/// Fewer active cells than this are done by one thread: a meeting costs as much as they do.
constexpr long long kAlone_cells = 20000;

constexpr double kG_m_per_s2 = static_cast<double>(kGravity_m_per_s2);

/// Longest step after which water that rises at `rate` has a signal no faster than the step allows:
/// 1.2 sqrt(g rate dt) dt <= C dx.
double rise_step_s(double rate_m_per_s, double cell_m) {
  if (rate_m_per_s <= 0) return base::kNever_s;
  return std::cbrt(std::pow(kCourant_1 * cell_m / 1.2, 2) / (kG_m_per_s2 * rate_m_per_s));
}

}  // namespace

double Solver::next_stamp_s() const {
  double next = base::kNever_s;
  for (const RainGauge& gauge : inputs_.rain) next = std::min(next, gauge.next_stamp_s(time_s_));
  next = std::min(next, inputs_.rain_stack.next_stamp_s(time_s_));
  for (const Inflow& inflow : inputs_.inflows) next = std::min(next, inflow.next_stamp_s(time_s_));
  for (const EdgePart& part : inputs_.edges.parts)
    if (part.kind == Edge::level) next = std::min(next, part.level.next_stamp_s(time_s_));
  for (const Reservoir& reservoir : inputs_.reservoirs)
    next = std::min(next, reservoir.next_stamp_s(time_s_));
  return std::min(next, works_.next_stamp_s(time_s_));
}

void Solver::take_rates() {
  if (time_s_ < rates_until_s_ && time_s_ >= rates_from_s_) return;
  rates_from_s_ = time_s_;
  rates_until_s_ = next_stamp_s();
  fill_rates(time_s_);
}

/// Rain rates of the interval that holds a time.
void Solver::fill_rates(double at_s) {
  rain_peak_m_per_s_ = 0;
  rain_sum_m_per_s_ = 0;
  for (const RainGauge& gauge : inputs_.rain)
    rain_peak_m_per_s_ = std::max(rain_peak_m_per_s_, gauge.rate_m_per_s(at_s));
  const RainStack& stack = inputs_.rain_stack;
  const int raster = stack.at(at_s);
  if (raster >= 0)
    for (const float rate : stack.rate_m_per_s[static_cast<std::size_t>(raster)])
      rain_peak_m_per_s_ = std::max(rain_peak_m_per_s_, static_cast<double>(rate));
  const geo::Grid& grid = inputs_.grid;
  uniform_rate_m_per_s_ = static_cast<float>(rain_peak_m_per_s_);
  if (inputs_.rain.size() < 2 && stack.empty() && !has_walls_) return;
  if (rain_peak_m_per_s_ == 0) return;
  if (rate_.empty()) rate_ = Lattice(water_.shape);
  if (raster >= 0) {
    const std::vector<float>& rates = stack.rate_m_per_s[static_cast<std::size_t>(raster)];
    rate_field_.resize(grid.count());
    for (std::size_t k = 0; k < rate_field_.size(); ++k)
      rate_field_[k] = stack.cells[k] < 0 ? 0 : rates[static_cast<std::size_t>(stack.cells[k])];
  } else {
    rain_field(inputs_.rain, inputs_.rain_between, grid, at_s, rate_field_);
  }
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const std::size_t k = grid.index({row, col});
      const std::ptrdiff_t at = water_.shape.at(row, col);
      const float rate = water_.z[at] == kWall_m ? 0 : rate_field_[k];
      rate_[at] = rate;
      rain_sum_m_per_s_ += static_cast<double>(subgrid_ ? rate * subgrid_->share[at] : rate);
    }
}

bool Solver::is_idle() const {
  if (fastest_m_per_s_ > 0 || rain_peak_m_per_s_ > 0) return false;
  for (const EdgePart& part : inputs_.edges.parts)
    if (part.kind == Edge::level) return false;
  for (const Inflow& inflow : inputs_.inflows)
    if (inflow.volume_m3(time_s_, std::min(rates_until_s_, inflow.next_stamp_s(time_s_))) > 0) return false;
  return inputs_.reservoirs.empty();
}

/// With water already there: c grows from sqrt(g h) to sqrt(g (h + rate dt)). Local inertia passes no more
/// than half of a cell's water anyway.
double Solver::inflow_step_s(const std::vector<geo::Cell>& cells, double most_m3_per_s, double dt_s) const {
  const double cell_m = inputs_.grid.cell_m;
  if (most_m3_per_s <= 0 || subgrid_) return dt_s;
  const double rate = most_m3_per_s / (static_cast<double>(cells.size()) * cell_m * cell_m);
  for (const geo::Cell& cell : cells) {
    const std::ptrdiff_t at = water_.shape.at(cell.row, cell.col);
    const auto depth = static_cast<double>(water_.h[at]);
    const double u = static_cast<double>(std::max(std::abs(water_.hu[at]), std::abs(water_.hv[at]))) /
                     std::max(depth, static_cast<double>(kStill_m));
    const double c = std::sqrt(kG_m_per_s2 * (depth + rate * dt_s));
    dt_s = std::min(dt_s, kCourant_1 * cell_m / (std::max(u, 0.2 * c) + c));
  }
  return dt_s;
}

double Solver::largest_step_s(double stop_s) {
  const double cell_m = inputs_.grid.cell_m;
  double dt = kGrowth_1 * wanted_step_s_;
  const double fastest =
      std::max(static_cast<double>(fastest_m_per_s_), static_cast<double>(edge_signal(water_)));
  if (fastest > 0) dt = std::min(dt, kCourant_1 * cell_m / fastest);
  dt = std::min(dt, rise_step_s(rain_peak_m_per_s_, cell_m));
  for (const Inflow& inflow : inputs_.inflows)
    dt = inflow_step_s(inflow.cells, std::max(inflow.discharge(time_s_), inflow.discharge(time_s_ + dt)), dt);
  for (const Reservoir& reservoir : inputs_.reservoirs)
    dt = inflow_step_s(reservoir.outlet, 1.05 * reservoir.outflow(time_s_ + dt, reservoir.level_m), dt);
  dt = works_step_s(dt);
  wanted_step_s_ = dt;
  const double left = stop_s - time_s_;
  if (dt >= left) return left;
  return 2 * dt > left ? 0.5 * left : dt;
}

/// What pumps and culverts pour out, as an inflow.
double Solver::works_step_s(double dt_s) const {
  for (const Pump& pump : works_.plan().pumps)
    if (!pump.outlet.empty()) dt_s = inflow_step_s(pump.outlet, pump.capacity_m3_per_s, dt_s);
  for (const Culvert& culvert : works_.plan().culverts)
    dt_s = inflow_step_s(culvert.now_m3_per_s >= 0 ? culvert.outlet : culvert.inlet,
                         1.05 * std::abs(culvert.now_m3_per_s), dt_s);
  return dt_s;
}

/// What people do, and dams that break, up to now.
void Solver::act_now() {
  works_.act(time_s_, water_, [&](const std::string& name, double opening_m) {
    for (Reservoir& reservoir : inputs_.reservoirs)
      for (GateRule& gate : reservoir.gates)
        if (gate.name == name) gate.set_m = opening_m;
  });
}

void Solver::add_inflows(double to_s) {
  const double area = inputs_.grid.cell_m * inputs_.grid.cell_m;
  for (const Inflow& inflow : inputs_.inflows) {
    const double volume = inflow.volume_m3(time_s_, to_s);
    if (volume == 0) continue;
    books_.inflow_m3 += volume;
    const double rise = volume / (area * static_cast<double>(inflow.cells.size()));
    for (const geo::Cell& cell : inflow.cells) tiles_.put(water_, cell.row, cell.col, rise);
  }
}

/// A reservoir whose outflow is given has been routed elsewhere: its catchment's water must not pass the dam
/// a second time, so whatever reaches its surface leaves the model and is booked.
void Solver::fill_reservoirs() {
  const double area = inputs_.grid.cell_m * inputs_.grid.cell_m;
  for (const geo::Cell& cell : inputs_.reservoir_cells) {
    const std::ptrdiff_t at = water_.shape.at(cell.row, cell.col);
    books_.reservoir_m3 += (static_cast<double>(water_.h[at]) + static_cast<double>(water_.rest[at])) * area;
    water_.h[at] = water_.rest[at] = water_.hu[at] = water_.hv[at] = 0;
  }
}

/// What runs into a reservoir's surface leaves the model; what it lets out comes back at its outlet.
void Solver::route_reservoirs(double to_s) {
  const double area = inputs_.grid.cell_m * inputs_.grid.cell_m;
  for (Reservoir& reservoir : inputs_.reservoirs) {
    double caught_m3 = 0;
    for (const geo::Cell& cell : reservoir.surface) {
      const std::ptrdiff_t at = water_.shape.at(cell.row, cell.col);
      caught_m3 += (static_cast<double>(water_.h[at]) + static_cast<double>(water_.rest[at])) * area;
      water_.h[at] = water_.rest[at] = water_.hu[at] = water_.hv[at] = 0;
    }
    books_.reservoir_m3 += caught_m3;
    const double out_m3 = reservoir.advance(time_s_, to_s, reservoir.catches ? caught_m3 : 0);
    if (out_m3 <= 0) continue;
    books_.inflow_m3 += out_m3;
    const double rise = out_m3 / (area * static_cast<double>(reservoir.outlet.size()));
    for (const geo::Cell& cell : reservoir.outlet) tiles_.put(water_, cell.row, cell.col, rise);
  }
}

Step Solver::step_of(double dt_s, double new_time_s, bool last) {
  const geo::Grid& grid = inputs_.grid;
  const double area = grid.cell_m * grid.cell_m;
  Step step;
  step.order = inputs_.order;
  step.dt_s = static_cast<float>(dt_s);
  step.dt_per_cell_s_per_m = static_cast<float>(dt_s / grid.cell_m);
  step.now_s = static_cast<float>(new_time_s);
  step.watch = last || (steps_ + 1) % watch_every_ == 0;
  step.watched_s = static_cast<float>(new_time_s - watched_until_s_);
  if (!marked_.empty()) step.marked = &marked_;
  step.barriers = works_.faces();
  if (rain_peak_m_per_s_ > 0) {
    if (rain_sum_m_per_s_ > 0) {
      step.rain_rate_m_per_s = rate_.begin();
      books_.rain_m3 += rain_sum_m_per_s_ * static_cast<double>(step.dt_s) * area;
    } else {
      step.rain_m = static_cast<float>(static_cast<double>(uniform_rate_m_per_s_) * dt_s);
      books_.rain_m3 += static_cast<double>(step.rain_m) * area * static_cast<double>(grid.count());
    }
    if (inputs_.losses.model == LossModel::initial_constant) {
      step.rain_loss_m = static_cast<float>(inputs_.losses.rate_m_per_s * dt_s);
      if (abstraction_left_m_ > 0) step.abstraction_m = abstraction_.begin();
    }
  }
  if (!retention_.empty()) {
    step.retention_m = retention_.begin();
    step.fallen_m = fallen_.begin();
    step.abstraction_1 = static_cast<float>(inputs_.losses.abstraction_1);
  }
  if (!drainage_.empty()) step.drainage_m_per_s = drainage_.begin();
  if (!taken_.empty()) {
    step.taken_m = taken_.begin();
    step.conductivity_dt_m = static_cast<float>(inputs_.losses.conductivity_m_per_s * dt_s);
    step.suction_deficit_m = static_cast<float>(inputs_.losses.suction_m * inputs_.losses.moisture_deficit_1);
  }
  if (inputs_.losses.model == LossModel::constant)
    step.soak_m = static_cast<float>(inputs_.losses.rate_m_per_s * dt_s);
  return step;
}

void Solver::sweep_blocks(const Step& step) {
  const std::vector<Block>& blocks = tiles_.blocks();
  std::fill(fastest_.begin(), fastest_.end(), 0.0F);
  std::fill(beyond_.begin(), beyond_.end(), OutOfBounds{});
  const auto do_block = [&](int piece, int worker) {
    const auto k = static_cast<std::size_t>(worker);
    const Block& block = blocks[static_cast<std::size_t>(piece)];
    if (!subgrid_) {
      const float signal = sweep(width_, water_, worst_, step, block, rows_[k], tiles_);
      fastest_[k] = std::max(fastest_[k], signal);
      return;
    }
    const Swept swept = sweep_subgrid(width_, water_, worst_, *subgrid_, step, block, rows_[k], tiles_);
    fastest_[k] = std::max(fastest_[k], swept.signal_m_per_s);
    if (swept.beyond.before(beyond_[k])) beyond_[k] = swept.beyond;
  };
  crew_->share(static_cast<int>(blocks.size()), tiles_.active_cells() < kAlone_cells, do_block);
}

void Solver::one_step(double dt_s, double new_time_s, bool last) {
  fill_reservoirs();
  add_inflows(new_time_s);
  route_reservoirs(new_time_s);
  if (!works_.empty()) {
    act_now();
    works_.move(time_s_, new_time_s - time_s_, water_, tiles_, books_);
  }
  set_edge_levels(water_, inputs_.edges, new_time_s);
  const Step step = step_of(dt_s, new_time_s, last);
  tiles_.choose(all_tiles_ || rain_peak_m_per_s_ > 0 || water_.has_level_edge, water_);
  sweep_blocks(step);
  water_.swap(water_.next);
  fastest_m_per_s_ = *std::max_element(fastest_.begin(), fastest_.end());
  active_steps_ += tiles_.active_1();
  if (step.watch) watched_until_s_ = new_time_s;
  time_s_ = new_time_s;
  ++steps_;
  if (subgrid_ && subgrid_->cells == 1) leave_inertia();
}

void Solver::advance_to(double time_s) {
  while (time_s_ < time_s) {
    take_rates();
    const double stop_s = std::min(time_s, rates_until_s_);
    if (is_idle()) {
      time_s_ = stop_s;
      if (!works_.empty()) act_now();
      continue;
    }
    const double dt = largest_step_s(stop_s);
    const bool lands = dt >= stop_s - time_s_;
    one_step(dt, lands ? stop_s : time_s_ + dt, lands && stop_s == time_s);
    if (time_s_ >= next_record_s_) {
      record_.take(time_s_, water_, inputs_, subgrid_.get());
      for (Reservoir& reservoir : inputs_.reservoirs) reservoir.keep(time_s_);
      works_.keep();
      next_record_s_ = (std::floor(time_s_ / inputs_.record_interval_s) + 1) * inputs_.record_interval_s;
    }
    if (steps_ % kAudit_steps == 0) close_books();
    if (stop_ && stop_()) return;
  }
  close_books();
}

}  // namespace dayu::hazards::flood
