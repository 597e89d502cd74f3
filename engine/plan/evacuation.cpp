// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/evacuation.h"

#include <algorithm>
#include <numeric>

#include "engine/plan/assign.h"
#include "engine/plan/bus_shuttle.h"
#include "engine/plan/left_behind.h"
#include "engine/plan/trips.h"

namespace dayu::plan {
namespace {

/// Nearest safe shelters looked at first; whoever finds no room there looks at all.
constexpr int kNearest = 16;

class Evacuation {
 public:
  Evacuation(Scene& scene, Fleet& fleet, const std::vector<double>& order_ready_s, Plan& plan)
      : scene_(scene),
        fleet_(fleet),
        plan_(plan),
        order_ready_s_(order_ready_s),
        trips_(scene, fleet),
        placed_(plan.units.size(), 0) {
    for (int s = 0; s < static_cast<int>(scene.world.shelters.size()); ++s)
      room_.push_back(scene.shelter_is_safe(s) ? scene.shelter_places(s) : 0);
    for (const Trip& t : plan.trips) {
      room_[static_cast<std::size_t>(t.to.index)] -= at(plan.units, t.unit).people;
      placed_[static_cast<std::size_t>(t.unit)] = 1;
    }
    for (const LeftBehind& l : plan.left_behind) placed_[static_cast<std::size_t>(l.unit)] = 1;
  }

  void close(const std::vector<int>& full) {
    for (const int s : full) room_[static_cast<std::size_t>(s)] = 0;
  }

  void run() {
    const std::vector<int> order = by_urgency();
    for (const int u : order)
      if (!is_placed(u) && rides_first(u)) by_bus(u);
    place_together(kNearest, false);
    place_together(0, false);
    for (const int u : order)
      if (!is_placed(u)) by_bus(u);
    place_together(0, true);
    if (go_with_the_order()) {
      place_together(0, false);
      place_together(0, true);
    }
    for (const int u : order)
      if (!is_placed(u)) plan_.left_behind.push_back(why_left(trips_, at(plan_.units, u), u));
    finish();
  }

 private:
  bool is_placed(int u) const { return at(placed_, u) != 0; }

  /// The earlier in danger the earlier in line; then who is ready first.
  std::vector<int> by_urgency() const {
    std::vector<int> order(plan_.units.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      const Unit& x = at(plan_.units, a);
      const Unit& y = at(plan_.units, b);
      return x.danger_s != y.danger_s ? x.danger_s < y.danger_s : x.ready_s < y.ready_s;
    });
    return order;
  }

  /// Sites full of people who need help do not walk if a bus can come.
  bool rides_first(int u) const {
    const Unit& unit = at(plan_.units, u);
    return unit.kind == "site" && 2 * unit.need_help >= unit.people && unit.need_help > 0;
  }

  /// Second path to leave: units without a way on their own start wait at home for the order while that is
  /// safe.
  bool go_with_the_order() {
    bool any = false;
    for (int u = 0; u < static_cast<int>(plan_.units.size()); ++u) {
      Unit& unit = plan_.units[static_cast<std::size_t>(u)];
      const double order_s = at(order_ready_s_, u);
      if (is_placed(u) || order_s <= unit.ready_s || order_s > unit.danger_s || order_s >= base::kNever_s)
        continue;
      unit.ready_s = order_s;
      unit.basis = "order";
      any = true;
    }
    return any;
  }

  void take(int u, Trip trip) {
    room_[static_cast<std::size_t>(trip.to.index)] -= at(plan_.units, u).people;
    placed_[static_cast<std::size_t>(u)] = 1;
    trip.unit = u;
    plan_.trips.push_back(std::move(trip));
  }

  void by_bus(int u) {
    if (auto trip = shuttle_.carry(scene_, fleet_, trips_, at(plan_.units, u), room_, plan_.tasks))
      take(u, std::move(*trip));
  }

  /// Everybody not yet placed chooses at once: on foot (up to the walking limit, or any distance when `far`)
  /// and in their own cars.
  void place_together(int most, bool far) {
    std::vector<int> who;
    std::vector<std::vector<Choice>> choices;
    for (int u = 0; u < static_cast<int>(plan_.units.size()); ++u) {
      if (is_placed(u)) continue;
      std::vector<Choice> all = choices_of(u, most, far);
      if (all.empty()) continue;
      who.push_back(u);
      choices.push_back(std::move(all));
    }
    std::vector<std::vector<Option>> options(who.size());
    std::vector<int> people;
    for (std::size_t i = 0; i < who.size(); ++i) {
      for (const Choice& c : choices[i]) options[i].push_back({c.shelter, c.cost_s});
      people.push_back(at(plan_.units, who[i]).people);
    }
    const std::vector<int> chosen = assign(options, people, room_, scene_.rules.improve_rounds);
    std::vector<std::size_t> order(who.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return at(plan_.units, who[a]).ready_s < at(plan_.units, who[b]).ready_s;
    });
    for (const std::size_t i : order)
      if (chosen[i] >= 0) {
        const Choice& c = at(choices[i], chosen[i]);
        const Unit& unit = at(plan_.units, who[i]);
        if (c.pace.on_foot)
          take(who[i], trips_.walk(unit, c));
        else if (auto trip = trips_.drive(unit, c, ceil_tick(unit.ready_s), cars_needed(scene_.rules, unit)))
          take(who[i], std::move(*trip));
      }
  }

  std::vector<Choice> choices_of(int u, int most, bool far) {
    const Unit& unit = at(plan_.units, u);
    std::vector<Choice> all;
    for (const Choice& c : trips_.ways_on_foot(unit, most))
      if (far || c.way_m <= scene_.rules.walk_limit_m) all.push_back(c);
    const std::vector<Choice> cars = trips_.ways_by_car(unit, most);
    all.insert(all.end(), cars.begin(), cars.end());
    return all;
  }

  void finish() {
    auto by_unit = [](const auto& a, const auto& b) { return a.unit < b.unit; };
    std::sort(plan_.trips.begin(), plan_.trips.end(), by_unit);
    std::sort(plan_.left_behind.begin(), plan_.left_behind.end(), by_unit);
    for (int s = 0; s < static_cast<int>(scene_.world.shelters.size()); ++s)
      plan_.shelters.push_back({{s}, scene_.shelter_places(s), 0});
    for (const Trip& t : plan_.trips)
      plan_.shelters[static_cast<std::size_t>(t.to.index)].people += at(plan_.units, t.unit).people;
  }

  Scene& scene_;
  Fleet& fleet_;
  Plan& plan_;
  const std::vector<double>& order_ready_s_;
  Trips trips_;
  BusShuttle shuttle_;
  std::vector<int> room_;
  std::vector<char> placed_;
};

}  // namespace

void evacuate(Scene& scene, Fleet& fleet, const std::vector<double>& order_ready_s, Plan& plan) {
  Evacuation(scene, fleet, order_ready_s, plan).run();
}

void evacuate_rest(Scene& scene, Fleet& fleet, const std::vector<double>& order_ready_s,
                   const std::vector<int>& full, Plan& plan) {
  plan.shelters.clear();
  Evacuation rest(scene, fleet, order_ready_s, plan);
  rest.close(full);
  rest.run();
}

}  // namespace dayu::plan
