// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/transport/transport.h"

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <numeric>

namespace dayu::plan {
namespace {

std::int64_t proven_cost(const FlowProblem& problem, const std::vector<std::int64_t>& potentials) {
  std::int64_t bound = 0;
  for (const FlowArc& arc : problem.arcs) {
    const std::int64_t reduced = arc.cost + potentials[static_cast<std::size_t>(arc.from)] -
                                 potentials[static_cast<std::size_t>(arc.to)];
    bound += reduced > 0 ? reduced * arc.low : reduced * arc.capacity;
  }
  for (std::size_t n = 0; n < potentials.size(); ++n) bound -= problem.supply[n] * potentials[n];
  return bound;
}

}  // namespace

FlowAnswer least_cost_flow(const FlowProblem& problem) {
  using Graph = lemon::StaticDigraph;
  // A static graph wants its arcs by tail.
  std::vector<std::size_t> order(problem.arcs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return problem.arcs[a].from < problem.arcs[b].from; });
  std::vector<std::pair<int, int>> ends;
  ends.reserve(order.size());
  for (const std::size_t a : order) ends.emplace_back(problem.arcs[a].from, problem.arcs[a].to);
  Graph graph;
  graph.build(problem.nodes, ends.begin(), ends.end());
  Graph::ArcMap<std::int64_t> low(graph), capacity(graph), cost(graph);
  Graph::NodeMap<std::int64_t> supply(graph);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const FlowArc& arc = problem.arcs[order[k]];
    const Graph::Arc a = graph.arc(static_cast<int>(k));
    low[a] = arc.low;
    capacity[a] = arc.capacity;
    cost[a] = arc.cost;
  }
  for (int n = 0; n < problem.nodes; ++n) supply[graph.node(n)] = problem.supply[static_cast<std::size_t>(n)];
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.lowerMap(low).upperMap(capacity).costMap(cost).supplyMap(supply);
  FlowAnswer answer;
  answer.feasible = simplex.run() == decltype(simplex)::OPTIMAL;
  if (!answer.feasible) return answer;
  answer.flow.assign(problem.arcs.size(), 0);
  for (std::size_t k = 0; k < order.size(); ++k) {
    answer.flow[order[k]] = simplex.flow(graph.arc(static_cast<int>(k)));
    answer.cost += answer.flow[order[k]] * problem.arcs[order[k]].cost;
  }
  for (int n = 0; n < problem.nodes; ++n) answer.potentials.push_back(simplex.potential(graph.node(n)));
  answer.bound = proven_cost(problem, answer.potentials);
  return answer;
}

}  // namespace dayu::plan
