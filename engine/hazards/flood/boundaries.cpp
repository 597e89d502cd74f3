// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/boundaries.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::flood {
namespace {

/// Stands for "no friction or no fall": the critical speed rules.
constexpr float kOverfall = 1e9F;

std::vector<unsigned char> flags(const Edges& edges, Side side, Edge whole, int n) {
  std::vector<unsigned char> is_free(static_cast<std::size_t>(n), whole == Edge::free);
  for (const EdgePart& part : edges.parts)
    if (part.side == side)
      for (int k = std::max(0, part.first); k < std::min(n, part.end); ++k)
        is_free[static_cast<std::size_t>(k)] = part.kind == Edge::free;
  return is_free;
}

/// Bed of the ghost beyond `edge` (whose inner neighbour is `inner`) and what pulls water out there.
float prepare_ghost(Water& w, std::ptrdiff_t ghost, std::ptrdiff_t edge, std::ptrdiff_t inner, bool is_free,
                    double cell_m) {
  w.z[ghost] = w.z[edge];
  if (!is_free) return -1;
  if (w.z[edge] == kWall_m || w.z[inner] == kWall_m || w.z[edge] >= w.z[inner]) return kOverfall;
  const float fall = w.z[inner] - w.z[edge];
  w.z[ghost] = w.z[edge] - fall;
  const float n2 = w.gn2[edge] / kGravity_m_per_s2;
  return n2 > 0 ? std::min(kOverfall, std::sqrt(fall / static_cast<float>(cell_m) / n2)) : kOverfall;
}

}  // namespace

void prepare_edges(Water& w, const Edges& edges, double cell_m) {
  const Shape& s = w.shape;
  const int last_row = s.n_rows - 1, last_col = s.n_cols - 1;
  const auto north = flags(edges, Side::north, edges.north, s.n_cols);
  const auto south = flags(edges, Side::south, edges.south, s.n_cols);
  const auto east = flags(edges, Side::east, edges.east, s.n_rows);
  const auto west = flags(edges, Side::west, edges.west, s.n_rows);
  for (int row = 0; row < s.n_rows; ++row) {
    const auto k = static_cast<std::size_t>(row);
    w.pull_west.push_back(prepare_ghost(w, s.at(row, -1), s.at(row, 0), s.at(row, std::min(1, last_col)),
                                        west[k] != 0, cell_m));
    w.pull_east.push_back(prepare_ghost(w, s.at(row, s.n_cols), s.at(row, last_col),
                                        s.at(row, std::max(0, last_col - 1)), east[k] != 0, cell_m));
  }
  for (int col = 0; col < s.n_cols; ++col) {
    const auto k = static_cast<std::size_t>(col);
    w.pull_north.push_back(prepare_ghost(w, s.at(-1, col), s.at(0, col), s.at(std::min(1, last_row), col),
                                         north[k] != 0, cell_m));
    w.pull_south.push_back(prepare_ghost(w, s.at(s.n_rows, col), s.at(last_row, col),
                                         s.at(std::max(0, last_row - 1), col), south[k] != 0, cell_m));
  }
}

void fill_ghost_row(Water& w, int ghost_row) {
  const bool north = ghost_row < 0;
  const std::vector<float>& pull = north ? w.pull_north : w.pull_south;
  const float outward = north ? -1.0F : 1.0F;
  const std::ptrdiff_t to = w.shape.at(ghost_row, 0), from = w.shape.at(north ? 0 : w.shape.n_rows - 1, 0);
  for (int i = 0; i < w.shape.n_cols; ++i) {
    w.h[to + i] = w.h[from + i];
    w.hu[to + i] = w.hu[from + i];
    w.hv[to + i] =
        outward * ghost_discharge(w.h[from + i], outward * w.hv[from + i], pull[static_cast<std::size_t>(i)]);
  }
}

}  // namespace dayu::hazards::flood
