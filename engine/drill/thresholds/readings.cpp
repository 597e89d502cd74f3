// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/thresholds/readings.h"

#include <algorithm>
#include <cmath>

namespace dayu::drill {
namespace {

[[noreturn]] void unknown(const std::string& what, const std::string& known) {
  throw base::InputError("", "", what, known.empty() ? "the run has none of them" : "known: " + known);
}

template <class Row>
const Row& row_called(const std::vector<Row>& rows, const std::string& name, const std::string& kind) {
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

double apart_m(geo::Point a, geo::Point b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

/// arrival_s of the fire courses.
std::vector<const geo::Raster<float>*> arrivals(const std::vector<hazards::Course>& courses) {
  std::vector<const geo::Raster<float>*> rasters;
  for (const hazards::Course& course : courses)
    if (const auto arrival = course.rasters.find("arrival_s");
        course.hazard == "fire" && arrival != course.rasters.end())
      rasters.push_back(&arrival->second);
  return rasters;
}

}  // namespace

const world::Village& village_called(const world::World& world, const std::string& name) {
  return row_called(world.villages, name, "village");
}
const world::Reservoir& reservoir_called(const world::World& world, const std::string& name) {
  return row_called(world.reservoirs, name, "reservoir");
}
const world::Gauge& gauge_called(const world::World& world, const std::string& name) {
  return row_called(world.gauges, name, "gauge");
}

Steps Readings::rain(const std::string& gauge, double window_s) const {
  std::string known;
  for (const RainSeries& series : scenario_.rain) {
    known += (known.empty() ? "" : ", ") + series.gauge;
    if (series.gauge != gauge) continue;
    Steps steps{series.end_s, {}};
    for (const double end_s : series.end_s) steps.values.push_back(series.window_mm(end_s, window_s));
    return steps;
  }
  unknown("no rain is given at gauge '" + gauge + "'", known);
}

Steps Readings::level(const std::string& name) const {
  const world::Reservoir& reservoir = reservoir_called(world_, name);
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

Steps Readings::stage(const std::string& name) const {
  const world::Gauge& gauge = gauge_called(world_, name);
  for (const hazards::Course& course : courses_)
    for (const hazards::GaugeSeries& series : course.gauges)
      if (series.gauge == gauge.id)
        if (Steps steps = steps_of(series, {"water_depth_m"}); !steps.times_s.empty()) return steps;
  throw base::InputError("", "", "no water depth is computed at gauge '" + name + "'",
                         "name a stage gauge of the flood");
}

Steps Readings::fire_distance(const std::string& name) const {
  const world::Village& village = village_called(world_, name);
  std::vector<std::pair<double, double>> burned;  // time, distance
  for (const geo::Raster<float>* arrival : arrivals(courses_)) {
    const geo::Grid& grid = arrival->grid;
    for (int row = 0; row < grid.n_rows; ++row)
      for (int col = 0; col < grid.n_cols; ++col)
        if (const float t = (*arrival)[{row, col}]; std::isfinite(t))
          burned.emplace_back(t, apart_m(grid.centre({row, col}), village.at));
  }
  std::sort(burned.begin(), burned.end());
  Steps steps;
  for (const auto& [time_s, near_m] : burned) {
    if (!steps.values.empty() && near_m >= steps.values.back()) continue;
    if (!steps.times_s.empty() && time_s == steps.times_s.back()) {
      steps.values.back() = near_m;
      continue;
    }
    steps.times_s.push_back(time_s);
    steps.values.push_back(near_m);
  }
  return steps;
}

double Readings::fire_within_s(geo::Point at, double reach_m) const {
  double first_s = base::kNever_s;
  for (const geo::Raster<float>* arrival : arrivals(courses_)) {
    const geo::Grid& grid = arrival->grid;
    const auto clamped = [](double value, int most) {
      return std::clamp(static_cast<int>(std::floor(value)), 0, most);
    };
    const int top = clamped((grid.north_m - at.y_m - reach_m) / grid.cell_m, grid.n_rows);
    const int bottom = clamped((grid.north_m - at.y_m + reach_m) / grid.cell_m + 1, grid.n_rows);
    const int left = clamped((at.x_m - reach_m - grid.west_m) / grid.cell_m, grid.n_cols);
    const int right = clamped((at.x_m + reach_m - grid.west_m) / grid.cell_m + 1, grid.n_cols);
    for (int row = top; row < bottom; ++row)
      for (int col = left; col < right; ++col)
        if (const float t = (*arrival)[{row, col}];
            std::isfinite(t) && apart_m(grid.centre({row, col}), at) <= reach_m)
          first_s = std::min(first_s, static_cast<double>(t));
  }
  return first_s;
}

}  // namespace dayu::drill
