// SPDX-License-Identifier: Apache-2.0
// What must hold for every plan, checked from the values alone.
#pragma once

#include <map>
#include <set>

#include "tests/plan/tiny_town.h"
#include "tests/support/catch.h"

namespace dayu::test {

inline void check_closures(const TinyTown& town, const std::string& who, const std::vector<int>& arcs,
                           const std::vector<double>& enter_s) {
  if (arcs.empty()) return;
  REQUIRE(enter_s.size() == arcs.size() + 1);
  const std::string row = who == "bus" ? "car" : who;
  for (std::size_t k = 0; k < arcs.size(); ++k)
    for (const impact::Closure& c : town.impact.closures)
      if (c.piece.index == arcs[k] / 2 && c.who == row && c.effect == impact::Effected::stop)
        CHECK((enter_s[k + 1] <= c.from_s || enter_s[k] >= c.to_s));
}

inline void check_connected(const TinyTown& town, const std::vector<int>& arcs, int from, int to) {
  int at = from;
  for (const int arc : arcs) {
    const world::Piece& p = town.world.network.pieces[static_cast<std::size_t>(arc / 2)];
    REQUIRE((arc % 2 == 0 ? p.from.index : p.to.index) == at);
    at = arc % 2 == 0 ? p.to.index : p.from.index;
  }
  CHECK(at == to);
}

/// Everybody once and whole; nobody on a closed piece, in a wet or overfull shelter, or off before ready;
/// times add up; no vehicle in two places; nothing sent that is not in stock; bounds below.
inline void check_plan(const TinyTown& town, const plan::Plan& plan) {
  std::set<int> seen;
  std::map<int, int> in_shelter;
  double clear_s = 0, sum_s = 0;
  int arrived = 0, left = 0;
  for (const plan::Trip& t : plan.trips) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(t.unit)];
    const world::Shelter& to = town.world.shelters[static_cast<std::size_t>(t.to.index)];
    CHECK(seen.insert(t.unit).second);
    in_shelter[t.to.index] += unit.people;
    CHECK(town.impact.shelters[static_cast<std::size_t>(t.to.index)].danger_s == base::kNever_s);
    CHECK(t.depart_s >= unit.ready_s);
    if (t.who != "bus") CHECK(t.depart_s == unit.ready_s);
    CHECK(t.depart_s <= unit.danger_s);
    CHECK(t.depart_s <= t.latest_departure_s);
    if (!t.enter_s.empty()) {
      CHECK(t.enter_s.front() >= t.depart_s);
      CHECK(t.arrive_s >= t.enter_s.back());
    }
    check_closures(town, t.who, t.arcs, t.enter_s);
    check_connected(town, t.arcs, unit.node.index, to.node.index);
    if (unit.need_help > 0) CHECK_FALSE(t.helper.empty());
    clear_s = std::max(clear_s, t.arrive_s);
    sum_s += t.arrive_s * unit.people;
    arrived += unit.people;
  }
  for (const plan::LeftBehind& l : plan.left_behind) {
    CHECK(seen.insert(l.unit).second);
    CHECK_FALSE(l.reason_zh.empty());
    CHECK_FALSE(l.reason_en.empty());
    left += plan.units[static_cast<std::size_t>(l.unit)].people;
  }
  CHECK(seen.size() == plan.units.size());
  for (const plan::ShelterUse& s : plan.shelters) {
    CHECK(s.people == in_shelter[s.shelter.index]);
    CHECK(s.people <= s.places);
  }
  std::map<std::string, double> free_s;
  std::map<std::string, int> sent;
  for (const plan::Task& t : plan.tasks) {
    check_closures(town, t.who, t.arcs, t.enter_s);
    check_connected(town, t.arcs, t.from.index, t.to_node.index);
    if (t.vehicles > 0) {
      if (free_s.count(t.vehicle)) CHECK(t.depart_s >= free_s[t.vehicle]);
      free_s[t.vehicle] = t.free_s;
    }
    if (t.kind == "goods") sent[t.item] += t.quantity;
  }
  for (const auto& [item, quantity] : sent) {
    int stock = 0;
    for (const world::StockItem& s : town.world.stock)
      if (s.item == item) stock += s.quantity;
    CHECK(quantity <= stock);
  }
  CHECK(plan.bound_clear_s <= clear_s + 1e-9);
  if (arrived > 0) CHECK(plan.bound_mean_s <= sum_s / arrived + 1e-9);
  CHECK(plan.bound_left <= left);
}

inline int people_left(const plan::Plan& plan) {
  int people = 0;
  for (const plan::LeftBehind& l : plan.left_behind)
    people += plan.units[static_cast<std::size_t>(l.unit)].people;
  return people;
}

}  // namespace dayu::test
