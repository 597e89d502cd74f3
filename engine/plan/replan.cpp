// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/replan.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/plan/evacuation.h"
#include "engine/plan/finish.h"
#include "engine/plan/incident.h"
#include "engine/plan/plan_difference.h"
#include "engine/plan/trips.h"
#include "engine/plan/units.h"

namespace dayu::plan {
namespace {

class Replanner {
 public:
  Replanner(const world::World& world, const impact::Impact& impact, const Plan& announced,
            const std::vector<Incident>& incidents, const base::Settings& settings,
            const base::Instant& start, Answer answer)
      : world_(world),
        announced_(announced),
        incidents_(incidents),
        settings_(settings),
        start_(start),
        answer_(answer),
        result_{announced, with_lost_roads(impact, world, incidents), {}, 0},
        scene_(world, result_.impact, with_early_orders(announced.orders, world, incidents), settings),
        fleet_(scene_) {
    for (const Incident& i : incidents) now_s_ = std::min(now_s_, i.at_s);
    for (const Incident& i : incidents)
      for (std::size_t s = 0; s < world.shelters.size(); ++s)
        if (i.kind == Incident::Kind::shelter_full && world.shelters[s].id == i.id)
          full_.push_back(static_cast<int>(s));
  }

  Replanned run() {
    Plan& plan = result_.plan;
    plan.orders = scene_.all_orders();
    plan.trips.clear(), plan.unmet.clear(), plan.needs.clear(), plan.notes.clear(), plan.unsure.clear();
    plan.left_behind.clear(), plan.shelters.clear(), plan.proof = {}, plan.stress = {};
    plan.behaviour.reset();  // of the plan as announced
    std::erase_if(plan.tasks, [](const Task& t) { return t.kind != "bus"; });
    const Movers moving = told_again(plan);
    for (const Trip& t : announced_.trips) keep_or_mend(t);
    for (const LeftBehind& l : announced_.left_behind)
      if (gone(at(plan.units, l.unit).ready_s)) plan.left_behind.push_back(l);
    drop_unused_buses();
    book();
    std::vector<double> order_ready_s(plan.units.size(), base::kNever_s);
    evacuate_rest(scene_, fleet_, order_ready_s, full_, plan);
    if (answer_ == Answer::whole) finish_plan(scene_, fleet_, able_of(moving, plan), settings_, plan);
    std::tie(result_.changes, result_.kept) = difference(announced_, result_.plan, world_, start_);
    return std::move(result_);
  }

 private:
  bool gone(double time_s) const { return time_s <= now_s_; }

  /// Who has not left yet hears the new orders, and never leaves before now.
  Movers told_again(Plan& plan) {
    Movers moving = movers(scene_);
    std::map<std::string, std::size_t> fresh;
    for (std::size_t u = 0; u < moving.units.size(); ++u) fresh[moving.units[u].id] = u;
    std::map<int, double> departs_s;
    for (const Trip& t : announced_.trips) departs_s[t.unit] = t.depart_s;
    for (std::size_t u = 0; u < plan.units.size(); ++u) {
      Unit& unit = plan.units[u];
      const auto departs = departs_s.find(static_cast<int>(u));
      if (departs != departs_s.end() && gone(departs->second)) continue;
      const auto found = fresh.find(unit.id);
      if (found == fresh.end() || !ordered_early(unit)) continue;
      const Unit& again = moving.units[found->second];
      const double ready_s = std::max(again.ready_s, std::ceil(now_s_));
      if (ready_s >= unit.ready_s) continue;
      unit.ready_s = ready_s;
      unit.told_s = again.told_s;
      unit.basis = again.basis;
    }
    add_new_units(moving, plan);
    return moving;
  }

  /// Units that only the new orders move.
  void add_new_units(const Movers& moving, Plan& plan) const {
    std::map<std::string, int> known;
    for (const Unit& u : plan.units) known[u.id] = 1;
    for (const Unit& u : moving.units) {
      if (known.contains(u.id)) continue;
      plan.units.push_back(u);
      plan.units.back().ready_s = std::max(u.ready_s, std::ceil(now_s_));
      plan.people_safe_in_place -= u.people;
    }
  }

  bool ordered_early(const Unit& unit) const {
    return std::any_of(incidents_.begin(), incidents_.end(), [&](const Incident& i) {
      return i.kind == Incident::Kind::order_early && unit.village.valid() &&
             at(world_.villages, unit.village.index).id == i.id;
    });
  }

  static std::vector<int> able_of(const Movers& moving, const Plan& plan) {
    std::map<std::string, int> able;
    for (std::size_t u = 0; u < moving.units.size(); ++u) able[moving.units[u].id] = moving.able[u];
    std::vector<int> by_unit;
    for (const Unit& u : plan.units) by_unit.push_back(able[u.id]);
    return by_unit;
  }

