// SPDX-License-Identifier: Apache-2.0
// What grows and stands where? Paddy on floors and low terraces, houses around hamlets, and on the slopes the
// kind of wood whose liking for height, wetness and shape of the ground, blurred by noise of its own, is
// strongest. Invariant: every cell has a code of land_cover.csv.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void paint_cover(County& county);

}  // namespace dayu::world::synth
