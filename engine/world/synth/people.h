// SPDX-License-Identifier: Apache-2.0
// Who lives in the danger zones, household by household? Zones are drawn by height above the bank (extreme,
// high, danger), then each listed household gets a place of its own inside one. Invariant: households, people
// and people who need help of each case add up to its numbers exactly.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void draw_danger_zones(County& county);
void list_households(County& county);

}  // namespace dayu::world::synth
