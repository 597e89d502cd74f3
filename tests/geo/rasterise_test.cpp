// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/rasterise.h"

#include "tests/support/catch.h"

using namespace dayu;

namespace {

geo::Grid grid() {
  return {10, 10, 1000, 2000, 10, "EPSG:32631"};
}

std::vector<geo::Point> ring(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

}  // namespace

TEST_CASE("rasterise: a polygon holds the cells whose centre it holds, less its holes") {
  geo::Raster<unsigned char> classes(grid(), 1);
  const geo::Feature lake{
      geo::Shape::polygon, {ring(1010, 1910, 1060, 1960), ring(1030, 1930, 1040, 1940)}, {}};
  CHECK(geo::paint_polygon(classes, lake, 7) == 24);  // 5 x 5 less one
  CHECK(classes[{4, 1}] == 7);
  CHECK(classes[{8, 5}] == 7);
  CHECK(classes[{6, 3}] == 1);  // the hole
  CHECK(classes[{3, 1}] == 1);
  CHECK(classes[{4, 6}] == 1);
}

TEST_CASE("rasterise: neighbours share no cell and leave none, even on cell centres") {
  geo::Raster<unsigned char> classes(grid(), 0);
  const geo::Feature west{geo::Shape::polygon, {ring(1000, 1900, 1035, 2000)}, {}};
  const geo::Feature east{geo::Shape::polygon, {ring(1035, 1900, 1100, 2000)}, {}};
  const std::size_t both = geo::paint_polygon(classes, west, 1) + geo::paint_polygon(classes, east, 2);
  CHECK(both == 100);
  for (const unsigned char code : classes.values) CHECK(code != 0);
}

TEST_CASE("rasterise: outlines that reach beyond the grid are cut at its edge") {
  geo::Raster<unsigned char> classes(grid(), 0);
  const geo::Feature huge{geo::Shape::polygon, {ring(0, 0, 5000, 5000)}, {}};
  CHECK(geo::paint_polygon(classes, huge, 3) == 100);
  const geo::Feature away{geo::Shape::polygon, {ring(3000, 3000, 4000, 4000)}, {}};
  CHECK(geo::paint_polygon(classes, away, 9) == 0);
}

TEST_CASE("rasterise: a line gives the cells that it runs through, in order") {
  const auto cells = geo::cells_along(grid(), {{1005, 1995}, {1005, 1975}, {1035, 1975}});
  REQUIRE(cells.size() == 6);
  CHECK(cells.front() == geo::Cell{0, 0});
  CHECK(cells[2] == geo::Cell{2, 0});
  CHECK(cells.back() == geo::Cell{2, 3});
}
