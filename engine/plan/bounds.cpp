// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/bounds.h"

#include <algorithm>

#include "engine/plan/bus_shuttle.h"
#include "engine/plan/left_behind.h"

namespace dayu::plan {
namespace {

/// Shortest free way from every node to any shelter's door.
std::vector<Tick> to_shelters(Scene& scene, const Pace& pace) {
  std::vector<Target> doors;
  for (const world::Shelter& s : scene.world.shelters)
    if (s.node.valid()) doors.push_back({s.node.index, access_time(s.access_m, scene.walker)});
  scene.search().free_to(scene.roads(pace), doors);
  std::vector<Tick> ways;
  for (int n = 0; n < scene.network.n_nodes; ++n) ways.push_back(scene.search().labels().time(n));
  return ways;
}

/// The first bus at every node on free roads, if all are called with the first call of all.
std::vector<Tick> first_bus(Scene& scene, const std::vector<Unit>& units, const std::vector<Pace>& paces) {
  Tick call = kNeverTick;
  for (const Unit& u : units) call = std::min(call, call_of(scene, u));
  std::vector<Tick> at_node(static_cast<std::size_t>(scene.network.n_nodes), kNeverTick);
  if (call >= kNeverTick) call = 0;
  for (const Pace& pace : paces) {
    std::vector<Target> bases;
    for (const world::Team& t : scene.world.teams)
      if (t.kind == "bus" && t.node.valid() && t.speed_m_per_s == pace.speed_m_per_s)
        bases.push_back({t.node.index, call + ceil_tick(t.mobilise_s)});
    scene.search().free(scene.roads(pace), bases);
    for (std::size_t n = 0; n < at_node.size(); ++n)
      at_node[n] = std::min(at_node[n], scene.search().labels().time(static_cast<std::int32_t>(n)));
  }
  return at_node;
}

std::vector<Pace> bus_paces(const Scene& scene) {
  std::vector<Pace> paces;
  for (const world::Team& t : scene.world.teams) {
    if (t.kind != "bus" || !t.node.valid()) continue;
    const Pace pace = scene.pace_of(t);
    const bool known = std::any_of(paces.begin(), paces.end(),
                                   [&](const Pace& p) { return p.speed_m_per_s == pace.speed_m_per_s; });
    if (!known) paces.push_back(pace);
  }
  return paces;
}

class Bounds {
 public:
  Bounds(Scene& scene, const std::vector<Unit>& units)
      : scene_(scene),
        foot_(to_shelters(scene, scene.walker)),
        weak_(to_shelters(scene, scene.walker_weak)),
        car_(to_shelters(scene, scene.car)) {
    const std::vector<Pace> paces = bus_paces(scene);
    bus_.assign(static_cast<std::size_t>(scene.network.n_nodes), kNeverTick);
    for (const Pace& pace : paces) {
      const std::vector<Tick> ways = to_shelters(scene, pace);
      for (std::size_t n = 0; n < bus_.size(); ++n) bus_[n] = std::min(bus_[n], ways[n]);
    }
    bus_at_ = first_bus(scene, units, paces);
  }

  double arrival_s(const Unit& unit) const {
    if (!unit.node.valid()) return base::kNever_s;
    const auto n = static_cast<std::size_t>(unit.node.index);
    const Tick ready = ceil_tick(unit.ready_s), access = access_from(scene_, unit);
    Tick best = after(ready + access, unit.weak ? weak_[n] : foot_[n]);
    if (unit.vehicles > 0) best = std::min(best, after(ready + access, car_[n]));
    if (bus_at_[n] < kNeverTick) best = std::min(best, after(std::max(ready, bus_at_[n]) + access, bus_[n]));
    return seconds(best);
  }

 private:
  static Tick after(Tick start, Tick way) { return way >= kNeverTick ? kNeverTick : start + way; }
  const Scene& scene_;
  std::vector<Tick> foot_, weak_, car_, bus_, bus_at_;
};

}  // namespace

void add_bounds(Scene& scene, Fleet& fleet, Plan& plan) {
  const Bounds bounds(scene, plan.units);
  double people = 0, sum_s = 0;
  for (const Trip& t : plan.trips) {
    const Unit& unit = at(plan.units, t.unit);
    const double arrival_s = bounds.arrival_s(unit);
    plan.bound_clear_s = std::max(plan.bound_clear_s, arrival_s);
    sum_s += arrival_s * unit.people;
    people += unit.people;
  }
  plan.bound_mean_s = people > 0 ? sum_s / people : 0;
  Trips trips(scene, fleet);
  for (const LeftBehind& l : plan.left_behind)
    if (no_way_out(scene, trips, at(plan.units, l.unit))) plan.bound_left += at(plan.units, l.unit).people;
}

}  // namespace dayu::plan
