// SPDX-License-Identifier: Apache-2.0
// Does the fire climb into the crowns, and how fast does it run there? Van Wagner 1977 for the start,
// Rothermel 1991 (INT-438) for the run, Scott & Reinhardt 2001 (RMRS-RP-29) for what lies between.
//   I_0 = (0.010 base (460 + 25.9 foliar))^1.5 kW/m, base m, foliar %;  R_active = 3 / bulk m/min, bulk kg/m3
//   R_crown = 3.34 R of fuel model 10 at 0.4 of the 20 ft wind on level ground;  L/W = 1 + 0.125 U (20 ft,
//   mi/h)
// Crown fraction burned (Scott & Reinhardt): (R - R_0) / (R_sa - R_0), R_sa the surface rate at the wind that
// just keeps a crown fire active. Flames of crown fires by Thomas 1963.
#pragma once

#include "engine/hazards/fire/spread.h"

namespace dayu::hazards::fire {

enum class CrownType { surface, torching, conditional, crowning };

/// The trees over one cell.
struct Trees {
  double cover_1 = 0, height_m = 0, base_m = 0, bulk_kg_per_m3 = 0, foliar_moisture_1 = 1;
};

struct CrownFire {
  CrownType type = CrownType::surface;
  double critical_intensity_kW_per_m = 0;  ///< of the surface fire, for the crowns to catch
  double crown_ros_m_per_s = 0;            ///< a fully active crown fire's
  double crown_intensity_kW_per_m = 0, crown_flame_m = 0, crown_length_to_width_1 = 1;
  double fraction_burned_1 = 0;
  double ros_m_per_s = 0, intensity_kW_per_m = 0, flame_length_m = 0;  ///< what the fire does in the end
};

/// `bed10`: fuel model 10 at the day's moisture. `surface_ros_at(wind_20ft)`: the head's rate below the trees
/// for another 20 ft wind in the same direction, m/s (only called for Scott & Reinhardt).
template <class SurfaceRate>
CrownFire crown_fire(CrownModel model, const Trees& trees, const Bed& bed, const Bed& bed10,
                     const Spread& surface, double wind_20ft_m_per_s, const Options& options,
                     SurfaceRate surface_ros_at);

/// 3.34 times fuel model 10's rate, m/s.
double crown_rate_m_per_s(const Bed& bed10, double wind_20ft_m_per_s, const Options& options);
/// The 20 ft wind at which a crown fire just stays active, m/s.
double active_wind_m_per_s(const Bed& bed10, double bulk_kg_per_m3);
double critical_intensity_kW_per_m(double base_m, double foliar_moisture_1);

namespace crown_parts {
/// Type, crown rate, intensity and flames; leaves the final behaviour to the model.
CrownFire frame(const Trees& trees, const Bed& bed, const Bed& bed10, const Spread& surface,
                double wind_20ft_m_per_s, const Options& options);
void finish(CrownFire& fire, CrownModel model, const Trees& trees, const Bed& bed, const Spread& surface,
            double surface_ros_active_m_per_s);
}  // namespace crown_parts

template <class SurfaceRate>
CrownFire crown_fire(CrownModel model, const Trees& trees, const Bed& bed, const Bed& bed10,
                     const Spread& surface, double wind_20ft_m_per_s, const Options& options,
                     SurfaceRate surface_ros_at) {
  CrownFire fire = crown_parts::frame(trees, bed, bed10, surface, wind_20ft_m_per_s, options);
  double active = 0;
  if (model == CrownModel::scott_reinhardt && fire.type != CrownType::surface)
    active = surface_ros_at(active_wind_m_per_s(bed10, trees.bulk_kg_per_m3));
  crown_parts::finish(fire, model, trees, bed, surface, active);
  return fire;
}

}  // namespace dayu::hazards::fire
