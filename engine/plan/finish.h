// SPDX-License-Identifier: Apache-2.0
// Everything that follows from who goes where: margins, bounds, rescue, guards, helpers, goods, the stress
// figure, assumptions.
#pragma once

#include "engine/plan/fleet.h"

namespace dayu::plan {

/// `able`: members who can help, by unit. The trips must stand.
void finish_plan(Scene& scene, Fleet& fleet, const std::vector<int>& able, const base::Settings& settings,
                 Plan& plan);

}  // namespace dayu::plan
