// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/solver.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/errors.h"
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

constexpr double kG_m_per_s2 = static_cast<double>(kGravity_m_per_s2);

/// Longest step after which water that rises at `rate` has a signal no faster than the step allows:
/// 1.2 sqrt(g rate dt) dt <= C dx.
double rise_step_s(double rate_m_per_s, double cell_m) {
  if (rate_m_per_s <= 0) return base::kNever_s;
  return std::cbrt(std::pow(kCourant_1 * cell_m / 1.2, 2) / (kG_m_per_s2 * rate_m_per_s));
}

}  // namespace

Solver::Solver(Inputs inputs) : inputs_(std::move(inputs)) {
  const geo::Grid& grid = inputs_.grid;
  water_ = Water(Shape(grid.n_rows, grid.n_cols));
  worst_ = Worst(water_.shape);
  fill_state();
  prepare_edges(water_, inputs_.edges, grid.cell_m);
  tally_.out_m2.assign(static_cast<std::size_t>(grid.n_rows), 0);
  tally_.soaked_m.assign(static_cast<std::size_t>(grid.n_rows), 0);

  const int strips = std::max(1, std::min(inputs_.threads, grid.n_rows));
  for (int s = 0; s <= strips; ++s)
    strip_first_.push_back(static_cast<int>(static_cast<long long>(grid.n_rows) * s / strips));
  const std::ptrdiff_t width = water_.shape.stride;
  for (int s = 0; s <= strips; ++s) {
    rows_.emplace_back(water_.shape);
    gap_floats_.emplace_back(static_cast<std::size_t>(4 * width));
    float* f = gap_floats_.back().begin();
    gaps_.push_back({f, f + width, f + 2 * width, f + 3 * width});
  }
  strip_fastest_.assign(static_cast<std::size_t>(strips), 0);

  record_ = open_record(inputs_);
  wanted_step_s_ = std::sqrt(kCourant_1 * grid.cell_m / kG_m_per_s2);
  books_.initial_m3 = 0;
  close_books();
  books_.initial_m3 = books_.stored_m3;
  watch_all();
  record_.take(0, water_, grid.cell_m);
  next_record_s_ = inputs_.record_interval_s;
}

void Solver::fill_state() {
  const geo::Grid& grid = inputs_.grid;
  const bool uniform_n = inputs_.manning_s_per_m1_3.size() == 1;
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const std::size_t k = grid.index({row, col});
      const std::ptrdiff_t at = water_.shape.at(row, col);
      const bool wall = std::isnan(inputs_.bed_m[k]);
      has_walls_ = has_walls_ || wall;
      const float n = inputs_.manning_s_per_m1_3[uniform_n ? 0 : k];
      water_.z[at] = wall ? kWall_m : inputs_.bed_m[k];
      water_.gn2[at] = kGravity_m_per_s2 * n * n;
      if (wall || inputs_.depth_m.empty()) continue;
      water_.h[at] = inputs_.depth_m[k];
      if (!inputs_.discharge_east_m2_per_s.empty()) water_.hu[at] = inputs_.discharge_east_m2_per_s[k];
      if (!inputs_.discharge_south_m2_per_s.empty()) water_.hv[at] = inputs_.discharge_south_m2_per_s[k];
      const float d = std::max(water_.h[at], kStill_m), c = std::sqrt(kGravity_m_per_s2 * water_.h[at]);
      const float u = std::max(std::abs(water_.hu[at]), std::abs(water_.hv[at])) / d;
      fastest_m_per_s_ = std::max(fastest_m_per_s_, u + c);
    }
  if (inputs_.losses.model == LossModel::initial_constant && inputs_.losses.initial_m > 0) {
    abstraction_ = Lattice(water_.shape, static_cast<float>(inputs_.losses.initial_m));
    abstraction_left_m_ = inputs_.losses.initial_m;
  }
}

double Solver::next_stamp_s() const {
  double next = base::kNever_s;
  for (const RainGauge& gauge : inputs_.rain) next = std::min(next, gauge.next_stamp_s(time_s_));
  for (const Inflow& inflow : inputs_.inflows) next = std::min(next, inflow.next_stamp_s(time_s_));
  return next;
}

void Solver::take_rates() {
  if (time_s_ < rates_until_s_ && time_s_ >= rates_from_s_) return;
  rates_from_s_ = time_s_;
  rates_until_s_ = next_stamp_s();
  rain_peak_m_per_s_ = 0;
  rain_sum_m_per_s_ = 0;
  for (const RainGauge& gauge : inputs_.rain)
    rain_peak_m_per_s_ = std::max(rain_peak_m_per_s_, gauge.rate_m_per_s(time_s_));
  const geo::Grid& grid = inputs_.grid;
  uniform_rate_m_per_s_ = static_cast<float>(rain_peak_m_per_s_);
  if (inputs_.rain.size() < 2 && !has_walls_) return;
  if (rain_peak_m_per_s_ == 0) return;
  if (rate_.empty()) rate_ = Lattice(water_.shape);
  rain_field(inputs_.rain, grid, time_s_, rate_field_);
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const std::size_t k = grid.index({row, col});
      const float rate = std::isnan(inputs_.bed_m[k]) ? 0 : rate_field_[k];
      rate_[water_.shape.at(row, col)] = rate;
      rain_sum_m_per_s_ += static_cast<double>(rate);
    }
}

