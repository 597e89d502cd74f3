// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan_files.h"

#include <fstream>

#include "engine/geo/table.h"
#include "tests/plan/plan_checks.h"
#include "tests/support/data.h"

using namespace dayu;
using test::TinyTown;

namespace {

/// A bit of everything: walkers, a car, a bus, people left behind, rescue, goods.
TinyTown everything() {
  TinyTown town;
  const int home = town.node(0, 0), near = town.node(500, 0, 20), far = town.node(9000, 0),
            island = town.node(0, 700);
  town.road(home, near, 500);
  town.road(home, far, 9000, 15);
  const int ford = town.road(home, island, 700);
  town.shelter(near, 20);
  town.shelter(far, 400);
  town.order(500.5, 1000.25);
  const int g = town.group(home, 40, 10), cut = town.group(island, 12, 4, 9000.5);
  for (int i = 0; i < 5; ++i) town.household(g, 4, base::kNever_s, i == 2 ? 1 : 0, i % 2);
  town.household(cut, 4, 9000.5);
  for (const char* who : {"walker", "walker_weak", "car"}) town.close(ford, who, 700, 30000);
  town.team("bus", home, 1, 30);
  town.team("fire", home, 2, 6, "high_truck");
  town.team("truck", home, 1, 2, "high_truck");
  town.world.warehouses.push_back({"W1", {"库", "store"}, 100, 300, {0, 0}, {home}, 0});
  town.world.stock.push_back({{0}, "cot", {"床", "cot"}, 10, "piece", 1, 0.1, 10});
  town.world.assumptions.push_back("made in code, \"quoted\"");
  return town;
}

std::string bytes(const std::filesystem::path& run) {
  std::string all;
  for (const char* file : {"units", "evacuation", "left", "dispatch", "stock", "unmet", "orders",
                           "latest_departure", "needs", "shelters"})
    all += geo::read_file(run / "plan" / (std::string(file) + ".csv"));
  return all + geo::read_file(run / "plan" / "certificate.json");
}

const base::Instant kStart = base::read_instant("2025-06-18T14:00:00+08:00");

}  // namespace

TEST_CASE("a plan reads back and writes again to the same bytes") {
  const TinyTown town = everything();
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  REQUIRE_FALSE(plan.left_behind.empty());
  REQUIRE_FALSE(plan.trips.empty());
  const test::TemporaryFolder first("plan_files_1"), second("plan_files_2");
  plan::write_plan(plan, town.world, kStart, first.path());
  const plan::Plan back = plan::read_plan(town.world, first.path());
  plan::write_plan(back, town.world, kStart, second.path());
  CHECK(bytes(first.path()) == bytes(second.path()));
  REQUIRE(back.trips.size() == plan.trips.size());
  for (std::size_t i = 0; i < plan.trips.size(); ++i) {
    CHECK(back.trips[i].arcs == plan.trips[i].arcs);
    CHECK(back.trips[i].enter_s == plan.trips[i].enter_s);
    CHECK(back.trips[i].arrive_s == plan.trips[i].arrive_s);
  }
  CHECK(back.group_latest_departure_s == plan.group_latest_departure_s);
  CHECK(back.tasks.size() == plan.tasks.size());
  CHECK(back.unsure == plan.unsure);
}

TEST_CASE("the same inputs give the same bytes") {
  const test::TemporaryFolder first("plan_same_1"), second("plan_same_2");
  plan::write_plan(everything().plan(), everything().world, kStart, first.path());
  plan::write_plan(everything().plan(), everything().world, kStart, second.path());
  CHECK(bytes(first.path()) == bytes(second.path()));
}

TEST_CASE("people, arrived and left behind add up; stock is sent, left and whole") {
  const TinyTown town = everything();
  const plan::Plan plan = town.plan();
  const plan::EvacuationFigures f = plan::figures_of(plan);
  CHECK(f.people == f.arrived + f.left_behind);
  CHECK(f.people + plan.people_safe_in_place == 52);
  const test::TemporaryFolder run("plan_sums");
  plan::write_plan(plan, town.world, kStart, run.path());
  const geo::Table stock = geo::read_table(run.path() / "plan/stock.csv");
  base::Faults faults;
  CHECK(stock.integer(0, "sent", faults) + stock.integer(0, "left", faults) == 10);
  const geo::Table trips = geo::read_table(run.path() / "plan/evacuation.csv");
  CHECK(trips.text(0, "depart").substr(0, 10) == "2025-06-18");
}

TEST_CASE("a hand-edited plan with an unknown unit and a bad route is refused with both places") {
  const TinyTown town = everything();
  const test::TemporaryFolder run("plan_bad");
  plan::write_plan(town.plan(), town.world, kStart, run.path());
  std::ofstream(run.path() / "plan/evacuation.csv") << "group,to,depart_s,arrive_s,route,who,enter_s\nnobody,"
                                                       "S1,1,2,0,walker,1 2\nH1,S1,1,2,0 x,walker,1 2\n";
  try {
    plan::read_plan(town.world, run.path());
    FAIL("accepted");
  } catch (const base::InputError& e) {
    CHECK(e.faults().size() == 2);
  }
}
