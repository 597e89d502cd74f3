// SPDX-License-Identifier: Apache-2.0
// Real files that bite: an extract that GDAL 3.6 reads as empty with success, a compressed XML, a rotated
// terrain without nodata, a coast.
#include "engine/base/errors.h"
#include "engine/geo/osm.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/terrain_source.h"
#include "engine/world/import/import.h"
#include "engine/world/load.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
namespace fs = std::filesystem;

namespace {

const geo::Box kEverywhere{-1e8, -1e8, 1e8, 1e8};

}  // namespace

TEST_CASE("real files: the extract that GDAL reads as empty is refused with the reason") {
  const fs::path file = test::shared_data("places/roxborough_co/original_unreadable_by_gdal362.osm.pbf");
  try {
    const geo::OsmExtract extract = geo::read_osm(file, "EPSG:26913", kEverywhere);
    CHECK(extract.roads_in_file > 1000);  // a GDAL that reads it is welcome
  } catch (const base::InputError& error) {
    const base::Fault& fault = error.faults().front();
    CHECK(fault.file == file.string());
    CHECK(fault.what.find("Parsing error") != std::string::npos);
    CHECK(fault.remedy.find("osmium cat") != std::string::npos);
  }
  const geo::OsmExtract again =
      geo::read_osm(test::shared_data("places/roxborough_co/roxborough.osm.pbf"), "EPSG:26913", kEverywhere);
  CHECK(again.roads_in_file == 1336);
}

TEST_CASE("real files: PBF, XML and compressed XML are read alike") {
  const geo::OsmExtract pbf =
      geo::read_osm(test::shared_data("places/monaco/monaco.osm.pbf"), "EPSG:32632", kEverywhere);
  const geo::OsmExtract gz =
      geo::read_osm(test::shared_data("places/format_fixtures/osm/monaco.osm.gz"), "EPSG:32632", kEverywhere);
  CHECK(pbf.roads_in_file == gz.roads_in_file);
  CHECK(pbf.lines.size() == gz.lines.size());
  const geo::OsmExtract xml = geo::read_osm(
      test::shared_data("places/format_fixtures/osm/laufamholz.osm.xml"), "EPSG:32632", kEverywhere);
  CHECK(xml.roads_in_file == 45);  // its node ids do not increase
}

TEST_CASE("real files: a border of zeros without nodata is no terrain, a sea at zero is") {
  const test::TemporaryFolder folder("real_terrain");
  const geo::TerrainSource inland =
      geo::clean_terrain(test::shared_data("places/swellendam_za/dem_srtm3_utm33s.tif"),
                         folder.path() / "out.tif", "", geo::BorderValue::automatic);
  CHECK_FALSE(inland.nodata_set);
  REQUIRE(inland.border_value);
  CHECK(*inland.border_value == 0);
  CHECK(inland.outside == 54871);  // as counted in the place's PROVENANCE
  const geo::Raster<float> trimmed = geo::trim_to_terrain(geo::read_raster(folder.path() / "out.tif"));
  for (const float value : trimmed.values) REQUIRE(value > 0);
  const geo::TerrainSource coast =
      geo::clean_terrain(test::shared_data("places/monaco/dem_srtm3.tif"), folder.path() / "sea.tif", "",
                         geo::BorderValue::automatic);
  CHECK(coast.outside == 0);
  CHECK(coast.voids_filled == 170);
}

TEST_CASE("real files: Roxborough and Monaco become areas that load") {
  const test::TemporaryFolder folder("real_areas");
  for (const auto& [name, dem, osm] :
       {std::tuple{"Roxborough", "roxborough_co/dem.tif", "roxborough_co/roxborough.osm.pbf"},
        std::tuple{"Monaco", "monaco/dem_srtm3.tif", "monaco/monaco.osm.pbf"}}) {
    const std::string places = "places/";
    world::import_area(
        world::recipe_of(test::shared_data(places + dem), test::shared_data(places + osm), name),
        folder.path() / name);
    const world::World world = world::load(folder.path() / name);
    CHECK(world.network.pieces.size() > 1000);
    CHECK_FALSE(world.groups.empty());
    CHECK_FALSE(world.shelters.empty());
  }
}
