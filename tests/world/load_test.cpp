// SPDX-License-Identifier: Apache-2.0
#include "engine/world/load.h"

#include <fstream>

#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::has_fault;
using test::SmallArea;

TEST_CASE("an area folder becomes a world") {
  const SmallArea area("load");
  const world::World w = area.load();
  CHECK(w.id == "small");
  CHECK(w.crs == "EPSG:4547");
  CHECK(w.invented);
  CHECK(world::in_language(w.name, true) == "小县");
  CHECK(w.terrain.elevation_m.grid.same_cells(SmallArea::grid()));
  CHECK(w.terrain.manning_s_per_m1_3[{0, 0}] == 0.1F);
  CHECK(w.terrain.manning_s_per_m1_3[{0, 30}] == 0.03F);
  CHECK(w.terrain.land_cover[{0, 30}] == 8);
  REQUIRE(w.villages.size() == 2);
  CHECK(w.villages[1].township.zh == "青溪镇");
  REQUIRE(w.households.size() == 2);
  CHECK(w.households[0].danger_class == "extreme");  // from its zone, which says 极高
  CHECK(w.households[1].danger_class == "high");     // its own word
  CHECK(w.households[1].at == w.groups[0].at);       // no point of its own
  CHECK(w.households[0].at == geo::Point{539120, 3076480});
  CHECK(w.households[0].floor_m == 120.5);
  CHECK(w.sites[0].people_day == 200);
  CHECK(w.shelters[0].accessible);
  CHECK(w.shelters[0].village.index == 1);
  CHECK(w.stock[0].warehouse.index == 0);
  CHECK(w.teams[0].who == "high_truck");
  CHECK(w.gauges[0].villages == std::vector<std::string>{"V1", "V2"});
  CHECK(w.reservoirs[0].curve.size() == 2);
  CHECK(w.reservoirs[0].outlet == geo::Point{539610, 3076800});
  CHECK(w.rain_thresholds[0].soil == "normal");
  CHECK(w.chains[1].persons[4] == "head");
  CHECK(w.streams.size() == 1);
  CHECK(w.danger_zones[0].text("danger_class") == "extreme");
  CHECK(w.assumptions.front() == "made in code");
}

TEST_CASE("only terrain and area.toml are demanded") {
  const SmallArea area("load");
  for (const auto& entry : std::filesystem::directory_iterator(area.path()))
    if (entry.path().filename() != "area.toml" && entry.path().filename() != "terrain.tif")
      std::filesystem::remove(entry.path());
  const world::World w = area.load();
  CHECK(w.network.nodes.empty());
  CHECK(w.groups.empty());
  CHECK(w.terrain.manning_s_per_m1_3[{3, 3}] == 0.05F);
  CHECK(w.assumptions.size() == 2);

  area.remove("terrain.tif");
  area.remove("area.toml");
  const auto faults = area.faults();
  CHECK(faults.size() == 2);
  CHECK(has_fault(faults, "terrain.tif", "", "the terrain is missing"));
  CHECK(has_fault(faults, "area.toml", "", "the file is missing"));
  CHECK_THROWS_AS(world::load("/nowhere/at/all"), base::InputError);
}

