// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/movement.h"

#include <algorithm>

#include "engine/plan/trips.h"

namespace dayu::plan {
namespace {

/// A vehicle that finds the next piece full looks again so much later.
constexpr Tick kLooksAgain = 10;
/// Who has turned off as often stays where it is.
constexpr int kMostTurns = 5;

Pace trip_pace(const Scene& scene, const Trip& trip, const Unit& unit) {
  if (trip.who == "car") return scene.car;
  if (trip.who != "bus") return scene.on_foot(unit);
  for (const world::Team& t : scene.world.teams)
    if (t.kind == "bus") return scene.pace_of(t);
  return scene.car;
}

}  // namespace

Movement::Movement(Scene& scene, const Plan& plan, const BehaviourRules& rules)
    : scene_(scene),
      plan_(plan),
      rules_(rules),
      free_flow_(scene.world, scene.rules.capacity_factor_1),
      flow_(free_flow_),
      rides_(bus_rides(scene, plan)),
      after_(plan.trips.size()),
      shelters_at_(static_cast<std::size_t>(scene.network.n_nodes)),
      standing_(static_cast<std::size_t>(scene.network.n_arcs), 0) {
  for (int s = 0; s < static_cast<int>(scene.world.shelters.size()); ++s)
    if (scene.shelter_is_safe(s) && scene.shelter_places(s) > 0)
      shelters_at_[static_cast<std::size_t>(at(scene.world.shelters, s).node.index)].push_back(s);
  for (const world::Piece& p : scene.world.network.pieces)
    room_.push_back(std::max(1, static_cast<int>(p.length_m / rules.storage_m_per_vehicle)));
  for (const Task& t : plan.tasks)
    if (t.vehicles > 0)
      for (std::size_t k = 0; k < t.arcs.size() && k + 1 < t.enter_s.size(); ++k)
        background_.emplace_back(ceil_tick(t.enter_s[k]), t.arcs[k]);
  std::sort(background_.begin(), background_.end());
  for (std::size_t ride = 0; ride < rides_.size(); ++ride)
    for (const int trip : rides_[ride].before)
      if (trip >= 0) after_[static_cast<std::size_t>(trip)].push_back(static_cast<int>(ride));
  for (const Trip& trip : plan.trips) {
    Mover m;
    m.unit = trip.unit;
    m.vehicles = trip.vehicles;
    m.shelter = trip.to.index;
    m.roads = &scene.roads(trip_pace(scene, trip, at(plan.units, trip.unit)));
    m.arcs.assign(trip.arcs.begin(), trip.arcs.end());
    prototypes_.push_back(std::move(m));
  }
}

std::vector<Course> Movement::run(const Start& start) {
  start_ = &start;
  movers_ = prototypes_;
  flow_ = free_flow_;
  std::fill(standing_.begin(), standing_.end(), 0);
  background_next_ = start.as_announced ? background_.size() : 0;
  courses_.assign(plan_.units.size(), {});
  for (std::size_t u = 0; u < courses_.size(); ++u)  // no way in the plan: they wait for rescue
    if (plan_.units[u].danger_s < base::kNever_s) courses_[u].end = End::at_home;
  for (std::size_t m = 0; m < movers_.size(); ++m) {
    movers_[m].announced = start.as_announced;
    const std::vector<int>& before = rides_[m].before;
    if (rides_[m].tasks.empty())
      set_off(m, start.ready_s[static_cast<std::size_t>(movers_[m].unit)]);
    else if (std::all_of(before.begin(), before.end(), [](int trip) { return trip < 0; }))
      set_off_ride(m);
  }
  while (!events_.empty()) {
    const Event e = events_.top();
    events_.pop();
    pass_background(e.at);
    step(e.mover, e.at);
  }
  return std::move(courses_);
}

void Movement::pass_background(Tick until) {
  for (; background_next_ < background_.size() && background_[background_next_].first <= until;
       ++background_next_)
    flow_.reserve(background_[background_next_].second, background_[background_next_].first, 1);
}

/// Every ride before it by the same buses is over.
void Movement::set_off_ride(std::size_t m) {
  const BusRide& ride = rides_[m];
  std::vector<double> late_s;
  for (std::size_t k = 0; k < ride.tasks.size(); ++k) {
    const int before = ride.before[k];
    if (before < 0) {
      late_s.push_back(start_->bus_late_s[static_cast<std::size_t>(ride.tasks[k])]);
      continue;
    }
    const double arrived_s = course(at(movers_, before)).arrive_s;
    late_s.push_back(arrived_s >= base::kNever_s
                         ? base::kNever_s
                         : std::max(0.0, arrived_s - at(plan_.trips, before).arrive_s));
  }
  const double ready_s = start_->ready_s[static_cast<std::size_t>(movers_[m].unit)];
  set_off(m, ready_s >= base::kNever_s ? ready_s : ride_leaves_s(scene_, plan_, ride, ready_s, late_s));
}

void Movement::set_off(std::size_t m, double depart_s) {
  const Mover& mover = movers_[m];
  const double danger_s = unit(mover).danger_s;
  if (depart_s >= base::kNever_s || depart_s > danger_s)
    return end(m, danger_s < base::kNever_s ? End::at_home : End::stays);
  course(mover).depart_s = depart_s;
  events_.push({ceil_tick(depart_s) + access_from(scene_, unit(mover)), m});
}

void Movement::step(std::size_t m, Tick t) {
  Mover& mover = movers_[m];
  while (!mover.ended) {
    const bool there = mover.next == mover.arcs.size();
    const Tick in = there ? t : may_enter(m, t);
    if (in > t) return events_.push({in, m});
    if (t > mover.closes) return end(m, End::on_road);  // queued on a piece that has closed
    if (there) return end(m, End::safe, seconds(t + access_to(scene_, unit(mover), mover.shelter)));
    if (mover.roads->open_at(mover.arcs[mover.next], t).from > t) {
      if (!turn_off(mover, t)) return end(m, End::on_road);
      continue;
    }
    const Tick out = enter(mover, t);
    if (out >= kNeverTick) return end(m, End::on_road);
    if (mover.vehicles > 0) return events_.push({out, m});
    t = out;
  }
}

Tick Movement::may_enter(std::size_t m, Tick t) {
  Mover& mover = movers_[m];
  const std::int32_t arc = mover.arcs[mover.next];
  if (mover.announced) {
    const std::vector<double>& planned = plan_.trips[m].enter_s;
    if (mover.next < planned.size() && ceil_tick(planned[mover.next]) > t)
      return ceil_tick(planned[mover.next]);
  }
  if (mover.vehicles == 0 || arc == mover.on) return t;
  const int there = at(standing_, arc);
  if (!mover.announced && there > 0 && there + mover.vehicles > at(room_, arc / 2)) {
    if (mover.waits_since < 0) mover.waits_since = t;
    if (t - mover.waits_since < static_cast<Tick>(rules_.stuck_s)) return t + kLooksAgain;
  }
  return flow_.first_room(arc, t, mover.vehicles);
}

Tick Movement::enter(Mover& m, Tick t) {
  const std::int32_t arc = m.arcs[m.next];
  const Tick out = m.roads->pass(arc, t);
  const Tick closes = m.roads->open_at(arc, t).to;
  if (m.vehicles > 0) {
    flow_.reserve(arc, t, m.vehicles);
    if (m.on >= 0) standing_[static_cast<std::size_t>(m.on)] -= m.vehicles;
    standing_[static_cast<std::size_t>(arc)] += m.vehicles;
  }
  m.on = arc;
  m.closes = closes;
  m.waits_since = -1;
  ++m.next;
  return out > closes ? kNeverTick : out;
}

bool Movement::turn_off(Mover& m, Tick t) {
  if (!rules_.turn_off || m.turns++ >= kMostTurns) return false;
  const std::int32_t node = at(scene_.network.tail, m.arcs[m.next]);
  const auto leave = [&](std::int32_t arc, Tick enter) {
    return m.roads->open_at(arc, t).from > t ? kNeverTick : m.roads->pass(arc, enter);
  };
  std::int32_t found = -1;
  scene_.search().earliest(node, t, leave, [&](std::int32_t at_node, Tick) {
    if (at(shelters_at_, at_node).empty()) return false;
    found = at_node;
    return true;
  });
  if (found < 0) return false;
  m.arcs = scene_.search().route_to(found);
  m.next = 0;
  m.shelter = at(shelters_at_, found).front();
  m.announced = false;
  course(m).turned = true;
  return true;
}

void Movement::end(std::size_t m, End how, double arrive_s) {
  Mover& mover = movers_[m];
  mover.ended = true;
  if (mover.on >= 0 && mover.vehicles > 0) standing_[static_cast<std::size_t>(mover.on)] -= mover.vehicles;
  course(mover).end = how;
  course(mover).arrive_s = arrive_s;
  for (const int next : after_[m]) {
    const std::vector<int>& before = at(rides_, next).before;
    const auto over = [&](int trip) { return trip < 0 || at(movers_, trip).ended; };
    if (!at(movers_, next).ended && std::all_of(before.begin(), before.end(), over))
      set_off_ride(static_cast<std::size_t>(next));
  }
}

}  // namespace dayu::plan
