// SPDX-License-Identifier: Apache-2.0
#include "engine/impact/impact_files.h"

#include <fstream>

#include "engine/geo/table.h"
#include "tests/impact/tiny_course.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

world::World small_county() {
  world::World w = test::strip_world();
  w.villages.push_back({"V1", "361199100200", {"上湾", "Shangwan"}, {"青溪镇", "Qingxi"}, {55, 15}, 30, 10});
  w.groups.push_back({"G1", {0}, {"一组", "Group 1"}, {55, 15}, 30, 10, {0}, 12.5});
  world::Household h;
  h.id = "H1", h.group = {0}, h.people = 4, h.at = {55, 15}, h.node = {0};
  w.households.push_back(h);
  world::Site s;
  s.id = "N1", s.kind = "nursing_home", s.village = {0}, s.people_night = 41, s.people_day = 50,
  s.at = {15, 5};
  w.sites.push_back(s);
  world::Shelter shelter;
  shelter.id = "S1", shelter.village = {0}, shelter.indoor_m2 = 410, shelter.at = {15, 5}, shelter.node = {0};
  w.shelters.push_back(shelter);
  return w;
}

void same(const impact::Danger& a, const impact::Danger& b) {
  CHECK(a.touched_s == b.touched_s);
  CHECK(a.danger_s == b.danger_s);
  CHECK(a.worst_class_1 == b.worst_class_1);
  REQUIRE(a.worst.size() == b.worst.size());
  for (const auto& [field, value] : a.worst) CHECK(b.worst.at(field) == Approx(value));
}

}  // namespace

TEST_CASE("an impact reads back as it was written") {
  const world::World w = small_county();
  const auto impact =
      impact::assess(w,
                     {test::strip_course(9,
                                         [](int k, geo::Cell c) {
                                           return test::Value{c.col == 5 ? 0.09 * k : 0.0, 0.02 * k};
                                         })},
                     test::test_catalogue());
  REQUIRE_FALSE(impact.closures.empty());
  const test::TemporaryFolder run("impact_files");
  const impact::ShelterStandard standard{"test", 2.0, "source", "A"};
  impact::write_impact(impact, w, standard, base::read_instant("2025-06-18T14:00:00+08:00"), run.path());
  const auto back = impact::read_impact(w, run.path());
  REQUIRE(back.closures.size() == impact.closures.size());
  for (std::size_t i = 0; i < back.closures.size(); ++i) {
    CHECK(back.closures[i].piece == impact.closures[i].piece);
    CHECK(back.closures[i].who == impact.closures[i].who);
    CHECK(back.closures[i].effect == impact.closures[i].effect);
    CHECK(back.closures[i].from_s == impact.closures[i].from_s);
    CHECK(back.closures[i].to_s == impact.closures[i].to_s);
    CHECK(back.closures[i].value == Approx(impact.closures[i].value));
  }
  same(back.groups[0], impact.groups[0]);
  same(back.households[0], impact.households[0]);
  same(back.sites[0], impact.sites[0]);
  same(back.shelters[0], impact.shelters[0]);
  CHECK(back.effects.size() == impact.effects.size());
  CHECK(back.interval_s == impact.interval_s);
  CHECK(back.duration_s == impact.duration_s);
  const geo::Table shelters = geo::read_table(run.path() / "impact/shelters.csv");
  base::Faults faults;
  CHECK(shelters.integer(0, "places", faults) == 205);
}

TEST_CASE("a closure of a piece that does not exist is named with its row") {
  const world::World w = small_county();
  const impact::Impact none = impact::assess(w, {}, test::test_catalogue());
  const test::TemporaryFolder run("impact_files_bad");
  impact::write_impact(none, w, {"test", 2.0, "source", "A"}, {}, run.path());
  std::ofstream(run.path() / "impact/closures.csv")
      << "piece,who,effect,from_s,to_s,from,x_m,y_m,hazard,field,value\n7,car,shut,0,,x,0,0,f,d,1\n";
  try {
    impact::read_impact(w, run.path());
    FAIL("accepted");
  } catch (const base::InputError& e) {
    CHECK(e.faults().size() == 2);
  }
}

TEST_CASE("places are whole people on the area of the standard") {
  world::Shelter s;
  s.indoor_m2 = 410;
  CHECK(impact::capacity_places(s, {"", 2.0}) == 205);
  CHECK(impact::capacity_places(s, {"", 1.0}) == 410);
  s.indoor_m2 = 0, s.outdoor_m2 = 7;
  CHECK(impact::capacity_places(s, {"", 3.5}) == 2);
}
