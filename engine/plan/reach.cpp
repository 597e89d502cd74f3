// SPDX-License-Identifier: Apache-2.0
// Who can be where at the soonest, each alone (bounds.h). Times of pieces and walks are the smaller of the
// plan's and of what a stranger gets from the decimals that are written, so that neither proves too much.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/plan/bounds.h"
#include "engine/plan/bus_shuttle.h"

namespace dayu::plan {
namespace {

double as_decimals(double value, double decimals) {
  return std::round(value * decimals) / decimals;
}

/// A world as its files state it.
world::World as_written(const world::World& world) {
  world::World w;
  w.network = world.network;
  for (world::Piece& p : w.network.pieces) {
    p.length_m = as_decimals(p.length_m, 100);
    p.speed_m_per_s = as_decimals(p.speed_m_per_s, 1000);
  }
  for (world::Node& n : w.network.nodes) n.z_m = as_decimals(n.z_m, 1000);
  return w;
}

class Alone {
 public:
  explicit Alone(Scene& scene) : scene_(scene), written_(as_written(scene.world)) {}

  Reach run(const std::vector<Unit>& units) {
    Reach reach;
    for (int s = 0; s < n_shelters(); ++s)
      reach.places.push_back(scene_.shelter_is_safe(s) ? scene_.shelter_places(s) : 0);
    reach.alone.assign(units.size(), std::vector<Tick>(reach.places.size(), kNeverTick));
    for (const bool car : {false, true}) add(units, car, reach);
    buses(units, reach);
    return reach;
  }

 private:
  int n_shelters() const { return static_cast<int>(scene_.world.shelters.size()); }

  const std::vector<Tick>& least_times(const Pace& pace) {
    std::vector<Tick>& times = times_[{pace.who, pace.speed_m_per_s}];
    if (times.empty()) {
      times = free_times(written_, scene_.network, pace);
      const RoadTimes& roads = scene_.roads(pace);
      for (std::size_t a = 0; a < times.size(); ++a)
        times[a] = std::min(times[a], roads.free_time(static_cast<std::int32_t>(a)));
    }
    return times;
  }

  Tick least_access(double access_m, const Pace& pace) const {
    return std::min(access_time(access_m, pace), access_time(as_decimals(access_m, 100), pace));
  }

  bool starts(const Unit& u) const {
    return u.node.valid() && u.ready_s < base::kNever_s && u.ready_s <= u.danger_s;
  }

  /// Units of one node, pace and state of the roads: durations of the earliest hold for those who come later
  /// (the same roads, later only closer to their closing).
  void add(const std::vector<Unit>& units, bool car, Reach& reach) {
    std::map<std::tuple<std::int32_t, std::string, std::size_t>, std::vector<std::size_t>> alike;
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (!starts(units[u])) continue;
      if (car && (units[u].vehicles <= 0 || cars_needed(scene_.rules, units[u]) > units[u].vehicles))
        continue;
      const Pace& pace = car ? scene_.car : scene_.on_foot(units[u]);
      const std::size_t state = road_state(scene_.roads(pace), ceil_tick(units[u].ready_s));
      alike[{units[u].node.index, pace.who, state}].push_back(u);
    }
    for (const auto& [key, members] : alike) {
      const Unit& any = units[members.front()];
      const Pace& pace = car ? scene_.car : scene_.on_foot(any);
      Tick start = kNeverTick, asked = kNeverTick;
      for (const std::size_t u : members) {
        asked = std::min(asked, ceil_tick(units[u].ready_s));
        start = std::min(start, leaves_door(units[u]));
      }
      search(pace, any.node.index, start, asked);
      for (const std::size_t u : members) take(units[u], start, reach.places, reach.alone[u]);
    }
  }

  Tick leaves_door(const Unit& u) const {
    return ceil_tick(u.ready_s) + least_access(u.access_m, scene_.on_foot(u));
  }

  void search(const Pace& pace, std::int32_t node, Tick start, Tick asked) {
    const RoadTimes& roads = scene_.roads(pace);
    const std::vector<Tick>& times = least_times(pace);
    scene_.search().earliest(node, start, [&](std::int32_t arc, Tick t) {
      const Tick time = times[static_cast<std::size_t>(arc)];
      const Span open = roads.open_at(arc, asked);
      if (time >= kNeverTick || open.from > asked) return kNeverTick;
      return t + time <= open.to ? t + time : kNeverTick;
    });
  }

