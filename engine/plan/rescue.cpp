// SPDX-License-Identifier: Apache-2.0
// Who fetches those without a way out, and who goes to the villages that move. Vehicles are taken one by one,
// the soonest first; a vehicle that has brought people out of a place goes on from there.
#include <algorithm>
#include <map>
#include <numeric>

#include "engine/plan/bus_shuttle.h"
#include "engine/plan/dispatch.h"

namespace dayu::plan {
namespace {

const std::vector<std::string> kRescuers = {"rescue", "fire", "boat", "militia", "medical"};
const std::vector<std::string> kGuards = {"militia", "rescue", "fire", "medical"};

/// People that one vehicle (or one team on foot) brings out at a time.
int hands_of(const Vehicle& v) {
  return v.seats > 0 ? v.seats : std::max(1, v.people);
}

/// The vehicle that can be at a node soonest; -1: none.
int soonest(Fleet& fleet, const std::vector<int>& candidates, Tick call, std::int32_t node) {
  int best = -1;
  Tick best_arrive = kNeverTick;
  for (const int v : candidates) {
    const Tick arrive = fleet.estimate(at(fleet.vehicles, v), call, node);
    if (arrive < best_arrive) best_arrive = arrive, best = v;
  }
  return best;
}

/// What is still to be fetched at one node, by deadline.
struct Stop {
  std::int32_t node = -1;
  std::vector<int> left;  ///< rows of plan.left_behind
};

std::vector<Stop> stops_of(const Plan& plan) {
  std::vector<int> order(plan.left_behind.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return at(plan.left_behind, a).deadline_s < at(plan.left_behind, b).deadline_s;
  });
  std::vector<Stop> stops;
  std::map<std::int32_t, std::size_t> where;
  for (const int l : order) {
    const Unit& unit = at(plan.units, at(plan.left_behind, l).unit);
    const std::int32_t node = unit.node.index;
    if (!where.count(node)) {
      where[node] = stops.size();
      stops.push_back({node, {}});
    }
    stops[where[node]].left.push_back(l);
  }
  return stops;
}

void unmet_rescue(const Unit& unit, int people, double deadline_s, double arrive_s, Plan& plan) {
  Unmet row{"task", unit.id, "rescue", static_cast<double>(people), 0};
  if (arrive_s < base::kNever_s) {
    row.basis_zh = "最早 " + std::to_string(static_cast<long long>(arrive_s)) + " s 到达，迟于危险时刻 " +
                   std::to_string(static_cast<long long>(deadline_s)) + " s";
    row.basis_en = "a team is there at " + std::to_string(static_cast<long long>(arrive_s)) +
                   " s at the earliest, after the danger at " +
                   std::to_string(static_cast<long long>(deadline_s)) + " s";
  } else {
    row.basis_zh = "没有队伍能够到达";
    row.basis_en = "no team can get there";
  }
  plan.unmet.push_back(std::move(row));
}

class Rescue {
 public:
  Rescue(Scene& scene, Fleet& fleet, Plan& plan)
      : scene_(scene), fleet_(fleet), plan_(plan), rescuers_(fleet.of_kinds(kRescuers)) {}

  void run() {
    for (const Stop& stop : stops_of(plan_)) serve(stop);
  }

 private:
  /// One vehicle after the other until everybody of the stop is fetched.
  void serve(const Stop& stop) {
    std::size_t next = 0;
    int rest = 0;  // of the unit at `next` still to be fetched
    while (next < stop.left.size()) {
      const Unit& first = unit_of(stop.left[next]);
      const Tick call = call_of(scene_, first);
      const int v = soonest(fleet_, rescuers_, call, stop.node);
      Ride ride;
      if (v >= 0) ride = fleet_.ride(at(fleet_.vehicles, v), call, stop.node);
      if (ride.arrive >= kNeverTick || seconds(ride.arrive) > last_useful_s(first)) {
        for (; next < stop.left.size(); ++next, rest = 0) {
          const Unit& unit = unit_of(stop.left[next]);
          unmet_rescue(unit, rest > 0 ? rest : unit.people, unit.danger_s, base::kNever_s, plan_);
        }
        return;
      }
      Vehicle& vehicle = fleet_.vehicles[static_cast<std::size_t>(v)];
      const Tick free = ride.arrive + ceil_tick(scene_.rules.rescue_s);
      Task task = fleet_.task(vehicle, ride, "rescue", stop.node, free);
      int hands = hands_of(vehicle);
      while (hands > 0 && next < stop.left.size()) {
        const Unit& unit = unit_of(stop.left[next]);
        if (rest == 0) rest = unit.people;
        const int taken = std::min(hands, rest);
        record(task, unit, taken);
        hands -= taken;
        rest -= taken;
        if (rest == 0) ++next;
      }
      fleet_.go(vehicle, ride, stop.node, free);
    }
  }

