// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/raster_file.h"

#include <cmath>
#include <functional>
#include <limits>

#include "engine/base/errors.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using geo::Raster;

namespace {

const float kNaN = std::numeric_limits<float>::quiet_NaN();

geo::Grid small_grid(int n_rows = 4, int n_cols = 5, double cell_m = 20) {
  return {n_rows, n_cols, 539000, 3077000, cell_m, "EPSG:4547"};
}

Raster<float> ramp(const geo::Grid& grid) {
  Raster<float> raster(grid);
  for (std::size_t i = 0; i < raster.values.size(); ++i)
    raster.values[i] = 100.0F + 0.3F * static_cast<float>(i);
  return raster;
}

/// An ASCII grid: the one raster format that is easy to spoil by hand.
void write_ascii(const std::filesystem::path& file, const std::string& cells, const std::string& extra = "") {
  geo::write_file(file,
                  "ncols 3\nnrows 2\nxllcorner 539000\nyllcorner 3077000\ncellsize 10\n" + extra + cells);
}

base::Fault fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const base::InputError& error) {
    REQUIRE(error.faults().size() == 1);
    return error.faults().front();
  }
  FAIL("no fault");
  return {};
}

}  // namespace

TEST_CASE("a float raster comes back cell for cell, voids as NaN") {
  const test::TemporaryFolder folder("raster");
  Raster<float> raster = ramp(small_grid());
  raster[{1, 2}] = kNaN;
  geo::write_cog(folder.path() / "depth.tif", raster, {"m", "max_depth_m"});
  const Raster<float> back = geo::read_raster(folder.path() / "depth.tif");
  CHECK(back.grid.same_cells(raster.grid));
  CHECK(back.grid.crs == "EPSG:4547");
  for (std::size_t i = 0; i < raster.values.size(); ++i) {
    if (std::isnan(raster.values[i]))
      CHECK(std::isnan(back.values[i]));
    else
      CHECK(back.values[i] == raster.values[i]);
  }
}

TEST_CASE("integer storage is read back with its scale") {
  const test::TemporaryFolder folder("raster");
  Raster<float> raster = ramp(small_grid());
  raster[{0, 0}] = kNaN;
  raster[{0, 1}] = -12.3F;
  geo::write_cog(folder.path() / "t.tif", raster, {"m", "elevation_m", geo::Stored::int16, 0.1});
  const Raster<float> back = geo::read_raster(folder.path() / "t.tif");
  CHECK(std::isnan(back[{0, 0}]));
  for (std::size_t i = 1; i < raster.values.size(); ++i)
    CHECK(back.values[i] == Approx(raster.values[i]).margin(0.0501));
  CHECK(back[{0, 1}] == Approx(-12.3).margin(1e-5));

  geo::write_cog(folder.path() / "u.tif", raster, {"m", "x", geo::Stored::float32});
  raster[{0, 1}] = 4e6F;
  CHECK_THROWS_AS(geo::write_cog(folder.path() / "v.tif", raster, {"m", "x", geo::Stored::int16, 0.1}),
                  std::range_error);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "v.tif"));
}

TEST_CASE("the same raster gives the same bytes, and leaves nothing else behind") {
  const test::TemporaryFolder folder("raster");
  Raster<float> raster = ramp(small_grid(700, 600));
  for (float& v : raster.values) v = std::fmod(v, 1500.0F);
  const geo::RasterNote note{"m", "elevation_m", geo::Stored::int16, 0.1, {{"EXERCISE", "yes"}}};
  geo::write_cog(folder.path() / "a.tif", raster, note);
  geo::write_cog(folder.path() / "b.tif", raster, note);
  CHECK(geo::read_file(folder.path() / "a.tif") == geo::read_file(folder.path() / "b.tif"));
  std::size_t n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) n += entry.exists() ? 1 : 0;
  CHECK(n == 2);
}