  Pace pace_of(const Trip& trip, const Unit& unit) const {
    if (trip.who == "car") return scene_.car;
    if (trip.who != "bus") return scene_.on_foot(unit);
    for (const world::Team& t : world_.teams)
      if (t.kind == "bus") return scene_.pace_of(t);
    return scene_.car;
  }

  bool full(const Trip& trip) const {
    return trip.arrive_s > now_s_ && std::find(full_.begin(), full_.end(), trip.to.index) != full_.end();
  }

  bool still_good(const Trip& trip) {
    const RoadTimes& roads = scene_.roads(pace_of(trip, at(result_.plan.units, trip.unit)));
    for (std::size_t k = 0; k < trip.arcs.size(); ++k) {
      const Span open = roads.open_at(trip.arcs[k], ceil_tick(trip.enter_s[k]));
      if (open.from > ceil_tick(trip.enter_s[k]) || ceil_tick(trip.enter_s[k + 1]) > open.to) return false;
    }
    return true;
  }

  void keep_or_mend(const Trip& trip) {
    Plan& plan = result_.plan;
    const Unit& unit = at(plan.units, trip.unit);
    const bool sooner = !gone(trip.depart_s) && unit.ready_s < trip.depart_s && trip.who != "bus";
    if (!sooner && !full(trip) && still_good(trip)) {
      plan.trips.push_back(trip);
      return;
    }
    if (gone(trip.depart_s)) {
      turn_off(trip);
      return;
    }
    if (sooner && !full(trip)) {
      if (auto again = same_way(trip, unit)) {
        plan.trips.push_back(std::move(*again));
        return;
      }
    }
    if (!full(trip))
      if (auto again = same_shelter(trip)) {
        plan.trips.push_back(std::move(*again));
        return;
      }
    Unit& late = plan.units[static_cast<std::size_t>(trip.unit)];
    late.ready_s = std::max(late.ready_s, std::ceil(now_s_));
  }

  /// The announced route at the new, earlier time.
  std::optional<Trip> same_way(const Trip& trip, const Unit& unit) {
    const Tick depart = ceil_tick(unit.ready_s);
    const Route route(trip.arcs.begin(), trip.arcs.end());
    std::vector<Tick> enter;
    if (trip.vehicles > 0 || !times_along(scene_.roads(pace_of(trip, unit)), route,
                                          depart + access_from(scene_, unit), depart, enter))
      return std::nullopt;
    Trip again = trip;
    again.depart_s = seconds(depart);
    again.enter_s = in_seconds(enter);
    again.arrive_s = seconds(enter.back() + access_to(scene_, unit, trip.to.index));
    return again;
  }

  /// By another road to the same shelter, leaving when ready.
  std::optional<Trip> same_shelter(const Trip& trip) {
    const Unit& unit = at(result_.plan.units, trip.unit);
    Unit now = unit;
    now.ready_s = std::max(trip.who == "bus" ? trip.depart_s : unit.ready_s, std::ceil(now_s_));
    return onward(trip, now, unit.node.index, ceil_tick(now.ready_s) + access_from(scene_, unit),
                  ceil_tick(now.ready_s), trip.to.index, {}, {});
  }

  /// On the way: from the next junction on.
  void turn_off(const Trip& trip) {
    Plan& plan = result_.plan;
    const Unit& unit = at(plan.units, trip.unit);
    std::size_t done = 0;  // arcs that are entered already
    while (done < trip.arcs.size() && gone(trip.enter_s[done])) ++done;
    const Tick there = ceil_tick(trip.enter_s[done]);
    if (done > 0) {
      const RoadTimes& roads = scene_.roads(pace_of(trip, unit));
      const Span open = roads.open_at(trip.arcs[done - 1], ceil_tick(trip.enter_s[done - 1]));
      if (open.to < there) {
        plan.left_behind.push_back({trip.unit, "途中道路中断时正在该路段上，列入救援名单",
                                    "was on the road piece when it was lost; handed to rescue", now_s_});
        return;
      }
    }
    const std::int32_t node =
        done == 0 ? unit.node.index : scene_.network.head[static_cast<std::size_t>(trip.arcs[done - 1])];
    const Route before(trip.arcs.begin(), trip.arcs.begin() + static_cast<std::ptrdiff_t>(done));
    const std::vector<double> times(trip.enter_s.begin(),
                                    trip.enter_s.begin() + static_cast<std::ptrdiff_t>(done));
    std::optional<Trip> best;
    if (!full(trip)) best = onward(trip, unit, node, there, ceil_tick(now_s_), trip.to.index, before, times);
    if (!best) best = elsewhere(trip, unit, node, there, before, times);
    if (best)
      plan.trips.push_back(std::move(*best));
    else
      plan.left_behind.push_back({trip.unit, "途中道路中断，没有别的安全道路，列入救援名单",
                                  "has no other safe road on the way; handed to rescue", now_s_});
  }

