// SPDX-License-Identifier: Apache-2.0
// Polygons that change the ground: houses that stand in the way, surfaces with a roughness of their own.
// A cell belongs to a polygon if its centre lies inside.
#include <algorithm>
#include <cmath>

#include "engine/geo/vector_file.h"
#include "engine/hazards/flood/inputs_reader.h"

namespace dayu::hazards::flood {
namespace {

/// Cells of a grid whose centres lie inside a polygon.
std::vector<std::size_t> cells_in(const geo::Grid& grid, const geo::Feature& polygon) {
  std::vector<std::size_t> cells;
  if (polygon.parts.empty() || polygon.parts.front().empty()) return cells;
  double west = 1e300, east = -1e300, south = 1e300, north = -1e300;
  for (const geo::Point& p : polygon.parts.front()) {
    west = std::min(west, p.x_m), east = std::max(east, p.x_m);
    south = std::min(south, p.y_m), north = std::max(north, p.y_m);
  }
  const auto clipped = [](double x, int n) {
    return static_cast<int>(std::clamp(std::floor(x), 0.0, n - 1.0));
  };
  const int first_row = clipped((grid.north_m - north) / grid.cell_m, grid.n_rows);
  const int last_row = clipped((grid.north_m - south) / grid.cell_m, grid.n_rows);
  const int first_col = clipped((west - grid.west_m) / grid.cell_m, grid.n_cols);
  const int last_col = clipped((east - grid.west_m) / grid.cell_m, grid.n_cols);
  for (int row = first_row; row <= last_row; ++row)
    for (int col = first_col; col <= last_col; ++col)
      if (geo::inside(polygon, grid.centre({row, col}))) cells.push_back(grid.index({row, col}));
  return cells;
}

}  // namespace

void Reader::read_surfaces() {
  for (const base::Settings& item : section.sections("surface"))
    guarded([&] {
      const geo::Layer layer = geo::read_layer(item.path("file"), item.text("layer"), in.grid.crs);
      if (in.manning_s_per_m1_3.size() == 1)
        in.manning_s_per_m1_3.assign(in.grid.count(), in.manning_s_per_m1_3[0]);
      for (const geo::Feature& polygon : layer.features)
        for (const std::size_t k : cells_in(in.grid, polygon))
          in.manning_s_per_m1_3[k] = static_cast<float>(item.number("manning_s_per_m1_3"));
    });
}

void Reader::read_buildings() {
  for (const base::Settings& item : section.sections("buildings"))
    guarded([&] {
      const geo::Layer layer = geo::read_layer(item.path("file"), item.text("layer"), in.grid.crs);
      std::vector<unsigned char> built(in.grid.count());
      for (const geo::Feature& polygon : layer.features)
        for (const std::size_t k : cells_in(in.grid, polygon)) built[k] = 1;
      const auto raise = static_cast<float>(item.number("raise_m"));
      std::size_t n = 0;
      for (std::size_t k = 0; k < built.size(); ++k) {
        if (built[k] == 0) continue;
        in.bed_m[k] = item.boolean("blocked") ? std::nanf("") : in.bed_m[k] + raise;
        ++n;
      }
      if (n == 0)
        notes.push_back("no cell's centre lies in a building of layer " + item.text("layer") +
                        ": the cells are larger than the houses, or they lie elsewhere");
    });
}

}  // namespace dayu::hazards::flood
