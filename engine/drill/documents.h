// SPDX-License-Identifier: Apache-2.0
// Every paper of a drill, into the run folder: drill/msel.xlsx, docs/*.
// Each file name, page and message says EXERCISE / 演练. Names and phones are read from the area's restricted
// folder and masked on reading.
#pragma once

#include "engine/drill/log.h"

namespace dayu::drill {

/// MSEL, the planners' summary, and for each village whose people must move a card and a transfer list.
void write_documents(const Scenario& scenario, const world::World& world,
                     const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                     const plan::Plan& plan, const std::vector<Alert>& alerts, const Log& log,
                     const std::filesystem::path& run);

}  // namespace dayu::drill
