// SPDX-License-Identifier: Apache-2.0
// How a run begins, what its books say and what others may read of its state.
#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/errors.h"
#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/solver.h"

namespace dayu::hazards::flood {

Solver::Solver(Inputs inputs) : inputs_(std::move(inputs)) {
  if (inputs_.equations == Equations::local_inertia || inputs_.subgrid_cells > 1) {
    subgrid_ = std::make_unique<Subgrid>(inputs_);
    if (inputs_.subgrid_cells > 1) inputs_ = coarse_inputs(inputs_);
    has_walls_ = subgrid_->has_holes;
    watch_every_ = 8;  // a look at the fine cells costs as much as some steps
  }
  const geo::Grid& grid = inputs_.grid;
  water_ = Water(Shape(grid.n_rows, grid.n_cols));
  if (subgrid_ && subgrid_->cells > 1)
    for (Cells* half : {static_cast<Cells*>(&water_), &water_.next})
      half->ux = Lattice(water_.shape), half->uy = Lattice(water_.shape);
  worst_ = Worst(subgrid_ ? subgrid_->fine_shape : water_.shape);
  tiles_ = Tiles(water_.shape);
  fill_state();
  fill_losses();
  prepare_edges(water_, inputs_.edges, grid.cell_m);
  if (subgrid_) subgrid_->close_edges(water_);
  if (subgrid_ && subgrid_->cells > 1) subgrid_->lean_now(water_);
  set_edge_levels(water_, inputs_.edges, 0);
  tiles_.look(water_);

  works_ = Works(std::move(inputs_.works), grid, water_);

  crew_ = std::make_unique<Crew>(std::max(1, inputs_.threads));
  rows_.resize(static_cast<std::size_t>(crew_->size()));
  fastest_.assign(static_cast<std::size_t>(crew_->size()), 0);
  beyond_.resize(static_cast<std::size_t>(crew_->size()));

  record_ = open_record(inputs_);
  for (Reservoir& reservoir : inputs_.reservoirs) reservoir.begin();
  mark_sections();
  wanted_step_s_ = std::sqrt(0.5 * grid.cell_m / static_cast<double>(kGravity_m_per_s2));
  close_books();
  books_.initial_m3 = books_.stored_m3;
  if (subgrid_)
    watch_subgrid(water_, worst_, *subgrid_, 0);
  else
    watch(water_, worst_, 0, 0, {0, grid.n_rows, 0, grid.n_cols});
  record_.take(0, water_, inputs_, subgrid_.get());
  works_.keep();
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
      if (wall || inputs_.depth_m.empty() || !(inputs_.depth_m[k] > 0)) continue;
      water_.h[at] = inputs_.depth_m[k];
      if (!inputs_.discharge_east_m2_per_s.empty()) water_.hu[at] = inputs_.discharge_east_m2_per_s[k];
      if (!inputs_.discharge_south_m2_per_s.empty()) water_.hv[at] = inputs_.discharge_south_m2_per_s[k];
      const float d = std::max(water_.h[at], kStill_m), c = std::sqrt(kGravity_m_per_s2 * water_.h[at]);
      const float u = std::max(std::abs(water_.hu[at]), std::abs(water_.hv[at])) / d;
      fastest_m_per_s_ = std::max(fastest_m_per_s_, u + c);
    }
}

void Solver::fill_losses() {
  const Losses& losses = inputs_.losses;
  if (losses.model == LossModel::initial_constant && losses.initial_m > 0) {
    abstraction_ = Lattice(water_.shape, static_cast<float>(losses.initial_m));
    abstraction_left_m_ = losses.initial_m;
  }
  if (losses.model == LossModel::green_ampt) taken_ = Lattice(water_.shape);
  const auto by_cell = [&](const std::vector<float>& values, auto convert) {
    Lattice lattice(water_.shape);
    for (int row = 0; row < inputs_.grid.n_rows; ++row)
      for (int col = 0; col < inputs_.grid.n_cols; ++col)
        lattice[water_.shape.at(row, col)] =
            convert(values[values.size() == 1 ? 0 : inputs_.grid.index({row, col})]);
    return lattice;
  };
  if (losses.model == LossModel::curve_number) {
    fallen_ = Lattice(water_.shape);
    retention_ = by_cell(losses.curve_number, [&](float cn) {
      return static_cast<float>(retention_m(static_cast<double>(cn), losses.soil));
    });
  }
  if (!losses.drainage_m_per_s.empty())
    drainage_ = by_cell(losses.drainage_m_per_s, [](float rate) { return rate; });
}

