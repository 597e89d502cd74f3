// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/terrain_source.h"

#include <cmath>
#include <limits>

#include "engine/base/errors.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// A plane that rises to the east by one metre a cell.
geo::Raster<float> plane(int n = 60) {
  geo::Raster<float> z(geo::Grid{n, n, 375000, 4707000, 50, "EPSG:32631"});
  for (int r = 0; r < n; ++r)
    for (int c = 0; c < n; ++c) z[{r, c}] = 1000 + static_cast<float>(c);
  return z;
}

geo::TerrainSource clean(const geo::Raster<float>& z, const std::filesystem::path& folder,
                         geo::BorderValue border = geo::BorderValue::automatic) {
  geo::write_cog(folder / "in.tif", z, {"m", "elevation_m", geo::Stored::float32, 1, {}});
  return geo::clean_terrain(folder / "in.tif", folder / "out.tif", "", border);
}

/// An ASCII grid states no nodata unless it is written.
void write_ascii(const std::filesystem::path& file, const geo::Raster<float>& z) {
  std::string text = "ncols " + std::to_string(z.grid.n_cols) + "\nnrows " + std::to_string(z.grid.n_rows) +
                     "\nxllcorner 375000\nyllcorner 4704000\ncellsize 50\n";
  for (int r = 0; r < z.grid.n_rows; ++r) {
    for (int c = 0; c < z.grid.n_cols; ++c) text += std::to_string(static_cast<int>(z[{r, c}])) + " ";
    text += "\n";
  }
  geo::write_file(file, text);
}

}  // namespace

TEST_CASE("terrain source: inner voids are filled from their neighbours and counted") {
  const test::TemporaryFolder folder("voids");
  geo::Raster<float> z = plane();
  for (int r = 20; r < 24; ++r)
    for (int c = 30; c < 33; ++c) z[{r, c}] = kNone;
  z[{0, 5}] = kNone;  // a small hole at the border is a void too
  const geo::TerrainSource source = clean(z, folder.path());
  CHECK(source.voids_filled == 13);
  CHECK(source.outside == 0);
  CHECK(source.metric);
  CHECK(source.cell_x_m == Approx(50));
  const geo::Raster<float> filled = geo::read_raster(folder.path() / "out.tif");
  for (int r = 20; r < 24; ++r)
    for (int c = 30; c < 33; ++c) {
      CHECK(filled[{r, c}] >= 1029);
      CHECK(filled[{r, c}] <= 1033);
    }
  CHECK(filled[{40, 10}] == 1010);
}

TEST_CASE("terrain source: a large empty border is no void; trimming cuts it off") {
  const test::TemporaryFolder folder("border");
  geo::Raster<float> z = plane();
  for (int r = 0; r < 60; ++r)
    for (int c = 0; c < 60; ++c)
      if (c < r / 10) z[{r, c}] = kNone;  // a wedge, as a rotated warp leaves it
  const geo::TerrainSource source = clean(z, folder.path());
  CHECK(source.voids_filled == 0);
  CHECK(source.outside == 10 + 20 + 30 + 40 + 50);
  const geo::Raster<float> trimmed = geo::trim_to_terrain(geo::read_raster(folder.path() / "out.tif"));
  for (const float value : trimmed.values) CHECK_FALSE(std::isnan(value));
  CHECK(trimmed.grid.count() >= 55 * 60);
  const auto middle = trimmed.grid.centre({3, 3});
  CHECK(trimmed[{3, 3}] == z[*z.grid.cell_of(middle)]);
}

TEST_CASE("terrain source: a constant border without nodata is no terrain, unless it is said to be") {
  const test::TemporaryFolder folder("zero");
  geo::Raster<float> z = plane();
  for (int k = 0; k < 60; ++k)
    for (int w = 0; w < 4; ++w) z[{w, k}] = z[{59 - w, k}] = z[{k, w}] = z[{k, 59 - w}] = 0;
  write_ascii(folder.path() / "z.asc", z);
  const auto facts = [&](geo::BorderValue border) {
    return geo::clean_terrain(folder.path() / "z.asc", folder.path() / "out.tif", "EPSG:32631", border);
  };
  const geo::TerrainSource found = facts(geo::BorderValue::automatic);
  CHECK_FALSE(found.nodata_set);
  REQUIRE(found.border_value);
  CHECK(*found.border_value == 0);
  CHECK(found.outside == 60 * 60 - 52 * 52);
  CHECK(geo::trim_to_terrain(geo::read_raster(folder.path() / "out.tif")).grid.n_rows == 52);
  CHECK(facts(geo::BorderValue::keep).outside == 0);
}

TEST_CASE("terrain source: no CRS, no values, no file: refused with the reason") {
  const test::TemporaryFolder folder("refused");
  const auto reason = [&](const char* name, const char* crs) {
    try {
      geo::clean_terrain(folder.path() / name, folder.path() / "out.tif", crs, geo::BorderValue::automatic);
    } catch (const base::InputError& error) {
      return error.faults().front().what;
    }
    return std::string("accepted");
  };
  write_ascii(folder.path() / "z.asc", plane());
  CHECK(reason("z.asc", "").find("no coordinate reference system") != std::string::npos);
  CHECK(reason("z.asc", "EPSG:32631") == "accepted");
  geo::Raster<float> deep = plane();
  for (float& value : deep.values) value = -9999;
  write_ascii(folder.path() / "deep.asc", deep);
  CHECK(reason("deep.asc", "EPSG:32631").find("no value at all") != std::string::npos);
  CHECK(reason("absent.tif", "").find("missing") != std::string::npos);
}
