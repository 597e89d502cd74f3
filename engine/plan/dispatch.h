// SPDX-License-Identifier: Apache-2.0
// Teams and goods on roads that close and reopen. Order of objectives: people without a way out first, by
// deadline; then help and guard in the villages that move; then goods to the shelters that hold most people.
#pragma once

#include <vector>

#include "engine/plan/fleet.h"

namespace dayu::plan {

/// Rescue of everybody left behind: tasks, and unmet rows where nobody can come or nobody comes in time.
void rescue(Scene& scene, Fleet& fleet, Plan& plan);

/// One team to each village that moves people, the most people first, while teams last.
void guard(Scene& scene, Fleet& fleet, Plan& plan);

/// Whoever needs help and walks is paired: an able member of the household, an able household of the group or
/// village, else the team that guards the village; unmet rows for whoever has nobody.
void pair_helpers(const Scene& scene, const std::vector<int>& able, Plan& plan);

/// Needs of the people in shelters by the quota table, stock against them, and trucks that carry it.
void supply(Scene& scene, Fleet& fleet, Plan& plan);

}  // namespace dayu::plan
