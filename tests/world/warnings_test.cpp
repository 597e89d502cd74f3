// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::has_fault;
using test::SmallArea;

namespace {

std::vector<base::Fault> warnings_of(const SmallArea& area, double cell_m = 0) {
  return world::warnings(area.load(cell_m));
}

std::string listed(const std::vector<base::Fault>& faults) {
  std::string text;
  for (const base::Fault& f : faults) text += base::to_text(f) + "\n";
  return text;
}

}  // namespace

TEST_CASE("an area in order gives no warning") {
  const SmallArea area("warnings");
  const auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(all.empty());
}

TEST_CASE("terrain that is not what it seems") {
  const SmallArea area("warnings");
  geo::Raster<float> z = SmallArea::valley();
  for (int k = 0; k < SmallArea::kCells; ++k) z[{0, k}] = z[{k, 0}] = 0;
  z[{20, 20}] = NAN;
  geo::write_cog(area.path() / "terrain.tif", z, {"m", "elevation_m"});
  auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(has_fault(all, "terrain.tif", "border", "50 % of the border cells hold exactly 0.0"));
  CHECK(has_fault(all, "terrain.tif", "", "1 cells have no elevation"));
  for (float& v : z.values) v = std::floor(v);
  geo::write_cog(area.path() / "terrain.tif", z, {"m", "elevation_m"});
  CHECK(has_fault(warnings_of(area), "terrain.tif", "", "whole metres"));
}

TEST_CASE("roads: in pieces, without capacity, up a cliff, under the river") {
  const SmallArea area("warnings");
  area.write_vectors(
      {SmallArea::road({{100, 200}, {100, 1000}}), SmallArea::bridge(),
       SmallArea::road({{50, 100}, {50, 40}}), SmallArea::road({{800, 100}, {800, 40}}),
       SmallArea::road({{100, 200}, {600, 200}}, {{"capacity_per_s", 0.0}, {"road", std::string("Z")}}),
       SmallArea::road({{900, 200}, {900, 500}},
                       {{"bridge", 1LL}, {"deck_m", 3.0}, {"road", std::string("D")}})});
  geo::Raster<float> z = SmallArea::valley();
  for (int row = 19; row < 22; ++row)
    for (int col = 0; col < 10; ++col) z[{row, col}] += 150;
  geo::write_cog(area.path() / "terrain.tif", z, {"m", "elevation_m"});
  const auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(has_fault(all, "vectors.gpkg", "layer roads", "hang together (4 separate parts)"));
  CHECK(has_fault(all, "vectors.gpkg", "road Z", "its capacity is zero"));
  CHECK(has_fault(all, "vectors.gpkg", "road D", "lies below all ground"));
  CHECK(has_fault(all, "vectors.gpkg", "road R", "steeper than 20 %"));
}

TEST_CASE("people without roads") {
  const SmallArea area("warnings");
  area.write_vectors({});
  CHECK(has_fault(warnings_of(area), "vectors.gpkg", "layer roads", "people but no roads"));
}

TEST_CASE("places off the roads, in the water, in a danger zone, on the dropped strip") {
  const SmallArea area("warnings");
  area.write("groups.csv",
             "group,village,x_m,y_m,people\nG1,V1,539130,3076510,120\nG2,V2,539950,3075900,50\n");
  area.write("households.csv",
             "household,group,danger_zone,danger_class,people,x_m,y_m\nH1,G1,Z1,,4,539410,3076480\n");
  area.write(
      "shelters.csv",
      "shelter,indoor_m2,x_m,y_m\nA1,0,539610.5,3076500\nA2,50,539200,3076450\nA3,50,541300,3076990\n");
  geo::Raster<float> wide({60, 120, SmallArea::kWest_m, SmallArea::kNorth_m, 20, "EPSG:4547"}, 130.0F);
  geo::write_cog(area.path() / "terrain.tif", wide, {"m", "elevation_m"});
  area.remove("land_cover.tif");
  const auto all = warnings_of(area, 220);
  INFO(listed(all));
  CHECK(has_fault(all, "shelters.csv", "shelter A3", "from the nearest connected road"));
  CHECK(has_fault(all, "households.csv", "household H1", "lies outside it"));
  CHECK(has_fault(all, "shelters.csv", "shelter A1", "stands in a channel"));
  CHECK(has_fault(all, "shelters.csv", "shelter A1", "has no area"));
  CHECK(has_fault(all, "shelters.csv", "shelter A2", "stands inside danger zone Z1"));
  CHECK(has_fault(all, "shelters.csv", "shelter A3", "fills no whole cell"));
  CHECK_FALSE(has_fault(all, "groups.csv", "group G1", ""));
}

