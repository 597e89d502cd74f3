// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/network_plan.h"

#include <algorithm>

#include "engine/plan/flow/shelter_prices.h"
#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

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

}  // namespace

NetworkPlan plan_network(const GivenNetwork& given, std::int64_t work_limit) {
  NetworkPlan plan;
  plan.network = contract(given);
  plan.people = given.all_people();
  const EarliestArrival best = earliest_arrival(plan.network);
  plan.arrived = best.arrived();
  plan.clear = std::max(0, best.clear());
  plan.bound_left = plan.people - plan.arrived;
  plan.bound_clear = plan.clear;
  plan.left_cut = best.last_cut;
  plan.clear_cut = labels_at(best.cuts, plan.network.n_nodes(), plan.clear - 1);

  PricedPlan priced = price_shelters(plan.network, best, work_limit);
  plan.prices = std::move(priced.prices);
  plan.mean_cuts = std::move(priced.cuts);
  plan.mean_thetas = std::max(0, priced.thetas);
  plan.bound_sum = std::max(0LL, priced.bound);
  plan.work = priced.work;
  std::vector<std::int32_t> leaving = plan.network.people;
  for (std::size_t n = 0; n < leaving.size(); ++n) leaving[n] -= priced.at_home[n];
  plan.at_home = std::move(priced.at_home);
  plan.journeys = journeys(priced.flow, leaving);
  for (const Journey& j : plan.journeys) plan.sum_arrivals += static_cast<long long>(j.arrives) * j.people;
  plan.mean_is_least = plan.sum_arrivals == plan.bound_sum;
  return plan;
}

}  // namespace dayu::plan
