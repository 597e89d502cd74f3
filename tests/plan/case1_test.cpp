// SPDX-License-Identifier: Apache-2.0
// The worked night flash flood of the invented county with its danger times GIVEN (hand-worked lags: 21:46 at
// the lowest village, 22:23 at the next): orders from the alert table, places at 2.0 and 1.0 m2, who is
// short, margins. The scenario starts at 14:00; everything else is the default of the [plan] section, by
// night.
#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::TinyTown;

namespace {

double clock_s(int hour, int minute) {
  return (hour - 14) * 3600.0 + minute * 60.0;
}

struct Place {
  const char* id;
  int households, people, need_help;
  double way_m, rise_m, indoor_m2;
  double prepare_s, immediate_s, danger_s;
};

/// `households` of nearly equal size in groups of ten, the first ones with somebody who needs help.
void settle(TinyTown& town, int village, int home, const Place& p) {
  int placed = 0, helped = 0;
  for (int i = 0; i < p.households; ++i) {
    if (i % 10 == 0) town.group(home, 0, 0);
    const int g = static_cast<int>(town.world.groups.size()) - 1;
    world::Group& group = town.world.groups.back();
    group.village = {village};
    const int people = p.people / p.households + (i < p.people % p.households ? 1 : 0);
    const int help = helped < p.need_help && i % 2 == 0 ? 1 : 0;
    town.household(g, people, p.danger_s, help);
    town.impact.households.back().touched_s = p.danger_s;
    group.people += people;
    ++group.households;
    placed += people;
    helped += help;
  }
  REQUIRE(placed == p.people);
}

TinyTown case1() {
  TinyTown town;
  const Place places[] = {
      {"V2", 64, 233, 21, 1300, 48, 410, clock_s(19, 50), clock_s(20, 30), clock_s(21, 46)},
      {"V1", 46, 171, 14, 1100, 35, 620, clock_s(20, 10), clock_s(20, 50), clock_s(22, 23)},
      {"V3", 118, 437, 39, 2200, 20, 1450, clock_s(20, 40), clock_s(21, 20), base::kNever_s}};
  town.world.villages.assign(3, {});
  town.orders.clear();
  std::vector<int> homes;
  for (int v = 0; v < 3; ++v) {
    const Place& p = places[v];
    town.world.villages[static_cast<std::size_t>(v)].id = p.id;
    const int home = town.node(3000.0 * v, 0, 100), hall = town.node(3000.0 * v, p.way_m, 100 + p.rise_m);
    homes.push_back(home);
    const int n = static_cast<int>(p.way_m / 100);
    int before = home;
    for (int i = 1; i < n; ++i) {
      const int next = town.node(3000.0 * v, p.way_m * i / n, 100 + p.rise_m * i / n);
      town.road(before, next, p.way_m / n, 8);
      before = next;
    }
    town.road(before, hall, p.way_m / n, 8);
    town.shelter(hall, p.indoor_m2);
    town.world.shelters.back().village = {v};
    settle(town, v, home, p);
    town.orders.push_back({{v}, p.prepare_s, p.immediate_s, "table"});
  }
  town.road(homes[0], homes[1], 3200, 10);
  town.road(homes[1], homes[2], 6200, 10);
  world::Site nursing;
  nursing.id = "N1", nursing.kind = "nursing_home", nursing.village = {2}, nursing.node = {homes[2]};
  nursing.danger_zone = "Z3", nursing.people_day = nursing.people_night = 41, nursing.need_help = 41;
  town.world.sites.push_back(nursing);
  town.impact.sites.push_back({});
  const int yard = town.node(0, 9000, 100);
  town.road(yard, homes[2], 9000, 12);
  town.team("bus", yard, 5, 45, "car");
  return town;
}

plan::Plan night(const TinyTown& town, const std::string& more = "") {
  return plan::make(town.world, town.impact, town.orders,
                    base::Settings::parse("[plan]\n" + more, "test", TinyTown::file_spec()).section("plan"));
}

int places_short(const plan::Plan& plan, const std::string& village) {
  for (const plan::Unmet& u : plan.unmet)
    if (u.kind == "places" && u.place == village) return static_cast<int>(u.need - u.have);
  return 0;
}

}  // namespace

TEST_CASE("case 1: the lowest village is 28 places short at 2.0 m2, and everybody finds a place") {
  const TinyTown town = case1();
  const plan::Plan plan = night(town);
  test::check_plan(town, plan);
  CHECK(plan.shelters[0].places == 205);
  CHECK(plan.shelters[1].places == 310);
  CHECK(plan.shelters[2].places == 725);
  CHECK(places_short(plan, "V2") == 28);
  CHECK(places_short(plan, "V1") == 0);
  CHECK(places_short(plan, "V3") == 0);
  CHECK(test::people_left(plan) == 0);
  int people = 0, elsewhere = 0;
  for (const plan::Trip& t : plan.trips) {
    const plan::Unit& u = plan.units[static_cast<std::size_t>(t.unit)];
    people += u.people;
    if (u.village.index == 0 && t.to.index != 0) elsewhere += u.people;
  }
  CHECK(people == 882);
  CHECK(elsewhere >= 28);
  CHECK(elsewhere <= 31);  // whole households of three and four
}

TEST_CASE("case 1: at 1.0 m2 nobody has to go elsewhere") {
  const TinyTown town = case1();
  const plan::Plan plan = night(town, "shelter_standard = \"GB 51143-2015 temporary\"\n");
  test::check_plan(town, plan);
  CHECK(places_short(plan, "V2") == 0);
  for (const plan::Trip& t : plan.trips)
    CHECK(plan.units[static_cast<std::size_t>(t.unit)].village.index == t.to.index);
}

TEST_CASE("case 1: everybody leaves after the first word and before the given danger, with a stated margin") {
  const TinyTown town = case1();
  const plan::Plan plan = night(town);
  for (const plan::Trip& t : plan.trips) {
    const plan::Unit& u = plan.units[static_cast<std::size_t>(t.unit)];
    CHECK(t.depart_s >= town.orders[static_cast<std::size_t>(u.village.index)].prepare_s);
    if (u.village.index == 2) continue;
    CHECK(t.margin_s > 0);
    CHECK(t.latest_departure_s == u.danger_s);  // no road closes: the danger at home is the limit
  }
}

TEST_CASE("case 1: a prepare order that is ignored costs the lowest village its margin") {
  const TinyTown town = case1();
  double with_s = base::kNever_s, without_s = base::kNever_s;
  const plan::Plan heeded = night(town), ignored = night(town, "prepare_counts = false\ndecide_s = 1500\n");
  for (const plan::Trip& t : heeded.trips)
    if (heeded.units[static_cast<std::size_t>(t.unit)].village.index == 0)
      with_s = std::min(with_s, t.margin_s);
  for (const plan::Trip& t : ignored.trips)
    if (ignored.units[static_cast<std::size_t>(t.unit)].village.index == 0)
      without_s = std::min(without_s, t.margin_s);
  CHECK(test::people_left(heeded) == 0);
  CHECK((without_s < with_s || test::people_left(ignored) > 0));
}
