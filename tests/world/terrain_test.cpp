// SPDX-License-Identifier: Apache-2.0
#include "engine/world/terrain.h"

#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::has_fault;
using test::SmallArea;

namespace {

geo::Feature stream(const std::vector<geo::Point>& line) {
  return {geo::Shape::line, {line}, {}};
}

/// A steep-sided winding valley: means over large cells dam its stream.
geo::Raster<float> gorge(std::vector<geo::Point>& line) {
  geo::Raster<float> z({120, 120, 0, 1200, 10, "EPSG:4547"});
  const auto bed = [](double y) { return 600 + 200 * std::sin(y / 90); };
  for (int row = 0; row < 120; ++row)
    for (int col = 0; col < 120; ++col) {
      const geo::Point p = z.grid.centre({row, col});
      z[{row, col}] = static_cast<float>(100 + p.y_m / 50 + 0.8 * std::abs(p.x_m - bed(p.y_m)));
    }
  for (double y = 1195; y >= 5; y -= 5) line.push_back({bed(y), y});
  return z;
}

/// Rises of more than nothing from one cell to the next along the line.
int rises(const geo::Raster<float>& z, const std::vector<geo::Point>& line) {
  int n = 0;
  float before = 1e9F;
  for (const geo::Point& p : geo::sample_line(line, z.grid.cell_m / 7)) {
    const auto c = z.grid.cell_of(p);
    if (!c) continue;
    if (z[*c] > before) ++n;
    before = z[*c];
  }
  return n;
}

}  // namespace

TEST_CASE("coarse terrain keeps the descent of its streams and raises nothing") {
  std::vector<geo::Point> river;
  const geo::Raster<float> fine = gorge(river);
  const geo::Point mouth = river[river.size() / 2];
  const std::vector<geo::Point> brook{{1150, 1100}, {mouth.x_m + 150, 700}, mouth};
  for (const int factor : {4, 6, 8}) {
    const geo::Raster<float> mean = geo::coarsen_mean(fine, factor);
    CHECK(rises(mean, river) > 0);  // else this test would prove nothing
    const geo::Raster<float> coarse = world::coarsened(fine, factor, {stream(river), stream(brook)});
    CHECK(rises(coarse, river) == 0);
    CHECK(rises(coarse, brook) == 0);
    for (std::size_t i = 0; i < mean.values.size(); ++i) CHECK(coarse.values[i] <= mean.values[i]);
    // Either order of the streams gives the same ground.
    CHECK(world::coarsened(fine, factor, {stream(brook), stream(river)}).values == coarse.values);
  }
}

TEST_CASE("a stream that crosses cell corners gets a way over edges") {
  geo::Raster<float> fine({4, 4, 0, 4, 1, "EPSG:4547"}, 10.0F);
  const std::vector<geo::Point> diagonal{{0.5, 3.5}, {3.5, 0.5}};
  fine[{0, 0}] = fine[{0, 1}] = fine[{1, 0}] = fine[{1, 1}] = 5;
  const geo::Raster<float> coarse = world::coarsened(fine, 2, {stream(diagonal)});
  CHECK(coarse[{1, 1}] == 5);
  CHECK(std::min(coarse[{0, 1}], coarse[{1, 0}]) == 5);
  CHECK(std::max(coarse[{0, 1}], coarse[{1, 0}]) == 10);
}

TEST_CASE("cells that cannot be had") {
  const SmallArea area("terrain");
  CHECK(area.load(20).terrain.elevation_m.values == area.load().terrain.elevation_m.values);
  auto faults = area.faults(10);
  REQUIRE(faults.size() == 1);
  CHECK(has_fault(faults, "terrain.tif", "cell_m", "10 m is finer than was measured"));
  CHECK(faults[0].remedy.find("ask for 20 m") == 0);
  faults = area.faults(30);
  CHECK(has_fault(faults, "terrain.tif", "cell_m", "30 m is not a whole multiple"));
  CHECK(faults[0].remedy == "ask for 20 m or 40 m");
  CHECK(has_fault(area.faults(2000), "terrain.tif", "cell_m", "leaves no whole cell"));
}

TEST_CASE("a coarse world: one grid for all, ragged edge dropped, said so") {
  const SmallArea area("terrain");
  const world::World w = area.load(140);  // 60 cells hold 8 whole ones of 7
  CHECK(w.terrain.elevation_m.grid.n_rows == 8);
  CHECK(w.terrain.elevation_m.grid.cell_m == 140);
  CHECK(w.terrain.land_cover.grid.same_cells(w.terrain.elevation_m.grid));
  CHECK(w.terrain.manning_s_per_m1_3.grid.same_cells(w.terrain.elevation_m.grid));
  CHECK(rises(w.terrain.elevation_m, w.streams[0].parts[0]) == 0);
  const bool said = std::any_of(w.assumptions.begin(), w.assumptions.end(), [](const std::string& a) {
    return a.find("averaged from cells of 20 m to 140 m") != std::string::npos;
  });
  CHECK(said);
}

TEST_CASE("land cover on other cells is sampled; one that does not cover is refused") {
  const SmallArea area("terrain");
  geo::Grid grid{30, 30, SmallArea::kWest_m, SmallArea::kNorth_m, 40, "EPSG:4547"};
  geo::Raster<unsigned char> cover(grid, 1);
  cover[{0, 0}] = 8;
  geo::write_cog(area.path() / "land_cover.tif", cover, {"1", "land_cover"});
  const world::World w = area.load();
  CHECK(w.terrain.land_cover.grid.same_cells(w.terrain.elevation_m.grid));
  CHECK(w.terrain.land_cover[{1, 1}] == 8);
  CHECK(w.terrain.land_cover[{2, 1}] == 1);
  grid.n_rows = 20;
  geo::write_cog(area.path() / "land_cover.tif", geo::Raster<unsigned char>(grid, 1), {"1", "land_cover"});
  CHECK(has_fault(area.faults(), "land_cover.tif", "", "does not cover 1200 cells"));
  geo::Raster<unsigned char> holes(SmallArea::grid(), 1);
  holes[{4, 5}] = 0;
  geo::write_cog(area.path() / "land_cover.tif", holes, {"1", "land_cover"});
  CHECK(
      has_fault(area.faults(), "land_cover.tif", "row 5, column 6", "code 0 (or nodata) stands in 1 cells"));
}

TEST_CASE("heights outside and in voids are those of the nearest ground") {
  geo::Raster<float> z = SmallArea::valley();
  CHECK(world::height_at(z, SmallArea::at(-500, 10)) == world::height_at(z, SmallArea::at(1, 10)));
  z[{30, 30}] = NAN;
  const auto near = world::height_at(z, z.grid.centre({30, 30}));
  REQUIRE(near);
  CHECK(*near == Approx(106).margin(3));
}
