// SPDX-License-Identifier: Apache-2.0
// Who moves, and when they are ready: DRILLS' people-movement model worked out by hand.
#include "engine/plan/units.h"

#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::TinyTown;

namespace {

TinyTown one_village() {
  TinyTown town;
  const int home = town.node(0, 0), hall = town.node(100, 0);
  town.road(home, hall, 100);
  town.shelter(hall, 10000);
  return town;
}

const plan::Unit& unit(const plan::Plan& plan, const std::string& id) {
  for (const plan::Unit& u : plan.units)
    if (u.id == id) return u;
  throw std::runtime_error("no unit " + id);
}

}  // namespace

TEST_CASE("told = order + decision + three calls + doors; ready = told + preparation") {
  TinyTown town = one_village();
  town.order(base::kNever_s, 1000);
  const int g = town.group(0, 30, 6);
  for (int i = 0; i < 5; ++i) town.household(g, 3);
  const plan::Plan plan = town.plan(
      "decide_s = 300\ncall_s = 90\ndoor_s = 150\npairs_per_group = 2\nprepare_day_s = [600, 600]\n");
  CHECK(unit(plan, "H1").told_s == 1000 + 300 + 3 * 90 + 150);
  CHECK(unit(plan, "H2").told_s == 1000 + 300 + 3 * 90 + 150);
  CHECK(unit(plan, "H3").told_s == 1000 + 300 + 3 * 90 + 300);
  CHECK(unit(plan, "H5").told_s == 1000 + 300 + 3 * 90 + 450);
  CHECK(unit(plan, "H5").ready_s == unit(plan, "H5").told_s + 600);
}

TEST_CASE("the weak leave on prepare, the others prepare then and leave on immediate") {
  TinyTown town = one_village();
  town.order(1000, 3000);
  const int g = town.group(0, 30, 6);
  town.household(g, 3);
  town.household(g, 3, base::kNever_s, 1);
  CHECK(unit(town.plan("prepare_day_s = [900, 900]\n"), "H2").ready_s == 1900);
  CHECK(unit(town.plan("prepare_day_s = [900, 900]\n"), "H1").ready_s == 3000);
  CHECK(unit(town.plan("prepare_day_s = [2500, 2500]\n"), "H1").ready_s == 3500);
  CHECK(unit(town.plan("prepare_day_s = [900, 900]\nprepare_counts = false\n"), "H1").ready_s == 3900);
}

TEST_CASE("those of the extreme zone leave on prepare like the weak") {
  TinyTown town = one_village();
  town.order(1000, 3000);
  const int g = town.group(0, 30, 6);
  town.household(g, 3);
  town.world.households.back().danger_class = "extreme";
  CHECK(unit(town.plan("prepare_day_s = [900, 900]\n"), "H1").ready_s == 1900);
}

TEST_CASE("an order to prepare alone moves the weak only; none moves nobody") {
  TinyTown town = one_village();
  const int g = town.group(0, 30, 6);
  town.household(g, 3);
  town.household(g, 3, base::kNever_s, 1);
  CHECK(town.plan().units.empty());
  CHECK(town.plan().people_safe_in_place == 30);
  town.order(1000, base::kNever_s);
  const plan::Plan plan = town.plan();
  REQUIRE(plan.units.size() == 1);
  CHECK(plan.units[0].id == "H2");
  CHECK(plan.people_safe_in_place == 27);
}

TEST_CASE("two paths to leave: the earlier of the order and the own sign governs") {
  TinyTown town = one_village();
  const int g = town.group(0, 30, 6);
  town.household(g, 3, 5000);
  town.impact.households[0].touched_s = 2000;
  const plan::Plan own = town.plan("own_prepare_s = 300\n");
  CHECK(unit(own, "H1").ready_s == 2300);
  CHECK(unit(own, "H1").basis == "own start");
  CHECK(own.trips.size() == 1);
  town.order(base::kNever_s, 1000);
  CHECK(unit(town.plan("own_prepare_s = 300\n"), "H1").basis == "order");
  CHECK(unit(town.plan("own_prepare_s = 300\n"), "H1").ready_s == 1000);
  town.orders.clear();
  town.order(base::kNever_s, 4000);
  CHECK(unit(town.plan("own_prepare_s = 300\n"), "H1").ready_s == 2300);
}

TEST_CASE("a village without an order is told at plan.order_s") {
  TinyTown town = one_village();
  const int g = town.group(0, 30, 6);
  town.household(g, 3);
  CHECK(unit(town.plan("order_s = 700\n"), "H1").ready_s == 700);
  REQUIRE(town.plan("order_s = 700\n").orders.size() == 1);
  town.order(base::kNever_s, 1000);
  CHECK(unit(town.plan("order_s = 700\n"), "H1").ready_s == 1000);
}

TEST_CASE("a group in danger moves whole, by households of average size beside the listed ones") {
  TinyTown town = one_village();
  town.order(base::kNever_s, 1000);
  const int g = town.group(0, 30, 9, 20000);
  town.household(g, 5);
  town.household(g, 4);
  town.group(0, 50, 15);  // another group, dry: stays
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  CHECK(plan.units.size() == 2 + 7);
  int people = 0;
  for (const plan::Unit& u : plan.units) {
    people += u.people;
    if (u.kind == "group") CHECK(u.people == 3);
  }
  CHECK(people == 30);
  CHECK(unit(plan, "G1#7").people == 3);
  CHECK(plan.people_safe_in_place == 50);
}

TEST_CASE("the weak and those nearest the water come first in the call-down") {
  TinyTown town = one_village();
  town.order(base::kNever_s, 1000);
  const int g = town.group(0, 30, 6);
  town.household(g, 3);
  town.household(g, 3, 30000);
  town.household(g, 3, base::kNever_s, 1);
  const plan::Plan plan = town.plan("door_s = 100\npairs_per_group = 1\n");
  CHECK(unit(plan, "H3").told_s == 1100);
  CHECK(unit(plan, "H2").told_s == 1200);
  CHECK(unit(plan, "H1").told_s == 1300);
}

TEST_CASE("settings: defaults carry a source, C ones are listed until the user sets them") {
  const base::SectionSpec spec = plan::plan_spec();
  for (const base::KeySpec& key : spec.keys) CHECK_FALSE(key.about.empty());
  TinyTown town = one_village();
  const auto mentions = [](const plan::Plan& p, const std::string& key) {
    for (const std::string& u : p.unsure)
      if (u.find(key) != std::string::npos) return true;
    return false;
  };
  CHECK(mentions(town.plan(), "plan.rescue_s"));
  CHECK_FALSE(mentions(town.plan("rescue_s = 60\n"), "plan.rescue_s"));
  CHECK_THROWS_AS(town.plan("prepare_night_s = [1]\nnight = true\n"), base::InputError);
  CHECK_THROWS_AS(town.plan("shelter_standard = \"my own\"\n"), base::InputError);
}

TEST_CASE("an own start onto a road under water waits at home for the order, while home is safe") {
  TinyTown town = one_village();
  const int g = town.group(0, 30, 6);
  town.household(g, 3, 9000);
  town.impact.households[0].touched_s = 2000;
  town.close_all(0, 1500, 3000);
  town.order(base::kNever_s, 4000);
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  REQUIRE(plan.trips.size() == 1);
  CHECK(plan.trips[0].depart_s == 4000);
  CHECK(unit(plan, "H1").basis == "order");
  town.impact.households[0].danger_s = 3900;  // not safe at home until the order: left behind by name
  CHECK(town.plan().left_behind.size() == 1);
}
