// SPDX-License-Identifier: Apache-2.0
// The transportation problem of a set of open sites, by LEMON's network simplex.
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <limits>
#include <numeric>

#include "engine/plan/site/capacitated.h"

namespace dayu::plan {

double serving_cost(const CapacitatedSiting& siting, const std::vector<int>& open,
                    std::vector<CapacitatedAnswer::Share>* shares) {
  using Graph = lemon::StaticDigraph;
  const double demand = std::accumulate(siting.demands.begin(), siting.demands.end(), 0.0);
  double capacity = 0, fixed = 0;
  for (const int site : open) {
    capacity += siting.capacities[static_cast<std::size_t>(site)];
    fixed += siting.fixed[static_cast<std::size_t>(site)];
  }
  if (capacity < demand) return std::numeric_limits<double>::infinity();
  // Sites 0..k-1, clients k..k+n-1; supplies may stay, demands may not.
  const int k = static_cast<int>(open.size());
  std::vector<std::pair<int, int>> arcs;
  arcs.reserve(static_cast<std::size_t>(k) * static_cast<std::size_t>(siting.clients));
  for (int s = 0; s < k; ++s)
    for (int c = 0; c < siting.clients; ++c) arcs.emplace_back(s, k + c);
  Graph graph;
  graph.build(k + siting.clients, arcs.begin(), arcs.end());
  Graph::ArcMap<double> costs(graph);
  Graph::NodeMap<std::int64_t> supplies(graph);
  for (int s = 0; s < k; ++s) {
    const auto site = static_cast<std::size_t>(open[static_cast<std::size_t>(s)]);
    supplies[graph.node(s)] = static_cast<std::int64_t>(siting.capacities[site]);
    for (int c = 0; c < siting.clients; ++c)
      costs[graph.arc(s * siting.clients + c)] =
          siting.row(c)[site] / siting.demands[static_cast<std::size_t>(c)];
  }
  for (int c = 0; c < siting.clients; ++c)
    supplies[graph.node(k + c)] = -static_cast<std::int64_t>(siting.demands[static_cast<std::size_t>(c)]);
  lemon::NetworkSimplex<Graph, std::int64_t, double> simplex(graph);
  simplex.costMap(costs).supplyMap(supplies).supplyType(decltype(simplex)::LEQ);
  if (simplex.run() != decltype(simplex)::OPTIMAL) return std::numeric_limits<double>::infinity();
  double cost = fixed;
  for (int a = 0; a < graph.arcNum(); ++a) {
    const std::int64_t flow = simplex.flow(graph.arc(a));
    if (flow == 0) continue;
    cost += static_cast<double>(flow) * costs[graph.arc(a)];
    if (shares)
      shares->push_back({a % siting.clients, open[static_cast<std::size_t>(a / siting.clients)],
                         static_cast<double>(flow)});
  }
  return cost;
}

}  // namespace dayu::plan
