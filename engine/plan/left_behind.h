// SPDX-License-Identifier: Apache-2.0
// "No way out" as a first-class answer: named, with reason and deadline, handed to rescue.
#pragma once

#include "engine/plan/trips.h"

namespace dayu::plan {

/// Why a unit has no trip, in the order: no road at all, caught before it is ready, no safe shelter in reach
/// as the roads are when it is ready, every place in reach taken.
LeftBehind why_left(Trips& trips, const Unit& unit, int index);

/// True if not even empty shelters and free buses would help: the part of the left that no assignment can
/// change.
bool no_way_out(Scene& scene, Trips& trips, const Unit& unit);

}  // namespace dayu::plan
