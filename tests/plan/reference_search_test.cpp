// SPDX-License-Identifier: Apache-2.0
// Without closures our search is a plain shortest-path search: Boost.Graph's Dijkstra is the second opinion,
// on networks larger than brute force can take, forwards and backwards.
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <utility>

#include "engine/plan/search.h"
#include "tests/plan/random_roads.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, int>;

Graph graph_of(const plan::Network& n, const plan::RoadTimes& roads, bool backwards) {
  std::vector<std::pair<int, int>> edges;
  std::vector<int> times;
  for (int u = 0; u < n.n_nodes; ++u)
    for (int i = n.first_out[static_cast<std::size_t>(u)]; i < n.first_out[static_cast<std::size_t>(u) + 1];
         ++i) {
      const int arc = n.out_arc[static_cast<std::size_t>(i)];
      const int v = n.head[static_cast<std::size_t>(arc)];
      edges.emplace_back(backwards ? v : u, backwards ? u : v);
      times.push_back(roads.free_time(arc));
    }
  return Graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), times.begin(),
               static_cast<std::size_t>(n.n_nodes));
}

std::vector<int> boost_distances(Graph& graph, int source) {
  std::vector<int> distance(boost::num_vertices(graph));
  boost::dijkstra_shortest_paths(graph, static_cast<std::size_t>(source),
                                 boost::weight_map(boost::get(boost::edge_bundle, graph))
                                     .distance_map(boost::make_iterator_property_map(
                                         distance.begin(), boost::get(boost::vertex_index, graph))));
  return distance;
}

}  // namespace

TEST_CASE("on free roads both directions equal Boost.Graph") {
  base::Random random(11, 1);
  for (int round = 0; round < 5; ++round) {
    test::TinyTown town = test::random_town(random, 300, 700);
    town.impact.closures.clear();
    const plan::Network network = plan::network_of(town.world);
    const plan::RoadTimes roads(town.world, town.impact, network, {"walker", 1, 1, true}, 0.5);
    plan::Search search(network);
    const int source = random.below(300);
    Graph forward = graph_of(network, roads, false), back = graph_of(network, roads, true);
    const std::vector<int> away = boost_distances(forward, source), home = boost_distances(back, source);
    search.earliest_waiting(roads, source, 0);
    int differences = 0;
    for (int v = 0; v < 300; ++v) {
      const int truth = away[static_cast<std::size_t>(v)];
      differences += truth >= plan::kNeverTick ? search.labels().time(v) != plan::kNeverTick
                                               : search.labels().time(v) != truth;
    }
    search.free_to(roads, {{source, 0}});
    for (int v = 0; v < 300; ++v) {
      const int truth = home[static_cast<std::size_t>(v)];
      differences += truth >= plan::kNeverTick ? search.labels().time(v) != plan::kNeverTick
                                               : search.labels().time(v) != truth;
    }
    CHECK(differences == 0);
  }
}
