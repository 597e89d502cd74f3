// SPDX-License-Identifier: Apache-2.0
// The least mean arrival when shelters fill up. If near shelters go to whoever comes first, those who have no
// other drive far; so each full shelter gets a price: an arrival counts that many steps later than it is. For
// any prices the earliest arrivals, so counted, give both a plan and a lower bound (Lagrange): sum over theta
// of (all - those counted by theta) - sum of price * places. Prices rise where a shelter is full long before
// the last people come, and fall back by half when the bound falls. The work is counted, never timed.
#pragma once

#include "engine/plan/flow/earliest_arrival.h"

namespace dayu::plan {

struct PricedPlan {
  TimedFlow flow;
  std::vector<std::int32_t> at_home;
  long long sum = 0;  ///< of arrivals, steps
  CutLabels cuts{0};
  std::vector<std::int32_t> prices;  ///< of the cuts
  std::int32_t thetas = 0;
  long long bound = 0;
  std::int64_t work = 0;
};

/// Starts from the envelope: `arrived` people by step `clear`.
PricedPlan price_shelters(const StepNetwork& network, const EarliestArrival& envelope,
                          std::int64_t work_limit);

}  // namespace dayu::plan
