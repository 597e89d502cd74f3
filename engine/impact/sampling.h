// SPDX-License-Identifier: Apache-2.0
// Which cells a road piece lies on, and how high the road stands over their bed, worked out once for a grid.
// Samples lie at most half a cell apart along the whole polyline. A bridge takes the cells under its line and
// stands at its deck; a tunnel takes only its two portals. Elsewhere the road lies on the ground by the
// terrain's own, finer cells: a coarse cell's water reaches it when its level does, so that a stream bed
// inside the cell does not drown the road beside it. Ground below the coarse bed changes nothing: depth is
// never added. Within one cell the lowest sample counts.
// Beside a bridge the road ramps down from its deck (kRamp_1), so that the bank is reached dry.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/hazards/course.h"
#include "engine/world/world.h"

namespace dayu::impact {

/// The name of the field that decks and floors are measured against.
inline constexpr const char* kWaterDepth = "water_depth_m";

/// Stored counts are rounded (hundredths): a value that stands on its limit counts as over it.
inline constexpr double kSlack = 1e-6;

/// Steepest fall of a bridge's approach, m/m: the longitudinal grade of low-volume roads in hills, JTG
/// 2111-2019 (8 % at 20-30 km/h) [B]. An embankment that is flatter stays dry farther out.
inline constexpr double kRamp_1 = 0.08;
/// No embankment is longer, m: a road that falls more steeply than kRamp_1 would never come down to it. Guess
/// [C].
inline constexpr double kLongestRamp_m = 250;

struct RoadSamples {
  std::vector<std::uint32_t> first;  ///< piece -> its first sample; one entry more than pieces
  std::vector<std::uint32_t> cell;
  std::vector<geo::Point> at;
  std::vector<std::int32_t> deck;  ///< row of `clearance_m`, -1: not above the bed
  std::vector<float> clearance_m;  ///< deck or road surface above the bed; negative counts as 0
  std::vector<std::uint32_t> deck_cell;
  int pieces_outside = 0;  ///< with no sample on the grid: never affected
};
RoadSamples sample_roads(const world::World& world, const geo::Grid& grid);

/// For every frame and raised sample: the share of the water that stands above the road,
/// (bed + depth - road) / depth, 0 when the road is dry. All fields of a flood are scaled by it there.
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

/// The ground at a point above the bed of its cell, m; 0 where it lies lower or is not known.
float ground_above_bed_m(const world::World& world, geo::Point at);

/// Depth above a level `clearance_m` over the bed, m.
inline double depth_above(double depth_m, double clearance_m) {
  return depth_m <= clearance_m ? 0.0 : depth_m - clearance_m;
}

}  // namespace dayu::impact
