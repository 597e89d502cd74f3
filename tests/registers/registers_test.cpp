// SPDX-License-Identifier: Apache-2.0
// What the office's registers say is in the World, and what they say is amiss acts on it and is told.
#include "engine/world/registers/registers.h"

#include "engine/world/registers/blind_spots.h"
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::has_fault;
using test::SmallArea;

namespace {

bool assumes(const world::World& w, const std::string& text) {
  return std::any_of(w.assumptions.begin(), w.assumptions.end(),
                     [&](const std::string& a) { return a.find(text) != std::string::npos; });
}

const char* const kLedger =
    "row,object_kind,object,defect,share_left,about_zh,about_en,found,owner,due,closed\n";

const world::BlindSpot* spot(const std::vector<world::BlindSpot>& spots, int village,
                             const std::string& lack) {
  for (const world::BlindSpot& s : spots)
    if (s.village.index == village && s.lack == lack) return &s;
  return nullptr;
}

std::vector<world::BlindSpot> spots_of(const SmallArea& area,
                                       const std::set<std::string>* persons = nullptr) {
  const world::World w = area.load();
  return world::blind_spots({w, {}, persons}, world::endangered_by_registers(w));
}

}  // namespace

TEST_CASE("an open defect changes the quantity that the model has, a closed one does not") {
  const SmallArea area("defects");
  const world::World before = area.load();
  area.write("hazard_ledger.csv", std::string(kLedger) +
                                      "L1,水库,L1,溢洪道淤堵,,,,2025-04-01,,,\n"
                                      "L2,village,V2,no_siren,,,,2025-04-01,,,\n"
                                      "L3,shelter,A1,shelter_unsafe,0.4,,,,,,\n"
                                      "L4,gauge,R1,gauge_broken,,,,,,,2025-05-01\n"
                                      "L5,road,X1,other,,,,,,,\n");
  const world::World w = area.load();
  CHECK(w.reservoirs[0].spillway_width_m == before.reservoirs[0].spillway_width_m / 2);
  CHECK(assumes(w, "溢洪道宽按50%计"));
  CHECK(assumes(w, "Ledger row L1 (open): Longtan"));
  CHECK(w.villages[0].alarm);
  CHECK_FALSE(w.villages[1].alarm);
  CHECK(w.shelters[0].indoor_m2 == Approx(360));
  CHECK(w.gauges[0].villages.size() == 2);
  CHECK_FALSE(assumes(w, "L4"));
  CHECK(assumes(w, "L5（未整改）"));
  CHECK(w.registers.defects.size() == 5);
}

TEST_CASE("a defect of what is not there is a fault with row and column") {
  const SmallArea area("defect_faults");
  area.write("hazard_ledger.csv", std::string(kLedger) +
                                      "L1,reservoir,nowhere,blocked_spillway,,,,,,,\n"
                                      "L2,village,V1,blocked_spillway,,,,,,,\n"
                                      "L3,village,V1,no_siren,1.5,,,,,,\n");
  const auto faults = area.faults();
  CHECK(has_fault(faults, "hazard_ledger.csv", "row 2, column object", "there is no reservoir 'nowhere'"));
  CHECK(has_fault(faults, "hazard_ledger.csv", "row 3, column defect", "is no defect of a village"));
  CHECK(has_fault(faults, "hazard_ledger.csv", "row 4, column share_left", "more than 1"));
}

TEST_CASE("a village that lacks a siren on its checklist hears the order from door to door") {
  const SmallArea area("checklist");
  area.write("station_marks.csv",
             "level,place,item,present,note\nvillage,V1,alarm,否,\nvillage,V2,alarm,是,\n"
             "township,青溪镇,plan,是,\n");
  const world::World w = area.load();
  CHECK_FALSE(w.villages[0].alarm);
  CHECK(w.villages[1].alarm);
  CHECK(assumes(w, "上湾没有预警设备"));
  CHECK(w.registers.station_items.size() == 14);  // the embedded list
  area.write("station_items.csv", "level,item,name_zh,name_en,source,surety\nvillage,gong,铜锣,gong,own,C\n");
  CHECK(has_fault(area.faults(), "station_marks.csv", "row 2, column item", "not on the checklist"));
}

