// SPDX-License-Identifier: Apache-2.0
// The plan for a given network: fewest left, then least clearing time, then least mean arrival; and the cuts
// that prove how good it can be. Valid for the stated tables, step and rounding; everybody is ready at 0.
#pragma once

#include <string>
#include <vector>

#include "engine/plan/flow/earliest_arrival.h"
#include "engine/plan/flow/journeys.h"

namespace dayu::plan {

struct NetworkPlan {
  StepNetwork network;
  std::vector<Journey> journeys;
  std::vector<std::int32_t> at_home;  ///< by node: who is left
  long long people = 0, arrived = 0;
  std::int32_t clear = 0;      ///< step of the last arrival
  long long sum_arrivals = 0;  ///< steps, over people
  long long bound_left = 0;
  std::int32_t bound_clear = 0;  ///< steps, for any plan that leaves no more behind
  long long bound_sum = 0;       ///< of arrivals, for any plan that also clears by `clear`

  std::vector<std::int32_t> left_cut, clear_cut;  ///< labels by node; kAlways: any time, -1: never
  std::vector<std::int32_t> prices;               ///< steps, by node; 0 where a shelter is no bottleneck
  CutLabels mean_cuts{0};                         ///< labels by theta, with the prices
  std::int32_t mean_thetas = 0;                   ///< number of cuts, theta = 0 ..
  std::int64_t work = 0;
  bool mean_is_least = false;
};

NetworkPlan plan_network(const GivenNetwork& given, std::int64_t work_limit);

/// plan/evacuation.csv (group,people,from,to,depart_s,arrive_s,route,chain_enter_s), left.csv (group,people,
/// reason_zh,reason_en), shelters.csv (shelter,places,people), cuts.csv (node,left_step,clear_step,mean_lag),
/// certificate.json, and the tables that were read as inputs/network/*.csv.
///  route: rows of the arc table, in order; chain_enter_s: when each chain of the route is entered
///  left_step, clear_step: the latest step from which a shelter can be reached with no limit of time, and by
///  bound_clear - 1; "always", or empty: never
///  mean_lag: "theta:lag ...": from that theta on the latest step is theta - lag; lag "x": never
void write_network_plan(const NetworkPlan& plan, const GivenNetwork& given, const std::filesystem::path& run);

/// summary.json of a scenario that is a network alone.
std::string network_summary(const NetworkPlan& plan, const std::string& scenario_name);

}  // namespace dayu::plan