TEST_CASE("codes, sums and chains") {
  const SmallArea area("warnings");
  area.write(
      "villages.csv",
      "village,code,x_m,y_m,people\nV1,1.38E+10,539110,3076500,100\nV2,999123100202,539900,3076500,200\n");
  area.write("chains.csv", "group,county,township,village,group_leader,household\nG1,P1,P2,P3,P2,\n");
  const auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(has_fault(all, "villages.csv", "village V1", "has not 12 digits"));
  CHECK(has_fault(all, "villages.csv", "village V1", "has 100 people, its groups have 120 at home"));
  CHECK(has_fault(all, "chains.csv", "person P2", "two levels, township and group_leader"));
  CHECK(has_fault(all, "chains.csv", "group G1", "nobody answers at level household"));
  CHECK(has_fault(all, "chains.csv", "group G2", "no chain of five levels"));
}

TEST_CASE("means that hold nothing") {
  const SmallArea area("warnings");
  area.write("shelters.csv", "shelter,indoor_m2,accessible,x_m,y_m\nA1,900,0,539800,3076100\n");
  area.write("warehouses.csv", "warehouse,load_s,x_m,y_m\nW1,0,539300,3076000\n");
  area.write("teams.csv", "team,kind,people,vehicles,who,x_m,y_m\nT1,rescue,0,2,car,539300,3076000\n");
  area.write_vectors({SmallArea::road({{100, 200}, {100, 1000}}),
                      SmallArea::road({{100, 200}, {300, 200}}, {{"kind", std::string("path")}})});
  const auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(has_fault(all, "shelters.csv", "", "1 people need help, but no shelter is accessible"));
  CHECK(has_fault(all, "warehouses.csv", "warehouse W1", "takes no time"));
  CHECK(has_fault(all, "warehouses.csv", "warehouse W1", "no truck can reach it"));
  CHECK(has_fault(all, "teams.csv", "team T1", "has nobody"));
  CHECK(has_fault(all, "teams.csv", "team T1", "no seats"));
  CHECK(has_fault(all, "teams.csv", "team T1", "speed is zero"));
  CHECK(has_fault(all, "teams.csv", "team T1", "its vehicles cannot leave"));
}

TEST_CASE("waters and warnings of rain") {
  const SmallArea area("warnings");
  area.remove("reservoir_curves.csv");
  area.write("rain_thresholds.csv", "place,state,window_s,rain_mm\nV1,immediate,3600,55\n");
  area.write("gauges.csv",
             "gauge,kind,x_m,y_m,villages\nR1,rain,539500,3076500,V1\nR2,stage,500000,3076500,V2\n");
  const auto all = warnings_of(area);
  INFO(listed(all));
  CHECK(has_fault(all, "reservoir_curves.csv", "reservoir L1", "no storage curve"));
  CHECK(has_fault(all, "gauges.csv", "gauge R2", "outside the terrain"));
  CHECK(has_fault(all, "rain_thresholds.csv", "place V1", "has no source"));
  CHECK(has_fault(all, "rain_thresholds.csv", "village V2", "no threshold"));
  CHECK(has_fault(all, "gauges.csv", "village V2", "no rain gauge serves it"));
}
