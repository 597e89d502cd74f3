// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/world_state.h"

#include <cmath>
#include <map>

namespace dayu::drill {

WorldState::WorldState(const Scenario& scenario, const world::World& world,
                       const std::vector<hazards::Course>& courses, const plan::Plan& plan)
    : readings_(scenario, world, courses), world_(world), plan_(plan) {}

Steps WorldState::look_up(const Call& call) const {
  const std::string& name = call.arguments.front();
  if (call.name == "rain") {
    const double window_s = duration_s(call.arguments[1]);
    if (std::isnan(window_s))
      throw base::InputError("", "", "'" + call.arguments[1] + "' is not a window",
                             "write '1h', '3h' or '30min'");
    return readings_.rain(name, window_s);
  }
  if (call.name == "level") return readings_.level(name);
  if (call.name == "stage") return readings_.stage(name);
  if (call.name == "fire_distance") return readings_.fire_distance(name);
  return transferred(name);
}

Steps WorldState::transferred(const std::string& name) const {
  const world::Village& village = village_called(world_, name);
  std::map<double, int> arrivals{{0.0, 0}};
  for (const plan::Trip& trip : plan_.trips) {
    const plan::Unit& unit = plan_.units[static_cast<std::size_t>(trip.unit)];
    if (unit.village.valid() &&
        world_.villages[static_cast<std::size_t>(unit.village.index)].id == village.id)
      arrivals[trip.arrive_s] += unit.people;
  }
  Steps steps;
  int people = 0;
  for (const auto& [time_s, more] : arrivals) {
    steps.times_s.push_back(time_s);
    steps.values.push_back(people += more);
  }
  return steps;
}

}  // namespace dayu::drill
