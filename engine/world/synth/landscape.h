// SPDX-License-Identifier: Apache-2.0
// What shape does hill country take? Rock rises, rivers cut and soil creeps until they balance:
//   dz/dt = U - K (sqrt(A) - sqrt(A0)) S + D laplace(z)       (stream power, m = 0.5, n = 1)
// solved implicitly along the drainage order (Braun & Willett 2013, FastScape), first on coarse lattices for
// the valleys, then on finer ones for the hills. A drained area, S slope to the receiver, A0 area below which
// no channel begins. Invariant: the water of every cell reaches the edge of the lattice.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/synth/drainage.h"

namespace dayu::world::synth {

/// A point of the plan in km from the window's north-west corner, x to the east, y to the south.
struct PlanPoint {
  double x_km, y_km;
};

/// What the hills are made from. Rates are relative: only their ratios shape the land.
struct LandPlan {
  std::uint64_t seed = 1;
  int n_window = 1250;  ///< cells along each side of the finished window
  double cell_m = 20;
  int margin = 151;  ///< cells around the window, cut off at the end
  std::vector<PlanPoint>
      valley;  ///< axis of the main valley, upstream first; it leaves over the lattice's edge
};

/// Elevation of the window alone, m above the outlet's base level; row 0 in the north.
std::vector<double> evolve(const LandPlan& plan);

/// Distance to the valley's axis, km, and how far along it the nearest point lies (0 head, 1 outlet).
struct AxisPlace {
  double distance_km, along_1;
};
AxisPlace axis_place(const std::vector<PlanPoint>& axis, double x_km, double y_km);

}  // namespace dayu::world::synth
