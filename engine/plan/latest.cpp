// SPDX-License-Identifier: Apache-2.0
// Latest safe departures: the planner's figure (it stands on no card and no public page). One reverse search
// each for every state of the roads that matters, not one for every household.
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/plan/evacuation.h"
#include "engine/plan/trips.h"

namespace dayu::plan {
namespace {

double latest_s(Tick at_node, Tick access, double danger_s) {
  const double road_s = at_node < 0             ? kTooLate_s
                        : at_node >= kNeverTick ? base::kNever_s
                                                : static_cast<double>(at_node - access);
  return std::min(road_s, danger_s);
}

const Pace& pace_of_trip(const Scene& scene, const Trip& trip, const Pace& bus) {
  if (trip.who == "walker") return scene.walker;
  if (trip.who == "walker_stretcher") return scene.stretcher;
  if (trip.who == "walker_weak") return scene.walker_weak;
  return trip.who == "car" ? scene.car : bus;
}

Pace bus_pace(const Scene& scene) {
  for (const world::Team& team : scene.world.teams)
    if (team.kind == "bus") return scene.pace_of(team);
  return {"bus", 0, scene.rules.vehicle_factor_1, false};
}

}  // namespace

void add_latest_departures(Scene& scene, Plan& plan) {
  const Pace bus = bus_pace(scene);
  std::map<std::tuple<std::string, std::size_t, int, Tick>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < plan.trips.size(); ++i) {
    const Trip& t = plan.trips[i];
    const Unit& unit = at(plan.units, t.unit);
    const RoadTimes& roads = scene.roads(pace_of_trip(scene, t, bus));
    alike[{t.who, road_state(roads, ceil_tick(t.depart_s)), t.to.index, access_to(scene, unit, t.to.index)}]
        .push_back(i);
  }
  for (const auto& [key, trips] : alike) {
    const Trip& first = plan.trips[trips.front()];
    const world::Shelter& shelter = at(scene.world.shelters, first.to.index);
    const double danger_s = at(scene.impact.shelters, first.to.index).danger_s;
    const Tick by = danger_s < base::kNever_s ? floor_tick(danger_s) - std::get<3>(key) : kNeverTick;
    scene.search().latest_as_of(scene.roads(pace_of_trip(scene, first, bus)), {{shelter.node.index, by}},
                                ceil_tick(first.depart_s));
    for (const std::size_t i : trips) {
      Trip& t = plan.trips[i];
      const Unit& unit = at(plan.units, t.unit);
      t.latest_departure_s =
          latest_s(scene.search().labels().time(unit.node.index), access_from(scene, unit), unit.danger_s);
      t.margin_s = t.latest_departure_s - t.depart_s;
    }
  }
}

std::vector<double> group_latest_departures(Scene& scene) {
  std::vector<Target> targets;
  for (int s = 0; s < static_cast<int>(scene.world.shelters.size()); ++s) {
    const world::Shelter& shelter = at(scene.world.shelters, s);
    if (scene.shelter_is_safe(s) && scene.shelter_places(s) > 0)
      targets.push_back({shelter.node.index, kNeverTick});
  }
  const RoadTimes& roads = scene.roads(scene.walker);
  std::map<std::size_t, std::pair<Tick, std::vector<std::size_t>>> alike;
  for (std::size_t g = 0; g < scene.world.groups.size(); ++g) {
    const double word_s = scene.first_word_s(scene.world.groups[g].village);
    const Tick asked = word_s < base::kNever_s ? ceil_tick(word_s) : 0;
    auto& entry = alike[road_state(roads, asked)];
    entry.first = asked;
    entry.second.push_back(g);
  }
  std::vector<double> latest(scene.world.groups.size(), kTooLate_s);
  for (const auto& [state, entry] : alike) {
    scene.search().latest_as_of(roads, targets, entry.first);
    for (const std::size_t g : entry.second) {
      const world::Group& group = scene.world.groups[g];
      if (!group.node.valid()) continue;
      latest[g] = latest_s(scene.search().labels().time(group.node.index),
                           access_time(group.access_m, scene.walker), scene.impact.groups[g].danger_s);
    }
  }
  return latest;
}

}  // namespace dayu::plan
