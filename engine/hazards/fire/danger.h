// SPDX-License-Identifier: Apache-2.0
// How dangerous is the day? The forest fire weather index of LY/T 1172-95, U = A(highest temperature) +
// B(lowest humidity) + C(days without rain) + D(strongest wind) - E(greenness of the season), and its five
// levels; names and colours after GB/T 36743-2018, older QX/T 77-2007. Points are data (danger_points.csv)
// with source and surety. E is the user's: the standard reads it off the season's greenness (0 cured .. 20
// green). Invariant: hotter, drier, windier never lowers it.
#pragma once

#include <string>

namespace dayu::hazards::fire {

struct DangerDay {
  double highest_temperature_c = 0, lowest_humidity_pct = 0;
  int days_without_rain = 0;  ///< 0: rain today
  int strongest_wind_force = 0;
  double greenness_points = 0;
};

struct Danger {
  int index = 0;
  int level = 1;  ///< 1..5
  std::string colour, name_zh, name_en;
};

Danger danger_of(const DangerDay& day);

}  // namespace dayu::hazards::fire