  void take(const Unit& u, Tick start, const std::vector<int>& places, std::vector<Tick>& alone) {
    const Tick later = leaves_door(u) - start;
    for (int s = 0; s < n_shelters(); ++s) {
      const world::Shelter& shelter = at(scene_.world.shelters, s);
      if (at(places, s) <= 0) continue;
      const Tick t = scene_.search().labels().time(shelter.node.index);
      if (t >= kNeverTick) continue;
      Tick& best = alone[static_cast<std::size_t>(s)];
      best = std::min(best, t + later + least_access(shelter.access_m, scene_.on_foot(u)));
    }
  }

  void buses(const std::vector<Unit>& units, Reach& reach) {
    reach.by_bus.assign(units.size(), kNeverTick);
    Tick call = kNeverTick;
    for (const Unit& u : units) call = std::min(call, call_of(scene_, u));
    if (call >= kNeverTick) call = 0;
    Tick shortest = kNeverTick;
    int vehicles = 0, seats = 0;
    for (const world::Team& t : scene_.world.teams) {
      if (t.kind != "bus" || !t.node.valid()) continue;
      vehicles += std::max(1, t.vehicles);
      seats = std::max(seats, t.seats_per_vehicle);
      reach.buses.push_back({t.id, t.node.index, seconds(call + ceil_tick(t.mobilise_s)),
                             std::max(1, t.vehicles), t.seats_per_vehicle, t.speed_m_per_s});
      team(t, call, units, reach, shortest);
    }
    if (vehicles > 0 && seats > 0) loads(units, vehicles, seats, shortest, reach);
  }

  /// One team's buses on free roads, to every unit and on to the nearest safe shelter.
  void team(const world::Team& t, Tick call, const std::vector<Unit>& units, Reach& reach, Tick& shortest) {
    const Pace pace = scene_.pace_of(t);
    const std::vector<Tick>& times = least_times(pace);
    const auto free = [&](std::int32_t arc, Tick from) {
      const Tick time = times[static_cast<std::size_t>(arc)];
      return time >= kNeverTick ? kNeverTick : from + time;
    };
    scene_.search().earliest(t.node.index, call + ceil_tick(t.mobilise_s), free);
    std::vector<Tick> there;
    there.reserve(units.size());
    for (const Unit& u : units)
      there.push_back(u.node.valid() ? scene_.search().labels().time(u.node.index) : kNeverTick);
    std::map<std::int32_t, Tick> way;  // from a node to the nearest safe shelter
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Unit& u = units[i];
      if (!u.node.valid() || !starts(u)) continue;
      const auto known = way.find(u.node.index);
      const Tick ride =
          known != way.end() ? known->second : way[u.node.index] = ride_of(u, free, reach.places);
      const Tick leaves = std::max(ceil_tick(u.ready_s), there[i] + ceil_tick(scene_.rules.boarding_s));
      if (there[i] >= kNeverTick || ride >= kNeverTick || seconds(leaves) > u.ready_s + kLongestWait_s)
        continue;
      shortest = std::min(shortest, ride);
      reach.by_bus[i] =
          std::min(reach.by_bus[i], leaves + least_access(u.access_m, scene_.on_foot(u)) + ride);
    }
  }

  template <class Free>
  Tick ride_of(const Unit& u, const Free& free, const std::vector<int>& places) {
    scene_.search().earliest(u.node.index, 0, free);
    Tick best = kNeverTick;
    for (int s = 0; s < n_shelters(); ++s) {
      if (at(places, s) <= 0) continue;
      const world::Shelter& shelter = at(scene_.world.shelters, s);
      const Tick t = scene_.search().labels().time(shelter.node.index);
      if (t < kNeverTick) best = std::min(best, t + least_access(shelter.access_m, scene_.walker));
    }
    return best;
  }

  /// Loads until nobody can use a later one, at most as many as there are units.
  void loads(const std::vector<Unit>& units, int vehicles, int seats, Tick shortest, Reach& reach) {
    Tick first = kNeverTick, last = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (reach.by_bus[u] >= kNeverTick) continue;
      first = std::min(first, reach.by_bus[u]);
      last = std::max(last, reach.by_bus[u]);
    }
    if (first >= kNeverTick) return;
    const Tick round = std::max<Tick>(1, 2 * ceil_tick(scene_.rules.boarding_s) + shortest);
    last += ceil_tick(kLongestWait_s);
    int people = 0;
    for (const Unit& u : units) people += u.people;
    Tick t = first;
    for (; t <= last; t += round)
      reach.loads.push_back({t, vehicles * seats});  // all buses at once: never later than one by one
    reach.loads.push_back({t, people});              // whatever comes after
  }

  Scene& scene_;
  const world::World written_;
  std::map<std::pair<std::string, double>, std::vector<Tick>> times_;
};

}  // namespace

Reach reach_of(Scene& scene, const std::vector<Unit>& units) {
  return Alone(scene).run(units);
}

}  // namespace dayu::plan
