// SPDX-License-Identifier: Apache-2.0
#include "engine/impact/sampling.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

#include "engine/base/clock.h"
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

/// By node: the level of a road that falls from the nearest decks at kRamp_1, -inf where none is near.
/// Decks are spread from node to node, the highest first, until the ground is reached.
std::vector<double> ramp_levels(const world::World& world) {
  const world::Network& net = world.network;
  std::vector<double> level(net.nodes.size(), -base::kNever_s);
  std::vector<std::vector<std::size_t>> pieces_at(net.nodes.size());
  std::vector<double> run_m(net.nodes.size(), 0);  // along the road from the deck
  std::priority_queue<std::pair<double, std::int32_t>> queue;
  auto raise = [&](world::NodeId node, double to_m, double from_deck_m) {
    const auto n = static_cast<std::size_t>(node.index);
    if (to_m <= level[n] || from_deck_m > kLongestRamp_m) return;
    level[n] = to_m;
    run_m[n] = from_deck_m;
    queue.emplace(to_m, node.index);
  };
  for (std::size_t p = 0; p < net.pieces.size(); ++p) {
    const world::Piece& piece = net.pieces[p];
    for (const world::NodeId end : {piece.from, piece.to}) {
      pieces_at[static_cast<std::size_t>(end.index)].push_back(p);
      if (piece.bridge) raise(end, piece.deck_m, 0);
    }
  }
  while (!queue.empty()) {
    const auto [level_m, node] = queue.top();
    queue.pop();
    const auto n = static_cast<std::size_t>(node);
    if (level_m < level[n] || level_m <= world::ground_at(world.terrain, net.nodes[n].at)) continue;
    for (const std::size_t p : pieces_at[n]) {
      const world::Piece& piece = net.pieces[p];
      if (!piece.bridge && !piece.tunnel)
        raise(piece.from.index == node ? piece.to : piece.from, level_m - kRamp_1 * piece.length_m,
              run_m[n] + piece.length_m);
    }
  }
  return level;
}

/// The road above the bed at `along_m` of a piece that runs on the ground or on a ramp.
float clearance_at(const world::World& world, const world::Piece& piece, const std::vector<double>& ramps,
                   geo::Point at, double along_m) {
  if (piece.bridge) return above_bed_m(world, at, piece.deck_m);
  const double from_m = ramps[static_cast<std::size_t>(piece.from.index)] - kRamp_1 * along_m;
  const double to_m = ramps[static_cast<std::size_t>(piece.to.index)] - kRamp_1 * (piece.length_m - along_m);
  return std::max(ground_above_bed_m(world, at), above_bed_m(world, at, std::max(from_m, to_m)));
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
  const std::vector<double> ramps = ramp_levels(world);
  for (const world::Piece& piece : world.network.pieces) {
    geo::Point before = piece.line.empty() ? geo::Point{} : piece.line.front();
    double along_m = 0;
    for (const geo::Point& p : points_of(piece, 0.5 * grid.cell_m)) {
      along_m += std::hypot(p.x_m - before.x_m, p.y_m - before.y_m);
      before = p;
      const auto cell = grid.cell_of(p);
      if (!cell) continue;
      const auto index = static_cast<std::uint32_t>(grid.index(*cell));
      const bool same = s.cell.size() > s.first.back() && s.cell.back() == index && !piece.tunnel;
      const float clearance_m = clearance_at(world, piece, ramps, p, along_m);
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
