// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/crown.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::fire {
namespace {

constexpr double kCrownWind_1 = 0.4;   // of the 20 ft wind reaches fuel model 10 (Rothermel 1991)
constexpr double kCrownRate_1 = 3.34;  // Rothermel 1991, p. 9
constexpr double kCrownHeat_kJ_per_kg = 8000 * 2.326;

double crown_heat_kJ_per_m2(const Trees& t) {
  return t.bulk_kg_per_m3 * std::max(0.0, t.height_m - t.base_m) * kCrownHeat_kJ_per_kg;
}

}  // namespace

double crown_rate_m_per_s(const Bed& bed10, double wind_20ft_m_per_s, const Options& options) {
  return kCrownRate_1 * spread_of(bed10, {0, kCrownWind_1 * wind_20ft_m_per_s}, {0, 0}, options).head_m_per_s;
}

double active_wind_m_per_s(const Bed& bed10, double bulk_kg_per_m3) {
  const double r10_m_per_s = 3 / bulk_kg_per_m3 / 60 / kCrownRate_1;
  const double phi = r10_m_per_s / bed10.r0_m_per_s - 1;
  if (!(phi > 0)) return 0;
  return std::pow(phi / bed10.wind_k, 1 / bed10.wind_b) * kFtPerMin_m_per_s / kCrownWind_1;
}

double critical_intensity_kW_per_m(double base_m, double foliar_moisture_1) {
  return std::pow(0.010 * std::max(base_m, 0.1) * (460 + 25.9 * std::max(foliar_moisture_1 * 100, 30.0)),
                  1.5);
}

namespace crown_parts {

CrownFire frame(const Trees& t, const Bed& bed, const Bed& bed10, const Spread& surface,
                double wind_20ft_m_per_s, const Options& options) {
  CrownFire f;
  if (t.bulk_kg_per_m3 <= 0 || t.height_m <= 0) return f;
  f.crown_ros_m_per_s = crown_rate_m_per_s(bed10, wind_20ft_m_per_s, options);
  f.crown_intensity_kW_per_m = f.crown_ros_m_per_s * (bed.heat_kJ_per_m2 + crown_heat_kJ_per_m2(t));
  f.crown_flame_m = crown_flame_length_m(f.crown_intensity_kW_per_m);
  f.crown_length_to_width_1 = 1 + 0.125 * wind_20ft_m_per_s / kMiPerH_m_per_s;
  f.critical_intensity_kW_per_m = critical_intensity_kW_per_m(t.base_m, t.foliar_moisture_1);
  const bool climbs = bed.heat_kJ_per_m2 * surface.head_m_per_s >= f.critical_intensity_kW_per_m;
  const bool runs = f.crown_ros_m_per_s * 60 >= 3 / t.bulk_kg_per_m3;
  f.type = climbs ? (runs ? CrownType::crowning : CrownType::torching)
                  : (runs ? CrownType::conditional : CrownType::surface);
  return f;
}

void finish(CrownFire& f, CrownModel model, const Trees& t, const Bed& bed, const Spread& surface,
            double surface_ros_active_m_per_s) {
  f.ros_m_per_s = surface.head_m_per_s;
  f.intensity_kW_per_m = bed.heat_kJ_per_m2 * surface.head_m_per_s;
  f.flame_length_m = flame_length_m(f.intensity_kW_per_m);
  const double start = bed.heat_kJ_per_m2 > 0 ? f.critical_intensity_kW_per_m / bed.heat_kJ_per_m2 : 0;
  if (model == CrownModel::scott_reinhardt && surface_ros_active_m_per_s - start > 1e-12)
    f.fraction_burned_1 =
        std::clamp((surface.head_m_per_s - start) / (surface_ros_active_m_per_s - start), 0.0, 1.0);
  if (f.type == CrownType::crowning) {
    f.ros_m_per_s = f.crown_ros_m_per_s;
    f.intensity_kW_per_m = f.crown_intensity_kW_per_m;
    f.flame_length_m = f.crown_flame_m;
  } else if (f.type == CrownType::torching && model == CrownModel::scott_reinhardt) {
    f.ros_m_per_s += f.fraction_burned_1 * (f.crown_ros_m_per_s - surface.head_m_per_s);
    f.intensity_kW_per_m =
        (bed.heat_kJ_per_m2 + f.fraction_burned_1 * crown_heat_kJ_per_m2(t)) * f.ros_m_per_s;
    f.flame_length_m = crown_flame_length_m(f.intensity_kW_per_m);
  } else if (f.type == CrownType::torching) {
    // Rothermel 1991 has no state between: the trees burn, at the surface fire's pace.
    f.intensity_kW_per_m = f.crown_intensity_kW_per_m;
    f.flame_length_m = f.crown_flame_m;
  }
}

}  // namespace crown_parts

}  // namespace dayu::hazards::fire
