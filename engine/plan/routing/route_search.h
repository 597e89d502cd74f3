// SPDX-License-Identifier: Apache-2.0
// Good tours for everybody: slack induction by string removals (Christiaens & Vanden Berghe 2020). Each round
// takes short strings of stops out of a few neighbouring tours and puts everybody back, one after the other,
// at the cheapest feasible stop, with now and then a stop overlooked; a worse result is kept with a chance
// that falls as the work is used up (annealing). Whoever finds no place stays absent, at a price that grows
// while they do. Work is counted (stops looked at), never timed: the same problem, seed and work give the
// same tours everywhere. Tours stay feasible throughout.
#pragma once

#include <functional>

#include "engine/plan/routing/routing_problem.h"

namespace dayu::plan {

/// The work of about this many seconds of one processor core (measured on one; another's speed differs).
/// effort_s = 0: by size, 45 s up to 560 clients, 80 s for 1000.
std::int64_t routing_work(const RoutingProblem& problem, double effort_s);

/// `progress(done_1, cost)` is told now and then; false: stop now (what breaks repeatability is the caller's
/// clock, not the search).
RoutingAnswer route_search(const RoutingProblem& problem, std::uint64_t seed, std::int64_t work_limit,
                           const std::function<bool(double, double)>& progress = {});

}  // namespace dayu::plan