bool Solver::is_idle() const {
  if (fastest_m_per_s_ > 0 || rain_peak_m_per_s_ > 0) return false;
  for (const Inflow& inflow : inputs_.inflows)
    if (inflow.volume_m3(time_s_, std::min(rates_until_s_, inflow.next_stamp_s(time_s_))) > 0) return false;
  return true;
}

double Solver::largest_step_s(double stop_s) {
  const double cell_m = inputs_.grid.cell_m;
  double dt = kGrowth_1 * wanted_step_s_;
  if (fastest_m_per_s_ > 0) dt = std::min(dt, kCourant_1 * cell_m / static_cast<double>(fastest_m_per_s_));
  dt = std::min(dt, rise_step_s(rain_peak_m_per_s_, cell_m));
  for (const Inflow& inflow : inputs_.inflows) {
    const double most_m3_per_s = std::max(inflow.discharge(time_s_), inflow.discharge(time_s_ + dt));
    const double rate = most_m3_per_s / (static_cast<double>(inflow.cells.size()) * cell_m * cell_m);
    for (const geo::Cell& cell : inflow.cells) {
      // With water already there: c grows from sqrt(g h) to sqrt(g (h + rate dt)).
      const std::ptrdiff_t at = water_.shape.at(cell.row, cell.col);
      const double h = static_cast<double>(water_.h[at]) + rate * dt;
      const double u = static_cast<double>(std::max(std::abs(water_.hu[at]), std::abs(water_.hv[at]))) /
                       std::max(static_cast<double>(water_.h[at]), static_cast<double>(kStill_m));
      const double c = std::sqrt(kG_m_per_s2 * h);
      if (rate > 0) dt = std::min(dt, kCourant_1 * cell_m / (std::max(u, 0.2 * c) + c));
    }
  }
  wanted_step_s_ = dt;
  const double left = stop_s - time_s_;
  if (dt >= left) return left;
  return 2 * dt > left ? 0.5 * left : dt;
}

