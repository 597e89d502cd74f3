// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/fleet.h"

#include <algorithm>

namespace dayu::plan {
namespace {

/// From a yard to its road, driving at walking pace twice over. Guess [C].
constexpr double kYard_m_per_s = 2.0;

/// Searches kept at most: 400 x 10^5 nodes are 160 MB.
constexpr std::size_t kKnownSearches = 400;

void add_vehicles(const Scene& scene, int index, std::vector<Vehicle>& out) {
  const world::Team& team = at(scene.world.teams, index);
  if (!team.node.valid()) return;
  const int n = std::max(1, team.vehicles);
  for (int k = 0; k < n; ++k) {
    Vehicle v;
    v.team = index;
    v.number = k + 1;
    v.pace = scene.pace_of(team);
    v.node = team.node.index;
    v.access = v.pace.on_foot ? access_time(team.access_m, v.pace) : ceil_tick(team.access_m / kYard_m_per_s);
    v.mobilise = ceil_tick(team.mobilise_s);
    v.people = team.people / n + (k < team.people % n ? 1 : 0);
    v.seats = team.seats_per_vehicle;
    v.load_kg = team.load_kg;
    v.load_m3 = team.load_m3;
    out.push_back(v);
  }
}

}  // namespace

Fleet::Fleet(Scene& scene) : flow(scene.world, scene.rules.capacity_factor_1), scene_(scene) {
  for (int t = 0; t < static_cast<int>(scene.world.teams.size()); ++t) add_vehicles(scene, t, vehicles);
}

std::vector<int> Fleet::of_kinds(const std::vector<std::string>& kinds) const {
  std::vector<int> found;
  for (int v = 0; v < static_cast<int>(vehicles.size()); ++v) {
    const std::string& kind = at(scene_.world.teams, at(vehicles, v).team).kind;
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) found.push_back(v);
  }
  return found;
}

Tick Fleet::ready(const Vehicle& v, Tick call) const {
  return std::max(v.free, call >= kNeverTick ? kNeverTick : call + (v.called ? 0 : v.mobilise));
}

Tick Fleet::enter(const Vehicle& v, const RoadTimes& roads, std::int32_t arc, Tick t, int convoy) const {
  while (true) {  // an open road and room on it, in turn, until both hold
    const Tick open = roads.enter_waiting(arc, t);
    if (open >= kNeverTick || v.pace.on_foot) return open;
    const Tick room = flow.first_room(arc, open, convoy);
    if (room == open) return open;
    t = room;
  }
}

Tick Fleet::estimate(const Vehicle& v, Tick call, std::int32_t node) {
  const Tick depart = ready(v, call);
  if (depart >= kNeverTick || node < 0) return kNeverTick;
  std::vector<Tick>& times = known_[{v.pace.who, v.pace.speed_m_per_s, v.node, depart + v.access}];
  if (times.empty()) {
    if (known_.size() > kKnownSearches) return ride(v, call, node).arrive;
    Search& search = scene_.search();
    search.earliest_waiting(scene_.roads(v.pace), v.node, depart + v.access);
    for (int n = 0; n < scene_.network.n_nodes; ++n) times.push_back(search.labels().time(n));
  }
  return times[static_cast<std::size_t>(node)];
}

bool Fleet::drive(const Vehicle& v, const RoadTimes& roads, Ride& ride, int convoy) const {
  ride.enter.clear();
  Tick t = ride.depart + v.access;
  for (std::size_t k = 0; k < ride.arcs.size(); ++k) {
    const Tick in = enter(v, roads, ride.arcs[k], t, convoy);
    // Who stands at the end of a piece stands on it: it must stay open until the next one is entered.
    if (in >= kNeverTick || (k > 0 && in > roads.open_at(ride.arcs[k - 1], ride.enter.back()).to))
      return false;
    ride.enter.push_back(in);
    t = roads.pass(ride.arcs[k], in);
  }
  ride.enter.push_back(t);
  ride.arrive = t;
  return true;
}

Ride Fleet::ride(const Vehicle& v, Tick call, std::int32_t node, int convoy) {
  Ride ride;
  ride.depart = ready(v, call);
  if (ride.depart >= kNeverTick || node < 0) return ride;
  const RoadTimes& roads = scene_.roads(v.pace);
  Search& search = scene_.search();
  const auto there = [node](std::int32_t at_node, Tick) { return at_node == node; };
  search.earliest(
      v.node, ride.depart + v.access,
      [&](std::int32_t arc, Tick t) {
        const Tick in = enter(v, roads, arc, t, convoy);
        return in >= kNeverTick ? kNeverTick : roads.pass(arc, in);
      },
      there);
  const Tick arrive = search.labels().time(node);
  if (arrive >= kNeverTick) return ride;
  ride.arcs = search.route_to(node);
  // Waiting on the way is moved to the start: the vehicle stays in its yard until the road is open.
  Ride later = ride;
  if (drive(v, roads, ride, convoy)) {
    Tick waits = 0;
    for (std::size_t k = 0; k < ride.arcs.size(); ++k)
      waits += ride.enter[k + 1] - roads.pass(ride.arcs[k], ride.enter[k]);
    if (!ride.arcs.empty()) waits += ride.enter[0] - (ride.depart + v.access);
    if (waits == 0) return ride;
    later.depart += waits;
    if (drive(v, roads, later, convoy) && later.arrive <= ride.arrive) return later;
    return ride;
  }
  // A wait in the middle would be on a piece that closes: then without waiting, or not at all.
  search.earliest_as_of(roads, v.node, ride.depart + v.access, ride.depart, there);
  ride.arrive = kNeverTick;
  if (search.labels().time(node) >= kNeverTick) return ride;
  ride.arcs = search.route_to(node);
  if (!drive(v, roads, ride, convoy)) ride.arrive = kNeverTick;
  return ride;
}

void Fleet::go(Vehicle& v, const Ride& ride, std::int32_t node, Tick free) {
  if (!v.pace.on_foot)
    for (std::size_t i = 0; i < ride.arcs.size(); ++i) flow.reserve(ride.arcs[i], ride.enter[i], 1);
  v.node = node;
  v.access = 0;
  v.called = true;
  v.free = free;
}

std::string Fleet::name(const Vehicle& v) const {
  return at(scene_.world.teams, v.team).id + "/" + std::to_string(v.number);
}

Task Fleet::task(const Vehicle& v, const Ride& ride, const std::string& kind, std::int32_t to_node,
                 Tick free) const {
  Task t;
  t.kind = kind;
  t.team = at(scene_.world.teams, v.team).id;
  t.vehicle = name(v);
  t.who = v.pace.who;
  t.vehicles = v.pace.on_foot ? 0 : 1;
  t.depart_s = seconds(ride.depart);
  t.arrive_s = seconds(ride.arrive);
  t.free_s = seconds(free);
  t.arcs.assign(ride.arcs.begin(), ride.arcs.end());
  t.enter_s = in_seconds(ride.enter);
  t.from = {v.node};
  t.to_node = {to_node};
  return t;
}

std::vector<double> in_seconds(const std::vector<Tick>& ticks) {
  std::vector<double> s;
  if (ticks.size() < 2) return s;  // no road was entered
  for (const Tick t : ticks) s.push_back(seconds(t));
  return s;
}

}  // namespace dayu::plan
