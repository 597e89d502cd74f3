// SPDX-License-Identifier: Apache-2.0
// Does the plan, as announced, still hold when the hazard comes earlier and people are slow? Every danger and
// closing time t becomes from + (1 - earlier) (t - from), `from` being the first word to any village (or
// stress_from_s); reopenings stay where they are. Calls, knocks, own starts and buses take the stated
// percentile of mobilisation_spread.csv, preparation that of its own range. Everybody keeps route and
// shelter: who is caught at home, or on a piece that closes, is named. Beside it: whom a plan made anew would
// have to leave.
#pragma once

#include "engine/plan/scene.h"

namespace dayu::plan {

/// The impact with everything earlier.
impact::Impact made_earlier(const impact::Impact& impact, double from_s, double earlier_1);
double earlier_time_s(double time_s, double from_s, double earlier_1);

/// The rules with slow people, by the percentile.
Rules made_slow(Rules rules, double percentile_1);

/// Fills plan.stress. The trips must stand.
void add_stress(const Scene& scene, Plan& plan);

}  // namespace dayu::plan