  /// The soonest other shelter with room for them.
  std::optional<Trip> elsewhere(const Trip& trip, const Unit& unit, std::int32_t node, Tick there,
                                const Route& before, const std::vector<double>& times) {
    std::vector<int> room;
    room.reserve(world_.shelters.size());
    for (int s = 0; s < static_cast<int>(world_.shelters.size()); ++s)
      room.push_back(scene_.shelter_is_safe(s) ? scene_.shelter_places(s) : 0);
    for (const int s : full_) room[static_cast<std::size_t>(s)] = 0;
    for (const Trip& t : announced_.trips)
      room[static_cast<std::size_t>(t.to.index)] -= at(announced_.units, t.unit).people;
    for (const Trip& t : result_.plan.trips)
      if (const int was = announced_shelter(t.unit); was != t.to.index)
        room[static_cast<std::size_t>(t.to.index)] -= at(result_.plan.units, t.unit).people;
    std::optional<Trip> best;
    for (int s = 0; s < static_cast<int>(room.size()); ++s) {
      if (at(room, s) < unit.people) continue;
      auto way = onward(trip, unit, node, there, ceil_tick(now_s_), s, before, times);
      if (way && (!best || way->arrive_s < best->arrive_s)) best = std::move(way);
    }
    return best;
  }

  int announced_shelter(int unit) const {
    for (const Trip& t : announced_.trips)
      if (t.unit == unit) return t.to.index;
    return -1;
  }

  std::optional<Trip> onward(const Trip& trip, const Unit& unit, std::int32_t node, Tick there, Tick asked,
                             int shelter, const Route& before, const std::vector<double>& times) {
    const RoadTimes& roads = scene_.roads(pace_of(trip, unit));
    const std::int32_t target = at(world_.shelters, shelter).node.index;
    if (before.empty() && seconds(asked) > unit.danger_s) return std::nullopt;
    scene_.search().earliest_as_of(roads, node, there, asked,
                                   [&](std::int32_t n, Tick) { return n == target; });
    if (scene_.search().labels().time(target) >= kNeverTick) return std::nullopt;
    const Route tail = scene_.search().route_to(target);
    std::vector<Tick> enter;
    if (!times_along(roads, tail, there, asked, enter)) return std::nullopt;
    Trip again = trip;
    again.to = {shelter};
    again.arcs.assign(before.begin(), before.end());
    again.arcs.insert(again.arcs.end(), tail.begin(), tail.end());
    again.enter_s = times;
    for (const Tick t : enter) again.enter_s.push_back(seconds(t));
    if (again.arcs.empty()) again.enter_s.clear();
    if (before.empty()) again.depart_s = seconds(asked);
    again.arrive_s = seconds(enter.back() + access_to(scene_, unit, shelter));
    return again;
  }

  /// Buses of trips that are no longer theirs.
  void drop_unused_buses() {
    std::map<std::string, bool> rides;
    for (const Trip& t : result_.plan.trips) {
      const Unit& u = at(result_.plan.units, t.unit);
      if (t.who == "bus") rides[u.kind == "group" ? at(world_.groups, u.group.index).id : u.id] = true;
    }
    std::erase_if(result_.plan.tasks, [&](const Task& t) { return !rides.contains(t.to); });
  }

  /// What stands is on the roads already.
  void book() {
    for (const Trip& t : result_.plan.trips)
      for (std::size_t k = 0; t.vehicles > 0 && k < t.arcs.size(); ++k)
        fleet_.flow.reserve(t.arcs[k], ceil_tick(t.enter_s[k]), t.vehicles);
    for (const Task& task : result_.plan.tasks) {
      for (std::size_t k = 0; k < task.arcs.size() && k < task.enter_s.size(); ++k)
        fleet_.flow.reserve(task.arcs[k], ceil_tick(task.enter_s[k]), 1);
      for (Vehicle& v : fleet_.vehicles)
        if (fleet_.name(v) == task.vehicle && ceil_tick(task.free_s) > v.free) {
          v.called = true, v.access = 0;
          v.free = ceil_tick(task.free_s);
          v.node = node_after(task);
        }
    }
  }

  std::int32_t node_after(const Task& task) const {
    for (const Trip& t : result_.plan.trips) {
      const Unit& u = at(result_.plan.units, t.unit);
      const std::string to = u.kind == "group" ? at(world_.groups, u.group.index).id : u.id;
      if (t.who == "bus" && to == task.to) return at(world_.shelters, t.to.index).node.index;
    }
    return task.to_node.index;
  }

  const world::World& world_;
  const Plan& announced_;
  const std::vector<Incident>& incidents_;
  const base::Settings& settings_;
  const base::Instant start_;
  const Answer answer_;
  Replanned result_;
  Scene scene_;
  Fleet fleet_;
  double now_s_ = base::kNever_s;
  std::vector<int> full_;
};

}  // namespace

Replanned replan(const world::World& world, const impact::Impact& impact, const Plan& announced,
                 const std::vector<Incident>& incidents, const base::Settings& settings,
                 const base::Instant& start, Answer answer) {
  return Replanner(world, impact, announced, incidents, settings, start, answer).run();
}

}  // namespace dayu::plan
