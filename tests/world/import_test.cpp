// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/import.h"

#include <numeric>

#include "engine/base/errors.h"
#include "engine/geo/table.h"
#include "engine/world/load.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/world/valley_extract.h"

using namespace dayu;
namespace fs = std::filesystem;

namespace {

world::ImportRecipe recipe_in(const fs::path& folder) {
  test::write_ground(folder / "ground.tif", test::valley_ground());
  test::valley_map().write(folder / "map.osm");
  world::ImportRecipe recipe;
  recipe.terrain = folder / "ground.tif";
  recipe.osm = folder / "map.osm";
  recipe.name_en = "Test Valley";
  return recipe;
}

std::string reason_of(const world::ImportRecipe& recipe, const fs::path& folder) {
  try {
    world::import_area(recipe, folder);
  } catch (const base::InputError& error) {
    return base::to_text(error.faults().front());
  }
  return "accepted";
}

bool left_over(const fs::path& folder) {
  return fs::exists(folder.string() + ".tmp") || fs::exists(folder.string() + ".old");
}

}  // namespace

TEST_CASE("import: an area that loads without a fault") {
  const test::TemporaryFolder folder("import_whole");
  const fs::path area = folder.path() / "area";
  const std::vector<std::string> lines = world::import_area(recipe_in(folder.path()), area);
  const world::World world = world::load(area);
  CHECK(world.id == "test_valley");
  CHECK(world.crs == "EPSG:32631");
  CHECK_FALSE(world.invented);
  CHECK(world.terrain.elevation_m.grid.cell_m == 50);
  CHECK(world.villages.size() == 2);
  const int people = std::accumulate(world.groups.begin(), world.groups.end(), 0,
                                     [](int sum, const world::Group& g) { return sum + g.people; });
  CHECK(people == 1294);
  REQUIRE(lines.size() > world.assumptions.size() + 5);
  for (std::size_t i = 0; i < world.assumptions.size(); ++i)
    CHECK(lines[lines.size() - world.assumptions.size() + i] == "assumed: " + world.assumptions[i]);
  CHECK(world.streams.size() == 1);
  CHECK(world.shelters.size() == 1);
  CHECK(world.stock.size() == 6);
  CHECK_FALSE(left_over(area));
}

TEST_CASE("import: the same inputs give the same bytes") {
  const test::TemporaryFolder folder("import_twice");
  const world::ImportRecipe recipe = recipe_in(folder.path());
  world::import_area(recipe, folder.path() / "a");
  world::import_area(recipe, folder.path() / "b");
  for (const char* name : {"area.toml", "groups.csv", "villages.csv", "shelters.csv", "teams.csv",
                           "terrain.tif", "vectors.gpkg"})
    CHECK(geo::read_file(folder.path() / "a" / name) == geo::read_file(folder.path() / "b" / name));
}

TEST_CASE("import: a failure leaves the older area as it was") {
  const test::TemporaryFolder folder("import_atomic");
  const fs::path area = folder.path() / "area";
  world::ImportRecipe recipe = recipe_in(folder.path());
  world::import_area(recipe, area);
  const std::string before = geo::read_file(area / "groups.csv");
  test::OsmText empty(test::kValleyCrs);
  empty.node(377350, 4705100, {{"place", "village"}, {"name", "Mitja"}});
  empty.write(recipe.osm);
  CHECK(reason_of(recipe, area).find("no road") != std::string::npos);
  CHECK(geo::read_file(area / "groups.csv") == before);
  CHECK_FALSE(left_over(area));
  recipe.terrain = folder.path() / "absent.tif";
  CHECK(reason_of(recipe, area).find("absent.tif: the file is missing") != std::string::npos);
  CHECK(fs::exists(area / "area.toml"));
}

TEST_CASE("import: an older area is replaced whole") {
  const test::TemporaryFolder folder("import_replace");
  const fs::path area = folder.path() / "area";
  world::ImportRecipe recipe = recipe_in(folder.path());
  world::import_area(recipe, area);
  geo::write_file(area / "stray.txt", "left by hand");
  recipe.people_total = 2000;
  world::import_area(recipe, area);
  CHECK_FALSE(fs::exists(area / "stray.txt"));
  CHECK(world::load(area).villages[1].people == 766);
  CHECK_FALSE(left_over(area));
}

