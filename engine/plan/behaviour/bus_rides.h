// SPDX-License-Identifier: Apache-2.0
// Which buses bring whom, and when they can leave if they started late or lost time on rides before: a
// household by bus leaves when the last bus of its convoy has come and everybody is on board.
#pragma once

#include <vector>

#include "engine/plan/scene.h"

namespace dayu::plan {

struct BusRide {
  std::vector<int> tasks;   ///< the buses' empty ways to the door, indices into Plan::tasks
  std::vector<int> before;  ///< by task: the trip that the same bus made before; -1: none
};

/// By trip; empty for those on foot and in their own cars.
std::vector<BusRide> bus_rides(const Scene& scene, const Plan& plan);

/// When a ride leaves the door: people ready at `ready_s`, each bus late by `late_s` (by task of the ride);
/// kNever_s if a bus finds its own road closed.
double ride_leaves_s(Scene& scene, const Plan& plan, const BusRide& ride, double ready_s,
                     const std::vector<double>& late_s);

}  // namespace dayu::plan
