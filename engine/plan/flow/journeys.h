// SPDX-License-Identifier: Apache-2.0
// A flow over time as people: who leaves home when, enters which arc when, and arrives where. Everybody at
// one node at one step is alike, so rides are handed out in the order of arrival; a way that comes back to a
// node is cut short there, its people wait instead. Invariant: no journey uses an arc at a step at which the
// flow does not; counts of people add up to those who arrived.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/flow/timed_flow.h"

namespace dayu::plan {

struct Journey {
  std::int32_t home = -1, shelter = -1;  ///< nodes of the step network
  std::int32_t people = 0;
  std::vector<std::int32_t> arcs, entered;  ///< step at which each arc is entered
  std::int32_t arrives = 0;
};

/// `leaving`: by node, people who leave home and arrive. Sorted by home, then departure.
std::vector<Journey> journeys(const TimedFlow& flow, const std::vector<std::int32_t>& leaving);

}  // namespace dayu::plan