  /// Also people whom the water has reached are fetched, as long as the run lasts.
  double last_useful_s(const Unit& unit) const { return std::max(scene_.impact.duration_s, unit.danger_s); }

  const Unit& unit_of(int left) const { return at(plan_.units, at(plan_.left_behind, left).unit); }

  /// A row for each unit; the vehicle is counted once.
  void record(Task& task, const Unit& unit, int people) {
    address(scene_, unit, task);
    task.people = people;
    task.deadline_s = unit.danger_s;
    const bool late = task.arrive_s > unit.danger_s;
    task.note_zh = "营救 " + unit.id + (late ? "（晚于危险时刻）" : "");
    task.note_en = "fetch " + unit.id + (late ? " (after the danger)" : "");
    if (late) unmet_rescue(unit, people, unit.danger_s, task.arrive_s, plan_);
    plan_.tasks.push_back(task);
    task.vehicles = 0;
  }

  Scene& scene_;
  Fleet& fleet_;
  Plan& plan_;
  std::vector<int> rescuers_;
};

/// What a village has on the move.
struct Busy {
  int people = 0, need_help = 0;
  double danger_s = base::kNever_s;
};

/// The group whose point is nearest to the village's own: where a team reports.
int centre_group(const world::World& world, int village) {
  int best = -1;
  double best_m2 = 0;
  const geo::Point p = at(world.villages, village).at;
  for (int g = 0; g < static_cast<int>(world.groups.size()); ++g) {
    const world::Group& group = at(world.groups, g);
    if (group.village.index != village || !group.node.valid()) continue;
    const double dx = group.at.x_m - p.x_m, dy = group.at.y_m - p.y_m, m2 = dx * dx + dy * dy;
    if (best < 0 || m2 < best_m2) best = g, best_m2 = m2;
  }
  return best;
}

}  // namespace

void rescue(Scene& scene, Fleet& fleet, Plan& plan) {
  Rescue(scene, fleet, plan).run();
}

void guard(Scene& scene, Fleet& fleet, Plan& plan) {
  std::map<int, Busy> villages;
  for (const Unit& unit : plan.units) {
    if (!unit.village.valid()) continue;
    Busy& b = villages[unit.village.index];
    b.people += unit.people;
    b.need_help += unit.need_help;
    b.danger_s = std::min(b.danger_s, unit.danger_s);
  }
  std::vector<std::pair<int, Busy>> order(villages.begin(), villages.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second.need_help != b.second.need_help ? a.second.need_help > b.second.need_help
                                                    : a.second.people > b.second.people;
  });
  std::vector<int> free;  // one vehicle of a team goes as the team's first party
  for (const int v : fleet.of_kinds(kGuards))
    if (!at(fleet.vehicles, v).called) free.push_back(v);
  for (const auto& [village, busy] : order) {
    const double word_s = scene.first_word_s({village});
    const int group = centre_group(scene.world, village);
    if (word_s >= base::kNever_s || group < 0) continue;
    const std::int32_t node = at(scene.world.groups, group).node.index;
    const Tick call = ceil_tick(word_s + scene.rules.decide_s);
    const int v = soonest(fleet, free, call, node);
    if (v < 0) break;
    Vehicle& vehicle = fleet.vehicles[static_cast<std::size_t>(v)];
    const Ride ride = fleet.ride(vehicle, call, node);
    if (ride.arrive >= kNeverTick || seconds(ride.arrive) > scene.impact.duration_s) continue;
    const Tick stays = ceil_tick(std::max(scene.impact.duration_s, seconds(ride.arrive)));
    Task task = fleet.task(vehicle, ride, "guard", node, stays);
    task.to_kind = "group";
    task.to = at(scene.world.groups, group).id;
    task.people = vehicle.people;
    task.deadline_s = busy.danger_s;
    task.note_zh = "协助转移 " + std::to_string(busy.people) + " 人，其中需帮助 " +
                   std::to_string(busy.need_help) + " 人";
    task.note_en = "helps " + std::to_string(busy.people) + " people move, " +
                   std::to_string(busy.need_help) + " of them need help";
    plan.tasks.push_back(std::move(task));
    fleet.go(vehicle, ride, node, stays);
    free.erase(std::find(free.begin(), free.end(), v));
  }
}

}  // namespace dayu::plan
