// SPDX-License-Identifier: Apache-2.0
// Needs, stock and trucks; teams; the roads' capacity.
#include "engine/plan/road_flow.h"
#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::TinyTown;

namespace {

/// 882 people in two shelters, a warehouse with 400 cots and 620 quilts, trucks beside it.
TinyTown relief(int trucks, double load_kg, double load_m3) {
  TinyTown town;
  const int home = town.node(0, 0), big = town.node(400, 0), small = town.node(0, 400),
            store = town.node(5000, 0);
  town.road(home, big, 400);
  town.road(home, small, 400);
  town.road(store, big, 4600, 10);
  town.shelter(big, 1000);
  town.shelter(small, 768);
  town.order(base::kNever_s, 1000);
  const int g = town.group(home, 882, 294);
  for (int i = 0; i < 294; ++i) town.household(g, 3);
  town.world.warehouses.push_back({"W1", {"库", "store"}, 820, 900, {5000, 0}, {store}, 0});
  town.world.stock.push_back({{0}, "cot", {"床", "cot"}, 400, "piece", 1, 0.1, 10});
  town.world.stock.push_back({{0}, "quilt", {"被", "quilt"}, 620, "piece", 1, 0.02, 3});
  town.world.stock.push_back({{0}, "water_box", {"水", "water"}, 1200, "box", 4, 0.02, 12});
  if (trucks > 0) {
    const int t = town.team("truck", store, trucks, 2, "high_truck");
    town.world.teams[static_cast<std::size_t>(t)].load_kg = load_kg;
    town.world.teams[static_cast<std::size_t>(t)].load_m3 = load_m3;
  }
  return town;
}

const plan::Need& need(const plan::Plan& plan, const std::string& item) {
  for (const plan::Need& n : plan.needs)
    if (n.item == item) return n;
  throw std::runtime_error("no need of " + item);
}

const plan::Unmet* unmet(const plan::Plan& plan, const std::string& kind, const std::string& item) {
  for (const plan::Unmet& u : plan.unmet)
    if (u.kind == kind && u.item == item) return &u;
  return nullptr;
}

}  // namespace

TEST_CASE("882 people need 882 beds: 400 in stock, 482 short, named with the basis") {
  const TinyTown town = relief(3, 0, 0);
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  CHECK(need(plan, "cot").need == 882);
  CHECK(need(plan, "cot").stock == 400);
  CHECK(need(plan, "cot").short_of() == 482);
  CHECK(need(plan, "cot").sent == 400);
  CHECK(need(plan, "quilt").short_of() == 262);
  CHECK(need(plan, "water_box").need == 221);  // by shelter: 125 + 96
  CHECK(need(plan, "water_box").short_of() == 0);
  const plan::Unmet* beds = unmet(plan, "beds", "cot");
  REQUIRE(beds != nullptr);
  CHECK(beds->need == 882);
  CHECK(beds->have == 400);
  CHECK(beds->basis_en.find("882 people") != std::string::npos);
  for (const plan::Task& t : plan.tasks)  // short stock goes to the shelter with most people
    if (t.item == "cot") CHECK(t.to == "S1");
}

TEST_CASE("trucks are loaded, driven and unloaded, as many times as mass and volume ask for") {
  const TinyTown town = relief(1, 2000, 12);
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  std::map<double, double> kg, m3;
  int loads = 0;
  for (const plan::Task& t : plan.tasks) {
    if (t.kind != "goods") continue;
    loads += t.vehicles;
    for (const world::StockItem& s : town.world.stock)
      if (s.item == t.item)
        kg[t.depart_s] += s.mass_kg * t.quantity, m3[t.depart_s] += s.volume_m3 * t.quantity;
  }
  for (const auto& [depart_s, sum] : kg) CHECK(sum <= 2000);
  for (const auto& [depart_s, sum] : m3) CHECK(sum <= 12 + 1e-9);
  CHECK(loads >= 5);  // 4,000 kg of cots, 1,860 kg of quilts and 2,652 kg of water on 2,000 kg
  CHECK(need(plan, "cot").sent == 400);
  REQUIRE_FALSE(plan.tasks.empty());
  CHECK(plan.tasks[0].kind == "goods");  // it stands at the warehouse: no empty run before the first load
  CHECK(plan.tasks[0].depart_s == 1000 + 600 + 900);
  CHECK(plan.tasks[0].arrive_s == 2500 + 460);
  CHECK(plan.tasks[0].free_s == 2960 + 600);
}

TEST_CASE("goods that no truck can bring are named") {
  CHECK(unmet(relief(0, 0, 0).plan(), "delivery", "cot") != nullptr);
  TinyTown cut = relief(2, 0, 0);
  cut.close_all(2, 0);
  const plan::Plan plan = cut.plan();
  CHECK(unmet(plan, "delivery", "quilt") != nullptr);
  CHECK(need(plan, "cot").sent == 0);
  TinyTown reopened = relief(2, 0, 0);
  reopened.close_all(2, 0, 9000);
  const plan::Plan later = reopened.plan();
  test::check_plan(reopened, later);
  CHECK(need(later, "cot").sent == 400);
  for (const plan::Task& t : later.tasks)
    if (t.kind == "goods" && !t.enter_s.empty()) CHECK(t.enter_s.front() >= 9000);
}

TEST_CASE("coats are needed in the cold only") {
  TinyTown town = relief(1, 0, 0);
  for (const plan::Need& n : town.plan().needs) CHECK(n.item != "coat");
  CHECK(need(town.plan("cold = true\n"), "coat").need == 882);
}

TEST_CASE("each village that moves people gets a team while teams last") {
  TinyTown town = relief(0, 0, 0);
  town.team("militia", 1, 1, 6);
  const plan::Plan plan = town.plan();
  test::check_plan(town, plan);
  REQUIRE(plan.tasks.size() == 1);
  CHECK(plan.tasks[0].kind == "guard");
  CHECK(plan.tasks[0].to_kind == "group");
  CHECK(plan.tasks[0].arrive_s == 1000 + 600 + 40);
}

TEST_CASE("no minute holds more vehicles than the road takes") {
  TinyTown town;
  town.road(town.node(0, 0), town.node(1, 0), 100, 10, 0.1);
  plan::RoadFlow flow(town.world, 1.0);  // six a minute
  std::vector<plan::Tick> entered;
  plan::Tick before = 0;
  for (int i = 0; i < 40; ++i) {
    const plan::Tick t = flow.first_room(0, 5 * i, 1);
    CHECK(t >= 5 * i);
    CHECK(t >= before);
    before = t;
    flow.reserve(0, t, 1);
    entered.push_back(t);
  }
  for (std::size_t i = 6; i < entered.size(); ++i) CHECK(entered[i] - entered[i - 6] >= 60);
  CHECK(flow.first_room(1, 0, 6) == 0);   // the other direction is another road
  CHECK(flow.first_room(1, 0, 50) == 0);  // a convoy beyond the limit passes alone
}
