// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/bus_shuttle.h"

#include <algorithm>
#include <tuple>

namespace dayu::plan {
namespace {

/// Units turned away one after the other before the pool is taken as of no use (a counted limit).
constexpr int kRefusals = 200;

/// The buses that together hold the seats and are there first; empty if all of them do not.
std::vector<int> convoy_for(Fleet& fleet, Tick call, std::int32_t node, int seats) {
  std::vector<std::tuple<Tick, int>> coming;
  for (const int v : fleet.of_kinds({"bus"}))
    if (const Tick arrive = fleet.estimate(at(fleet.vehicles, v), call, node); arrive < kNeverTick)
      coming.emplace_back(arrive, v);
  std::sort(coming.begin(), coming.end());
  std::vector<int> convoy;
  for (const auto& [arrive, v] : coming) {
    if (seats <= 0) break;
    if (at(fleet.vehicles, v).seats <= 0) continue;
    convoy.push_back(v);
    seats -= at(fleet.vehicles, v).seats;
  }
  return seats <= 0 ? convoy : std::vector<int>{};
}

/// The soonest safe shelter with room; a step-free one is worth a detour when people need help.
const Choice* best_choice(const Scene& scene, const Unit& unit, const std::vector<Choice>& ways,
                          const std::vector<int>& room) {
  const Choice* best = nullptr;
  double best_s = base::kNever_s;
  for (const Choice& c : ways) {
    if (at(room, c.shelter) < unit.people) continue;
    const bool steps = unit.need_help > 0 && !at(scene.world.shelters, c.shelter).accessible;
    const double cost_s = c.cost_s + (steps ? scene.rules.other_village_s : 0);
    if (cost_s < best_s) best_s = cost_s, best = &c;
  }
  return best;
}

}  // namespace

int seats_of(const Rules& rules, const Unit& unit) {
  return unit.people + unit.need_help * (rules.seats_per_helped - 1);
}

Tick call_of(const Scene& scene, const Unit& unit) {
  return ceil_tick(std::min(scene.first_word_s(unit.village) + scene.rules.decide_s, unit.told_s));
}

void address(const Scene& scene, const Unit& unit, Task& task) {
  task.to_kind = unit.kind;
  task.to = unit.kind == "group" ? at(scene.world.groups, unit.group.index).id : unit.id;
}

std::optional<Trip> BusShuttle::carry(Scene& scene, Fleet& fleet, Trips& trips, const Unit& unit,
                                      const std::vector<int>& room, std::vector<Task>& tasks) {
  if (refused_ >= kRefusals || !unit.node.valid()) return std::nullopt;
  const Tick call = call_of(scene, unit);
  const std::vector<int> convoy = convoy_for(fleet, call, unit.node.index, seats_of(scene.rules, unit));
  ++refused_;
  if (convoy.empty()) return std::nullopt;
  const Tick boarding = ceil_tick(scene.rules.boarding_s);
  Tick depart = ceil_tick(unit.ready_s);
  std::vector<Ride> rides;
  for (const int v : convoy) {
    rides.push_back(
        fleet.ride(at(fleet.vehicles, v), call, unit.node.index, static_cast<int>(convoy.size())));
    if (rides.back().arrive >= kNeverTick) return std::nullopt;
    depart = std::max(depart, rides.back().arrive + boarding);
  }
  if (seconds(depart) > unit.ready_s + kLongestWait_s) return std::nullopt;
  const Pace pace = at(fleet.vehicles, convoy.front()).pace;
  const std::vector<Choice> ways = trips.ways_by_bus(unit, pace, depart);
  const Choice* choice = best_choice(scene, unit, ways, room);
  if (choice == nullptr) return std::nullopt;
  std::optional<Trip> trip = trips.drive(unit, *choice, depart, static_cast<int>(convoy.size()));
  if (!trip) return std::nullopt;
  const std::int32_t shelter_node = at(scene.world.shelters, choice->shelter).node.index;
  const Tick free = ceil_tick(trip->arrive_s) + boarding;
  for (std::size_t i = 0; i < convoy.size(); ++i) {
    Vehicle& bus = fleet.vehicles[static_cast<std::size_t>(convoy[i])];
    Task task = fleet.task(bus, rides[i], "bus", unit.node.index, free);
    address(scene, unit, task);
    task.people = unit.people / static_cast<int>(convoy.size()) +
                  (static_cast<int>(i) < unit.people % static_cast<int>(convoy.size()) ? 1 : 0);
    task.deadline_s = unit.danger_s;
    task.note_zh = "接送到安置点 " + at(scene.world.shelters, choice->shelter).id;
    task.note_en = "on to shelter " + at(scene.world.shelters, choice->shelter).id;
    tasks.push_back(std::move(task));
    fleet.go(bus, rides[i], shelter_node, free);
  }
  refused_ = 0;
  return trip;
}

}  // namespace dayu::plan
