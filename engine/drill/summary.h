// SPDX-License-Identifier: Apache-2.0
// summary.json: the figures a planner quotes, under the keys that outside checks read (SI units, `_1` for
// none). Invariant: the same values give the same bytes; village sums equal the county's; no wall-clock
// value.
#pragma once

#include <string>
#include <vector>

#include "engine/drill/alerts.h"
#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

/// The text of summary.json. Stages that did not run (an empty plan, no course of a hazard) are absent.
std::string summary_json(const Scenario& scenario, const world::World& world,
                         const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                         const plan::Plan& plan, const std::vector<Alert>& alerts);

}  // namespace dayu::drill
