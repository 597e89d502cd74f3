// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.h"

#include "engine/base/random.h"
#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::check_plan;
using test::TinyTown;

namespace {

/// Homes at node 0, a near shelter 500 m off, a far one 1,500 m off on the other side.
TinyTown two_shelters(double near_m2, double far_m2) {
  TinyTown town;
  const int home = town.node(0, 0), near = town.node(500, 0), far = town.node(-1500, 0);
  town.road(home, near, 500);
  town.road(home, far, 1500);
  town.shelter(near, near_m2);
  town.shelter(far, far_m2);
  town.order(base::kNever_s, 1000);
  return town;
}

}  // namespace

TEST_CASE("everybody walks to the near shelter while it has places, whole households go on to the far one") {
  TinyTown town = two_shelters(20, 200);  // 10 and 100 places at 2 m2
  const int g = town.group(0, 40, 10);
  for (int i = 0; i < 5; ++i) town.household(g, 4);
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  REQUIRE(plan.units.size() == 5);
  CHECK(plan.left_behind.empty());
  CHECK(plan.shelters[0].people == 8);
  CHECK(plan.shelters[1].people == 12);
  CHECK(plan.people_safe_in_place == 20);
  for (const plan::Trip& t : plan.trips) {
    CHECK(t.depart_s == 1000);
    CHECK(t.arrive_s == (t.to.index == 0 ? 1500 : 2500));
    CHECK(t.latest_departure_s == base::kNever_s);
  }
  CHECK(plan.bound_mean_s == 2000);  // ten places near, ten people go on
  CHECK(plan.bound_clear_s == 2500);
  REQUIRE(plan.unmet.size() >= 1);
}

TEST_CASE("the area standard decides how many fit") {
  TinyTown town = two_shelters(20, 0);
  const int g = town.group(0, 20, 5);
  for (int i = 0; i < 5; ++i) town.household(g, 4);
  CHECK(test::people_left(town.plan()) == 12);
  const plan::Plan tight = town.plan("shelter_standard = \"GB 51143-2015 temporary\"\n");
  CHECK(test::people_left(tight) == 0);
  CHECK(tight.shelters[0].places == 20);
  CHECK(tight.standard.area_m2_per_person == 1.0);
  CHECK(town.plan().left_behind.front().reason_en.find("full") != std::string::npos);
}

TEST_CASE("a shelter that gets wet is never used, however late") {
  TinyTown town = two_shelters(200, 200);
  const int g = town.group(0, 4, 1);
  town.household(g, 4);
  town.impact.shelters[0].danger_s = 50000;
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  REQUIRE(plan.trips.size() == 1);
  CHECK(plan.trips[0].to.index == 1);
}

TEST_CASE("a road must be left before it closes; who is one second late goes the long way") {
  for (const double closes_s : {1500.0, 1499.0}) {
    TinyTown town = two_shelters(200, 200);
    const int g = town.group(0, 4, 1);
    town.household(g, 4);
    town.close_all(0, closes_s);
    const plan::Plan plan = town.plan();
    check_plan(town, plan);
    REQUIRE(plan.trips.size() == 1);
    CHECK(plan.trips[0].to.index == (closes_s == 1500 ? 0 : 1));
    if (closes_s == 1500) {
      CHECK(plan.trips[0].latest_departure_s == 1000);
      CHECK(plan.trips[0].margin_s == 0);
    }
  }
}

TEST_CASE("nobody waits for a road to reopen, and no road is used that is under water at departure") {
  TinyTown town = two_shelters(200, 0);
  const int g = town.group(0, 4, 1);
  town.household(g, 4);
  town.close_all(0, 900, 1001);
  const plan::Plan plan = town.plan();
  REQUIRE(plan.left_behind.size() == 1);
  CHECK(plan.left_behind[0].reason_en.find("no road") != std::string::npos);
  CHECK(plan.bound_left == 4);
  town.impact.closures.clear();
  town.close_all(0, 900, 1000);
  CHECK(town.plan().left_behind.empty());
}

