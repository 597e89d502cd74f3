// SPDX-License-Identifier: Apache-2.0
// Everything a fire needs, as plain values: what the scenario section says once files are read and checked.
// Invariant: finite, SI units, times in s since the scenario's start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/hazards/fire/actions.h"
#include "engine/hazards/fire/danger.h"
#include "engine/hazards/fire/landscape.h"
#include "engine/hazards/fire/smoke.h"
#include "engine/hazards/fire/wang.h"

namespace dayu::hazards::fire {

struct Ignition {
  std::string name;
  double time_s = 0;
  std::vector<std::uint32_t> cells;  ///< of the landscape
};

/// A place to keep the fire from.
struct Target {
  std::string name;
  std::vector<std::uint32_t>
      cells;  ///< of the landscape; those without fuel are reached over their neighbours
};

struct Spreading {
  int members = 0;
  double wind_speed_sd_1 = 0.2, wind_direction_sd_deg = 15, moisture_sd_1 = 0.15, ignition_sd_m = 0;
};

struct Inputs {
  std::optional<Danger> danger;  ///< of the day, where the days without rain are given
  Landscape land;
  std::vector<Slice> slices;
  Options options;
  WangConstants wang;
  std::vector<Ignition> ignitions;
  std::vector<Edit> edits;
  std::vector<Target> targets;
  double target_time_s = 0;  ///< whose weather holds for them
  Spreading spreading;
  SmokeOptions smoke;
  std::uint64_t seed = 1;
  std::vector<bool> forest;  ///< by row of land.fuels: counts as forest (受害森林面积)
  int refine = 1;            ///< 1: fast; more: accurate, so many cells along each side
  bool error_estimate = true;
  double bucket_s = 60;
  double burn_out_s = 3600;  ///< how long a cell is hot after the front came
  double duration_s = 0;
  int threads = 1;
};

}  // namespace dayu::hazards::fire
