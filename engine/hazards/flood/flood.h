// SPDX-License-Identifier: Apache-2.0
// The flood behind the door that all hazards share: its card, and how it starts from a world and a scenario
// section.
#pragma once

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/hazard.h"

namespace dayu::hazards::flood {

const Card& card();
std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock);

/// Everything the section names, read and checked; InputError with all faults. `notes` gets what was assumed.
Inputs read_inputs(const world::World& world, const base::Settings& section, const RunClock& clock,
                   std::vector<std::string>& notes);

}  // namespace dayu::hazards::flood
