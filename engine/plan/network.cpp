// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/network.h"

#include <algorithm>
#include <cmath>

namespace dayu::plan {
namespace {

/// Tobler 1993: v = 6 exp(-3.5 |s + 0.05|) km/h.
constexpr double kToblerDecay_1 = 3.5, kToblerOffset_1 = 0.05, kToblerBest_m_per_s = 6 / 3.6;
/// Steeper than this is terrain error on a short piece, not a road. Guess [C].
constexpr double kSteepest_1 = 0.35;
/// Rounding up must not turn an exact whole second into the next one.
constexpr double kRounding_s = 1e-6;

void bucket(const std::vector<std::int32_t>& key, const std::vector<bool>& exists, int n_nodes,
            std::vector<std::int32_t>& first, std::vector<std::int32_t>& arcs) {
  first.assign(static_cast<std::size_t>(n_nodes) + 1, 0);
  for (std::size_t a = 0; a < key.size(); ++a)
    if (exists[a]) ++first[static_cast<std::size_t>(key[a]) + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  arcs.resize(static_cast<std::size_t>(first.back()));
  std::vector<std::int32_t> next(first.begin(), first.end() - 1);
  for (std::size_t a = 0; a < key.size(); ++a)
    if (exists[a])
      arcs[static_cast<std::size_t>(next[static_cast<std::size_t>(key[a])]++)] = static_cast<std::int32_t>(a);
}

double walking_m_per_s(const Pace& pace, double slope_1) {
  const double s = std::clamp(slope_1, -kSteepest_1, kSteepest_1);
  const double tobler = std::exp(-kToblerDecay_1 * (std::abs(s + kToblerOffset_1) - kToblerOffset_1));
  return std::min(pace.speed_m_per_s * pace.factor_1 * tobler, kToblerBest_m_per_s);
}

double driving_m_per_s(const Pace& pace, const world::Piece& piece) {
  const double road = piece.speed_m_per_s * pace.factor_1;
  return pace.speed_m_per_s > 0 ? std::min(road, pace.speed_m_per_s) : road;
}

}  // namespace

Tick ceil_tick(double time_s) {
  return time_s >= kNeverTick ? kNeverTick : static_cast<Tick>(std::ceil(time_s - kRounding_s));
}

Tick floor_tick(double time_s) {
  return time_s >= kNeverTick ? kNeverTick : static_cast<Tick>(std::floor(time_s + kRounding_s));
}

Network network_of(const world::World& world) {
  Network n;
  n.n_nodes = static_cast<int>(world.network.nodes.size());
  n.n_arcs = 2 * static_cast<int>(world.network.pieces.size());
  std::vector<bool> exists;
  for (const world::Piece& piece : world.network.pieces) {
    n.tail.insert(n.tail.end(), {piece.from.index, piece.to.index});
    n.head.insert(n.head.end(), {piece.to.index, piece.from.index});
    exists.insert(exists.end(), {true, !piece.oneway});
  }
  bucket(n.tail, exists, n.n_nodes, n.first_out, n.out_arc);
  bucket(n.head, exists, n.n_nodes, n.first_in, n.in_arc);
  for (const std::int32_t arc : n.out_arc) n.out_head.push_back(n.head[static_cast<std::size_t>(arc)]);
  for (const std::int32_t arc : n.in_arc) n.in_tail.push_back(n.tail[static_cast<std::size_t>(arc)]);
  return n;
}

std::vector<Tick> free_times(const world::World& world, const Network& network, const Pace& pace) {
  std::vector<Tick> times(static_cast<std::size_t>(network.n_arcs), kNeverTick);
  for (std::size_t p = 0; p < world.network.pieces.size(); ++p) {
    const world::Piece& piece = world.network.pieces[p];
    const double length_m = std::max(piece.length_m, 1e-3);
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const std::size_t arc = 2 * p + side;
      double speed = 0;
      if (pace.on_foot) {
        const double rise_m = world.network.nodes[static_cast<std::size_t>(network.head[arc])].z_m -
                              world.network.nodes[static_cast<std::size_t>(network.tail[arc])].z_m;
        speed = walking_m_per_s(pace, std::isfinite(rise_m) ? rise_m / length_m : 0);
      } else {
        speed = driving_m_per_s(pace, piece);
      }
      if (speed > 0) times[arc] = std::max<Tick>(1, ceil_tick(length_m / speed));
    }
  }
  return times;
}

Tick access_time(double access_m, const Pace& on_foot) {
  return access_m > 0 ? ceil_tick(access_m / (on_foot.speed_m_per_s * on_foot.factor_1)) : 0;
}

}  // namespace dayu::plan
