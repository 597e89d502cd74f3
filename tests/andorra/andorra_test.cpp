// SPDX-License-Identifier: Apache-2.0
// A real place from the two files that any planner can have: raw SRTM3 (degrees, voids) and an OpenStreetMap
// extract.
#include <cmath>
#include <numeric>
#include <set>

#include "engine/base/errors.h"
#include "engine/geo/crs.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/rasterise.h"
#include "engine/geo/table.h"
#include "engine/world/import/import.h"
#include "engine/world/load.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/osm_text.h"

using namespace dayu;
namespace fs = std::filesystem;

namespace {

/// The area is made once for all cases.
struct Andorra {
  test::TemporaryFolder folder{"andorra"};
  fs::path area = folder.path() / "area";
  std::vector<std::string> lines;
  world::World world;
  Andorra() {
    lines = world::import_area(world::read_recipe(test::source_dir() / "tests/andorra/scenario/recipe.toml"),
                               area);
    world = world::load(area);
  }
};

const Andorra& andorra() {
  static const Andorra made;
  return made;
}

bool told(const std::string& words) {
  for (const std::string& line : andorra().world.assumptions)
    if (line.find(words) != std::string::npos) return true;
  return false;
}

std::string reason_of(const world::ImportRecipe& recipe, const fs::path& folder) {
  try {
    world::import_area(recipe, folder);
  } catch (const base::InputError& error) {
    return base::to_text(error.faults().front());
  }
  return "accepted";
}

}  // namespace

TEST_CASE("andorra: the terrain is metric, whole, and as high as the Pyrenees") {
  const geo::Raster<float>& z = andorra().world.terrain.elevation_m;
  CHECK(andorra().world.crs == "EPSG:32631");
  CHECK(z.grid.cell_m == 60);
  float low = 1e9F, high = -1e9F;
  for (const float value : z.values) {
    REQUIRE(std::isfinite(value));
    low = std::min(low, value);
    high = std::max(high, value);
  }
  CHECK(low > 600);  // the Valira leaves at 840 m; 4 km beyond it lies Spain
  CHECK(low < 850);
  CHECK(high > 2850);  // Comapedrosa, 2,942 m, as 60 m cells see it
  CHECK(high < 2960);
  CHECK(told("1,116 of 266,400 cells were voids"));
}

TEST_CASE("andorra: roads make one network with bridges, tunnels and one-way streets") {
  const world::Network& net = andorra().world.network;
  CHECK(net.pieces.size() > 10000);
  CHECK(net.pieces.size() < 20000);
  std::size_t inside = 0, bridges = 0, tunnels = 0, oneways = 0;
  for (const bool in : net.in_largest) inside += in ? 1 : 0;
  const double share = static_cast<double>(inside) / static_cast<double>(net.nodes.size());
  CHECK(share > 0.92);
  CHECK(share < 0.995);
  double longest_m = 0;
  for (const world::Piece& piece : net.pieces) {
    bridges += piece.bridge ? 1 : 0;
    tunnels += piece.tunnel ? 1 : 0;
    oneways += piece.oneway ? 1 : 0;
    longest_m = std::max(longest_m, piece.length_m);
    CHECK(piece.speed_m_per_s < 40);
    if (piece.bridge) CHECK(piece.deck_m > 700);
  }
  CHECK(bridges > 200);
  CHECK(tunnels > 20);
  CHECK(oneways > 1000);
  CHECK(longest_m < 201);
}

TEST_CASE("andorra: people, in villages and groups, beside a road") {
  const world::World& world = andorra().world;
  CHECK(world.villages.size() > 50);
  std::vector<int> of_village(world.villages.size(), 0);
  int people = 0;
  for (const world::Group& group : world.groups) {
    people += group.people;
    of_village[static_cast<std::size_t>(group.village.index)] += group.people;
    CHECK(group.access_m < 500);
    CHECK(world.terrain.elevation_m.grid.cell_of(group.at));
  }
  CHECK(people == 77500);
  for (std::size_t i = 0; i < world.villages.size(); ++i) CHECK(of_village[i] == world.villages[i].people);
  const auto capital = std::find_if(world.villages.begin(), world.villages.end(),
                                    [](const world::Village& v) { return v.name.en == "Andorra la Vella"; });
  REQUIRE(capital != world.villages.end());
  CHECK(capital->people == 24678);  // its population tag
  CHECK(capital->name.zh == "安道爾城");
  CHECK(capital->township.en == "Andorra la Vella");
  CHECK(told("People by place class where the map states none (4 of 66"));
}

