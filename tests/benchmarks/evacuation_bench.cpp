// SPDX-License-Identifier: Apache-2.0
// Speed of the searches on a given network beside Boost.Graph's CSR Dijkstra in the same run, processor
// milliseconds, best of 20: evacuation_bench [SCENARIO_FOLDER]. Nothing here is asserted.
//   one-to-all with every closing, against Boost's one-to-all without any; latest safe departure of all nodes
//   to all shelters in one reverse search; the exact plan.
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cstdio>
#include <ctime>
#include <functional>

#include "engine/drill/scenario.h"
#include "engine/plan/flow/network_plan.h"
#include "engine/plan/search.h"
#include "tests/benchmarks/cpu_time.h"

using namespace dayu;

namespace {

double best_of(int times, const std::function<void()>& work) {
  double best = 1e30;
  for (int i = 0; i < times; ++i) {
    const double begin = 1e3 * bench::cpu_s();
    work();
    best = std::min(best, 1e3 * bench::cpu_s() - begin);
  }
  return best;
}

/// Every given arc as a one-way piece, every closing as a closure for cars.
struct Roads {
  world::World world;
  impact::Impact impact;
  explicit Roads(const plan::GivenNetwork& given) {
    world.network.nodes.resize(given.node_ids.size());
    for (std::size_t a = 0; a < given.arcs.size(); ++a) {
      world::Piece piece;
      piece.from = {given.arcs[a].from}, piece.to = {given.arcs[a].to};
      piece.length_m = given.arcs[a].length_m, piece.speed_m_per_s = given.arcs[a].speed_m_per_s;
      piece.oneway = true;
      world.network.pieces.push_back(piece);
      if (given.close_s[a] >= base::kNever_s) continue;
      impact::Closure closure;
      closure.piece = {static_cast<std::int32_t>(a)}, closure.who = "car", closure.from_s = given.close_s[a];
      closure.effect = impact::Effected::stop;
      impact.closures.push_back(closure);
    }
  }
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, int>;

double boost_ms(const plan::GivenNetwork& given, const plan::RoadTimes& roads, int source) {
  std::vector<std::pair<int, int>> edges;
  std::vector<int> times;
  for (std::size_t a = 0; a < given.arcs.size(); ++a) {
    edges.emplace_back(given.arcs[a].from, given.arcs[a].to);
    times.push_back(roads.free_time(static_cast<std::int32_t>(2 * a)));
  }
  Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), times.begin(),
              given.node_ids.size());
  std::vector<int> distance(given.node_ids.size());
  return best_of(20, [&] {
    boost::dijkstra_shortest_paths(graph, static_cast<std::size_t>(source),
                                   boost::weight_map(boost::get(boost::edge_bundle, graph))
                                       .distance_map(boost::make_iterator_property_map(
                                           distance.begin(), boost::get(boost::vertex_index, graph))));
  });
}

}  // namespace

int main(int argc, char** argv) {
  const drill::Scenario scenario =
      drill::read_scenario(argc > 1 ? argv[1] : "tests/validation/evacuation_yarra_5000x200");
  const base::Settings section = scenario.settings.section("network");
  const plan::GivenNetwork given = plan::read_given_network(section);
  const Roads town(given);
  const plan::Network network = plan::network_of(town.world);
  const plan::RoadTimes roads(town.world, town.impact, network, {"car", 0, 1, false}, 1);
  plan::Search search(network);
  int source = 0;
  std::vector<plan::Target> shelters;
  for (std::int32_t n = 0; n < network.n_nodes; ++n) {
    if (given.people[static_cast<std::size_t>(n)] > 0) source = n;
    if (given.places[static_cast<std::size_t>(n)] >= 0) shelters.push_back({n, plan::kNeverTick});
  }
  const double boost = boost_ms(given, roads, source);
  const double ours = best_of(20, [&] { search.earliest_waiting(roads, source, 0); });
  const double latest = best_of(20, [&] { search.latest_waiting(roads, shelters); });
  std::printf("%d nodes, %zu arcs, %zu closings, %zu shelters\n", network.n_nodes, given.arcs.size(),
              town.impact.closures.size(), shelters.size());
  std::printf("one-to-all, Boost CSR, no closings   %8.2f ms\n", boost);
  std::printf("one-to-all, closings                 %8.2f ms  (%.2f of Boost)\n", ours, ours / boost);
  std::printf("latest safe departure of all nodes   %8.2f ms\n", latest);
  const double begin = 1e3 * bench::cpu_s();
  const plan::NetworkPlan plan = plan_network(given, static_cast<std::int64_t>(section.number("work_limit")));
  std::printf("exact plan                           %8.0f ms  (left %lld, clear %d steps, work %.2e arcs)\n",
              1e3 * bench::cpu_s() - begin, plan.people - plan.arrived, plan.clear,
              static_cast<double>(plan.work));
  return 0;
}
