// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/shelter_prices.h"

#include <algorithm>

#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

/// Share of the people after whom the last ones do not count: they come from far, whatever the prices.
constexpr double kMost_1 = 0.98;

/// Steps of all arrivals of a flow, summed.
long long sum_of(const TimedFlow& flow) {
  const StepNetwork& net = flow.network();
  long long sum = 0;
  for (std::int32_t a = 0; a < net.n_arcs(); ++a) {
    if (at(net.places, at(net.arcs, a).head) < 0) continue;
    for (std::int32_t s = flow.last_used(a, flow.horizon() - 1); s >= 0; s = flow.last_used(a, s - 1))
      sum += static_cast<long long>(flow.entering(a, s)) * (s + at(net.arcs, a).steps);
  }
  return sum;
}

/// Sum over theta of those who are not counted by then, less what the prices add at most.
long long bound_of(const EarliestArrival& run, const StepNetwork& net,
                   const std::vector<std::int32_t>& prices) {
  long long bound = 0;
  for (const std::int64_t arrived : run.arrived_by) bound += run.arrived() - arrived;
  for (std::int32_t n = 0; n < net.n_nodes(); ++n)
    if (at(prices, n) > 0) bound -= static_cast<long long>(at(prices, n)) * at(net.places, n);
  return bound;
}

/// theta by which most have come.
std::int32_t most_by(const EarliestArrival& run) {
  std::int32_t theta = 0;
  if (run.arrived_by.empty()) return theta;
  while (static_cast<double>(at(run.arrived_by, theta)) < kMost_1 * static_cast<double>(run.arrived()))
    ++theta;
  return theta;
}

class PriceSearch {
 public:
  PriceSearch(const StepNetwork& network, const EarliestArrival& envelope)
      : net_(network),
        latest_(envelope.clear()),
        best_{envelope.flow,
              envelope.at_home,
              sum_of(envelope.flow),
              envelope.cuts,
              std::vector<std::int32_t>(network.given.size(), 0),
              envelope.clear(),
              0,
              envelope.work} {
    best_.bound = bound_of(envelope, network, best_.prices);
    rise_ = rises(envelope, best_.prices);
  }

  PricedPlan run(std::int64_t arrived, std::int64_t work_limit) {
    std::int64_t last = best_.work;
    for (double share = 0.9; share > 0.02 && best_.sum > best_.bound && best_.work + last <= work_limit;) {
      const std::vector<std::int32_t> prices = raised(share);
      if (prices == best_.prices) break;
      const EarliestArrival tried = earliest_arrival(net_, {prices, latest_, arrived});
      last = tried.work;
      best_.work += last;
      keep_plan(tried);
      if (!keep_bound(tried, prices)) share /= 2;
    }
    return std::move(best_);
  }

 private:
  /// How much earlier than most people's arrival each shelter is full.
  std::vector<std::int32_t> rises(const EarliestArrival& run, const std::vector<std::int32_t>& prices) const {
    std::vector<std::int32_t> rise(prices.size(), 0);
    const std::int32_t most = most_by(run);
    for (std::int32_t n = 0; n < net_.n_nodes(); ++n)
      if (at(run.full_at, n) >= 0 && at(net_.places, n) > 0)
        at(rise, n) = most - at(run.full_at, n);
      else if (at(prices, n) > 0)
        at(rise, n) = -at(prices, n);
    return rise;
  }

  std::vector<std::int32_t> raised(double share) const {
    std::vector<std::int32_t> prices = best_.prices;
    for (std::size_t n = 0; n < prices.size(); ++n)
      prices[n] = std::max(0, prices[n] + static_cast<std::int32_t>(share * rise_[n]));
    return prices;
  }

  void keep_plan(const EarliestArrival& tried) {
    const long long sum = sum_of(tried.flow);
    if (sum >= best_.sum) return;
    best_.sum = sum;
    best_.flow = tried.flow;
    best_.at_home = tried.at_home;
  }

  bool keep_bound(const EarliestArrival& tried, const std::vector<std::int32_t>& prices) {
    const long long bound = bound_of(tried, net_, prices);
    if (bound <= best_.bound) return false;
    best_.bound = bound;
    best_.cuts = tried.cuts;
    best_.prices = prices;
    best_.thetas = tried.clear();
    rise_ = rises(tried, prices);
    return true;
  }

  const StepNetwork& net_;
  std::int32_t latest_;
  PricedPlan best_;
  std::vector<std::int32_t> rise_;
};

}  // namespace

PricedPlan price_shelters(const StepNetwork& network, const EarliestArrival& envelope,
                          std::int64_t work_limit) {
  return PriceSearch(network, envelope).run(envelope.arrived(), work_limit);
}

}  // namespace dayu::plan