TEST_CASE("a broken household list: every fault, each where it stands") {
  const SmallArea area("load");
  area.write("households.csv",
             "household,group,danger_zone,danger_class,people,need_help,house,flags,vehicles,x_m,y_m\n"
             "H1,G1,Z1,high,约3人,0,rc,,0,,\n"
             "H1,G9,Z9,severe,2,5,straw,lakeside,-1,,\n"
             ",G2,,,,0,rc,,0,3076480,539120\n"
             "H4,G2,,,3,0,rc,,0,38539120,3076480\n"
             "H5,G2,,,3,0,rc,,0,600000,3076480\n"
             "H6,G2,,,2.5,0,rc,,0,114.4,27.8\n");
  const auto faults = area.faults();
  const std::string f = "households.csv";
  CHECK(has_fault(faults, f, "row 2, column people", "'约3人' is not a number"));
  CHECK(has_fault(faults, f, "row 3, column household", "'H1' stands twice (first in row 2)"));
  CHECK(has_fault(faults, f, "row 3, column group", "'G9' is not in groups.csv"));
  CHECK(has_fault(faults, f, "row 3, column danger_zone", "'Z9' is not in layer danger_zones"));
  CHECK(has_fault(faults, f, "row 3, column danger_class", "'severe' is not a word"));
  CHECK(has_fault(faults, f, "row 3, column need_help", "5 of a household of 2 people"));
  CHECK(has_fault(faults, f, "row 3, column house", "'straw' is not a word"));
  CHECK(has_fault(faults, f, "row 3, column flags", "'lakeside' is not a word"));
  CHECK(has_fault(faults, f, "row 3, column vehicles", "'-1' is negative"));
  CHECK(has_fault(faults, f, "row 4, column household", "the cell is empty"));
  CHECK(has_fault(faults, f, "row 4, column people", "the cell is empty"));
  CHECK(has_fault(faults, f, "row 4, column x_m", "lies outside the terrain"));
  CHECK(has_fault(faults, f, "row 7, column people", "is not a whole number"));
  const auto remedy = [&](const std::string& place) {
    for (const base::Fault& fault : faults)
      if (fault.place.find(place) == 0) return fault.remedy;
    return std::string();
  };
  CHECK(remedy("row 4, column x_m").find("swapped") != std::string::npos);
  CHECK(remedy("row 5, column x_m").find("zone number in front") != std::string::npos);
  CHECK(remedy("row 6, column x_m").find("larger terrain") != std::string::npos);
  CHECK(remedy("row 7, column x_m").find("degrees") != std::string::npos);
  CHECK(faults.size() == 16);
}

TEST_CASE("faults of all files come at once") {
  const SmallArea area("load");
  area.write("area.toml", "[area]\nid = \"x\"\nname = \"y\"\ncrs = \"EPSG:4549\"\n");
  area.write("villages.csv", "village,name_zh,x_m,y_m\nV1,a,539110,3076500\n");
  area.write("stock.csv", "warehouse,item,quantity\nW1,tent,4\nW1,tent,-3\nW7,cot,1\n");
  area.write("teams.csv", "team,kind,people,who,x_m,y_m\nT1,rescue,5,tank,539100,3076900\n");
  area.write("gauges.csv", "gauge,kind,x_m,y_m,villages\nR1,snow,1,2,V77\n");
  area.write("reservoirs.csv",
             "reservoir,dead_m,normal_m,crest_m,flood_limit_m,x_m,y_m\nL1,200,190,216,220,539600,3076950\n");
  area.write("reservoir_curves.csv", "reservoir,level_m,volume_m3\nL1,200,5\nL1,200,4\nL9,1,1\n");
  area.write("rain_thresholds.csv", "place,state,window_s,rain_mm\nV5,panic,0,40\n");
  area.write("chains.csv", "group,county,township,village,group_leader,household\nG5,a,b,c,d,e\n");
  area.write("shelters.csv", "shelter,indoor_m2,accessible,x_m,y_m\nA1,900,maybe,539800,3076100\n");
  area.write("land_cover.csv", "code,manning_s_per_m1_3\n1,4\n1,0.1\n");
  const auto faults = area.faults();
  CHECK(has_fault(faults, "area.toml", "area.name", "is not known here"));
  CHECK(has_fault(faults, "villages.csv", "header", "column 'people' is missing"));
  CHECK(has_fault(faults, "groups.csv", "row 2, column village", "'V1' is not in villages.csv"));
  CHECK(has_fault(faults, "stock.csv", "row 3, column item", "stands twice"));
  CHECK(has_fault(faults, "stock.csv", "row 3, column quantity", "negative"));
  CHECK(has_fault(faults, "stock.csv", "row 4, column warehouse", "'W7' is not in warehouses.csv"));
  CHECK(has_fault(faults, "teams.csv", "row 2, column who", "'tank' is not a word"));
  CHECK(has_fault(faults, "gauges.csv", "row 2, column kind", "'snow' is not a word"));
  CHECK(has_fault(faults, "gauges.csv", "row 2, column villages", "'V77' is not in villages.csv"));
  CHECK(has_fault(faults, "reservoirs.csv", "row 2, column normal_m", "lies below dead_m"));
  CHECK(has_fault(faults, "reservoirs.csv", "row 2, column flood_limit_m", "lies above crest_m"));
  CHECK(has_fault(faults, "reservoir_curves.csv", "row 3, column level_m", "does not rise"));
  CHECK(has_fault(faults, "reservoir_curves.csv", "row 3, column volume_m3", "is less"));
  CHECK(has_fault(faults, "reservoir_curves.csv", "row 4, column reservoir", "'L9' is not in"));
  CHECK(has_fault(faults, "rain_thresholds.csv", "row 2, column place", "'V5' is not in"));
  CHECK(has_fault(faults, "rain_thresholds.csv", "row 2, column state", "'panic' is not a word"));
  CHECK(has_fault(faults, "rain_thresholds.csv", "row 2, column window_s", "holds no rain"));
  CHECK(has_fault(faults, "chains.csv", "row 2, column group", "'G5' is not in groups.csv"));
  CHECK(has_fault(faults, "shelters.csv", "row 2, column accessible", "'maybe' is not a word"));
  CHECK(has_fault(faults, "land_cover.csv", "row 2, column manning", "makes no sense"));
  CHECK(has_fault(faults, "land_cover.csv", "row 3, column code", "stands twice"));
  CHECK(has_fault(faults, "land_cover.tif", "row 1, column 31", "code 8 stands in 60 cells"));
}

