// SPDX-License-Identifier: Apache-2.0
// A block of sub-grid cells on its way through a step: the rows it keeps at hand, and what levels, sheets and
// surfaces its rows have (subgrid.h). Included by subgrid_sweep.cpp alone. Invariant: a row's numbers stay
// until the rows beside it are through.
#pragma once

#include <algorithm>

#include "engine/hazards/flood/inertia_rows.h"
#include "engine/hazards/flood/subgrid_rows.h"

namespace dayu::hazards::flood {

/// A block on its way through its rows.
struct Trip {
  Water& w;
  Worst& worst;
  const Subgrid& g;
  const Step& step;
  const Block& block;
  Rows& rows;
  int n;
  bool west, east;
  OutOfBounds beyond;

  std::ptrdiff_t at(int row) const { return w.shape.at(row, block.col); }
  FillRow filled(int row) {
    const int k = 4 * ((row + 4) % 4);
    return {rows.row(k), rows.row(k + 1), rows.row(k + 2), rows.row(k + 3)};
  }
  SurfaceRow surface(int row) {
    const int k = 16 + 3 * ((row + 3) % 3);
    return {rows.row(k), rows.row(k + 1), rows.row(k + 2)};
  }
  FaceRow face(int k) { return {rows.row(k), rows.row(k + 1), rows.row(k + 2), rows.row(k + 3)}; }
  float* width() { return rows.row(25); }
  FaceRow across() { return face(26); }
  FaceRow gap(int upper) { return face(30 + 4 * ((upper + 2) % 2)); }
  float* rain() { return rows.row(38); }
  float* kept() { return rows.row(39); }
  float* soaked() { return rows.row(40); }
  float* soak() { return rows.row(41); }
  FillRow filled_then() { return {rows.row(42), rows.row(43), rows.row(44), rows.row(45)}; }
  float* steepness() { return rows.row(46); }
  float* carried() { return rows.row(47); }
  float* fine_row(int k) { return rows.row(48 + k); }
};

/// Levels and sheets of a row, two columns beyond the block.
DAYU_INLINE void take_fill(Trip& t, int row) {
  if (t.g.cells == 1 || row < 0 || row >= t.w.shape.n_rows) return;
  const FillRow f = t.filled(row);
  const int from = t.west ? 0 : -2, to = std::min(t.n + 2, t.w.shape.n_cols - t.block.col);
  const float* h = t.w.h.begin() + t.at(row);
  fill_of_row(t.g.rise, t.g.lines, h, t.at(row), from, to, f.level, f.level_rise);
  fill_of_row(t.g.rise, t.g.sheet, h, t.at(row), from, to, f.sheet, f.sheet_rise);
}

/// Surfaces of a row, one column beyond the block.
DAYU_INLINE void take_surface(Trip& t, int row) {
  if (row < 0 || row >= t.w.shape.n_rows) return;
  const int north = std::max(row - 1, 0), south = std::min(row + 1, t.w.shape.n_rows - 1);
  const int from = t.west ? 0 : -1, to = t.east ? t.n : t.n + 1;
  const FillRow f = t.filled(row);
  const SurfaceRow x = t.surface(row);
  if (t.g.cells == 1) {
    const float* h = t.w.h.begin() + t.at(row);
    for (int i = from; i < to; ++i) x.middle[i] = h[i], x.rise[i] = 1, x.lean[i] = 0;
    return;
  }
  const Around around{f.level,
                      t.filled(north).level,
                      t.filled(south).level,
                      t.w.z.begin() + t.at(row),
                      t.w.z.begin() + t.at(north),
                      t.w.z.begin() + t.at(south)};
  lean_of_row(around, t.g.tilt_x.begin() + t.at(row), t.g.tilt_y.begin() + t.at(row), from, to, x.lean);
  surface_of_row(f, from, to, x);
}

}  // namespace dayu::hazards::flood
