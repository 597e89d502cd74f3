// SPDX-License-Identifier: Apache-2.0
// Which township does a place belong to? The seat that is reached over the least climbing: borders follow
// divides. Invariant: every village has a township and a code of twelve digits in the unassigned range 3699.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void assign_townships(County& county);

}  // namespace dayu::world::synth