TEST_CASE("no way out is named with reason and deadline, and handed to whoever can still come") {
  TinyTown town = two_shelters(200, 0);
  const int base = town.node(3000, 0);
  const int back_road = town.road(base, 0, 3000);
  const int g = town.group(0, 4, 1, 4000);
  town.household(g, 4, 4000);
  town.close_all(0, 0);
  for (const char* who : {"walker", "walker_weak", "car"}) town.close(back_road, who, 0);
  CHECK(town.plan().unmet.size() >= 1);  // nobody to send
  town.team("fire", base, 1, 6, "high_truck");
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  REQUIRE(plan.left_behind.size() == 1);
  CHECK(plan.left_behind[0].deadline_s == 4000);
  REQUIRE_FALSE(plan.tasks.empty());
  CHECK(plan.tasks[0].kind == "rescue");
  CHECK(plan.tasks[0].people == 4);
  CHECK(plan.tasks[0].to == "H1");
  CHECK(plan.tasks[0].depart_s == 1600);  // called at 1000, 600 s to mobilise
  CHECK(plan.tasks[0].arrive_s == 1900);  // 3,000 m at 10 m/s
  CHECK(plan.tasks[0].deadline_s == 4000);
  for (const plan::Unmet& u : plan.unmet) CHECK(u.item != "rescue");
}

TEST_CASE("a rescue that comes after the danger stands in the unmet list too") {
  TinyTown town = two_shelters(200, 0);
  const int base = town.node(30000, 0);
  town.road(base, 0, 30000);
  const int g = town.group(0, 4, 1);
  town.household(g, 4, 2000);
  town.close_all(0, 0);
  for (const char* who : {"walker", "walker_weak", "car"}) town.close(1, who, 0);
  for (const char* who : {"walker", "walker_weak", "car"}) town.close(2, who, 0);
  town.team("fire", base, 1, 6, "high_truck");
  const plan::Plan plan = town.plan();
  REQUIRE_FALSE(plan.tasks.empty());
  CHECK(plan.tasks[0].arrive_s == 4600);
  bool named = false;
  for (const plan::Unmet& u : plan.unmet) named |= u.kind == "task" && u.place == "H1" && u.need == 4;
  CHECK(named);
}

TEST_CASE("whoever is in danger before they are ready is not sent through it") {
  TinyTown town = two_shelters(200, 200);
  const int g = town.group(0, 4, 1);
  town.household(g, 4, 900);
  town.impact.households[0].touched_s = 900;
  const plan::Plan plan = town.plan("own_prepare_s = 300\n");
  REQUIRE(plan.left_behind.size() == 1);
  CHECK(plan.left_behind[0].deadline_s == 900);
}

TEST_CASE("a car is taken where walking is too far, a bus where there is no car") {
  TinyTown town;
  const int home = town.node(0, 0), far = town.node(9000, 0), depot = town.node(0, 2000);
  town.road(home, far, 9000, 15);
  town.road(depot, home, 2000, 10);
  town.shelter(far, 1000);
  town.order(base::kNever_s, 1000);
  const int g = town.group(home, 8, 2);
  town.household(g, 4, base::kNever_s, 0, 1);
  town.household(g, 4, base::kNever_s, 1, 0);
  town.team("bus", depot, 2, 40, "car");
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  REQUIRE(plan.trips.size() == 2);
  CHECK(plan.trips[0].who == "car");
  CHECK(plan.trips[0].arrive_s == 1600);
  CHECK(plan.trips[1].who == "bus");
  REQUIRE(plan.tasks.size() >= 1);
  CHECK(plan.tasks[0].kind == "bus");
  CHECK(plan.tasks[0].arrive_s == 1800);        // called 1000, 600 s to mobilise, 200 s on the road
  CHECK(plan.trips[1].depart_s == 1800 + 300);  // boarding
  CHECK(plan.trips[1].helper == "bus1");
  TinyTown without = town;
  without.world.teams.clear();
  const plan::Plan walked = without.plan();
  REQUIRE(walked.trips.size() == 2);  // a long walk rather than left behind
  CHECK(walked.trips[1].who == "walker_weak");
  CHECK(walked.trips[1].arrive_s == 10000);
}

TEST_CASE("a nursing home rides, in as many buses as its seats need, and is moved whole") {
  TinyTown town = two_shelters(400, 400);
  world::Site home;
  home.id = "N1", home.kind = "nursing_home", home.village = {0}, home.node = {0}, home.danger_zone = "Z1";
  home.people_day = home.people_night = 41, home.need_help = 41;
  town.world.sites.push_back(home);
  town.impact.sites.push_back({});
  town.team("bus", 1, 5, 45, "car");
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  REQUIRE(plan.trips.size() == 1);
  CHECK(plan.trips[0].who == "bus");
  CHECK(plan.trips[0].vehicles == 2);  // 41 people on 82 seats
  CHECK(plan.tasks.size() == 2);
  CHECK(plan.tasks[0].people + plan.tasks[1].people == 41);
}

