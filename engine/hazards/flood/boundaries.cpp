// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/boundaries.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::flood {
namespace {

/// Stands for "no friction or no fall": the critical speed rules.
constexpr float kOverfall = 1e9F;

/// The kind of each cell of a side.
std::vector<Edge> kinds(const Edges& edges, Side side, Edge whole, int n) {
  std::vector<Edge> kind(static_cast<std::size_t>(n), whole);
  for (const EdgePart& part : edges.parts)
    if (part.side == side)
      for (int k = std::max(0, part.first); k < std::min(n, part.end); ++k)
        kind[static_cast<std::size_t>(k)] = part.kind;
  return kind;
}

/// Bed of the ghost beyond `edge` (whose inner neighbour is `inner`) and what pulls water out there.
float prepare_ghost(Water& w, std::ptrdiff_t ghost, std::ptrdiff_t edge, std::ptrdiff_t inner, Edge kind,
                    double cell_m) {
  w.z[ghost] = w.z[edge];
  if (w.z[edge] == kWall_m || kind == Edge::closed) return kClosed;
  if (kind == Edge::level) return kLevel;
  if (w.z[inner] == kWall_m || w.z[edge] >= w.z[inner]) return kOverfall;
  const float fall = w.z[inner] - w.z[edge];
  w.z[ghost] = w.z[edge] - fall;
  const float n2 = w.gn2[edge] / kGravity_m_per_s2;
  return n2 > 0 ? std::min(kOverfall, std::sqrt(fall / static_cast<float>(cell_m) / n2)) : kOverfall;
}

}  // namespace

void prepare_edges(Water& w, const Edges& edges, double cell_m) {
  const Shape& s = w.shape;
  const int last_row = s.n_rows - 1, last_col = s.n_cols - 1;
  const auto prepare = [&](Beyond& beyond, Side side, Edge whole, int n, auto ghost, auto edge, auto inner) {
    const std::vector<Edge> kind = kinds(edges, side, whole, n);
    for (int k = 0; k < n; ++k)
      beyond.pull.push_back(
          prepare_ghost(w, ghost(k), edge(k), inner(k), kind[static_cast<std::size_t>(k)], cell_m));
    beyond.level_m.assign(static_cast<std::size_t>(n), 0);
    const auto& pull = beyond.pull;
    w.has_level_edge = w.has_level_edge || std::find(pull.begin(), pull.end(), kLevel) != pull.end();
  };
  prepare(
      w.west, Side::west, edges.west, s.n_rows, [&](int k) { return s.at(k, -1); },
      [&](int k) { return s.at(k, 0); }, [&](int k) { return s.at(k, std::min(1, last_col)); });
  prepare(
      w.east, Side::east, edges.east, s.n_rows, [&](int k) { return s.at(k, s.n_cols); },
      [&](int k) { return s.at(k, last_col); }, [&](int k) { return s.at(k, std::max(0, last_col - 1)); });
  prepare(
      w.north, Side::north, edges.north, s.n_cols, [&](int k) { return s.at(-1, k); },
      [&](int k) { return s.at(0, k); }, [&](int k) { return s.at(std::min(1, last_row), k); });
  prepare(
      w.south, Side::south, edges.south, s.n_cols, [&](int k) { return s.at(s.n_rows, k); },
      [&](int k) { return s.at(last_row, k); }, [&](int k) { return s.at(std::max(0, last_row - 1), k); });
}

void set_edge_levels(Water& w, const Edges& edges, double time_s) {
  for (const EdgePart& part : edges.parts) {
    if (part.kind != Edge::level) continue;
    Beyond& beyond = part.side == Side::north   ? w.north
                     : part.side == Side::south ? w.south
                     : part.side == Side::east  ? w.east
                                                : w.west;
    const auto level = static_cast<float>(part.level.at(time_s));
    const int n = static_cast<int>(beyond.level_m.size());
    for (int k = std::max(0, part.first); k < std::min(n, part.end); ++k)
      beyond.level_m[static_cast<std::size_t>(k)] = level;
  }
}

namespace {

/// Deepest water beyond the level cells of a side.
float deepest_beyond(const Water& w, const Beyond& beyond, bool is_row, std::ptrdiff_t first) {
  float deepest = 0;
  for (std::size_t k = 0; k < beyond.pull.size(); ++k) {
    if (beyond.pull[k] != kLevel) continue;
    const std::ptrdiff_t at = first + static_cast<std::ptrdiff_t>(k) * (is_row ? 1 : w.shape.stride);
    deepest = std::max(deepest, beyond.level_m[k] - w.z[at]);
  }
  return deepest;
}

}  // namespace

float edge_signal(const Water& w) {
  if (!w.has_level_edge) return 0;
  const Shape& s = w.shape;
  const float h = std::max(std::max(deepest_beyond(w, w.north, true, s.at(-1, 0)),
                                    deepest_beyond(w, w.south, true, s.at(s.n_rows, 0))),
                           std::max(deepest_beyond(w, w.west, false, s.at(0, -1)),
                                    deepest_beyond(w, w.east, false, s.at(0, s.n_cols))));
  return 1.5F * std::sqrt(kGravity_m_per_s2 * h);
}

}  // namespace dayu::hazards::flood
