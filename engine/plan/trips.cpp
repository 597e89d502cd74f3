// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/trips.h"

#include <algorithm>

namespace dayu::plan {

Tick access_from(const Scene& scene, const Unit& unit) {
  return access_time(unit.access_m, scene.on_foot(unit));
}

Tick access_to(const Scene& scene, const Unit& unit, int shelter) {
  return access_time(at(scene.world.shelters, shelter).access_m, scene.on_foot(unit));
}

int cars_needed(const Rules& rules, const Unit& unit) {
  return (unit.people + rules.seats_per_car - 1) / rules.seats_per_car;
}

std::size_t road_state(const RoadTimes& roads, Tick asked) {
  const std::vector<Tick>& changes = roads.changes();
  return static_cast<std::size_t>(std::upper_bound(changes.begin(), changes.end(), asked) - changes.begin());
}

bool times_along(const RoadTimes& roads, const Route& route, Tick start, Tick asked,
                 std::vector<Tick>& enter) {
  enter.assign(1, start);
  for (const std::int32_t arc : route) {
    const Span open = roads.open_at(arc, asked);
    const Tick out = roads.pass(arc, enter.back());
    if (open.from > asked || out > open.to || out >= kNeverTick) return false;
    enter.push_back(out);
  }
  return true;
}

Trips::Trips(Scene& scene, Fleet& fleet) : scene_(scene), fleet_(fleet) {
  for (int s = 0; s < static_cast<int>(scene.world.shelters.size()); ++s)
    if (scene.shelter_is_safe(s) && scene.shelter_places(s) > 0)
      shelters_.emplace(at(scene.world.shelters, s).node.index, s);
}

void Trips::price(const Unit& unit, Choice& c) const {
  const world::Shelter& shelter = at(scene_.world.shelters, c.shelter);
  c.way_m = unit.access_m + shelter.access_m;
  for (const std::int32_t arc : *c.route) c.way_m += at(scene_.world.network.pieces, arc / 2).length_m;
  c.cost_s = seconds(c.arrive) - unit.ready_s;
  if (shelter.village != unit.village) c.cost_s += scene_.rules.other_village_s;
}

std::optional<std::vector<Choice>> Trips::again(const std::vector<Choice>& known, const Unit& unit,
                                                Tick depart) {
  std::vector<Choice> choices = known;
  std::vector<Tick> enter;
  for (Choice& c : choices) {
    if (!times_along(scene_.roads(c.pace), *c.route, depart + access_from(scene_, unit), depart, enter))
      return std::nullopt;
    c.arrive = enter.back() + access_to(scene_, unit, c.shelter);
    price(unit, c);
  }
  return choices;
}

std::vector<Choice> Trips::reach(const Unit& unit, const Pace& pace, Tick depart, int most) {
  std::vector<Choice> found;
  if (!unit.node.valid() || depart >= kNeverTick || seconds(depart) > unit.danger_s || shelters_.empty())
    return found;
  const RoadTimes& roads = scene_.roads(pace);
  const Key key{unit.node.index, pace.who, pace.speed_m_per_s, road_state(roads, depart), most};
  if (const auto known = known_.find(key); known != known_.end())
    if (auto choices = again(known->second, unit, depart)) return *choices;
  auto enough = [&](std::int32_t node, Tick time) {
    const auto [begin, end] = shelters_.equal_range(node);
    for (auto s = begin; s != end; ++s)
      found.push_back({s->second, pace, time + access_to(scene_, unit, s->second), 0, 0, nullptr});
    return found.size() == shelters_.size() || (most > 0 && static_cast<int>(found.size()) >= most);
  };
  Search& search = scene_.search();
  search.earliest_as_of(roads, unit.node.index, depart + access_from(scene_, unit), depart, enough);
  for (Choice& c : found) {
    c.route = std::make_shared<const Route>(search.route_to(at(scene_.world.shelters, c.shelter).node.index));
    price(unit, c);
  }
  known_[key] = found;
  return found;
}

std::vector<Choice> Trips::ways_on_foot(const Unit& unit, int most) {
  return reach(unit, scene_.on_foot(unit), ceil_tick(unit.ready_s), most);
}

std::vector<Choice> Trips::ways_by_car(const Unit& unit, int most) {
  if (unit.vehicles <= 0 || cars_needed(scene_.rules, unit) > unit.vehicles) return {};
  std::vector<Choice> ways = reach(unit, scene_.car, ceil_tick(unit.ready_s), most);
  for (Choice& c : ways) c.cost_s += scene_.rules.vehicle_last_s;
  return ways;
}

std::vector<Choice> Trips::ways_by_bus(const Unit& unit, const Pace& bus, Tick depart) {
  return reach(unit, bus, depart, 0);
}

Trip Trips::walk(const Unit& unit, const Choice& choice) const {
  Trip trip;
  trip.who = choice.pace.who;
  trip.to = {choice.shelter};
  trip.depart_s = unit.ready_s;
  trip.arrive_s = seconds(choice.arrive);
  trip.arcs.assign(choice.route->begin(), choice.route->end());
  const Tick depart = ceil_tick(unit.ready_s);
  std::vector<Tick> enter;
  times_along(scene_.roads(choice.pace), *choice.route, depart + access_from(scene_, unit), depart, enter);
  trip.enter_s = in_seconds(enter);
  return trip;
}

std::optional<Trip> Trips::drive(const Unit& unit, const Choice& choice, Tick depart, int vehicles) {
  if (seconds(depart) > unit.danger_s) return std::nullopt;
  const RoadTimes& roads = scene_.roads(choice.pace);
  const std::int32_t target = at(scene_.world.shelters, choice.shelter).node.index;
  auto enter = [&](std::int32_t arc, Tick t) { return fleet_.flow.first_room(arc, t, vehicles); };
  auto leave = [&](std::int32_t arc, Tick t) {
    const Span open = roads.open_at(arc, depart);
    const Tick out = roads.pass(arc, enter(arc, t));
    return open.from <= depart && out <= open.to ? out : kNeverTick;
  };
  Search& search = scene_.search();
  search.earliest(unit.node.index, depart + access_from(scene_, unit), leave,
                  [&](std::int32_t node, Tick) { return node == target; });
  if (search.labels().time(target) >= kNeverTick) return std::nullopt;
  const Route route = search.route_to(target);
  std::vector<Tick> times;
  Tick t = depart + access_from(scene_, unit);
  for (std::size_t k = 0; k < route.size(); ++k) {
    times.push_back(enter(route[k], t));
    // Who queues at the end of a piece stands on it: it must stay open until the next one is entered.
    if (k > 0 && times[k] > roads.open_at(route[k - 1], depart).to) return std::nullopt;
    t = roads.pass(route[k], times[k]);
  }
  times.push_back(t);
  for (std::size_t k = 0; k < route.size(); ++k) fleet_.flow.reserve(route[k], times[k], vehicles);
  Trip trip;
  trip.who = choice.pace.who;
  trip.to = {choice.shelter};
  trip.vehicles = vehicles;
  trip.depart_s = seconds(depart);
  trip.arrive_s = seconds(t + access_to(scene_, unit, choice.shelter));
  trip.arcs.assign(route.begin(), route.end());
  trip.enter_s = in_seconds(times);
  return trip;
}

}  // namespace dayu::plan
