// SPDX-License-Identifier: Apache-2.0
// Inside the loader: from road lines to pieces and nodes, and from places to their nearest node.
#pragma once

#include <vector>

#include "engine/world/world.h"

namespace dayu::world {

/// A road as its file has it, defaults by kind applied; `line` may still be long and cross others.
struct Road {
  Piece like;  ///< everything but from, to, line and length
  std::vector<geo::Point> line;
};

/// A piece is no longer than this, so that one closed place closes little else.
inline constexpr double kLongestPiece_m = 200;

/// Cuts roads where they share points and at most every 200 m. Heights of nodes come from `ground`.
Network build_network(const std::vector<Road>& roads, const geo::Raster<float>& ground);

/// Gives every group, household, site, shelter, warehouse and team its nearest node in the largest component.
void snap_places(World& world);

}  // namespace dayu::world
