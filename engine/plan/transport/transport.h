// SPDX-License-Identifier: Apache-2.0
// Who goes where at least cost, on a network with capacities: minimum-cost flow by network simplex (LEMON),
// exact, with the potentials that prove it. Whole numbers throughout.
//   bound(pi) = sum over arcs of ( low * max(0, r) + capacity * min(0, r) ) - sum over nodes of supply * pi,
//   r = cost + pi(from) - pi(to): no flow costs less, for ANY pi; the simplex's own pi reach its cost.
// Files: DIMACS min-cost flow (first DIMACS challenge, 1991): "p min NODES ARCS", "n NODE SUPPLY",
// "a FROM TO LOW CAPACITY COST", "c ..."; may be gzipped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dayu::plan {

struct FlowArc {
  int from = 0, to = 0;  ///< nodes from 0
  std::int64_t low = 0, capacity = 0, cost = 0;
};

struct FlowProblem {
  int nodes = 0;
  std::vector<std::int64_t> supply;
  std::vector<FlowArc> arcs;
};

struct FlowAnswer {
  bool feasible = false;
  std::vector<std::int64_t> flow, potentials;
  std::int64_t cost = 0, bound = 0;
};

/// InputError with the faults of the file, each with its line; also where the supplies do not add up to 0.
FlowProblem read_dimacs_flow(const std::filesystem::path& file);
FlowAnswer least_cost_flow(const FlowProblem& problem);

/// plan/flow.csv (arc,from,to,quantity,cost: one row an arc that is used; arc counts the "a" lines from 1),
/// plan/potentials.csv (node,potential), plan/certificate.json, inputs/flow/instance.min.
void write_flow(const FlowProblem& problem, const FlowAnswer& answer, const std::filesystem::path& instance,
                const std::filesystem::path& run);
/// summary.json: dispatch.{cost, bound, unserved, quantity}.
std::string flow_summary(const FlowProblem& problem, const FlowAnswer& answer,
                         const std::string& scenario_name);

}  // namespace dayu::plan
