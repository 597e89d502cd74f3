// SPDX-License-Identifier: Apache-2.0
// How fast does a surface fire spread in a fuel bed without wind or slope, and how do wind and slope raise
// it? Rothermel 1972 (INT-115) with Albini 1976 (GTR INT-30) and the dynamic herbs of Scott & Burgan 2005, as
// gathered in Andrews 2018 (RMRS-GTR-371). One Bed serves every cell of the same fuel and moisture.
//   R = R0 (1 + |phi|),  phi = phi_w towards the wind + phi_s upslope,
//   phi_w = wind_k U^wind_b (U in ft/min at midflame height),  phi_s = slope_k tan(slope)^2
#pragma once

#include "engine/hazards/fire/fuel_models.h"

namespace dayu::hazards::fire {

/// Water over dry mass, shares: 0.06 is 6 %.
struct Moisture {
  double d1_1 = 0, d10_1 = 0, d100_1 = 0, herb_1 = 0, woody_1 = 0;
  bool operator==(const Moisture&) const = default;
};

struct Bed {
  double r0_m_per_s = 0;          ///< without wind and slope; 0: does not burn
  double reaction_kW_per_m2 = 0;  ///< reaction intensity I_R
  double heat_kJ_per_m2 = 0;      ///< released in the passing front: I_R times residence time
  double residence_s = 0;         ///< Anderson 1969: 384 / sigma minutes
  double wind_k = 0, wind_b = 1;  ///< U in ft/min, as published
  double slope_k = 0;
  double depth_m = 0;
};

/// Share of live herbs that counts as dead in dynamic models. linear: (1.2 - m)/0.9 (Scott & Burgan 2005;
/// FlamMap); behaveplus: 1.333 - 1.11 m, its rounded constants.
enum class Curing { linear, behaveplus };

/// The bed of a fuel at a moisture. A fuel beyond its moisture of extinction has r0 = 0.
Bed bed_of(const FuelModel& fuel, const Moisture& moisture, Curing curing = Curing::linear);

inline constexpr double kFt_m = 0.3048;
inline constexpr double kFtPerMin_m_per_s = kFt_m / 60;
/// 1 Btu/(ft2 min) in kW/m2 (International Table Btu 1055.056 J).
inline constexpr double kBtuPerFt2Min_kW_per_m2 = 1.05505585262 / (kFt_m * kFt_m) / 60;

}  // namespace dayu::hazards::fire
