// SPDX-License-Identifier: Apache-2.0
#include "engine/world/breach.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/raster_file.h"
#include "engine/world/terrain.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {

/// Cells of a valley that falls to the east, row 2 of 5, behind a dam of `dam_m` in column 5.
geo::Raster<float> dammed_valley(float dam_m) {
  geo::Raster<float> z(geo::Grid{5, 10, 0, 100, 10, "EPSG:4547"}, 50);
  for (int col = 1; col < 10; ++col) z[{2, col}] = 20 - static_cast<float>(col);
  z[{2, 5}] = dam_m;
  return z;
}

}  // namespace

TEST_CASE("a dam is breached to the pit's level where the fine ground lies low enough") {
  geo::Raster<float> z = dammed_valley(30);
  geo::Raster<float> lowest = z;
  lowest[{2, 5}] = 10;
  world::breach_pits(z, lowest);
  CHECK(z[{2, 5}] == 16);
  CHECK(z[{2, 4}] == 16);
  CHECK(z[{2, 6}] == 14);
  CHECK(z[{0, 0}] == 50);
}

TEST_CASE("no cell is cut below the lowest ground inside it: a real dam keeps its lake") {
  geo::Raster<float> z = dammed_valley(30);
  geo::Raster<float> lowest = z;
  lowest[{2, 5}] = 25;
  world::breach_pits(z, lowest);
  CHECK(z[{2, 5}] == 25);
  geo::Raster<float> whole = dammed_valley(30);
  world::breach_pits(whole, dammed_valley(30));
  CHECK(whole.values == dammed_valley(30).values);
}

TEST_CASE("a narrow valley across large cells drains after coarsening") {
  // A channel three fine cells wide, falling 0.1 m a cell to the east, winds between slopes 3 cells on each
  // side.
  geo::Raster<float> fine(geo::Grid{90, 90, 0, 900, 10, "EPSG:4547"});
  for (int row = 0; row < 90; ++row)
    for (int col = 0; col < 90; ++col) {
      const double middle = 45 + 8 * std::sin(col * 0.2);
      fine[{row, col}] =
          static_cast<float>(50 - 0.1 * col + 3 * std::max(0.0, std::abs(row - std::floor(middle)) - 1));
    }
  geo::Raster<float> coarse = world::coarsened(fine, 3, {});
  // What still is a pit would be cut if it were allowed to: nothing is.
  geo::Raster<float> again = coarse;
  world::breach_pits(again, geo::Raster<float>(coarse.grid, -1e9F));
  CHECK(again.values == coarse.values);
  CHECK(geo::coarsen_mean(fine, 3).values != coarse.values);
}