TEST_CASE("import: a folder that is no area is never replaced") {
  const test::TemporaryFolder folder("import_refuse");
  const fs::path other = folder.path() / "other";
  fs::create_directories(other);
  geo::write_file(other / "thesis.txt", "years of work");
  CHECK(reason_of(recipe_in(folder.path()), other).find("no area folder") != std::string::npos);
  CHECK(geo::read_file(other / "thesis.txt") == "years of work");
}

TEST_CASE("import: what cannot be an area is refused with the reason") {
  const test::TemporaryFolder folder("import_reasons");
  const fs::path area = folder.path() / "area";
  const world::ImportRecipe good = recipe_in(folder.path());
  world::ImportRecipe recipe = good;
  recipe.name_en.clear();
  CHECK(reason_of(recipe, area).find("has no name") != std::string::npos);
  recipe = good;
  recipe.crs = "EPSG:4326";
  CHECK(reason_of(recipe, area).find("not in metres") != std::string::npos);
  recipe = good;
  test::OsmText elsewhere(test::kValleyCrs);
  elsewhere.way({elsewhere.node(395000, 4715000), elsewhere.node(396000, 4715000)}, {{"highway", "track"}});
  elsewhere.write(folder.path() / "elsewhere.osm");
  recipe.osm = folder.path() / "elsewhere.osm";
  CHECK(reason_of(recipe, area).find("none of its 1 highways lies on the terrain") != std::string::npos);
  test::OsmText nobody(test::kValleyCrs);
  nobody.way({nobody.node(376000, 4704000), nobody.node(376100, 4704000)}, {{"highway", "track"}});
  nobody.write(folder.path() / "nobody.osm");
  recipe.osm = folder.path() / "nobody.osm";
  CHECK(reason_of(recipe, area).find("no inhabited place") != std::string::npos);
  CHECK_FALSE(fs::exists(area));
}

TEST_CASE("import: the command line's flags that are missing are told at once") {
  CHECK(world::recipe_of("a.tif", "a.osm", "Vall", "EPSG:32631", 30).cell_m == 30);
  try {
    world::recipe_of("", "", "");
    FAIL("accepted");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() == 3);
  }
}

TEST_CASE("import: a recipe is read, and a misspelt key is told") {
  const test::TemporaryFolder folder("import_recipe");
  geo::write_file(
      folder.path() / "good.toml",
      "[area]\nname_zh = \"谷地\"\n[terrain]\nfile = \"dem.tif\"\ncell_m = 30\nborder = \"keep\"\n"
      "[osm]\nfile = \"/maps/a.osm.pbf\"\n[people]\ntotal = 5000\n");
  const world::ImportRecipe recipe = world::read_recipe(folder.path() / "good.toml");
  CHECK(recipe.name_zh == "谷地");
  CHECK(recipe.terrain == folder.path() / "dem.tif");
  CHECK(recipe.osm == "/maps/a.osm.pbf");
  CHECK(recipe.cell_m == 30);
  CHECK(recipe.border == geo::BorderValue::keep);
  CHECK(recipe.people_total == 5000);
  geo::write_file(folder.path() / "bad.toml", "[terrain]\nfiel = \"dem.tif\"\n[osm]\nfile = \"a.osm\"\n");
  try {
    world::read_recipe(folder.path() / "bad.toml");
    FAIL("accepted");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() == 2);  // the unknown key, and the missing one
  }
}

TEST_CASE("import: the margin cuts the terrain to the places") {
  const test::TemporaryFolder folder("import_margin");
  world::ImportRecipe recipe = recipe_in(folder.path());
  recipe.margin_m = 500;
  world::import_area(recipe, folder.path() / "area");
  const world::World world = world::load(folder.path() / "area");
  const geo::Grid& grid = world.terrain.elevation_m.grid;
  CHECK(grid.n_cols < 80);
  CHECK(grid.n_cols * grid.cell_m >= 377350 - 376320 + 1000);
  for (const world::Group& group : world.groups) CHECK(grid.cell_of(group.at));
}
