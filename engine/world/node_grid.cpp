// SPDX-License-Identifier: Apache-2.0
#include "engine/world/node_grid.h"

#include <algorithm>
#include <cmath>

namespace dayu::world {
namespace {
constexpr double kBin_m = 200;
}

NodeGrid::Bin NodeGrid::bin_of(geo::Point p) {
  return {static_cast<std::int64_t>(std::floor(p.x_m / kBin_m)),
          static_cast<std::int64_t>(std::floor(p.y_m / kBin_m))};
}

NodeGrid::NodeGrid(const Network& network) : network_(network) {
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (!network.in_largest[i]) continue;
    const Bin bin = bin_of(network.nodes[i].at);
    if (bins_.empty()) low_ = high_ = bin;
    low_ = {std::min(low_.first, bin.first), std::min(low_.second, bin.second)};
    high_ = {std::max(high_.first, bin.first), std::max(high_.second, bin.second)};
    bins_[bin].push_back(static_cast<std::int32_t>(i));
  }
}

void NodeGrid::look_into(Bin bin, geo::Point p, std::optional<Near>& best) const {
  const auto found = bins_.find(bin);
  if (found == bins_.end()) return;
  for (const std::int32_t i : found->second) {
    const geo::Point at = network_.nodes[static_cast<std::size_t>(i)].at;
    const double d = std::hypot(at.x_m - p.x_m, at.y_m - p.y_m);
    if (!best || d < best->distance_m || (d == best->distance_m && i < best->node.index)) best = Near{{i}, d};
  }
}

std::optional<NodeGrid::Near> NodeGrid::nearest(geo::Point p) const {
  std::optional<Near> best;
  if (bins_.empty()) return best;
  const Bin home = bin_of(p);
  const std::int64_t far =
      std::max({std::abs(home.first - low_.first), std::abs(home.first - high_.first),
                std::abs(home.second - low_.second), std::abs(home.second - high_.second)});
  // The first ring that can reach the bins at all: places far away would else walk through empty ones.
  const std::int64_t first =
      std::max({low_.first - home.first, home.first - high_.first, low_.second - home.second,
                home.second - high_.second, std::int64_t{0}});
  for (std::int64_t ring = first; ring <= far; ++ring) {
    // Everything in this ring and beyond is at least this far away.
    if (best && best->distance_m < static_cast<double>(ring - 1) * kBin_m) break;
    for (std::int64_t dx = -ring; dx <= ring; ++dx) {
      const bool side = std::abs(dx) == ring;
      for (std::int64_t dy = -ring; dy <= ring; dy += side ? 1 : std::max<std::int64_t>(2 * ring, 1))
        look_into({home.first + dx, home.second + dy}, p, best);
    }
  }
  return best;
}

}  // namespace dayu::world
