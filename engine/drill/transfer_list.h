// SPDX-License-Identifier: Apache-2.0
// The village transfer list (村级转移清单): who goes in which order, with whom, when, with how much to spare.
// A planners' paper without names; it shows the margin, never the latest safe departure (DRILLS 8a).
#pragma once

#include "engine/drill/scenario.h"
#include "engine/drill/sheet.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

/// One language; the last row is the village's sum.
SheetPage transfer_list_page(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                             world::VillageId village, Language language);

/// docs/EXERCISE_transfer_list_<village>.xlsx, one sheet a language.
void write_transfer_list(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                         world::VillageId village, const std::filesystem::path& run);

}  // namespace dayu::drill
