// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/danger.h"

#include <array>
#include <cmath>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const fire_danger_points_csv;
}

namespace dayu::hazards::fire {
namespace {

/// Points of the last row of a factor whose `from` is not above the value.
double points(const std::string& factor, double value) {
  static const geo::Table t = geo::parse_table(embedded::fire_danger_points_csv, "fire/danger_points.csv");
  base::Faults faults;
  double found = 0;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    if (t.text(row, "factor") == factor && value >= t.number(row, "from", faults))
      found = t.number(row, "points", faults);
  faults.throw_if_any();
  return found;
}

}  // namespace

Danger danger_of(const DangerDay& day) {
  const double index = points("temperature", day.highest_temperature_c) +
                       points("dryness", 100 - day.lowest_humidity_pct) +
                       points("dry_days", day.days_without_rain) +
                       points("wind_force", day.strongest_wind_force) - day.greenness_points;
  struct Name {
    const char *colour, *zh, *en;
  };
  static constexpr std::array<Name, 5> kNames = {{{"green", "低火险", "low"},
                                                  {"blue", "较低火险", "fairly low"},
                                                  {"yellow", "较高火险", "fairly high"},
                                                  {"orange", "高火险", "high"},
                                                  {"red", "极高火险", "extreme"}}};
  Danger danger;
  danger.index = static_cast<int>(std::lround(index));
  danger.level = static_cast<int>(points("level", danger.index));
  const Name& name = kNames.at(static_cast<std::size_t>(danger.level - 1));
  danger.colour = name.colour;
  danger.name_zh = name.zh;
  danger.name_en = name.en;
  return danger;
}

}  // namespace dayu::hazards::fire
