// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/boundaries.h"

#include <algorithm>

namespace dayu::hazards::flood {
namespace {

float beyond(float edge, float inner, Edge kind) {
  if (kind == Edge::closed || edge == kWall_m || inner == kWall_m) return edge;
  return edge + std::min(0.0F, edge - inner);
}

}  // namespace

void fill_bed_ghosts(Water& w, const Edges& edges) {
  const Shape& s = w.shape;
  const int last_row = s.n_rows - 1, last_col = s.n_cols - 1;
  for (int row = 0; row < s.n_rows; ++row) {
    w.z[s.at(row, -1)] = beyond(w.z[s.at(row, 0)], w.z[s.at(row, std::min(1, last_col))], edges.west);
    w.z[s.at(row, s.n_cols)] =
        beyond(w.z[s.at(row, last_col)], w.z[s.at(row, std::max(0, last_col - 1))], edges.east);
  }
  for (int col = 0; col < s.n_cols; ++col) {
    w.z[s.at(-1, col)] = beyond(w.z[s.at(0, col)], w.z[s.at(std::min(1, last_row), col)], edges.north);
    w.z[s.at(s.n_rows, col)] =
        beyond(w.z[s.at(last_row, col)], w.z[s.at(std::max(0, last_row - 1), col)], edges.south);
  }
}

void fill_ghost_row(Water& w, int ghost_row, Edge edge) {
  const int row = ghost_row < 0 ? 0 : w.shape.n_rows - 1;
  const std::ptrdiff_t to = w.shape.at(ghost_row, 0), from = w.shape.at(row, 0);
  const float sign = edge == Edge::free ? 1.0F : -1.0F;
  for (int i = 0; i < w.shape.n_cols; ++i) {
    w.h[to + i] = w.h[from + i];
    w.hu[to + i] = w.hu[from + i];
    w.hv[to + i] = sign * w.hv[from + i];
  }
}

}  // namespace dayu::hazards::flood
