// SPDX-License-Identifier: Apache-2.0
#include "tests/impact/tiny_course.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {

/// Everybody stands on the same cell; water rises 0.1 m a frame from frame 1 on.
world::World people() {
  world::World w = test::strip_world();
  const geo::Point here{55, 15};
  w.groups.push_back({"G1", {}, {}, here, 30, 10});
  world::Household sturdy, weak, raised;
  sturdy.id = "H1", sturdy.people = 3, sturdy.at = here;
  weak = sturdy, weak.id = "H2", weak.need_help = 1;
  raised = sturdy, raised.id = "H3", raised.floor_m = 100.4, raised.need_help = 1;
  w.households = {sturdy, weak, raised};
  world::Shelter inside, away;
  inside.id = "S1", inside.at = here, inside.indoor_m2 = 41;
  away.id = "S2", away.at = {15, 5}, away.indoor_m2 = 20;
  w.shelters = {inside, away};
  return w;
}

hazards::Course rising(double speed_m_per_s) {
  return test::strip_course(20, [=](int k, geo::Cell c) {
    const double depth_m = c.row == 1 && c.col == 5 ? 0.1 * k : 0;
    return test::Value{depth_m, depth_m * speed_m_per_s};
  });
}

}  // namespace

TEST_CASE("danger comes with the first frame over the limit of the people named, less its interval") {
  const auto impact = impact::assess(people(), {rising(0)}, test::test_catalogue());
  CHECK(impact.groups[0].touched_s == 0);        // 0.1 m in frame 1: since 0 s
  CHECK(impact.groups[0].danger_s == 400);       // weak among them: 0.5 m in frame 5
  CHECK(impact.households[0].danger_s == 1100);  // 1.2 m in frame 12
  CHECK(impact.households[1].danger_s == 400);
  CHECK(impact.households[2].danger_s == 800);  // floor 0.4 m above the bed: 0.9 m outside
  CHECK(impact.shelters[0].danger_s == 0);
  CHECK(impact.shelters[1].danger_s == base::kNever_s);
  CHECK(impact.shelters[1].touched_s == base::kNever_s);
  CHECK(impact.groups[0].worst.at("water_depth_m") == Approx(1.9));
  CHECK(impact.interval_s == 100);
}

TEST_CASE("depth times speed endangers before depth does, and sets the class") {
  const auto still = impact::assess(people(), {rising(0)}, test::test_catalogue());
  CHECK(still.households[0].worst_class_1 == 4);  // 1.9 m, still
  CHECK(still.households[2].worst_class_1 == 4);  // 1.5 m above the floor
  const auto swift = impact::assess(people(), {rising(1.5)}, test::test_catalogue());
  CHECK(swift.households[0].danger_s == 300);     // 0.4 m x 1.5 m/s in frame 4
  CHECK(swift.households[0].worst_class_1 == 5);  // 1.9 m x 1.5 m/s = 2.85 m2/s
}

TEST_CASE("the earlier of two courses counts") {
  hazards::Course early = test::strip_course(20, [](int k, geo::Cell c) {
    return test::Value{c.row == 1 && c.col == 5 && k == 2 ? 0.6 : 0.0, 0};
  });
  const auto impact = impact::assess(people(), {rising(0), early}, test::test_catalogue());
  CHECK(impact.groups[0].danger_s == 100);
}