TEST_CASE("classes come back as they were") {
  const test::TemporaryFolder folder("raster");
  Raster<unsigned char> classes(small_grid(), 7);
  classes[{2, 3}] = 255;
  classes[{0, 0}] = 0;
  geo::write_cog(folder.path() / "c.tif", classes, {"1", "land_cover"});
  CHECK(geo::read_classes(folder.path() / "c.tif").values == classes.values);
}

TEST_CASE("undeclared voids of public terrain are voids") {
  const test::TemporaryFolder folder("raster");
  const auto file = folder.path() / "srtm.asc";
  write_ascii(file, "101 -32768 103\n-9999 105 106\n");
  const Raster<float> raster = geo::read_raster(file, "EPSG:4547");
  CHECK(raster[{0, 0}] == 101);
  CHECK(std::isnan(raster[{0, 1}]));
  CHECK(std::isnan(raster[{1, 0}]));
  write_ascii(file, "101 -32768 103\n-9999 105 106\n", "NODATA_value 105\n");
  const Raster<float> declared = geo::read_raster(file, "EPSG:4547");
  CHECK(std::isnan(declared[{1, 1}]));
  CHECK(declared[{1, 0}] == -9999);
}

TEST_CASE("a raster that cannot be used says why and what to do") {
  const test::TemporaryFolder folder("raster");
  const auto file = folder.path() / "dem.asc";

  SECTION("missing") {
    const base::Fault f = fault_of([&] { geo::read_raster(file); });
    CHECK(f.file == file.string());
    CHECK(f.what == "the file is missing");
  }
  SECTION("empty") {
    geo::write_file(file, "");
    CHECK(fault_of([&] { geo::read_raster(file); }).what == "the file is empty");
  }
  SECTION("no raster") {
    geo::write_file(file, "ledger of something\n");
    CHECK(fault_of([&] { geo::read_raster(file); }).what.find("is not a raster") == 0);
  }
  SECTION("no CRS") {
    write_ascii(file, "1 2 3\n4 5 6\n");
    const base::Fault f = fault_of([&] { geo::read_raster(file); });
    CHECK(f.what.find("states no coordinate reference system") == 0);
    CHECK(f.remedy.find("EPSG:4547") != std::string::npos);
  }
  SECTION("CRS given in degrees") {
    write_ascii(file, "1 2 3\n4 5 6\n");
    CHECK(fault_of([&] { geo::read_raster(file, "EPSG:4490"); }).what.find("not in metres") !=
          std::string::npos);
  }
  SECTION("all nodata") {
    write_ascii(file, "-9999 -9999 -9999\n-9999 -9999 -9999\n");
    CHECK(fault_of([&] { geo::read_raster(file, "EPSG:4547"); }).what == "holds nothing but nodata");
  }
  SECTION("degrees, with the zone to project to") {
    Raster<float> raster = ramp({3, 3, 114.4, 27.8, 0.001, "EPSG:4490"});
    geo::write_cog(folder.path() / "deg.tif", raster, {"m", "z"});
    const base::Fault f = fault_of([&] { geo::read_raster(folder.path() / "deg.tif"); });
    CHECK(f.what.find("is in degrees") == 0);
    CHECK(f.remedy.find("EPSG:32650") != std::string::npos);
  }
  SECTION("cut off") {
    geo::write_cog(folder.path() / "t.tif", ramp(small_grid(600, 600)), {"m", "z"});
    const std::string bytes = geo::read_file(folder.path() / "t.tif");
    geo::write_file(folder.path() / "t.tif", bytes.substr(0, bytes.size() / 2));
    CHECK_THROWS_AS(geo::read_raster(folder.path() / "t.tif"), base::InputError);
  }
  SECTION("not a class") {
    write_ascii(file, "1 2 3\n4 5 600\n");
    const base::Fault f = fault_of([&] { geo::read_classes(file, "EPSG:4547"); });
    CHECK(f.place == "row 2, column 3");
  }
}

