// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "engine/geo/rasterise.h"
#include "engine/world/import/facilities.h"
#include "engine/world/import/land.h"
#include "engine/world/import/noding.h"
#include "engine/world/import/roads.h"
#include "engine/world/import/streams.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/world/valley_extract.h"

using namespace dayu;
using namespace dayu::world::importing;

namespace {

const geo::Box kAll{375000, 4703000, 379000, 4707000};

geo::OsmExtract extract_of(const test::OsmText& osm) {
  const test::TemporaryFolder folder("import_parts");
  osm.write(folder.path() / "a.osm");
  return geo::read_osm(folder.path() / "a.osm", test::kValleyCrs, kAll);
}

geo::Layer roads_of_map(const test::OsmText& osm) {
  Notes notes;
  return roads_of(extract_of(osm), test::valley_ground(), kAll, notes);
}

/// A lone road with tags, as the layer has it.
geo::Feature lone_road(const test::OsmText::Tags& tags) {
  test::OsmText osm(test::kValleyCrs);
  osm.way({osm.node(376000, 4704000), osm.node(376100, 4704000)}, tags);
  const geo::Layer roads = roads_of_map(osm);
  REQUIRE(roads.features.size() == 1);
  return roads.features.front();
}

}  // namespace

TEST_CASE("import: roads are cut where they share a node and nowhere else") {
  const geo::Layer roads = roads_of_map(test::valley_map());
  std::map<std::string, int> lines;
  std::set<Noding::Key> ends;
  for (const geo::Feature& road : roads.features) {
    ++lines[road.text("kind")];
    for (const geo::Point& p : {road.parts.front().front(), road.parts.front().back()})
      ends.insert(Noding::key(p));
  }
  CHECK(lines["secondary"] == 2);     // cut at the crossing only, not under the path
  CHECK(lines["unclassified"] == 2);  // bridge and lane
  CHECK(lines["path"] == 1);
  CHECK(roads.features.size() == 5);  // the road under construction is none yet
  CHECK(ends.size() == 7);
}

TEST_CASE("import: tags govern, the table stands in") {
  const geo::Feature tagged =
      lone_road({{"highway", "secondary"}, {"maxspeed", "50"}, {"lanes", "4"}, {"oneway", "yes"}});
  CHECK(tagged.number("speed_m_per_s", 0) == Approx(13.89));
  CHECK(tagged.number("oneway", 0) == 1);
  const geo::Feature plain = lone_road({{"highway", "secondary"}});
  CHECK(tagged.number("capacity_per_s", 0) == Approx(4 * plain.number("capacity_per_s", 0)).epsilon(1e-3));
  CHECK(plain.number("oneway", 1) == 0);
  CHECK(lone_road({{"highway", "residential"}}).text("kind") == "unclassified");
  CHECK(lone_road({{"highway", "footway"}}).number("speed_m_per_s", -1) == 0);
  CHECK(lone_road({{"highway", "track"}, {"motor_vehicle", "no"}}).number("speed_m_per_s", -1) == 0);
  CHECK(lone_road({{"highway", "primary"}, {"junction", "roundabout"}}).number("oneway", 0) == 1);
  const geo::Feature back = lone_road({{"highway", "primary"}, {"oneway", "-1"}});
  CHECK(back.parts.front().front().x_m > back.parts.front().back().x_m);
  CHECK(back.number("oneway", 0) == 1);
  CHECK(lone_road({{"highway", "service"}, {"access", "no"}, {"foot", "yes"}}).number("speed_m_per_s", -1) ==
        0);
  CHECK(lone_road({{"highway", "tertiary"}, {"tunnel", "yes"}}).number("tunnel", 0) == 1);
}

TEST_CASE("import: maxspeed as people write it") {
  CHECK(speed_of("36") == Approx(10));
  CHECK(speed_of("30 mph") == Approx(13.4112));
  CHECK(speed_of("50;30") == Approx(50 / 3.6));
  for (const char* word : {"", "none", "walk", "ES:urban", "0", "999"}) CHECK(speed_of(word) < 0);
}

