// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/scene.h"

#include <algorithm>

namespace dayu::plan {
namespace {

/// Orders by village, one each (the earliest of several), with the fallback for villages without.
std::vector<Order> orders_of(const world::World& world, const std::vector<Order>& given, const Rules& rules) {
  std::vector<Order> orders;
  std::vector<int> row(world.villages.size(), -1);
  for (const Order& o : given) {
    if (!o.village.valid() || o.village.index >= static_cast<int>(world.villages.size())) continue;
    int& r = row[static_cast<std::size_t>(o.village.index)];
    if (r < 0) {
      r = static_cast<int>(orders.size());
      orders.push_back(o);
      continue;
    }
    Order& old = orders[static_cast<std::size_t>(r)];
    old.prepare_s = std::min(old.prepare_s, o.prepare_s);
    if (o.immediate_s < old.immediate_s) old.basis = o.basis;
    old.immediate_s = std::min(old.immediate_s, o.immediate_s);
  }
  const auto named = [&](const std::string& id) {
    return rules.order_villages.empty() || std::find(rules.order_villages.begin(), rules.order_villages.end(),
                                                     id) != rules.order_villages.end();
  };
  if (rules.order_s)
    for (std::size_t v = 0; v < row.size(); ++v)
      if (row[v] < 0 && named(world.villages[v].id))
        orders.push_back({{static_cast<std::int32_t>(v)}, base::kNever_s, *rules.order_s, "plan.order_s"});
  return orders;
}

}  // namespace

Scene::Scene(const world::World& w, const impact::Impact& i, const std::vector<Order>& orders,
             const base::Settings& settings)
    : Scene(w, i, orders, rules_of(settings), shelter_standard(settings)) {}

Scene::Scene(const world::World& w, const impact::Impact& i, const std::vector<Order>& orders,
             Rules given_rules, impact::ShelterStandard given_standard)
    : world(w),
      impact(i),
      rules(std::move(given_rules)),
      standard(std::move(given_standard)),
      network(network_of(w)),
      walker{"walker", rules.walk_m_per_s, rules.night_factor_1, true},
      walker_weak{"walker_weak", rules.walk_m_per_s * rules.weak_factor_1, rules.night_factor_1, true},
      stretcher{"walker_stretcher", rules.stretcher_m_per_s, rules.night_factor_1, true},
      car{"car", 0, rules.vehicle_factor_1, false},
      orders_(orders_of(w, orders, rules)),
      order_of_(w.villages.size(), -1),
      search_(network) {
  for (std::size_t r = 0; r < orders_.size(); ++r)
    order_of_[static_cast<std::size_t>(orders_[r].village.index)] = static_cast<int>(r);
}

const Order& Scene::order(world::VillageId village) const {
  if (!village.valid()) return none_;
  const int row = at(order_of_, village.index);
  return row < 0 ? none_ : at(orders_, row);
}

double Scene::first_word_s(world::VillageId village) const {
  const Order& o = order(village);
  return std::min(o.prepare_s, o.immediate_s);
}

Pace Scene::pace_of(const world::Team& team) const {
  if (team.kind == "bus") return {"bus", team.speed_m_per_s, rules.vehicle_factor_1, false};
  if (team.who == "walker" || team.who == "walker_weak") return walker;
  if (team.who == "boat") return {"boat", team.speed_m_per_s, rules.vehicle_factor_1, false};
  return {team.who.empty() ? "car" : team.who, team.speed_m_per_s, rules.vehicle_factor_1, false};
}

const RoadTimes& Scene::roads(const Pace& pace) {
  auto& entry = roads_[{pace.who, pace.speed_m_per_s}];
  if (!entry.second) {
    entry.first = pace;
    // A boat over a closed road goes at its own pace, whatever the road's.
    const double slow_1 = pace.who == "boat"
                              ? std::clamp(rules.boat_m_per_s / std::max(pace.speed_m_per_s, 1.0), 0.05, 1.0)
                              : rules.slow_factor_1;
    entry.second = std::make_unique<RoadTimes>(world, impact, network, pace, slow_1, pace.on_foot);
  }
  return *entry.second;
}

std::vector<Pace> Scene::paces() const {
  std::vector<Pace> all;
  for (const auto& [key, entry] : roads_) all.push_back(entry.first);
  return all;
}

bool Scene::shelter_is_safe(int shelter) const {
  return at(impact.shelters, shelter).danger_s == base::kNever_s && at(world.shelters, shelter).node.valid();
}

int Scene::shelter_places(int shelter) const {
  return impact::capacity_places(at(world.shelters, shelter), standard);
}

}  // namespace dayu::plan