TEST_CASE("andorra: shelters with a floor, help with wheels, and every assumption told") {
  const world::World& world = andorra().world;
  CHECK(world.shelters.size() > 40);
  std::set<std::string> kinds, ids;
  for (const world::Shelter& shelter : world.shelters) {
    kinds.insert(shelter.kind);
    CHECK(ids.insert(shelter.id).second);
    CHECK(shelter.indoor_m2 >= 40);
    CHECK(shelter.indoor_m2 < 20000);
    CHECK(shelter.node.valid());
  }
  CHECK(kinds.count("school") == 1);
  CHECK(kinds.count("village_hall") == 1);
  kinds.clear();
  for (const world::Team& team : world.teams) kinds.insert(team.kind);
  for (const char* kind : {"fire", "rescue", "medical", "bus", "truck"}) CHECK(kinds.count(kind) == 1);
  CHECK(world.warehouses.size() == 1);
  CHECK(world.sites.size() > 5);
  CHECK(told("Shelters are mapped schools"));
  CHECK(told("One relief store is assumed"));
}

TEST_CASE("andorra: streams run down to the sea's side") {
  const world::World& world = andorra().world;
  CHECK(world.streams.size() > 500);
  const geo::Raster<float>& z = world.terrain.elevation_m;
  std::size_t rising = 0;
  for (const geo::Feature& stream : world.streams) {
    const auto from = z.grid.cell_of(stream.parts.front().front()),
               to = z.grid.cell_of(stream.parts.front().back());
    rising += from && to && z[*to] > z[*from] + 0.2F ? 1 : 0;  // stored to 0.1 m
  }
  CHECK(rising <= world.streams.size() / 50);  // where the terrain would need a cut beyond the limit
}

TEST_CASE("andorra: what is missing or empty is refused, and nothing is left behind") {
  const test::TemporaryFolder folder("andorra_refused");
  const world::ImportRecipe good =
      world::read_recipe(test::source_dir() / "tests/andorra/scenario/recipe.toml");
  world::ImportRecipe recipe = good;
  recipe.terrain = folder.path() / "dem.tif";
  CHECK(reason_of(recipe, folder.path() / "area").find("dem.tif: the file is missing") != std::string::npos);
  recipe = good;
  recipe.osm = folder.path() / "empty.osm";
  test::OsmText("EPSG:32631").write(recipe.osm);
  CHECK(reason_of(recipe, folder.path() / "area").find("no road") != std::string::npos);
  recipe = good;
  recipe.terrain = test::shared_data("places/monaco/dem_srtm3.tif");
  if (fs::exists(recipe.terrain))
    CHECK(reason_of(recipe, folder.path() / "area").find("lies on the terrain") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() / "area"));
  CHECK_FALSE(fs::exists(folder.path() / "area.tmp"));
}

TEST_CASE("andorra: degrees are warped by the importer and refused by the loader") {
  const test::TemporaryFolder folder("andorra_degrees");
  const fs::path area = folder.path() / "area";
  fs::copy(andorra().area, area);
  geo::write_file(area / "terrain.tif",
                  geo::read_file(test::shared_data("places/andorra/dem_srtm3_raw.tif")));
  try {
    world::load(area);
    FAIL("a terrain in degrees was loaded");
  } catch (const base::InputError& error) {
    CHECK(base::to_text(error.faults().front()).find("terrain.tif") != std::string::npos);
    CHECK(base::to_text(error.faults().front()).find("degree") != std::string::npos);
  }
}
