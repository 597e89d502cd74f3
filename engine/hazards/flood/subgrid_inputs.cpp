// SPDX-License-Identifier: Apache-2.0
// The inputs of the fine grid as the coarse cells of subgrid.h see them. Invariant: the same water comes and
// lies there; a place belongs to the cell that holds it.
#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/subgrid.h"

namespace dayu::hazards::flood {
namespace {

struct Coarsening {
  const Inputs& fine;
  int k;
  geo::Grid grid;

  explicit Coarsening(const Inputs& inputs) : fine(inputs), k(inputs.subgrid_cells), grid(inputs.grid) {
    grid.n_rows = (grid.n_rows + k - 1) / k;
    grid.n_cols = (grid.n_cols + k - 1) / k;
    grid.cell_m *= k;
  }
  /// Calls visit with the index of every fine cell of a cell that is ground.
  template <class Visit>
  void each(int row, int col, const Visit& visit) const {
    for (int r = row * k; r < std::min((row + 1) * k, fine.grid.n_rows); ++r)
      for (int c = col * k; c < std::min((col + 1) * k, fine.grid.n_cols); ++c)
        if (const std::size_t at = fine.grid.index({r, c}); !std::isnan(fine.bed_m[at])) visit(at);
  }
  std::vector<float> lowest() const {
    std::vector<float> values(grid.count(), std::nanf(""));
    for (int row = 0; row < grid.n_rows; ++row)
      for (int col = 0; col < grid.n_cols; ++col)
        each(row, col, [&](std::size_t at) {
          float& z = values[grid.index({row, col})];
          z = std::isnan(z) ? fine.bed_m[at] : std::min(z, fine.bed_m[at]);
        });
    return values;
  }
  /// Mean over the ground of a cell, or over the whole cell.
  std::vector<float> mean(const std::vector<float>& from, bool over_ground) const {
    if (from.size() != fine.bed_m.size()) return from;
    std::vector<float> values(grid.count());
    for (int row = 0; row < grid.n_rows; ++row)
      for (int col = 0; col < grid.n_cols; ++col) {
        double sum = 0;
        int n = 0;
        each(row, col, [&](std::size_t at) { sum += static_cast<double>(from[at]), ++n; });
        const int parts = over_ground ? std::max(n, 1) : k * k;
        values[grid.index({row, col})] = static_cast<float>(sum / parts);
      }
    return values;
  }
  geo::Cell cell(geo::Cell c) const { return {c.row / k, c.col / k}; }
  std::vector<geo::Cell> cells(const std::vector<geo::Cell>& from) const {
    std::vector<geo::Cell> to;
    for (const geo::Cell& c : from)
      if (std::find(to.begin(), to.end(), cell(c)) == to.end()) to.push_back(cell(c));
    return to;
  }
  /// Cells of which at least half belongs to an area, less those of an outlet: what enters there goes on.
  std::vector<geo::Cell> area(const std::vector<geo::Cell>& from,
                              const std::vector<geo::Cell>& outlet) const {
    std::vector<int> count(grid.count(), 0);
    for (const geo::Cell& c : from) ++count[grid.index(cell(c))];
    for (const geo::Cell& c : outlet) count[grid.index(c)] = 0;
    std::vector<geo::Cell> to;
    for (int row = 0; row < grid.n_rows; ++row)
      for (int col = 0; col < grid.n_cols; ++col)
        if (2 * count[grid.index({row, col})] >= k * k) to.push_back({row, col});
    return to;
  }
};

void coarsen_rain(const Coarsening& coarsening, const Inputs& fine, Inputs& in) {
  if (fine.rain_stack.empty()) return;
  const int k = coarsening.k;
  const geo::Grid& grid = coarsening.grid;
  in.rain_stack.cells.assign(grid.count(), -1);
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const geo::Cell middle{std::min(row * k + k / 2, fine.grid.n_rows - 1),
                             std::min(col * k + k / 2, fine.grid.n_cols - 1)};
      in.rain_stack.cells[grid.index({row, col})] = fine.rain_stack.cells[fine.grid.index(middle)];
    }
}

}  // namespace

Inputs coarse_inputs(const Inputs& fine) {
  const Coarsening coarsening(fine);
  Inputs in = fine;
  in.grid = coarsening.grid;
  in.bed_m = coarsening.lowest();
  in.manning_s_per_m1_3 = coarsening.mean(fine.manning_s_per_m1_3, true);
  in.depth_m = coarsening.mean(fine.depth_m, false);
  in.discharge_east_m2_per_s = coarsening.mean(fine.discharge_east_m2_per_s, false);
  in.discharge_south_m2_per_s = coarsening.mean(fine.discharge_south_m2_per_s, false);
  in.losses.curve_number = coarsening.mean(fine.losses.curve_number, true);
  in.losses.drainage_m_per_s = coarsening.mean(fine.losses.drainage_m_per_s, true);
  coarsen_rain(coarsening, fine, in);
  std::vector<geo::Cell> outlets;
  for (Inflow& inflow : in.inflows) {
    inflow.cells = coarsening.cells(inflow.cells);
    outlets.insert(outlets.end(), inflow.cells.begin(), inflow.cells.end());
  }
  in.reservoir_cells = coarsening.area(fine.reservoir_cells, outlets);
  for (Reservoir& reservoir : in.reservoirs) {
    reservoir.outlet = coarsening.cells(reservoir.outlet);
    reservoir.surface = coarsening.area(reservoir.surface, reservoir.outlet);
  }
  for (EdgePart& part : in.edges.parts) {
    part.first /= coarsening.k;
    part.end = (part.end + coarsening.k - 1) / coarsening.k;
  }
  for (Act& act : in.works.acts) act.place = coarsening.cell(act.place);
  return in;
}

}  // namespace dayu::hazards::flood
