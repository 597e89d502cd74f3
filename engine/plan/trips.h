// SPDX-License-Identifier: Apache-2.0
// Which shelters a unit can reach in time, by which way of moving, and the trips that come of it.
// Times of a trip: enter[0] = depart + access, enter[k+1] = pass(arc k, enter[k]) (later only where a vehicle
// waits for room on the road), arrive = leaving of the last arc + access to the shelter's door. All whole
// seconds.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/plan/fleet.h"

namespace dayu::plan {

using Route = std::vector<std::int32_t>;

struct Choice {
  int shelter = 0;
  Pace pace;
  Tick arrive = 0;
  double way_m = 0;   ///< with both access ways
  double cost_s = 0;  ///< of one person: from ready to arrival, and what the preferences add
  std::shared_ptr<const Route> route;
};

/// Access of a unit from its door to its node and from the road to a shelter, on foot.
Tick access_from(const Scene& scene, const Unit& unit);
Tick access_to(const Scene& scene, const Unit& unit, int shelter);
int cars_needed(const Rules& rules, const Unit& unit);

class Trips {
 public:
  Trips(Scene& scene, Fleet& fleet);

  /// The `most` nearest safe shelters with places (all: most <= 0) as of the unit's readiness; none if it is
  /// caught before it is ready.
  std::vector<Choice> ways_on_foot(const Unit& unit, int most);
  /// In the household's own cars.
  std::vector<Choice> ways_by_car(const Unit& unit, int most);
  /// By bus, leaving the door at `depart`.
  std::vector<Choice> ways_by_bus(const Unit& unit, const Pace& bus, Tick depart);

  /// The trip of a choice on foot.
  Trip walk(const Unit& unit, const Choice& choice) const;
  /// The trip of a choice by car or bus within the roads' capacity, booked; empty if traffic makes it too
  /// late.
  std::optional<Trip> drive(const Unit& unit, const Choice& choice, Tick depart, int vehicles);

 private:
  /// Node, who and speed, state of the roads, how many shelters.
  using Key = std::tuple<std::int32_t, std::string, double, std::size_t, int>;
  std::vector<Choice> reach(const Unit& unit, const Pace& pace, Tick depart, int most);
  /// The same routes at another time; empty if one of them is no longer open to the end.
  std::optional<std::vector<Choice>> again(const std::vector<Choice>& known, const Unit& unit, Tick depart);
  void price(const Unit& unit, Choice& choice) const;

  Scene& scene_;
  Fleet& fleet_;
  std::multimap<std::int32_t, int> shelters_;  ///< node -> safe shelter
  std::map<Key, std::vector<Choice>> known_;
};

/// The state of the roads at a moment: equal numbers mean that nothing closes or opens in between.
std::size_t road_state(const RoadTimes& roads, Tick asked);

/// Times along a route as of `asked`; false if a piece is closed, or closes before it is left.
bool times_along(const RoadTimes& roads, const Route& route, Tick start, Tick asked,
                 std::vector<Tick>& enter);

}  // namespace dayu::plan
