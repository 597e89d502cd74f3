// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/world_state.h"

#include <algorithm>
#include <cmath>

namespace dayu::drill {
namespace {

[[noreturn]] void unknown(const std::string& what, const std::string& known) {
  throw base::InputError("", "", what, known.empty() ? "the run has none of them" : "known: " + known);
}

/// The row called so by id, zh or en; InputError lists the ids.
template <class Row>
const Row& called(const std::vector<Row>& rows, const std::string& name, const std::string& kind) {
  std::string known;
  for (const Row& row : rows) {
    if (row.id == name || row.name.zh == name || row.name.en == name) return row;
    if (known.size() < 200) known += (known.empty() ? "" : ", ") + row.id;
  }
  unknown("there is no " + kind + " '" + name + "'", known);
}

/// A gauge's series of the first of these fields that it has.
Steps steps_of(const hazards::GaugeSeries& series, std::initializer_list<const char*> fields) {
  for (const char* field : fields)
    if (const auto found = series.fields.find(field); found != series.fields.end())
      return {series.times_s, found->second};
  return {};
}

}  // namespace

WorldState::WorldState(const Scenario& scenario, const world::World& world,
                       const std::vector<hazards::Course>& courses, const plan::Plan& plan)
    : scenario_(scenario), world_(world), courses_(courses), plan_(plan) {}

Steps WorldState::look_up(const Call& call) const {
  const std::string& name = call.arguments.front();
  if (call.name == "rain") return rain(call);
  if (call.name == "level") return level(name);
  if (call.name == "stage") return stage(name);
  if (call.name == "fire_distance") return fire_distance(name);
  return transferred(name);
}

Steps WorldState::rain(const Call& call) const {
  const double window_s = duration_s(call.arguments[1]);
  if (std::isnan(window_s))
    throw base::InputError("", "", "'" + call.arguments[1] + "' is not a window",
                           "write '1h', '3h' or '30min'");
  std::string known;
  for (const RainSeries& series : scenario_.rain) {
    known += (known.empty() ? "" : ", ") + series.gauge;
    if (series.gauge != call.arguments[0]) continue;
    Steps steps{series.end_s, {}};
    for (const double end_s : series.end_s) steps.values.push_back(series.window_mm(end_s, window_s));
    return steps;
  }
  unknown("no rain is given at gauge '" + call.arguments[0] + "'", known);
}

Steps WorldState::level(const std::string& name) const {
  const world::Reservoir& reservoir = called(world_.reservoirs, name, "reservoir");
  for (const LevelSeries& given : scenario_.levels)
    if (given.reservoir == reservoir.id) return {given.times_s, given.level_m};
  for (const hazards::Course& course : courses_)
    for (const hazards::GaugeSeries& series : course.gauges)
      if (series.gauge == reservoir.id)
        if (Steps steps = steps_of(series, {"level_m", "water_level_m"}); !steps.times_s.empty())
          return steps;
  throw base::InputError("", "", "no level of '" + name + "' is given or computed",
                         "add [[reservoir_level]] with its series, or let the flood route the reservoir");
}

Steps WorldState::stage(const std::string& name) const {
  const world::Gauge& gauge = called(world_.gauges, name, "gauge");
  for (const hazards::Course& course : courses_)
    for (const hazards::GaugeSeries& series : course.gauges)
      if (series.gauge == gauge.id)
        if (Steps steps = steps_of(series, {"water_depth_m"}); !steps.times_s.empty()) return steps;
  throw base::InputError("", "", "no water depth is computed at gauge '" + name + "'",
                         "name a stage gauge of the flood");
}

Steps WorldState::fire_distance(const std::string& name) const {
  const world::Village& village = called(world_.villages, name, "village");
  std::vector<std::pair<double, double>> burned;  // time, distance
  for (const hazards::Course& course : courses_) {
    const auto arrival = course.rasters.find("arrival_s");
    if (course.hazard != "fire" || arrival == course.rasters.end()) continue;
    const geo::Grid& grid = arrival->second.grid;
    for (int row = 0; row < grid.n_rows; ++row)
      for (int col = 0; col < grid.n_cols; ++col)
        if (const float t = arrival->second[{row, col}]; std::isfinite(t)) {
          const geo::Point at = grid.centre({row, col});
          burned.emplace_back(t, std::hypot(at.x_m - village.at.x_m, at.y_m - village.at.y_m));
        }
  }
  std::sort(burned.begin(), burned.end());
  Steps steps;
  for (const auto& [time_s, distance_m] : burned) {
    if (!steps.values.empty() && distance_m >= steps.values.back()) continue;
    if (!steps.times_s.empty() && time_s == steps.times_s.back()) {
      steps.values.back() = distance_m;
      continue;
    }
    steps.times_s.push_back(time_s);
    steps.values.push_back(distance_m);
  }
  return steps;
}

Steps WorldState::transferred(const std::string& name) const {
  const world::Village& village = called(world_.villages, name, "village");
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
