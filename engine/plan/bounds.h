// SPDX-License-Identifier: Apache-2.0
// How good can any plan be for the stated inputs? A relaxation that every plan under the same rules obeys,
// and the prices that prove its value (LP duality); the checker evaluates them again from the files.
//   a(u, s)  unit u alone to safe shelter s: leaves when it is ready; roads closed then are out, the others
//            take their free time and are left before they close; on foot or in its own car
//   b(u)     by bus on free roads, called with the first word; not later than an hour after it is ready
//   left     people whose shelters are all in a set X are more than X holds (a cut)
//   clear    the same with a(u, s) <= T - 1: the last of as many as arrive comes at T at the soonest
//   mean     transport of as many people as arrive to places, with seats in bus loads; load k of a bus is
//            at a shelter at the earliest first + k * (2 boarding + shortest ride)
// Left out: traffic, slow stretches, whole households, closings for buses.
#pragma once

#include "engine/plan/trips.h"

namespace dayu::plan {

/// One load that a bus can bring to a shelter.
struct BusLoad {
  Tick arrives = 0;
  int seats = 0;
};

/// What the bounds rest on, by unit of the plan.
struct Reach {
  std::vector<std::vector<Tick>> alone;  ///< [unit][shelter]; kNeverTick: no way, or not a safe place
  std::vector<Tick> by_bus;              ///< [unit]
  std::vector<BusLoad> loads;            ///< by arrival
  std::vector<int> places;               ///< by shelter; 0: not safe
  std::vector<BusBase> buses;
};
Reach reach_of(Scene& scene, const std::vector<Unit>& units);

/// Fills bound_clear_s, bound_mean_s, bound_left and the proof.
void add_bounds(Scene& scene, Plan& plan);

}  // namespace dayu::plan
