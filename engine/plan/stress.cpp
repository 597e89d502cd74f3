// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/stress.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/plan/bus_shuttle.h"
#include "engine/plan/evacuation.h"
#include "engine/plan/mobilisation_spread.h"
#include "engine/plan/trips.h"

namespace dayu::plan {
namespace {

/// Shares of earliness that are tried, in hundredths, at most: half of the lead.
constexpr int kMostHundredths = 50;

double spread_1(const std::string& what, double percentile_1) {
  return spread_of(what).at(percentile_1);
}

/// The first word to anybody; without an order the first own sign, else the start.
double stress_begins_s(const Scene& scene, const Plan& plan) {
  if (scene.rules.stress_from_s) return *scene.rules.stress_from_s;
  double first_s = base::kNever_s;
  for (const Order& o : scene.all_orders()) first_s = std::min({first_s, o.prepare_s, o.immediate_s});
  if (first_s < base::kNever_s) return first_s;
  for (const Unit& u : plan.units) first_s = std::min(first_s, u.told_s);
  return first_s < base::kNever_s ? std::max(0.0, first_s) : 0;
}

/// The trips of a plan, timed again on roads and with people as a scene has them.
class Retiming {
 public:
  Retiming(Scene& scene, const Plan& plan, double bus_delay_1)
      : scene_(scene),
        plan_(plan),
        bus_delay_1_(bus_delay_1),
        flow_(scene.world, scene.rules.capacity_factor_1) {
    const Movers moving = movers(scene);
    for (std::size_t u = 0; u < moving.units.size(); ++u) {
      ready_[moving.units[u].id] = moving.units[u];
      order_ready_s_[moving.units[u].id] = moving.order_ready_s[u];
    }
    for (const Task& t : plan.tasks)
      if (t.kind == "bus") buses_[{t.to_kind, t.to}].push_back(&t);
  }

  std::vector<StressRow> run() {
    std::vector<std::size_t> order(plan_.trips.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return plan_.trips[a].depart_s < plan_.trips[b].depart_s;
    });
    std::vector<StressRow> rows(plan_.trips.size());
    for (const std::size_t i : order) {
      rows[i].trip = static_cast<int>(i);
      one(plan_.trips[i], rows[i]);
    }
    return rows;
  }

 private:
  void one(const Trip& trip, StressRow& row) {
    const Unit& planned = at(plan_.units, trip.unit);
    const auto found = ready_.find(planned.id);
    const Unit& unit = found == ready_.end() ? planned : found->second;
    row.depart_s = unit.ready_s;
    std::vector<const Task*> convoy;
    if (trip.who == "bus") {
      convoy = loads(planned, trip);
      if (!by_bus(convoy, trip.depart_s, row)) return;
    } else if (planned.basis == "order" && unit.basis == "order") {
      row.depart_s = std::max(unit.ready_s, trip.depart_s);  // nobody is quicker than the plan has it
    }
    leave(trip, unit, row);
    // Who has no way on the own start waits for the order, as in the plan, while that is safe.
    const double order_s = order_ready_s_[unit.id];
    if (!row.made && planned.basis == "order" && unit.basis == "own start" && order_s < base::kNever_s) {
      StressRow later;
      later.trip = row.trip;
      later.depart_s = std::max(order_s, trip.depart_s);
      leave(trip, unit, later);
      if (later.made) row = later;
    }
    for (const Task* t : convoy)
      if (row.made) late_s_[t->vehicle] = std::max(0.0, row.arrive_s - trip.arrive_s);
  }

  void leave(const Trip& trip, const Unit& unit, StressRow& row) {
    row.slack_s = std::min(unit.danger_s - row.depart_s, base::kNever_s);
    if (row.slack_s < 0) {
      caught(row, "住处先到危险，人还没有出门", "the home is in danger before they are out of the door");
      return;
    }
    along(trip, unit, row);
  }

