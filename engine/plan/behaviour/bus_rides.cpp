// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/bus_rides.h"

#include <algorithm>
#include <map>

namespace dayu::plan {
namespace {

/// The bus tasks that bring a unit: those to it that end last before it leaves.
std::vector<int> convoy_of(const Scene& scene, const Plan& plan, const Trip& trip) {
  const Unit& unit = at(plan.units, trip.unit);
  const std::string& to = unit.kind == "group" ? at(scene.world.groups, unit.group.index).id : unit.id;
  std::vector<int> convoy;
  double latest_s = -base::kNever_s;
  for (std::size_t k = 0; k < plan.tasks.size(); ++k) {
    const Task& t = plan.tasks[k];
    if (t.kind != "bus" || t.to_kind != unit.kind || t.to != to || t.arrive_s > trip.depart_s) continue;
    if (t.free_s > latest_s) convoy.clear(), latest_s = t.free_s;
    if (t.free_s == latest_s) convoy.push_back(static_cast<int>(k));
  }
  return convoy;
}

}  // namespace

std::vector<BusRide> bus_rides(const Scene& scene, const Plan& plan) {
  std::vector<BusRide> rides(plan.trips.size());
  std::map<std::string, std::vector<std::pair<double, int>>> by_vehicle;
  for (std::size_t i = 0; i < plan.trips.size(); ++i) {
    if (plan.trips[i].who != "bus") continue;
    rides[i].tasks = convoy_of(scene, plan, plan.trips[i]);
    for (const int k : rides[i].tasks)
      by_vehicle[at(plan.tasks, k).vehicle].emplace_back(plan.trips[i].depart_s, static_cast<int>(i));
  }
  for (auto& [vehicle, trips] : by_vehicle) std::sort(trips.begin(), trips.end());
  for (std::size_t i = 0; i < rides.size(); ++i)
    for (const int k : rides[i].tasks) {
      int before = -1;
      for (const auto& [depart_s, trip] : by_vehicle[at(plan.tasks, k).vehicle]) {
        if (trip == static_cast<int>(i)) break;
        before = trip;
      }
      rides[i].before.push_back(before);
    }
  return rides;
}

double ride_leaves_s(Scene& scene, const Plan& plan, const BusRide& ride, double ready_s,
                     const std::vector<double>& late_s) {
  const double boarding_s = seconds(ceil_tick(scene.rules.boarding_s));
  double leaves_s = ready_s;
  for (std::size_t k = 0; k < ride.tasks.size(); ++k) {
    const Task& task = at(plan.tasks, ride.tasks[k]);
    if (late_s[k] >= base::kNever_s) return base::kNever_s;
    const auto team = std::find_if(scene.world.teams.begin(), scene.world.teams.end(),
                                   [&](const world::Team& t) { return t.id == task.team; });
    if (team == scene.world.teams.end()) return base::kNever_s;
    const RoadTimes& roads = scene.roads(scene.pace_of(*team));
    for (std::size_t a = 0; a < task.arcs.size() && a + 1 < task.enter_s.size(); ++a)
      if (roads.leave(task.arcs[a], ceil_tick(task.enter_s[a] + late_s[k])) >= kNeverTick)
        return base::kNever_s;
    leaves_s = std::max(leaves_s, task.arrive_s + late_s[k] + boarding_s);
  }
  return leaves_s;
}

}  // namespace dayu::plan
