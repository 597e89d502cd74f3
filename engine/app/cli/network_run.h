// SPDX-License-Identifier: Apache-2.0
// A scenario that is a network as given: planned alone, no area and no hazard.
#pragma once

#include "engine/app/cli/pipeline.h"

namespace dayu::app {

Outcome run_network(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter);

}  // namespace dayu::app
