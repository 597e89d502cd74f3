// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/earliest_arrival.h"

#include <algorithm>

#include "engine/plan/flow/augment.h"

namespace dayu::plan {

void CutLabels::add(std::int32_t theta, const std::vector<std::int32_t>& labels) {
  for (std::size_t n = 0; n < labels.size(); ++n) {
    const std::int32_t lag = labels[n] < 0 ? kNoLabel : std::max(0, theta - labels[n]);
    auto& changes = changes_[n];
    if (changes.empty() ? lag != kNoLabel : changes.back().lag != lag) changes.push_back({theta, lag});
  }
}

EarliestArrival earliest_arrival(const StepNetwork& network) {
  EarliestArrival result{
      TimedFlow(network), network.people, network.places, {}, CutLabels(network.given.size()), {}, -1, 0};
  LatestReach reach(result.flow);
  Augment augment(result.flow, reach, result.at_home, result.left);
  std::int64_t arrived = 0, waiting = 0;
  for (const std::int32_t p : network.people) waiting += p;
  for (std::int32_t theta = 0;; ++theta) {
    result.flow.reach(theta + 1);
    std::int64_t more = 0;
    for (;;) {
      reach.search(theta, result.left);
      const std::int64_t moved = augment.all();
      if (moved == 0) break;
      more += moved;
    }
    arrived += more;
    const bool nobody_left = arrived == waiting;
    if (more == 0 || nobody_left) {
      const std::vector<std::int32_t> labels = reach.labels();
      reach.search(kAlways, result.left);
      const bool done = nobody_left || !augment.anybody();
      if (done) result.last_cut = reach.labels();
      if (done && more == 0) break;
      result.cuts.add(theta, labels);
      result.arrived_by.push_back(arrived);
      if (done) break;
      continue;
    }
    result.cuts.add(theta, reach.labels());
    result.arrived_by.push_back(arrived);
  }
  result.work = reach.work();
  return result;
}

}  // namespace dayu::plan