TEST_CASE("reference systems that do not agree") {
  const SmallArea area("load");
  area.write("area.toml", "[area]\nid = \"x\"\nname_en = \"y\"\ncrs = \"EPSG:4549\"\n");
  CHECK(has_fault(area.faults(), "area.toml", "area.crs", "says EPSG:4549, but terrain.tif is in EPSG:4547"));
  area.write("area.toml", "[area]\nid = \"x\"\nname_en = \"y\"\ncrs = \"EPSG:1\"\n");
  CHECK(has_fault(area.faults(), "area.toml", "area.crs", "'EPSG:1' is not a coordinate reference system"));
  area.write("area.toml", "[area]\nid = \"x\"\nname_en = \"y\"\n");
  geo::write_cog(area.path() / "terrain.tif",
                 geo::Raster<float>({9, 9, 114.4, 27.8, 0.001, "EPSG:4490"}, 5.0F), {"m", "z"});
  CHECK(has_fault(area.faults(), "terrain.tif", "", "is in degrees"));
}

TEST_CASE("a group holds its listed households") {
  const SmallArea area("load");
  area.write(
      "groups.csv",
      "group,village,x_m,y_m,people,households\nG1,V1,539130,3076510,6,1\nG2,V2,539700,3076000,50,15\n");
  const auto faults = area.faults();
  CHECK(has_fault(faults, "groups.csv", "group G1", "has 6 people, its listed households have 7"));
  CHECK(has_fault(faults, "groups.csv", "group G1", "has 1 households, but 2 are listed"));
}