TEST_CASE("coarsening: means skip voids, modes take the smaller code, ragged edges go") {
  Raster<float> fine(small_grid(5, 5), 1.0F);
  fine[{0, 0}] = 5;
  fine[{0, 1}] = kNaN;
  fine[{2, 2}] = fine[{2, 3}] = fine[{3, 2}] = fine[{3, 3}] = kNaN;
  const Raster<float> coarse = geo::coarsen_mean(fine, 2);
  CHECK(coarse.grid.n_rows == 2);
  CHECK(coarse.grid.cell_m == 40);
  CHECK(coarse.grid.north_m == fine.grid.north_m);
  CHECK(coarse[{0, 0}] == Approx(7.0 / 3));
  CHECK(coarse[{0, 1}] == 1);
  CHECK(std::isnan(coarse[{1, 1}]));

  Raster<unsigned char> classes(small_grid(2, 2));
  classes.values = {9, 4, 4, 9};
  CHECK(geo::coarsen_mode(classes, 2)[{0, 0}] == 4);
}

TEST_CASE("warping brings degrees to square metric cells at the right place") {
  const test::TemporaryFolder folder("raster");
  Raster<float> raster({200, 200, 114.35, 27.85, 0.0005, "EPSG:4326"}, 0.0F);
  for (int row = 0; row < 200; ++row)
    for (int col = 0; col < 200; ++col) raster[{row, col}] = static_cast<float>(col);  // grows eastward only
  raster[{10, 10}] = kNaN;
  geo::write_cog(folder.path() / "deg.tif", raster, {"m", "z", geo::Stored::int16, 0.5});
  const Raster<float> warped = geo::warp_raster(folder.path() / "deg.tif", "EPSG:4547", 30);
  CHECK(warped.grid.cell_m == 30);
  CHECK(warped.grid.crs == "EPSG:4547");
  const auto cell = warped.grid.cell_of({539417.33, 3076342.35});  // 27.8 N 114.4 E
  REQUIRE(cell);
  CHECK(warped[*cell] == Approx(99.5).margin(0.5));
}

TEST_CASE("hill shade: level ground is even, slopes to the north-west are bright, voids are black") {
  Raster<float> level(small_grid(5, 5), 100.0F);
  const auto flat = geo::hill_shade(level);
  CHECK(flat[{0, 0}] == flat[{2, 2}]);
  CHECK(flat[{2, 2}] == 128);

  Raster<float> to_west(small_grid(5, 5)), to_east(small_grid(5, 5));
  for (int row = 0; row < 5; ++row)
    for (int col = 0; col < 5; ++col) {
      to_west[{row, col}] = static_cast<float>(10 * col);
      to_east[{row, col}] = static_cast<float>(-10 * col);
    }
  const int west = geo::hill_shade(to_west)[{2, 2}], east = geo::hill_shade(to_east)[{2, 2}];
  CHECK(west > 128);
  CHECK(east < 100);
  level[{2, 2}] = kNaN;
  CHECK(geo::hill_shade(level)[{2, 2}] == 0);
  CHECK(geo::hill_shade(level)[{2, 1}] == 128);
}

TEST_CASE("pictures are PNG or JPEG, alone in their folder") {
  const test::TemporaryFolder folder("picture");
  const Raster<unsigned char> grey(small_grid(), 90);
  geo::write_picture(folder.path() / "shade.png", grey);
  geo::write_picture(folder.path() / "map.jpg", grey, grey, grey);
  CHECK(geo::read_file(folder.path() / "shade.png").substr(1, 3) == "PNG");
  CHECK(geo::read_file(folder.path() / "map.jpg").substr(0, 2) == "\xFF\xD8");
  CHECK_THROWS_AS(geo::write_picture(folder.path() / "map.bmp", grey), base::InputError);
  std::size_t n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) n += entry.exists() ? 1 : 0;
  CHECK(n == 2);
}
