// SPDX-License-Identifier: Apache-2.0
// Which cells a road piece lies on, and how high its deck stands over them, worked out once for a grid.
// Samples lie at most half a cell apart along the whole polyline. A bridge takes the cells under its line; a
// tunnel only its two portals.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/hazards/course.h"
#include "engine/world/world.h"

namespace dayu::impact {

/// The name of the field that decks and floors are measured against.
inline constexpr const char* kWaterDepth = "water_depth_m";

struct RoadSamples {
  std::vector<std::uint32_t> first;  ///< piece -> its first sample; one entry more than pieces
  std::vector<std::uint32_t> cell;
  std::vector<geo::Point> at;
  std::vector<std::int32_t> deck;  ///< row of `clearance_m`, -1: on the ground
  std::vector<float> clearance_m;  ///< deck above the bed; negative counts as 0
  std::vector<std::uint32_t> deck_cell;
  int pieces_outside = 0;  ///< with no sample on the grid: never affected
};
RoadSamples sample_roads(const world::World& world, const geo::Grid& grid);

/// For every frame and deck sample: the share of the water that stands above the deck,
/// (bed + depth - deck) / depth, 0 when the deck is dry. All fields of a flood are scaled by it on a bridge.
class DeckShares {
 public:
  /// `depth` may be null (a hazard without water): every share is 1.
  DeckShares(const hazards::FrameSeries* depth, const RoadSamples& samples);
  float share(std::size_t frame, std::int32_t deck) const {
    const std::size_t i = frame * n_ + static_cast<std::size_t>(deck);
    return i < shares_.size() ? shares_[i] : 1.0F;  // a frame without a depth counts as all above the deck
  }

 private:
  std::size_t n_ = 0;
  std::vector<float> shares_;
};

/// Depth above a level `clearance_m` over the bed, m.
inline double depth_above(double depth_m, double clearance_m) {
  return depth_m <= clearance_m ? 0.0 : depth_m - clearance_m;
}

}  // namespace dayu::impact
