// SPDX-License-Identifier: Apache-2.0
// Is the committed county what its generator makes from its seed? Cells, features and rows must be equal; the
// bytes of TIFF and GeoPackage containers need not be.
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/world/synth/synth.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

TEST_CASE("the embedded county is reproducible from its seed") {
  const std::filesystem::path kept = test::source_dir() / "gis-data" / "yunlan";
  const test::TemporaryFolder fresh("yunlan");
  world::synthesise({}, fresh.path());

  CHECK(geo::read_raster(kept / "terrain.tif").values ==
        geo::read_raster(fresh.path() / "terrain.tif").values);
  CHECK(geo::read_classes(kept / "land_cover.tif").values ==
        geo::read_classes(fresh.path() / "land_cover.tif").values);

  const auto names = geo::layer_names(kept / "vectors.gpkg");
  REQUIRE(names == geo::layer_names(fresh.path() / "vectors.gpkg"));
  REQUIRE(names.size() == 6);
  for (const std::string& name : names) {
    INFO(name);
    const geo::Layer a = geo::read_layer(kept / "vectors.gpkg", name),
                     b = geo::read_layer(fresh.path() / "vectors.gpkg", name);
    REQUIRE(a.features.size() == b.features.size());
    for (std::size_t k = 0; k < a.features.size(); ++k) {
      CHECK(a.features[k].parts == b.features[k].parts);
      CHECK(a.features[k].attributes == b.features[k].attributes);
    }
  }

  int tables = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(fresh.path())) {
    if (!entry.is_regular_file()) continue;
    const auto below = std::filesystem::relative(entry.path(), fresh.path());
    INFO(below.string());
    REQUIRE(std::filesystem::exists(kept / below));
    if (entry.path().extension() == ".csv") {
      CHECK(geo::read_table(kept / below).rows == geo::read_table(entry.path()).rows);
      ++tables;
    }
    if (entry.path().extension() == ".toml")
      CHECK(geo::read_file(kept / below) == geo::read_file(entry.path()));
  }
  CHECK(tables == 24);
}
