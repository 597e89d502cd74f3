// SPDX-License-Identifier: Apache-2.0
// What every step of planning reads: the county, the impact, the rules, who is told when, the network and the
// ways of moving on it (made once for each pace and kept).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/plan/indexed.h"
#include "engine/plan/rules.h"
#include "engine/plan/search.h"

namespace dayu::plan {

class Scene {
 public:
  Scene(const world::World& world, const impact::Impact& impact, const std::vector<Order>& orders,
        const base::Settings& settings);
  Scene(const world::World& world, const impact::Impact& impact, const std::vector<Order>& orders,
        Rules rules, impact::ShelterStandard standard);

  const world::World& world;
  const impact::Impact& impact;
  const Rules rules;
  const impact::ShelterStandard standard;
  const Network network;
  const Pace walker, walker_weak, stretcher, car;

  /// The order of a village; without one of its own, the [plan] order_s as "immediate".
  const Order& order(world::VillageId village) const;
  const std::vector<Order>& all_orders() const { return orders_; }
  /// First word to a village: prepare, else immediate; kNever_s: none.
  double first_word_s(world::VillageId village) const;

  const Pace& on_foot(const Unit& unit) const {
    return unit.stretcher ? stretcher : unit.weak ? walker_weak : walker;
  }
  /// How a team's vehicles drive (or the team walks, or its boats float).
  Pace pace_of(const world::Team& team) const;
  const RoadTimes& roads(const Pace& pace);
  /// Every pace that was asked for, by name and speed.
  std::vector<Pace> paces() const;
  Search& search() { return search_; }

  bool shelter_is_safe(int shelter) const;
  int shelter_places(int shelter) const;

 private:
  std::vector<Order> orders_;
  Order none_;
  std::vector<int> order_of_;  ///< village -> row of orders_, -1
  std::map<std::pair<std::string, double>, std::pair<Pace, std::unique_ptr<RoadTimes>>> roads_;
  Search search_;
};

}  // namespace dayu::plan
