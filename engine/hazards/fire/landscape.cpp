// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/landscape.h"

#include <cmath>

namespace dayu::hazards::fire {
namespace {

/// The height of a cell, or of the middle one where it is a hole or lies outside: slope counts as level
/// there.
double height(const geo::Raster<float>& z, int row, int col, double middle) {
  const geo::Cell c{row, col};
  if (!z.grid.holds(c) || !std::isfinite(z[c])) return middle;
  return static_cast<double>(z[c]);
}

}  // namespace

void rise_of(const geo::Raster<float>& z, std::vector<float>& rise_x, std::vector<float>& rise_y) {
  const geo::Grid& g = z.grid;
  rise_x.assign(g.count(), 0);
  rise_y.assign(g.count(), 0);
  for (int row = 0; row < g.n_rows; ++row)
    for (int col = 0; col < g.n_cols; ++col) {
      const double m = static_cast<double>(z[{row, col}]);
      if (!std::isfinite(m)) continue;
      const auto h = [&](int dr, int dc) { return height(z, row + dr, col + dc, m); };
      // At the edge of the terrain one side repeats the middle: half the distance.
      const double wide = (col > 0 && col + 1 < g.n_cols) ? 8 : 4,
                   tall = (row > 0 && row + 1 < g.n_rows) ? 8 : 4;
      const double east = h(-1, 1) + 2 * h(0, 1) + h(1, 1), west = h(-1, -1) + 2 * h(0, -1) + h(1, -1);
      const double north = h(-1, -1) + 2 * h(-1, 0) + h(-1, 1), south = h(1, -1) + 2 * h(1, 0) + h(1, 1);
      rise_x[g.index({row, col})] = static_cast<float>((east - west) / (wide * g.cell_m));
      rise_y[g.index({row, col})] = static_cast<float>((north - south) / (tall * g.cell_m));
    }
}

}  // namespace dayu::hazards::fire