TEST_CASE("import: a bridge's deck clears the ground beneath, a gorge's lies on its lower bank") {
  for (const geo::Feature& road : roads_of_map(test::valley_map()).features) {
    if (road.number("bridge", 0) == 0) continue;
    // The ends lie 24 m above the stream's bed at their column; the deck lies on the lower bank.
    const geo::Raster<float> ground = test::valley_ground();
    const double bank = std::min(ground[*ground.grid.cell_of(road.parts.front().front())],
                                 ground[*ground.grid.cell_of(road.parts.front().back())]);
    CHECK(road.number("deck_m", 0) >= bank);
    CHECK(road.number("deck_m", 0) <= bank + 10);
  }
  test::OsmText flat(test::kValleyCrs);
  flat.way({flat.node(377010, 4705110), flat.node(377030, 4705130)},
           {{"highway", "track"}, {"bridge", "yes"}});
  const geo::Raster<float> ground = test::valley_ground();
  CHECK(roads_of_map(flat).features.front().number("deck_m", 0) ==
        Approx(ground[*ground.grid.cell_of({377020, 4705120})] + 1.5).margin(0.01));
}

TEST_CASE("import: a ford mapped as a node becomes a short road of its own") {
  test::OsmText osm(test::kValleyCrs);
  const int ford = osm.node(376500, 4704000, {{"ford", "yes"}});
  osm.way({osm.node(376000, 4704000), osm.node(376480, 4704000), ford, osm.node(376520, 4704000),
           osm.node(377000, 4704000)},
          {{"highway", "track"}});
  const geo::Layer roads = roads_of_map(osm);
  REQUIRE(roads.features.size() == 3);
  double ford_m = 0;
  for (const geo::Feature& road : roads.features)
    if (road.number("ford", 0) == 1) ford_m += geo::length_m(road.parts.front());
  CHECK(ford_m == Approx(40).margin(0.1));
}

TEST_CASE("import: a ring road is cut so that no piece ends where it began") {
  test::OsmText osm(test::kValleyCrs);
  const int a = osm.node(376000, 4704000);
  osm.way({a, osm.node(376050, 4704000), osm.node(376050, 4704050), osm.node(376000, 4704050), a},
          {{"highway", "service"}});
  for (const geo::Feature& road : roads_of_map(osm).features)
    CHECK_FALSE(road.parts.front().front() == road.parts.front().back());
}

TEST_CASE("import: a stream drawn uphill is turned round and carved until it descends") {
  geo::Raster<float> ground = test::valley_ground();
  Notes notes;
  const geo::Layer streams = streams_of(extract_of(test::valley_map()), ground, kAll, notes);
  REQUIRE(streams.features.size() == 1);
  CHECK(streams.features.front().parts.front().front().y_m >
        streams.features.front().parts.front().back().y_m);
  const geo::Raster<float> before = ground;
  carve(ground, streams, notes);
  float last = 1e9F;
  for (const geo::Cell& cell : geo::cells_along(ground.grid, streams.features.front().parts.front())) {
    CHECK(ground[cell] <= last);
    last = ground[cell];
  }
  for (std::size_t i = 0; i < ground.values.size(); ++i) CHECK(ground.values[i] <= before.values[i]);
  CHECK(ground[{40, 40}] < before[{40, 40}]);
}

TEST_CASE("import: carving stops at its limit") {
  geo::Raster<float> ground = test::valley_ground();
  ground[{40, 40}] += 100;
  const float wall = ground[{40, 40}];
  Notes notes;
  carve(ground, streams_of(extract_of(test::valley_map()), ground, kAll, notes), notes);
  CHECK(ground[{40, 40}] == wall);
}