TEST_CASE("cars keep within a road's capacity, minute by minute") {
  TinyTown town;
  const int home = town.node(0, 0), far = town.node(9000, 0);
  town.road(home, far, 9000, 15, 5.0 / 60);  // five a minute, 85 % of it used: four
  town.shelter(far, 1000);
  town.order(base::kNever_s, 1000);
  const int g = town.group(home, 48, 12);
  for (int i = 0; i < 12; ++i) town.household(g, 4, base::kNever_s, 0, 1);
  const plan::Plan plan = town.plan();
  check_plan(town, plan);
  std::vector<double> entered;
  for (const plan::Trip& t : plan.trips) entered.push_back(t.enter_s.front());
  std::sort(entered.begin(), entered.end());
  REQUIRE(entered.size() == 12);
  for (std::size_t i = 4; i < entered.size(); ++i) CHECK(entered[i] - entered[i - 4] >= 60);
  CHECK(entered.back() == 1120);
}

TEST_CASE("earlier closings never leave fewer people behind, more places never more") {
  base::Random random(8, 3);
  for (int round = 0; round < 12; ++round) {
    TinyTown town;
    for (int i = 0; i < 12; ++i) town.node(100 * i, 0);
    for (int i = 0; i < 20; ++i) {
      const int a = random.below(12),
                p = town.road(a, (a + 1 + random.below(11)) % 12, 50 + random.below(400));
      if (random.below(2) == 0) town.close_all(p, 1000 + random.below(800));
    }
    town.shelter(11, 2000);
    town.shelter(10, 2000);
    town.order(base::kNever_s, 1000);
    for (int n = 0; n < 8; ++n) {
      const int g = town.group(n, 8, 2);
      town.household(g, 1 + random.below(6));
      town.household(g, 1 + random.below(6));
    }
    const plan::Plan plan = town.plan();
    check_plan(town, plan);
    CHECK(plan.bound_left == test::people_left(plan));  // places for all: only closed roads leave people
    TinyTown earlier = town;
    for (impact::Closure& c : earlier.impact.closures) c.from_s -= 200;
    CHECK(test::people_left(earlier.plan()) >= test::people_left(plan));
    TinyTown small = town;
    for (world::Shelter& s : small.world.shelters) s.indoor_m2 = 40;
    const plan::Plan crowded = small.plan();
    check_plan(small, crowded);
    CHECK(test::people_left(crowded) >= test::people_left(plan));
  }
}

TEST_CASE("groups know their latest safe departure; the state of the roads is that of the first word") {
  TinyTown town = two_shelters(200, 0);
  town.group(0, 10, 3);
  town.group(1, 10, 3, 2000);
  town.close_all(0, 3000, 3500);
  town.close_all(0, 100, 200);
  const plan::Plan plan = town.plan();
  REQUIRE(plan.group_latest_departure_s.size() == 2);
  CHECK(plan.group_latest_departure_s[0] == 2500);
  CHECK(plan.group_latest_departure_s[1] == 2000);  // lives beside the shelter: until the danger itself
  TinyTown cut = two_shelters(200, 0);
  cut.group(0, 10, 3);
  cut.close_all(0, 0);
  CHECK(cut.plan().group_latest_departure_s[0] == plan::kTooLate_s);
  cut.impact.closures.clear();
  CHECK(cut.plan().group_latest_departure_s[0] == base::kNever_s);
}

TEST_CASE("a world without roads, people or orders gives an empty plan") {
  const TinyTown empty;
  const plan::Plan plan = empty.plan();
  CHECK(plan.units.empty());
  CHECK(plan.trips.empty());
  CHECK(plan.people_safe_in_place == 0);
  TinyTown off;
  const int n = off.node(0, 0);
  off.shelter(n, 100);
  off.order(base::kNever_s, 10);
  const int g = off.group(n, 4, 1);
  off.household(g, 4);
  off.world.households[0].node = {};
  REQUIRE(off.plan().left_behind.size() == 1);
  CHECK(off.plan().left_behind[0].reason_en.find("network") != std::string::npos);
}
