// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/network_plan.h"

#include <algorithm>

#include "engine/plan/flow/indexed.h"

namespace dayu::plan {
namespace {

using flow::at;

/// Labels of one theta out of their changes.
std::vector<std::int32_t> labels_at(const CutLabels& cuts, std::int32_t nodes, std::int32_t theta) {
  std::vector<std::int32_t> labels;
  for (std::int32_t n = 0; n < nodes; ++n) {
    std::int32_t lag = CutLabels::kNoLabel;
    for (const CutLabels::Change& change : cuts.of(n))
      if (change.theta <= theta) lag = change.lag;
    labels.push_back(lag == CutLabels::kNoLabel ? -1 : theta - lag);
  }
  return labels;
}

/// Sum over theta of those who cannot be there by theta.
long long bound_of_arrivals(const EarliestArrival& best) {
  long long sum = 0;
  for (const std::int64_t arrived : best.arrived_by) sum += best.arrived() - arrived;
  return sum;
}

}  // namespace

NetworkPlan plan_network(const GivenNetwork& given, std::int64_t /*work_limit*/) {
  NetworkPlan plan;
  plan.network = contract(given);
  plan.people = given.all_people();
  EarliestArrival best = earliest_arrival(plan.network);
  plan.arrived = best.arrived();
  plan.clear = std::max(0, best.clear());
  plan.bound_left = plan.people - plan.arrived;
  plan.bound_clear = plan.clear;
  plan.left_cut = best.last_cut;
  plan.clear_cut = labels_at(best.cuts, plan.network.n_nodes(), plan.clear - 1);
  plan.prices.assign(plan.network.given.size(), 0);
  plan.mean_cuts = best.cuts;
  plan.mean_thetas = plan.clear;
  plan.bound_sum = bound_of_arrivals(best);
  plan.work = best.work;
  std::vector<std::int32_t> leaving = plan.network.people;
  for (std::size_t n = 0; n < leaving.size(); ++n) leaving[n] -= best.at_home[n];
  plan.at_home = best.at_home;
  plan.journeys = journeys(best.flow, leaving);
  for (const Journey& j : plan.journeys) plan.sum_arrivals += static_cast<long long>(j.arrives) * j.people;
  plan.mean_is_least = plan.sum_arrivals == plan.bound_sum;
  return plan;
}

}  // namespace dayu::plan