void Solver::add_inflows(double to_s) {
  const double area = inputs_.grid.cell_m * inputs_.grid.cell_m;
  for (const Inflow& inflow : inputs_.inflows) {
    const double volume = inflow.volume_m3(time_s_, to_s);
    if (volume == 0) continue;
    books_.inflow_m3 += volume;
    const double rise = volume / (area * static_cast<double>(inflow.cells.size()));
    for (const geo::Cell& cell : inflow.cells) {
      const std::ptrdiff_t at = water_.shape.at(cell.row, cell.col);
      const double depth = static_cast<double>(water_.h[at]) + static_cast<double>(water_.rest[at]) + rise;
      water_.h[at] = static_cast<float>(depth);
      water_.rest[at] = static_cast<float>(depth - static_cast<double>(water_.h[at]));
    }
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

void Solver::one_step(double dt_s, double new_time_s, bool last) {
  const geo::Grid& grid = inputs_.grid;
  const double area = grid.cell_m * grid.cell_m;
  fill_reservoirs();
  add_inflows(new_time_s);
  Step step;
  step.dt_s = static_cast<float>(dt_s);
  step.dt_per_cell_s_per_m = static_cast<float>(dt_s / grid.cell_m);
  step.now_s = static_cast<float>(new_time_s);
  step.watch = last || (steps_ + 1) % watch_every_ == 0;
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
  if (inputs_.losses.model == LossModel::constant)
    step.soak_m = static_cast<float>(inputs_.losses.rate_m_per_s * dt_s);

  const int strips = static_cast<int>(strip_fastest_.size());
#pragma omp parallel num_threads(strips)
  {
#pragma omp for schedule(static)
    for (int s = 0; s <= strips; ++s) {
      const auto k = static_cast<std::size_t>(s);
      if (s == 0) fill_ghost_row(water_, -1);
      if (s == strips) fill_ghost_row(water_, grid.n_rows);
      gap_fluxes(width_, water_, strip_first_[k], rows_[k], gaps_[k]);
    }
#pragma omp for schedule(static)
    for (int s = 0; s < strips; ++s) {
      const auto k = static_cast<std::size_t>(s);
      strip_fastest_[k] = sweep(width_, water_, worst_, step, strip_first_[k], strip_first_[k + 1], rows_[k],
                                gaps_[k], gaps_[k + 1], tally_);
    }
  }
  fastest_m_per_s_ = *std::max_element(strip_fastest_.begin(), strip_fastest_.end());
  time_s_ = new_time_s;
  ++steps_;
}

void Solver::advance_to(double time_s) {
  while (time_s_ < time_s) {
    take_rates();
    const double stop_s = std::min(time_s, rates_until_s_);
    if (is_idle()) {
      time_s_ = stop_s;
      continue;
    }
    const double dt = largest_step_s(stop_s);
    const bool lands = dt >= stop_s - time_s_;
    one_step(dt, lands ? stop_s : time_s_ + dt, lands && stop_s == time_s);
    if (time_s_ >= next_record_s_) {
      record_.take(time_s_, water_, inputs_.grid.cell_m);
      next_record_s_ = (std::floor(time_s_ / inputs_.record_interval_s) + 1) * inputs_.record_interval_s;
    }
    if (steps_ % kAudit_steps == 0) close_books();
  }
  close_books();
}

const Books& Solver::close_books() {
  const geo::Grid& grid = inputs_.grid;
  const double area = grid.cell_m * grid.cell_m;
  std::vector<double> stored_m(static_cast<std::size_t>(grid.n_rows)), moving(stored_m.size());
  float abstraction_left = 0;
#pragma omp parallel for schedule(static) num_threads(static_cast <int>(strip_fastest_.size())) \
    reduction(max                                                                               \
              : abstraction_left)
  for (int row = 0; row < grid.n_rows; ++row) {
    double stored = 0, momentum = 0;
    const std::ptrdiff_t at = water_.shape.at(row, 0);
    for (int i = 0; i < grid.n_cols; ++i) {
      stored += static_cast<double>(water_.h[at + i]) + static_cast<double>(water_.rest[at + i]);
      momentum +=
          std::abs(static_cast<double>(water_.hu[at + i])) + std::abs(static_cast<double>(water_.hv[at + i]));
    }
    if (abstraction_left_m_ > 0)
      for (int i = 0; i < grid.n_cols; ++i)
        abstraction_left = std::max(abstraction_left, abstraction_[at + i]);
    stored_m[static_cast<std::size_t>(row)] = stored;
    moving[static_cast<std::size_t>(row)] = momentum;
  }
  abstraction_left_m_ = static_cast<double>(abstraction_left);
  double stored = 0, momentum = 0, out = 0, soaked = 0;
  for (std::size_t row = 0; row < stored_m.size(); ++row) {
    stored += stored_m[row];
    momentum += moving[row];
    out += tally_.out_m2[row];
    soaked += tally_.soaked_m[row];
  }
  books_.stored_m3 = stored * area;
  books_.out_m3 = out * grid.cell_m;
  books_.infiltrated_m3 = soaked * area;
  if (!std::isfinite(stored) || !std::isfinite(momentum))
    throw base::NumericalError("flood: numbers are no longer finite at " + std::to_string(time_s_) + " s");
  if (steps_ > 0 && std::abs(books_.error_1()) > kMassError_1)
    throw base::NumericalError("flood: the books are off by " + std::to_string(books_.error_1()) +
                               " of the water handled at " + std::to_string(time_s_) + " s");
  return books_;
}

void Solver::watch_all() {
  for (int row = 0; row < inputs_.grid.n_rows; ++row) watch(water_, worst_, static_cast<float>(time_s_), row);
}

std::vector<float> Solver::values(const Lattice& lattice) const {
  const geo::Grid& grid = inputs_.grid;
  std::vector<float> cells(grid.count());
  for (int row = 0; row < grid.n_rows; ++row)
    std::copy_n(lattice.begin() + water_.shape.at(row, 0), grid.n_cols,
                cells.begin() + static_cast<std::ptrdiff_t>(grid.index({row, 0})));
  return cells;
}

void Solver::take_frame_depth(std::vector<float>& cells) {
  cells = values(worst_.frame_depth);
  std::copy_n(water_.h.begin(), water_.shape.floats(), worst_.frame_depth.begin());
}

void Solver::take_frame_depth_speed(std::vector<float>& cells) {
  cells = values(worst_.frame_depth_speed);
  for (int row = 0; row < inputs_.grid.n_rows; ++row) {
    const std::ptrdiff_t at = water_.shape.at(row, 0);
    for (int i = 0; i < inputs_.grid.n_cols; ++i)
      worst_.frame_depth_speed[at + i] =
          water_.h[at + i] < kFilm_m ? 0 : std::hypot(water_.hu[at + i], water_.hv[at + i]);
  }
}

Worst::Worst(const Shape& s)
    : frame_depth(s),
      frame_depth_speed(s),
      depth(s),
      speed(s),
      depth_speed(s),
      hazard_class(s),
      depth_time(s, -1),
      arrival{Lattice(s, -1), Lattice(s, -1), Lattice(s, -1), Lattice(s, -1)} {}

}  // namespace dayu::hazards::flood
