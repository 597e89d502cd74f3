// SPDX-License-Identifier: Apache-2.0
// The plan and the expected course side by side, for the planners' summary and summary.json.
#pragma once

#include <string>

#include "engine/drill/paper.h"
#include "engine/drill/scenario.h"
#include "engine/plan/behaviour/behaviour.h"

namespace dayu::drill {

/// Figures of all together as JSON text: draws, seed, courses (one for each compliance).
std::string behaviour_json(const plan::Behaviour& behaviour);

/// Nothing where the plan has no expected course.
void draw_behaviour(Paper& paper, const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                    Language language);

}  // namespace dayu::drill
