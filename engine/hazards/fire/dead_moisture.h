// SPDX-License-Identifier: Apache-2.0
// How wet is the dead fuel? Equilibrium moisture by Simard 1968 (as in the US National Fire Danger Rating
// System, Cohen & Deeming 1985, PSW-82) and exponential approach to it with the time lag of each size: dm/dt
// = (m_e - m) / tau. m_e in % from the air's T (deg F) and H (%):
//   H < 10: 0.03229 + 0.281073 H - 0.000578 H T;  H <= 50: 2.22749 + 0.160107 H - 0.01478 T;
//   else 21.0606 + 0.005565 H^2 - 0.00035 H T - 0.483199 H
// Rain counts as wet air: the surface is held at kWet_1. Shade, aspect and dew are left out.
#pragma once

#include <vector>

#include "engine/hazards/fire/landscape.h"

namespace dayu::hazards::fire {

inline constexpr double kWet_1 = 0.35;  ///< fibre saturation, about 35 % (Simard 1968)

double equilibrium_moisture_1(double temperature_c, double humidity_pct);

/// Cuts slices to pieces of at most an hour and gives each the dead moistures of its middle, starting from
/// the first slice's own. `raining`: by slice. Live moistures stay.
std::vector<Slice> with_dead_moisture(const std::vector<Slice>& slices, const std::vector<bool>& raining,
                                      double until_s);

}  // namespace dayu::hazards::fire
