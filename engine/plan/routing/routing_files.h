// SPDX-License-Identifier: Apache-2.0
// What a routing run leaves in its folder:
//   plan/dispatch.csv  tour,vehicle,stop,node,load,arrive,begin,leave,length: one row a stop, depots at both
//                      ends; load is what is still on board on arrival, length is driven since the tour began
//   plan/unmet.csv     node,demand,reason_zh,reason_en: who is not served
//   plan/routes.sol    the tours as the field exchanges them ("Route #1: ..."; client = node - 1)
//   plan/certificate.json   the rule of lengths, cost and work; no lower bound is claimed
//   inputs/dispatch/instance.vrp   the file as read, unpacked
// Lengths and times are in the file's own measure.
#pragma once

#include <filesystem>
#include <string>

#include "engine/plan/routing/routing_problem.h"

namespace dayu::plan {

void write_routing(const RoutingProblem& problem, const RoutingAnswer& answer,
                   const std::filesystem::path& instance, const std::filesystem::path& run);
/// summary.json: dispatch.{cost, unserved, tours, clients}.
std::string routing_summary(const RoutingProblem& problem, const RoutingAnswer& answer,
                            const std::string& scenario_name);

}  // namespace dayu::plan