TEST_CASE("a newly found hazard point enters by one row; its polygon is drawn later") {
  const SmallArea area("points");
  area.write("hazard_points.csv",
             "hazard_point,village,kind,name_zh,name_en,monitor,households,people,reach_m,x_m,y_m\n"
             "GH1,V1,滑坡,屋后滑坡,Slope,P9,H1,9,50,539120,3076490\n");
  const world::World w = area.load();
  REQUIRE(w.registers.hazard_points.size() == 1);
  const world::HazardPoint& p = w.registers.hazard_points[0];
  CHECK(p.kind == "landslide");
  CHECK_FALSE(p.runout_drawn);
  CHECK(geo::inside(p.runout, {539120, 3076490 + 45}));
  CHECK_FALSE(geo::inside(p.runout, {539120, 3076490 + 55}));
  area.write("hazard_points.csv",
             "hazard_point,village,kind,households,people,x_m,y_m\n"
             "GH1,V1,slump,H1;H1;H99,3,539120,3076490\nGH1,V7,landslide,,,539120,3076490\n");
  const auto faults = area.faults();
  CHECK(has_fault(faults, "hazard_points.csv", "row 2, column kind", "not a word"));
  CHECK(has_fault(faults, "hazard_points.csv", "row 2, column households", "stands twice"));
  CHECK(has_fault(faults, "hazard_points.csv", "row 2, column households", "'H99' is not in households.csv"));
  CHECK(has_fault(faults, "hazard_points.csv", "row 2, column people", "the households named have 4"));
  CHECK(has_fault(faults, "hazard_points.csv", "row 3, column village", "'V7'"));
  CHECK(has_fault(faults, "hazard_points.csv", "row 3, column hazard_point", "stands twice"));
}

TEST_CASE("plans count the people at home and say so") {
  const SmallArea area("basis");
  area.write("households.csv", "户号,组编号,户籍人数,常住人数,在家人数\nH1,G1,6,5,4\nH2,G1,3,3,3\n");
  const world::World w = area.load();
  CHECK(w.households[0].people == 4);
  CHECK(w.households[0].resident == 5);
  CHECK(w.households[0].registered == 6);
  CHECK(assumes(w, "户籍9人、常住8人、在家7人"));
  CHECK(assumes(w, "7 are at home"));
}

TEST_CASE("people in danger whom the system does not see") {
  const SmallArea area("blind");
  CHECK(spots_of(area).empty());

  area.write("gauges.csv",
             "gauge,kind,name_zh,name_en,x_m,y_m,villages\nR1,rain,站,Gauge,539500,3076500,V2\n");
  auto spots = spots_of(area);
  REQUIRE(spots.size() == 1);
  CHECK(spots[0].lack == "gauge");
  CHECK(spots[0].people == 207);  // H1, H2 and the school
  CHECK(spots[0].who.size() == 3);
  CHECK(spots[0].sentence.zh.find("上湾危险区内207人没有雨量站") == 0);

  area.write("rain_thresholds.csv",
             "place,state,window_s,rain_mm,soil,source,surety\nV2,prepare,3600,40,,test,C\n");
  area.write("chains.csv", "group,county,township,village,group_leader,household\nG1,P1,P2,,P4,head\n");
  area.write("shelters.csv", "shelter,indoor_m2,x_m,y_m\nA1,0,539800,3076100\nA2,500,539200,3076460\n");
  spots = spots_of(area);  // A2 stands in danger zone Z1, A1 has no room
  CHECK(spots.size() == 4);
  REQUIRE(spot(spots, 0, "chain"));
  CHECK(spot(spots, 0, "chain")->people == 7);  // a site is called by its village directly
  CHECK(spot(spots, 0, "threshold"));
  CHECK(spot(spots, 0, "shelter"));
}

TEST_CASE("a chain of persons who do not exist is no chain") {
  const SmallArea area("no_person");
  const std::set<std::string> all{"P1", "P2", "P3", "P4", "H1", "H2"}, without{"P1", "P2", "P3", "H1", "H2"},
      no_head{"P1", "P2", "P3", "P4", "H1"};
  CHECK(spots_of(area, &all).empty());
  REQUIRE(spot(spots_of(area, &without), 0, "chain"));
  const auto heads = spots_of(area, &no_head);
  REQUIRE(spot(heads, 0, "chain"));
  CHECK(spot(heads, 0, "chain")->who == std::vector<std::string>{"H2"});
}

TEST_CASE("people below a slope need its triggers and a watcher") {
  const SmallArea area("slope");
  area.write("hazard_points.csv",
             "hazard_point,village,kind,monitor,people,x_m,y_m\n"
             "GH1,V2,landslide,,12,539900,3076490\n");
  auto spots = spots_of(area);
  CHECK(spots.size() == 2);
  REQUIRE(spot(spots, 1, "monitor"));
  CHECK(spot(spots, 1, "monitor")->people == 12);
  CHECK(spot(spots, 1, "threshold"));
  area.write("hazard_point_triggers.csv", "hazard_point,state,window_s,rain_mm\n*,immediate,3600,45\n");
  CHECK_FALSE(spot(spots_of(area), 1, "threshold"));
}
