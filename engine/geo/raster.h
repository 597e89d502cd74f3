// SPDX-License-Identifier: Apache-2.0
// A raster in the model's own metric CRS: row 0 is the northern edge, square cells, values row by row.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dayu::geo {

struct Point {
  double x_m = 0, y_m = 0;
  bool operator==(const Point&) const = default;
};

struct Cell {
  int row = 0, col = 0;
  bool operator==(const Cell&) const = default;
};

/// Where the cells lie. `crs` is WKT2 or "EPSG:4547"; always projected, metres.
struct Grid {
  int n_rows = 0, n_cols = 0;
  double west_m = 0, north_m = 0, cell_m = 0;
  std::string crs;

  std::size_t count() const { return static_cast<std::size_t>(n_rows) * static_cast<std::size_t>(n_cols); }
  std::size_t index(Cell c) const {
    return static_cast<std::size_t>(c.row) * static_cast<std::size_t>(n_cols) +
           static_cast<std::size_t>(c.col);
  }
  bool holds(Cell c) const { return c.row >= 0 && c.col >= 0 && c.row < n_rows && c.col < n_cols; }
  /// The cell that holds a point; empty outside.
  std::optional<Cell> cell_of(Point p) const {
    const Cell c{static_cast<int>(std::floor((north_m - p.y_m) / cell_m)),
                 static_cast<int>(std::floor((p.x_m - west_m) / cell_m))};
    return holds(c) ? std::optional<Cell>(c) : std::nullopt;
  }
  Point centre(Cell c) const { return {west_m + (c.col + 0.5) * cell_m, north_m - (c.row + 0.5) * cell_m}; }
  bool same_cells(const Grid& o) const {
    return n_rows == o.n_rows && n_cols == o.n_cols && west_m == o.west_m && north_m == o.north_m &&
           cell_m == o.cell_m;
  }
};

/// Values on a grid. Float rasters use NaN for nodata; integer rasters state theirs where they are written.
template <class T>
struct Raster {
  Grid grid;
  std::vector<T> values;

  Raster() = default;
  explicit Raster(Grid g, T fill = T{}) : grid(std::move(g)), values(grid.count(), fill) {}
  T& operator[](Cell c) { return values[grid.index(c)]; }
  const T& operator[](Cell c) const { return values[grid.index(c)]; }
};

}  // namespace dayu::geo
