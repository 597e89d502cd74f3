// SPDX-License-Identifier: Apache-2.0
// A slope that comes down, as a drill needs it: at a given time the given run-out polygon of one hazard point
// lies under debris, and stays so. Nothing is computed about the slide itself. Cells: the finest the terrain
// has; one belongs to the run-out when its centre lies inside or the outline runs through it.
// Invariant: 0 up to the time, 1 after it; a larger polygon never covers fewer cells.
#pragma once

#include "engine/hazards/hazard.h"

namespace dayu::hazards::slide {

const Card& card();
/// InputError: no such hazard point, no or an impossible time, a run-out outside the terrain.
std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock);

}  // namespace dayu::hazards::slide