/// The faces of sections are watched by the sweep itself: their discharge is what moved the water.
void Solver::mark_sections() {
  if (record_.faces.empty()) return;
  if (marked_.empty()) marked_.resize(static_cast<std::size_t>(inputs_.grid.n_rows) + 1);
  for (std::size_t k = 0; k < record_.faces.size(); ++k)
    for (std::size_t i = 0; i < record_.faces[k].size(); ++i) {
      const SectionFace& face = record_.faces[k][i];
      MarkedFace mark;
      mark.col = face.cell.col;
      mark.to_east = face.to_east;
      mark.mass = &record_.face_mass[k][i];
      marked_[static_cast<std::size_t>(face.cell.row + 1)].push_back(mark);
    }
}

const Books& Solver::close_books() {
  const geo::Grid& grid = inputs_.grid;
  const double area = grid.cell_m * grid.cell_m;
  std::vector<double> stored_m(static_cast<std::size_t>(grid.n_rows)), moving(stored_m.size());
  std::vector<float> unfilled_m(stored_m.size());
  const auto add_row = [&](int row, int) {
    double stored = 0, momentum = 0;
    float unfilled = 0;
    const std::ptrdiff_t at = water_.shape.at(row, 0);
    for (int i = 0; i < grid.n_cols; ++i) {
      stored += static_cast<double>(water_.h[at + i]) + static_cast<double>(water_.rest[at + i]);
      momentum +=
          std::abs(static_cast<double>(water_.hu[at + i])) + std::abs(static_cast<double>(water_.hv[at + i]));
    }
    if (abstraction_left_m_ > 0)
      for (int i = 0; i < grid.n_cols; ++i) unfilled = std::max(unfilled, abstraction_[at + i]);
    const auto k = static_cast<std::size_t>(row);
    stored_m[k] = stored;
    moving[k] = momentum;
    unfilled_m[k] = unfilled;
  };
  crew_->share(grid.n_rows, grid.count() < 100000, add_row);
  abstraction_left_m_ = static_cast<double>(*std::max_element(unfilled_m.begin(), unfilled_m.end()));
  double stored = 0, momentum = 0;
  for (std::size_t row = 0; row < stored_m.size(); ++row) {
    stored += stored_m[row];
    momentum += moving[row];
  }
  books_.stored_m3 = stored * area;
  books_.out_m3 = tiles_.out_m2() * grid.cell_m;
  books_.infiltrated_m3 = tiles_.kept_m() * area;
  if (!std::isfinite(stored) || !std::isfinite(momentum))
    throw base::NumericalError("flood: numbers are no longer finite at " + std::to_string(time_s_) + " s");
  if (steps_ > 0 && std::abs(books_.error_1()) > kMassError_1)
    throw base::NumericalError("flood: the books are off by " + std::to_string(books_.error_1()) +
                               " of the water handled at " + std::to_string(time_s_) + " s");
  return books_;
}

std::vector<float> Solver::values(const Lattice& lattice) const {
  const bool fine = subgrid_ && lattice.size() == subgrid_->fine_shape.floats();
  const geo::Grid& cells_of = fine ? subgrid_->fine : inputs_.grid;
  const Shape& shape = fine ? subgrid_->fine_shape : water_.shape;
  std::vector<float> cells(cells_of.count());
  for (int row = 0; row < cells_of.n_rows; ++row)
    std::copy_n(lattice.begin() + shape.at(row, 0), cells_of.n_cols,
                cells.begin() + static_cast<std::ptrdiff_t>(cells_of.index({row, 0})));
  return cells;
}

std::vector<float> Solver::depth_m() const {
  if (!subgrid_) return values(water_.h);
  Lattice depth(subgrid_->fine_shape);
  subgrid_->spread(water_, depth);
  return values(depth);
}

void Solver::take_frame_depth(std::vector<float>& cells) {
  cells = values(worst_.frame_depth);
  if (subgrid_)
    subgrid_->spread(water_, worst_.frame_depth);
  else
    std::copy_n(water_.h.begin(), water_.shape.floats(), worst_.frame_depth.begin());
}

void Solver::take_frame_depth_speed(std::vector<float>& cells) {
  cells = values(worst_.frame_depth_speed);
  if (subgrid_) {  // its discharges stand on faces: the next look fills it
    std::fill_n(worst_.frame_depth_speed.begin(), worst_.frame_depth_speed.size(), 0.0F);
    return;
  }
  for (int row = 0; row < inputs_.grid.n_rows; ++row) {
    const std::ptrdiff_t at = water_.shape.at(row, 0);
    for (int i = 0; i < inputs_.grid.n_cols; ++i)
      worst_.frame_depth_speed[at + i] =
          water_.h[at + i] < kFilm_m
              ? 0
              : std::sqrt(water_.hu[at + i] * water_.hu[at + i] + water_.hv[at + i] * water_.hv[at + i]);
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
      arrival{Lattice(s, -1), Lattice(s, -1), Lattice(s, -1), Lattice(s, -1)},
      above{Lattice(s), Lattice(s), Lattice(s), Lattice(s)} {}

}  // namespace dayu::hazards::flood
