// SPDX-License-Identifier: Apache-2.0
// Two plans for the same people, and what changes for whom, in words.
#pragma once

#include "engine/plan/scene.h"

namespace dayu::plan {

/// One unit whose announcement changes.
struct PlanChange {
  int unit = 0;
  std::string zh, en;
};

/// The changes, by unit, and how many units keep what they were told. Units of `announced` come first in
/// `now`, in the same order.
std::pair<std::vector<PlanChange>, int> difference(const Plan& announced, const Plan& now,
                                                   const world::World& world, const base::Instant& start);

}  // namespace dayu::plan
