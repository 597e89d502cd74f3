// SPDX-License-Identifier: Apache-2.0
// From where does the fire reach a place, and how soon? The reversed metric (b to -b) solved once from the
// place gives the time to impact from every cell: the trigger buffers of every lead time in one solve.
// Weather stands still at one slice. Invariant: for a still scene, T(place <- cell) is the forward T(cell ->
// place) but for the cells' own size.
#pragma once

#include "engine/hazards/fire/solve.h"

namespace dayu::hazards::fire {

/// Seconds that a fire burning in a cell needs to reach the target; kNever beyond `limit_s`.
std::vector<float> time_to_target(const Inputs& inputs, const Rates& rates, const Target& target, int slice,
                                  double limit_s);

}  // namespace dayu::hazards::fire