  std::vector<const Task*> loads(const Unit& unit, const Trip& trip) const {
    const std::string to = unit.kind == "group" ? at(scene_.world.groups, unit.group.index).id : unit.id;
    std::vector<const Task*> convoy;
    const auto found = buses_.find({unit.kind, to});
    if (found == buses_.end()) return convoy;
    // Several households of one group: the rides that end just before this one leaves.
    double latest_s = -base::kNever_s;
    for (const Task* t : found->second)
      if (t->arrive_s <= trip.depart_s) latest_s = std::max(latest_s, t->free_s);
    for (const Task* t : found->second)
      if (t->arrive_s <= trip.depart_s && t->free_s == latest_s) convoy.push_back(t);
    return convoy;
  }

  /// The empty buses come late by what they lost before; their roads must be open then, too.
  bool by_bus(const std::vector<const Task*>& convoy, double planned_s, StressRow& row) {
    double late_s = 0;
    for (const Task* t : convoy) {
      const auto known = late_s_.find(t->vehicle);
      const double late = known != late_s_.end() ? known->second : bus_delay_1_ * mobilise_s(t->team);
      late_s = std::max(late_s, late);
      const RoadTimes& roads = scene_.roads(scene_.pace_of(team(t->team)));
      for (std::size_t k = 0; k + 1 < t->enter_s.size() && k < t->arcs.size(); ++k)
        if (roads.leave(t->arcs[k], ceil_tick(t->enter_s[k] + late)) >= kNeverTick) {
          caught(row, "车辆到达前其道路已中断", "the bus finds its own road closed before it is there");
          return false;
        }
    }
    row.depart_s = std::max(row.depart_s, planned_s + late_s);
    return true;
  }

  const world::Team& team(const std::string& id) const {
    for (const world::Team& t : scene_.world.teams)
      if (t.id == id) return t;
    return scene_.world.teams.front();
  }
  double mobilise_s(const std::string& id) const { return team(id).mobilise_s; }

  Pace pace_of(const Trip& trip, const Unit& unit) const {
    if (trip.who == "car") return scene_.car;
    if (trip.who != "bus") return scene_.on_foot(unit);
    for (const world::Team& t : scene_.world.teams)
      if (t.kind == "bus") return scene_.pace_of(t);
    return scene_.car;
  }

  void caught_on(int arc, const std::vector<Tick>& enter, StressRow& row) {
    row.enter_s = in_seconds(enter);
    row.slack_s = -1;
    const std::string piece = std::to_string(arc / 2);
    caught(row, "途中路段 " + piece + " 先行中断",
           "road piece " + piece + " on their way closes before they are past it");
  }

  void along(const Trip& trip, const Unit& unit, StressRow& row) {
    const RoadTimes& roads = scene_.roads(pace_of(trip, unit));
    Tick t = ceil_tick(row.depart_s) + access_from(scene_, unit);
    std::vector<Tick> enter;
    // A queue for the next piece stands on the one before: that is left when the next is entered.
    Tick closes = kNeverTick;
    int before = -1;
    const auto left_at = [&](Tick at_tick) {
      if (closes >= kNeverTick) return true;
      if (at_tick > closes) {
        enter.push_back(at_tick);
        caught_on(before, enter, row);
        return false;
      }
      row.slack_s = std::min(row.slack_s, seconds(closes) - seconds(at_tick));
      return true;
    };
    for (const int arc : trip.arcs) {
      const Tick in = trip.vehicles > 0 ? flow_.first_room(arc, t, trip.vehicles) : t;
      if (!left_at(in)) return;
      const Span open = roads.open_at(arc, in);
      enter.push_back(in);
      if (open.from > in) {
        enter.push_back(roads.pass(arc, in));
        return caught_on(arc, enter, row);
      }
      if (trip.vehicles > 0) flow_.reserve(arc, in, trip.vehicles);
      t = roads.pass(arc, in);
      closes = open.to;
      before = arc;
    }
    if (!left_at(t)) return;
    enter.push_back(t);
    row.enter_s = in_seconds(enter);
    row.arrive_s = seconds(t + access_to(scene_, unit, trip.to.index));
  }

  static void caught(StressRow& row, std::string zh, std::string en) {
    row.made = false;
    row.arrive_s = base::kNever_s;
    row.reason_zh = std::move(zh);
    row.reason_en = std::move(en);
  }

