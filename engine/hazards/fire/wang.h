// SPDX-License-Identifier: Apache-2.0
// The spread model of Wang Zhengfei (王正非 1983, 1992) with the slope and wind sectors of Mao Xianmin
// (毛贤敏 1993):
//   R(theta) = R0 Ks exp(k_w V cos a) exp(+-k_s |tan(phi cos b)|^1.2), R0 = 0.03 T + 0.05 W + 0.01 (100 - h)
//   - 0.3 m/min
// a: from the wind's direction to theta, b: from uphill to theta; + uphill, - downhill. T degC, W Beaufort, h
// %, V m/s. The fire's ellipse has its head where wind and slope together point, its head rate from the
// formula there and its eccentricity from the formula at right angles to it (e = 1 - R_flank / R_head), so
// that one front solves both models. Constants are data (wang.csv) with sure and unsure ones marked; a user's
// file may replace them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/hazards/fire/spread.h"

namespace dayu::hazards::fire {

struct WangConstants {
  double r0_temperature = 0, r0_wind_force = 0, r0_dryness = 0, r0_constant = 0;
  double wind_exponent = 0, slope_exponent = 0, slope_power = 0, slope_limit_deg = 0;
  std::map<std::string, double> k;  ///< Ks by kind of fuel: needle_litter, leaf_litter, grass, ...
  std::vector<std::string> unsure;  ///< names of surety C
};

/// The embedded constants, replaced by those of `file` where it is not empty. InputError with all faults.
WangConstants wang_constants(const std::filesystem::path& file = {});

/// Kind of fuel (a key of WangConstants::k) by the first two letters of a fuel model's code (wang_kinds.csv).
std::map<std::string, std::string> wang_kinds();

/// Beaufort force of a wind at 10 m: the highest force whose lower bound it reaches (WMO-No. 306, code table
/// 1100).
int beaufort(double wind_m_per_s);

/// Initial rate, m/min, never below 0.
double wang_r0_m_per_min(const WangConstants& c, double temperature_c, int wind_force, double humidity_pct);

/// Rate in direction `theta` (unit vector), m/min. `wind`: m/s, towards; `rise`: gradient, uphill.
double wang_rate_m_per_min(const WangConstants& c, double r0_m_per_min, double ks, Vector wind, Vector rise,
                           Vector theta);

/// The ellipse, m/s on the map (Wang's rates are map rates: the slope enters as a factor).
Spread wang_spread(const WangConstants& c, double r0_m_per_min, double ks, Vector wind, Vector rise);

}  // namespace dayu::hazards::fire
