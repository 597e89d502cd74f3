// SPDX-License-Identifier: Apache-2.0
// Which steps turn a seed into ground with water on it? Land, streams, reservoirs, floors, channels, dams,
// and the rounding to tenths of a metre that leaves no pit. Invariant: every cell outside the ponds drains to
// the edge.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void build_land(County& county);

}  // namespace dayu::world::synth
