// SPDX-License-Identifier: Apache-2.0
// On the day something happens that the plan did not know: a road or bridge is lost, a shelter takes nobody
// more, a village's order comes earlier. A new valid plan, with as little changed of what was announced as
// can be: who is not touched keeps route, time and shelter; then the same shelter by another road; then
// another shelter. Who is on the way turns off at the next junction. Nobody is planned back before the moment
// `at_s`.
#pragma once

#include "engine/plan/incident.h"
#include "engine/plan/plan_difference.h"

namespace dayu::plan {

struct Replanned {
  Plan plan;
  impact::Impact impact;
  std::vector<PlanChange> changes;
  int kept = 0;  ///< units whose announcement stands
};

/// `settings` is the [plan] section. Guards, goods and rescue are planned anew as a whole.
/// The first answer moves everybody (routes, times, shelters, buses, who is left) and says what changes;
/// margins, bounds, helpers, goods, rescue and the stress figure come with the whole one.
enum class Answer { first, whole };
Replanned replan(const world::World& world, const impact::Impact& impact, const Plan& announced,
                 const std::vector<Incident>& incidents, const base::Settings& settings,
                 const base::Instant& start, Answer answer = Answer::whole);

}  // namespace dayu::plan
