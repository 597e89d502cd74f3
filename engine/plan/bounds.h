// SPDX-License-Identifier: Apache-2.0
// How good can any plan be for the stated inputs? Relaxations that every plan under the same rules obeys.
#pragma once

#include "engine/plan/trips.h"

namespace dayu::plan {

/// Fills bound_clear_s, bound_mean_s (over the people who arrive) and bound_left (people).
/// Each unit alone: leaving when it is ready, free roads, any shelter however full or wet, by the fastest way
/// it may use (on foot; its car; a bus that has come to it on free roads from its base, called with the first
/// word).
void add_bounds(Scene& scene, Fleet& fleet, Plan& plan);

}  // namespace dayu::plan