TEST_CASE("import: Strahler's order grows where equals meet") {
  test::OsmText osm(test::kValleyCrs);
  const int meet = osm.node(377020, 4705000), join = osm.node(377020, 4704000);
  osm.way({osm.node(376500, 4706000), meet}, {{"waterway", "stream"}});
  osm.way({osm.node(377500, 4706000), meet}, {{"waterway", "stream"}});
  osm.way({osm.node(376500, 4704500), join}, {{"waterway", "stream"}});
  osm.way({meet, join, osm.node(377020, 4703100)}, {{"waterway", "river"}});
  osm.way({osm.node(378000, 4704000), osm.node(378100, 4704000)}, {{"highway", "track"}});
  Notes notes;
  std::map<int, int> orders;
  for (const geo::Feature& s : streams_of(extract_of(osm), test::valley_ground(), kAll, notes).features)
    ++orders[static_cast<int>(s.number("order", 0))];
  CHECK(orders[1] == 3);
  CHECK(orders[2] == 2);  // an order-1 stream joining does not raise it
}

TEST_CASE("import: people as tagged, else by class; the groups sum to the place") {
  const geo::OsmExtract osm = extract_of(test::valley_map());
  Notes notes;
  const geo::Layer roads = roads_of(osm, test::valley_ground(), kAll, notes);
  const auto buildings = buildings_of(osm);
  const Settled settled = settle(osm, buildings, roads, {}, kAll, 0, "a.osm", notes);
  REQUIRE(settled.villages.size() == 2);
  CHECK(settled.villages[0].name.zh == "中村");
  CHECK(settled.villages[0].name.en == "Middle");
  CHECK(settled.villages[0].people == 1234);
  CHECK(settled.villages[1].people == 60);
  std::vector<int> people(2, 0);
  for (const world::Group& group : settled.groups) {
    people[static_cast<std::size_t>(group.village.index)] += group.people;
    CHECK(group.people > 0);
    CHECK(group.households > 0);
  }
  CHECK(people == std::vector<int>{1234, 60});
  CHECK(settled.groups.size() == 6);  // 1234 at 250 a group, and the hamlet
  const Settled scaled = settle(osm, buildings, roads, {}, kAll, 1300, "a.osm", notes);
  CHECK(scaled.villages[1].people == 66);
  CHECK_THROWS_AS(settle(osm, buildings, roads, {}, kAll, 1000, "a.osm", notes), base::InputError);
}

TEST_CASE("import: largest remainders give whole people") {
  CHECK(apportion(10, {1, 1, 1}) == std::vector<int>{4, 3, 3});
  CHECK(apportion(7, {0, 2, 5}) == std::vector<int>{0, 2, 5});
  CHECK(apportion(5, {0, 0}) == std::vector<int>{0, 0});
}

TEST_CASE("import: one school is one shelter, its floor from outline and storeys") {
  const geo::OsmExtract osm = extract_of(test::valley_map());
  Notes notes;
  const geo::Layer roads = roads_of(osm, test::valley_ground(), kAll, notes);
  const auto buildings = buildings_of(osm);
  const Settled settled = settle(osm, buildings, roads, {}, kAll, 0, "a.osm", notes);
  const Facilities made = furnish(osm, buildings, settled, roads, kAll, notes);
  REQUIRE(made.shelters.size() == 1);
  CHECK(made.shelters.front().indoor_m2 == Approx(30 * 20 * 2 * 0.5).margin(2));
  CHECK(made.shelters.front().floors_above_flood == 1);
  REQUIRE(made.sites.size() == 1);
  CHECK(made.sites.front().people_night == 0);
  REQUIRE(made.warehouses.size() == 1);
  CHECK(std::any_of(made.teams.begin(), made.teams.end(),
                    [](const world::Team& t) { return t.kind == "truck"; }));
  CHECK(std::any_of(made.teams.begin(), made.teams.end(),
                    [](const world::Team& t) { return t.kind == "rescue"; }));
}

TEST_CASE("import: land cover by outlines, water over wood, the rest by the default") {
  const geo::OsmExtract osm = extract_of(test::valley_map());
  Notes notes;
  const geo::Grid grid = test::valley_ground().grid;
  const auto cover = land_cover_of(osm, grid, 4, notes);
  CHECK(cover[*grid.cell_of({375210, 4703210})] == 2);
  CHECK(cover[*grid.cell_of({375510, 4703510})] == 8);
  CHECK(cover[*grid.cell_of({378000, 4706000})] == 4);
  CHECK(water_bodies_of(osm, test::kValleyCrs).features.size() == 1);
}
