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

namespace {

class Loop {
 public:
  Loop(const StepNetwork& network, const Terms& terms)
      : terms_(terms),
        result_{TimedFlow(network),
                network.people,
                network.places,
                {},
                CutLabels(network.given.size()),
                {},
                std::vector<std::int32_t>(network.given.size(), -1),
                0},
        reach_(result_.flow),
        augment_(result_.flow, reach_, result_.at_home, result_.left) {
    for (const std::int32_t p : network.people) people_ += p;
  }

  EarliestArrival run() {
    const std::int64_t enough = terms_.enough > 0 ? terms_.enough : people_;
    for (std::int32_t theta = 0;; ++theta) {
      const std::int64_t more = at_theta(theta);
      arrived_ += more;
      const std::vector<std::int32_t> labels = reach_.labels();
      const bool done = arrived_ >= enough || (more == 0 && terms_.enough == 0 && nobody_can());
      if (done && more == 0) break;
      result_.cuts.add(theta, labels);
      result_.arrived_by.push_back(arrived_);
      if (done) break;
    }
    if (terms_.enough == 0) {
      reach_.search(kAlways, result_.left);
      result_.last_cut = reach_.labels();
    }
    result_.work = reach_.work();
    return std::move(result_);
  }

 private:
  /// Everybody more who can be there by theta.
  std::int64_t at_theta(std::int32_t theta) {
    result_.flow.reach(std::min(theta, terms_.latest) + 1);
    for (std::int64_t more = 0;;) {
      reach_.search(theta, result_.left, terms_.later, terms_.latest);
      const std::int64_t moved = augment_.all();
      for (std::size_t n = 0; n < result_.left.size(); ++n)
        if (result_.left[n] == 0 && result_.full_at[n] < 0) result_.full_at[n] = theta;
      if (moved == 0) return more;
      more += moved;
    }
  }

  bool nobody_can() {
    reach_.search(kAlways, result_.left);
    return !augment_.anybody();
  }

  const Terms& terms_;
  EarliestArrival result_;
  LatestReach reach_;
  Augment augment_;
  std::int64_t people_ = 0, arrived_ = 0;
};

}  // namespace

EarliestArrival earliest_arrival(const StepNetwork& network) {
  const Terms none;
  return Loop(network, none).run();
}

EarliestArrival earliest_arrival(const StepNetwork& network, const Terms& terms) {
  return Loop(network, terms).run();
}

}  // namespace dayu::plan
