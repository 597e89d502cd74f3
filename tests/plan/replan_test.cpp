// SPDX-License-Identifier: Apache-2.0
// On the day: a bridge lost, a hall full, an order early. The new plan is valid, and only those change whom
// it touches.
#include "engine/plan/replan.h"

#include "tests/plan/plan_checks.h"

using namespace dayu;
using plan::Incident;
using test::TinyTown;

namespace {

const base::Instant kStart = base::read_instant("2025-06-18T14:00:00+08:00");

/// Two hamlets, each with a hall; the west one's hall lies over a bridge, or by a long way round.
TinyTown two_hamlets() {
  TinyTown town;
  const int west = town.node(0, 0), junction = town.node(300, 0), hall = town.node(900, 0),
            east = town.node(5000, 0), school = town.node(5600, 0);
  town.road(west, junction, 300);
  town.road(junction, hall, 600);   // piece 1: the bridge
  town.road(junction, east, 2000);  // piece 2
  town.road(east, school, 600);
  town.road(junction, hall, 2500);  // piece 4: round
  town.shelter(hall, 100);
  town.shelter(school, 100);
  town.world.villages.push_back({"V2", "361199100201", {"东", "East"}, {"", ""}, {5000, 0}, 0, 0});
  const int g = town.group(west, 20, 5), h = town.group(east, 20, 5);
  town.world.groups[static_cast<std::size_t>(h)].village = {1};
  town.world.shelters[1].village = {1};
  for (int i = 0; i < 5; ++i) town.household(g, 4, 20000);
  for (int i = 0; i < 5; ++i) town.household(h, 4, 20000);
  town.order(base::kNever_s, 1000);
  town.orders.push_back({{1}, base::kNever_s, 6000, "test"});
  return town;
}

base::Settings settings() {
  std::string text = "[plan]\n";
  for (const auto& [key, value] : TinyTown::plain()) text += key + " = " + value + "\n";
  return base::Settings::parse(text, "test", TinyTown::file_spec()).section("plan");
}

plan::Replanned happens(TinyTown& town, const plan::Plan& plan, const Incident& incident) {
  plan::Replanned again = plan::replan(town.world, town.impact, plan, {incident}, settings(), kStart);
  town.impact = again.impact;
  return again;
}

}  // namespace

TEST_CASE("a bridge lost before anybody leaves: the same hall by another road, and nobody else is told") {
  TinyTown town = two_hamlets();
  const plan::Plan plan = town.plan();
  const plan::Replanned again = happens(town, plan, {Incident::Kind::road_lost, "1", 500});
  test::check_plan(town, again.plan);
  CHECK(again.kept == 5);
  REQUIRE(again.changes.size() == 5);
  for (const plan::PlanChange& c : again.changes) {
    CHECK(c.en.find("takes another road") != std::string::npos);
    CHECK(c.zh.find("改走别的道路") != std::string::npos);
  }
  for (const plan::Trip& t : again.plan.trips)
    if (again.plan.units[static_cast<std::size_t>(t.unit)].village.index == 0) {
      CHECK(t.to.index == 0);
      CHECK(t.arcs == std::vector<int>{0, 8});
      CHECK(t.depart_s == 1000);
    }
}

TEST_CASE("a bridge lost while they walk towards it: they turn off at the junction") {
  TinyTown town = two_hamlets();
  const plan::Plan plan = town.plan();
  const plan::Replanned again = happens(town, plan, {Incident::Kind::road_lost, "1", 1100});
  CHECK(again.kept == 5);
  CHECK(test::people_left(again.plan) == 0);
  for (const plan::Trip& t : again.plan.trips)
    if (again.plan.units[static_cast<std::size_t>(t.unit)].village.index == 0) {
      CHECK(t.depart_s == 1000);  // they have left already
      CHECK(t.arcs == std::vector<int>{0, 8});
      CHECK(t.enter_s == std::vector<double>{1000, 1300, 3800});
    }
}

TEST_CASE("whoever is on the bridge when it is lost is handed to rescue, by name") {
  TinyTown town = two_hamlets();
  const plan::Plan plan = town.plan();
  const plan::Replanned again = happens(town, plan, {Incident::Kind::road_lost, "1", 1500});
  CHECK(test::people_left(again.plan) == 20);
  for (const plan::LeftBehind& l : again.plan.left_behind)
    CHECK(l.reason_en.find("on the road piece when it was lost") != std::string::npos);
  CHECK(again.kept == 5);
}

TEST_CASE("a hall that takes nobody more: others go on to the next, those inside stay") {
  TinyTown town = two_hamlets();
  const plan::Plan plan = town.plan();
  const plan::Replanned again = happens(town, plan, {Incident::Kind::shelter_full, "S2", 3000});
  test::check_plan(town, again.plan);
  for (const plan::Trip& t : again.plan.trips) CHECK(t.to.index == 0);
  CHECK(again.kept == 5);
  CHECK(again.changes.size() == 5);
}

TEST_CASE("an order that comes early: they leave early, on the announced road") {
  TinyTown town = two_hamlets();
  const plan::Plan plan = town.plan();
  const plan::Replanned again = happens(town, plan, {Incident::Kind::order_early, "V2", 3000});
  test::check_plan(town, again.plan);
  CHECK(again.kept == 5);
  CHECK(again.changes.size() == 5);
  for (const plan::Trip& t : again.plan.trips)
    if (again.plan.units[static_cast<std::size_t>(t.unit)].village.index == 1) {
      CHECK(t.depart_s == 3000);
      CHECK(t.to.index == 1);
    }
}

TEST_CASE("an incident in words: kind, id, time; what is not known is told") {
  const TinyTown town = two_hamlets();
  const auto minutes = [](const std::string& text) { return 60 * std::stod(text); };
  const Incident i = plan::read_incident("shelter S2@20", town.world, minutes);
  CHECK(i.kind == Incident::Kind::shelter_full);
  CHECK(i.id == "S2");
  CHECK(i.at_s == 1200);
  for (const char* wrong : {"S2@20", "shelter S9@20", "road R99@1", "order V9@1", "storm V1@1", "shelter S2"})
    CHECK_THROWS_AS(plan::read_incident(wrong, town.world, minutes), base::InputError);
}