  Scene& scene_;
  const Plan& plan_;
  double bus_delay_1_;
  RoadFlow flow_;
  std::map<std::string, Unit> ready_;
  std::map<std::string, double> order_ready_s_;
  std::map<std::pair<std::string, std::string>, std::vector<const Task*>> buses_;
  std::map<std::string, double> late_s_;  ///< by vehicle: how late its last load was
};

struct Held {
  const Scene& scene;
  const Plan& plan;
  double from_s, percentile_1;

  std::vector<StressRow> rows(double earlier_1) const {
    const impact::Impact impact = made_earlier(scene.impact, from_s, earlier_1);
    Scene stressed(scene.world, impact, scene.all_orders(), made_slow(scene.rules, percentile_1),
                   scene.standard);
    return Retiming(stressed, plan, spread_1("bus_mobilise", percentile_1) - 1).run();
  }
  bool everybody(int hundredths) const {
    const std::vector<StressRow> all = rows(hundredths / 100.0);
    return std::all_of(all.begin(), all.end(), [](const StressRow& r) { return r.made; });
  }
  /// By halving: earlier is never easier.
  double holds_to_1() const {
    if (!everybody(0)) return -1;
    int low = 0, high = kMostHundredths + 1;
    while (high - low > 1) {
      const int middle = (low + high) / 2;
      (everybody(middle) ? low : high) = middle;
    }
    return low / 100.0;
  }
  /// People that a plan made anew, knowing all this, would leave.
  int left_if_replanned(double earlier_1) const {
    const impact::Impact impact = made_earlier(scene.impact, from_s, earlier_1);
    Scene stressed(scene.world, impact, scene.all_orders(), made_slow(scene.rules, percentile_1),
                   scene.standard);
    Movers moving = movers(stressed);
    Plan anew;
    anew.units = std::move(moving.units);
    Fleet fleet(stressed);
    evacuate(stressed, fleet, moving.order_ready_s, anew);
    int people = 0;
    for (const LeftBehind& l : anew.left_behind) people += at(anew.units, l.unit).people;
    return people;
  }
};

}  // namespace

double earlier_time_s(double time_s, double from_s, double earlier_1) {
  if (time_s >= base::kNever_s || time_s <= from_s) return time_s;
  return from_s + (1 - earlier_1) * (time_s - from_s);
}

impact::Impact made_earlier(const impact::Impact& impact, double from_s, double earlier_1) {
  impact::Impact earlier = impact;
  for (impact::Closure& c : earlier.closures) c.from_s = earlier_time_s(c.from_s, from_s, earlier_1);
  for (auto* places : {&earlier.groups, &earlier.households, &earlier.sites, &earlier.shelters})
    for (impact::Danger& d : *places) {
      d.touched_s = earlier_time_s(d.touched_s, from_s, earlier_1);
      d.danger_s = earlier_time_s(d.danger_s, from_s, earlier_1);
    }
  return earlier;
}

Rules made_slow(Rules rules, double percentile_1) {
  rules.call_s *= spread_1("call", percentile_1);
  rules.door_s *= spread_1("door", percentile_1);
  rules.own_prepare_s *= spread_1("own_prepare", percentile_1);
  rules.prepare_min_s += percentile_1 * (rules.prepare_max_s - rules.prepare_min_s);
  return rules;
}

void add_stress(const Scene& scene, Plan& plan) {
  Stress& s = plan.stress;
  s.earlier_1 = scene.rules.stress_earlier_1;
  s.percentile_1 = scene.rules.stress_percentile_1;
  s.from_s = stress_begins_s(scene, plan);
  const Held held{scene, plan, s.from_s, s.percentile_1};
  s.rows = held.rows(s.earlier_1);
  for (const StressRow& row : s.rows) {
    const int people = at(plan.units, at(plan.trips, row.trip).unit).people;
    (row.made ? s.made : s.caught) += people;
    if (row.made) s.least_slack_s = std::min(s.least_slack_s, row.slack_s);
  }
  s.left_if_replanned = held.left_if_replanned(s.earlier_1);
  s.holds_to_1 = held.holds_to_1();
}

}  // namespace dayu::plan
