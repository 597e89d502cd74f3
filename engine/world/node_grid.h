// SPDX-License-Identifier: Apache-2.0
// Which node of the largest component lies nearest to a point? Nodes stand in square bins of one piece's
// length; bins are searched in rings, until no unseen bin can hold a nearer node. Of equals the lower number
// wins.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/world/world.h"

namespace dayu::world {

class NodeGrid {
 public:
  explicit NodeGrid(const Network& network);

  struct Near {
    NodeId node;
    double distance_m = 0;
  };
  /// Empty if the network has no node.
  std::optional<Near> nearest(geo::Point p) const;

 private:
  using Bin = std::pair<std::int64_t, std::int64_t>;
  static Bin bin_of(geo::Point p);
  void look_into(Bin bin, geo::Point p, std::optional<Near>& best) const;

  const Network& network_;
  std::map<Bin, std::vector<std::int32_t>> bins_;
  Bin low_{0, 0}, high_{0, 0};  ///< the bins that hold anything lie between
};

}  // namespace dayu::world
