// SPDX-License-Identifier: Apache-2.0
// Which line would a road builder take? Least cost over a 40 m lattice with sixteen directions: steep grades,
// side slopes, wet ground and water cost more, a road that is already there costs little (Dijkstra 1959).
// Invariant: no route leaves the window or enters a pond; edges are shared, never doubled beside each other.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

/// Rank of a road, best first; index into kind_name.
enum class Rank { trunk, secondary, tertiary, unclassified, track, path };

/// What a builder pays for.
struct Taste {
  double grade_1 = 0.045;    ///< grade that doubles the cost of a metre
  double steepest_1 = 0.10;  ///< above it every step costs tenfold and more
  double bridge_m = 150;     ///< a crossing costs as much as this length and more with width
  double reuse_1 = 0.3;      ///< factor on roads that exist
  double wet_1 = 0;          ///< dislike of low ground, on roads that exist too
};

struct RoadEdge {
  Rank rank = Rank::path;
  int name = 0;  ///< row of a list of names kept by the builder
};

class RoadLattice {
 public:
  explicit RoadLattice(const County& county);

  int node_of(geo::Point p) const;
  geo::Point point_of(int node) const;
  bool on_road(int node) const { return degree_[static_cast<std::size_t>(node)] > 0; }
  const std::map<std::pair<int, int>, RoadEdge>& edges() const { return edges_; }

  struct Reached {
    int node = -1;
    double length_m = 0;
    std::vector<int> path;  ///< from the start to `node`; empty if none
  };
  /// Spreads from `from` until `stop(node, length_m)` is true for the cheapest open node or `limit_cost` is
  /// spent.
  Reached spread(int from, const Taste& taste, const std::function<bool(int, double)>& stop,
                 double limit_cost = 1e12) const;
  /// A stretch that is there already keeps the better rank; `rename` gives it the new name unless it is a
  /// trunk.
  void lay(const std::vector<int>& path, Rank rank, int name, bool rename = false);

 private:
  int n_ = 0;
  double cell_m_ = 40;
  std::vector<double> z_, wet_, low_, side_, noise_;
  std::vector<unsigned char> barred_, water_;
  std::vector<double> water_m_;
  std::vector<unsigned char> degree_;
  std::map<std::pair<int, int>, RoadEdge> edges_;
  mutable std::vector<double> cost_, length_;
  mutable std::vector<int> from_, stamp_;
  mutable int round_ = 0;

  double step_cost(int a, int b, double distance_m, const Taste& taste) const;
  int nth_neighbour(int node, int k, double& distance_m) const;
};

}  // namespace dayu::world::synth