TEST_CASE("office column names, minutes, Chinese words and GB 18030") {
  const SmallArea area("load");
  area.write("households.csv",
             "hh_id,group,n_total,n_need_help,n_over65,n_under6,vehicle_n,house,flags,floor_elev_m,x,y\n"
             "H1,G1,4,1,1,0,2,砖混,临河;切坡,120.5,539120,3076480\n");
  // 户号,组,人数 / 1,G2,３ in GB 18030.
  area.write("shelters.csv",
             "id,type,indoor_m2,open_minutes,accessible,x,y\nA1,school,900,20,是,539800,3076100\n");
  area.write("teams.csv", "id,kind,people,mobilise_min,speed_kmh,x,y\nT1,rescue,5,30,36,539100,3076900\n");
  area.write("rain_thresholds.csv", "place,level,window_h,mm,soil_state\nV1,立即转移,3,90,湿\n");
  world::World w = area.load();
  CHECK(w.households[0].people == 4);
  CHECK(w.households[0].vehicles == 2);
  CHECK(w.households[0].house == "brick_concrete");
  CHECK(w.households[0].flags == "riverside;cut_slope");
  CHECK(w.households[0].floor_m == 120.5);
  CHECK(w.shelters[0].kind == "school");
  CHECK(w.shelters[0].open_s == 1200);
  CHECK(w.shelters[0].accessible);
  CHECK(w.teams[0].mobilise_s == 1800);
  CHECK(w.teams[0].speed_m_per_s == Approx(10));
  CHECK(w.teams[0].who == "walker");
  CHECK(w.rain_thresholds[0].window_s == 10800);
  CHECK(w.rain_thresholds[0].state == "immediate");
  CHECK(w.rain_thresholds[0].soil == "wet");

  area.write("households.csv", "\xBB\xA7\xBA\xC5,\xD7\xE9,\xC8\xCB\xCA\xFD\nH7,G2,\xA3\xB3\n");
  w = area.load();
  CHECK(w.households[0].id == "H7");
  CHECK(w.households[0].people == 3);
}

TEST_CASE("vectors: kinds, flags, shapes and zones are checked") {
  const SmallArea area("load");
  area.write_vectors({SmallArea::road({{100, 200}, {100, 900}}, {{"kind", std::string("runway")}}),
                      SmallArea::road({{100, 200}, {300, 200}}, {{"oneway", std::string("perhaps")}}),
                      SmallArea::road({{100, 200}, {500, 200}}, {{"speed_m_per_s", -3.0}}),
                      SmallArea::road({{100, 200}, {100.001, 200}})});
  const auto faults = area.faults();
  CHECK(has_fault(faults, "vectors.gpkg", "layer roads, feature 1", "kind 'runway' is not known"));
  CHECK(
      has_fault(faults, "vectors.gpkg", "layer roads, feature 2", "oneway 'perhaps' is neither yes nor no"));
  CHECK(has_fault(faults, "vectors.gpkg", "layer roads, feature 3", "negative"));
  CHECK(has_fault(faults, "vectors.gpkg", "layer roads, feature 4", "has no length"));

  geo::Layer points{
      "roads", "EPSG:4547", geo::Shape::point, {{geo::Shape::point, {{SmallArea::at(1, 1)}}, {}}}, "",
      "",      {}};
  geo::write_geopackage(area.path() / "vectors.gpkg", {points});
  CHECK(has_fault(area.faults(), "vectors.gpkg", "layer roads", "holds the wrong kind of shape"));
  area.write("vectors.gpkg", "nothing of the kind");
  CHECK(has_fault(area.faults(), "vectors.gpkg", "", "is not a vector file"));
}

TEST_CASE("names of persons are never opened") {
  const SmallArea area("load");
  std::filesystem::create_directories(area.path() / "restricted");
  std::ofstream(area.path() / "restricted" / "persons.csv") << "\"broken";
  CHECK_NOTHROW(area.load());
}

TEST_CASE("a terrain alone is a world") {
  const SmallArea area("load");
  const world::World w = world::bare_world(area.path() / "terrain.tif", 0.04, 60);
  CHECK(w.terrain.elevation_m.grid.n_rows == 20);
  CHECK(w.terrain.manning_s_per_m1_3.grid.same_cells(w.terrain.elevation_m.grid));
  CHECK(w.terrain.manning_s_per_m1_3[{0, 0}] == 0.04F);
  CHECK(w.crs == "EPSG:4547");
  CHECK_THROWS_AS(world::bare_world(area.path() / "terrain.tif", 0.04, 30), base::InputError);
}

TEST_CASE("the other language stands in for an empty name") {
  CHECK(world::in_language({"甲", ""}, false) == "甲");
  CHECK(world::in_language({"", "A"}, true) == "A");
  CHECK(world::in_language({"甲", "A"}, false) == "A");
}
