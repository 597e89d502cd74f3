// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/rasterise.h"

#include <algorithm>
#include <cmath>

namespace dayu::geo {
namespace {

/// Where the rings cross the horizontal through a row's centres; half-open edges, so that a vertex counts
/// once.
std::vector<double> crossings(const Feature& polygon, double y_m) {
  std::vector<double> xs;
  for (const auto& ring : polygon.parts)
    for (std::size_t i = 0, n = ring.size(); i < n; ++i) {
      const Point a = ring[i], b = ring[(i + 1) % n];
      if ((a.y_m > y_m) == (b.y_m > y_m)) continue;
      xs.push_back(a.x_m + (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
    }
  std::sort(xs.begin(), xs.end());
  return xs;
}

/// First column whose centre is at or east of x.
int column_from(const Grid& grid, double x_m) {
  const double col = std::ceil((x_m - grid.west_m) / grid.cell_m - 0.5);
  return static_cast<int>(std::clamp(col, 0.0, static_cast<double>(grid.n_cols)));
}

}  // namespace

std::size_t paint_polygon(Raster<unsigned char>& classes, const Feature& polygon, unsigned char code) {
  const Grid& grid = classes.grid;
  double low = grid.north_m, high = grid.north_m - grid.n_rows * grid.cell_m;
  for (const auto& ring : polygon.parts)
    for (const Point& p : ring) {
      low = std::min(low, p.y_m);
      high = std::max(high, p.y_m);
    }
  const int first = std::max(0, static_cast<int>(std::floor((grid.north_m - high) / grid.cell_m)));
  const int last =
      std::min(grid.n_rows - 1, static_cast<int>(std::floor((grid.north_m - low) / grid.cell_m)));
  std::size_t painted = 0;
  for (int row = first; row <= last; ++row) {
    const std::vector<double> xs = crossings(polygon, grid.centre({row, 0}).y_m);
    for (std::size_t k = 0; k + 1 < xs.size(); k += 2) {
      const int end = column_from(grid, xs[k + 1]);
      for (int col = column_from(grid, xs[k]); col < end; ++col, ++painted) classes[{row, col}] = code;
    }
  }
  return painted;
}

std::vector<Cell> cells_along(const Grid& grid, const std::vector<Point>& line) {
  std::vector<Cell> cells;
  for (const Point& p : sample_line(line, grid.cell_m / 4)) {
    const auto cell = grid.cell_of(p);
    if (cell && (cells.empty() || !(cells.back() == *cell))) cells.push_back(*cell);
  }
  return cells;
}

}  // namespace dayu::geo
