// SPDX-License-Identifier: Apache-2.0
// The forest fire behind the door that all hazards share: its card, and how it starts from a world and a
// scenario section.
#pragma once

#include "engine/hazards/fire/inputs.h"
#include "engine/hazards/hazard.h"

namespace dayu::hazards::fire {

const Card& card();
std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock);

/// Everything the section names, read and checked; InputError with all faults. `notes` gets what was assumed
/// and what looks wrong.
Inputs read_inputs(const world::World& world, const base::Settings& section, const RunClock& clock,
                   std::vector<std::string>& notes);

}  // namespace dayu::hazards::fire
