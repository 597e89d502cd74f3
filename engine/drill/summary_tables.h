// SPDX-License-Identifier: Apache-2.0
// The tables of the planners' summary: people by village, shelters, goods, what is not met, who is left.
#pragma once

#include "engine/drill/figures.h"
#include "engine/drill/paper.h"
#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

void draw_summary_tables(Paper& paper, const Scenario& scenario, const world::World& world,
                         const plan::Plan& plan, const Figures& figures, Language language);

}  // namespace dayu::drill
