// SPDX-License-Identifier: Apache-2.0
// One draw's courses, and how many of them become the figures by village and the curves over time.
#pragma once

#include <vector>

#include "engine/plan/behaviour/behaviour.h"
#include "engine/plan/behaviour/call_tree.h"
#include "engine/plan/behaviour/movement.h"

namespace dayu::plan {

/// Everybody's course in one draw at one compliance, and what made them leave.
struct Drawn {
  double compliance_1 = 1;
  int draw = 0;
  std::vector<Course> courses;
  std::vector<Path> paths;
};

/// Fills expected, rows and curves. `announced`: the course with nothing drawn.
void count_draws(const Plan& plan, const Drawn& announced, const std::vector<Drawn>& all, Behaviour& b);

}  // namespace dayu::plan
