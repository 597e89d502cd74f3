// SPDX-License-Identifier: Apache-2.0
#include "engine/impact/sampling.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/vector_file.h"

namespace dayu::impact {
namespace {

std::vector<geo::Point> points_of(const world::Piece& piece, double step_m) {
  if (piece.line.empty()) return {};
  if (piece.tunnel) return {piece.line.front(), piece.line.back()};
  return geo::sample_line(piece.line, step_m);
}

float above_bed_m(const world::World& world, geo::Point at, double level_m) {
  const auto cell = world.terrain.elevation_m.grid.cell_of(at);
  if (!cell) return 0;
  const double above_m = level_m - static_cast<double>(world.terrain.elevation_m[*cell]);
  return std::isfinite(above_m) ? static_cast<float>(std::max(0.0, above_m)) : 0.0F;
}

float clearance_at(const world::World& world, const world::Piece& piece, geo::Point at) {
  return piece.bridge ? above_bed_m(world, at, piece.deck_m) : ground_above_bed_m(world, at);
}

void add(RoadSamples& s, std::uint32_t cell, geo::Point at, float clearance_m) {
  s.cell.push_back(cell);
  s.at.push_back(at);
  s.deck.push_back(clearance_m > 0 ? static_cast<std::int32_t>(s.clearance_m.size()) : -1);
  if (clearance_m <= 0) return;
  s.clearance_m.push_back(clearance_m);
  s.deck_cell.push_back(cell);
}

/// A further sample in the same cell: the lower one counts.
void lower(RoadSamples& s, float clearance_m) {
  if (s.deck.back() < 0) return;
  float& known_m = s.clearance_m[static_cast<std::size_t>(s.deck.back())];
  known_m = std::min(known_m, clearance_m);
}

}  // namespace

float ground_above_bed_m(const world::World& world, geo::Point at) {
  return above_bed_m(world, at, world::ground_at(world.terrain, at));
}

RoadSamples sample_roads(const world::World& world, const geo::Grid& grid) {
  RoadSamples s;
  s.first.push_back(0);
  for (const world::Piece& piece : world.network.pieces) {
    for (const geo::Point& p : points_of(piece, 0.5 * grid.cell_m)) {
      const auto cell = grid.cell_of(p);
      if (!cell) continue;
      const auto index = static_cast<std::uint32_t>(grid.index(*cell));
      const bool same = s.cell.size() > s.first.back() && s.cell.back() == index && !piece.tunnel;
      const float clearance_m = clearance_at(world, piece, p);
      if (same) {
        lower(s, clearance_m);
      } else {
        add(s, index, p, clearance_m);
      }
    }
    if (s.cell.size() == s.first.back()) ++s.pieces_outside;
    s.first.push_back(static_cast<std::uint32_t>(s.cell.size()));
  }
  return s;
}

DeckShares::DeckShares(const hazards::FrameSeries* depth, const RoadSamples& samples) {
  if (depth == nullptr || samples.clearance_m.empty()) return;
  n_ = samples.clearance_m.size();
  shares_.resize(n_ * depth->count());
  const double scale = depth->field.scale;
  depth->for_each([&](std::size_t frame, double, const std::uint16_t* counts) {
    for (std::size_t i = 0; i < n_; ++i) {
      const double depth_m = counts[samples.deck_cell[i]] * scale;
      const double above_m = depth_above(depth_m, samples.clearance_m[i]);
      shares_[frame * n_ + i] = depth_m > 0 ? static_cast<float>(above_m / depth_m) : 0.0F;
    }
  });
}

}  // namespace dayu::impact
