// SPDX-License-Identifier: Apache-2.0
// What was the worst on the fine cells under a row of sub-grid cells? The surface of each cell over their
// beds, and their share of what its faces pass. Included by subgrid_sweep.cpp alone. Invariant: a fine cell's
// numbers come from pairs of the same instant.
#pragma once

#include "engine/hazards/flood/subgrid_trip.h"
#include "engine/hazards/flood/watch_rows.h"

namespace dayu::hazards::flood {

/// Root of the friction slope of a row's cells: what its faces pass over what they convey.
DAYU_INLINE void steepness_of_row(Trip& t, int row) {
  const FaceRow e = t.across(), a = t.gap(row - 1), b = t.gap(row);
  float* root = t.steepness();
  const int n = t.n;
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float x = (e.q[i] + e.q[i - 1]) / most(e.conveyance[i] + e.conveyance[i - 1], 1e-12F);
    const float y = (a.q[i] + b.q[i]) / most(a.conveyance[i] + b.conveyance[i], 1e-12F);
    root[i] = __builtin_sqrtf(x * x + y * y);
  }
}

/// Surface of some cells at the middle of a row of the fine cells inside them, and its rise to the east.
DAYU_INLINE void surface_then(Trip& t, int first, int m, std::ptrdiff_t at, const float* lean, float north,
                              float* surface, float* slope) {
  const FillRow now = t.filled_then();
  const float *x = t.g.tilt_x.begin() + at, *y = t.g.tilt_y.begin() + at, *wet = t.w.next.h.begin() + at;
#pragma omp simd
  for (int i = 0; i < m; ++i) {
    const int c = first + i;
    const float sheet = now.sheet[c] + y[c] * north;
    const float up = now.level[c] + lean[c] * (sheet - now.level[c]);
    surface[i] = wet[c] > 0.0F ? up : 0.0F;
    slope[i] = wet[c] > 0.0F ? lean[c] * x[c] : 0.0F;
  }
}

/// Extremes of plain cells.
DAYU_INLINE void watch_plain(Trip& t, int row) {
  float *hu = t.fine_row(0), *hv = t.fine_row(1);
  middle_of_faces(t.across().q - 1, t.across().q, t.n, hu);
  middle_of_faces(t.gap(row - 1).q, t.gap(row).q, t.n, hv);
  watch_cells(t.w.next.h.begin() + t.at(row), hu, hv, t.worst, t.step.now_s, t.step.watched_s, t.at(row),
              t.n);
}

/// Extremes of the fine cells of a row: depth under the cell's surface, leaning as in this step, and unit
/// discharge h^(5/3) sqrt(S) / n.
DAYU_INLINE void watch_fine(Trip& t, int row) {
  const Subgrid& g = t.g;
  const FillRow now = t.filled_then();
  const float *next_h = t.w.next.h.begin() + t.at(row), *lean = t.surface(row).lean;
  fill_of_row(g.rise, g.lines, next_h, t.at(row), 0, t.n, now.level, now.level_rise);
  fill_of_row(g.rise, g.sheet, next_h, t.at(row), 0, t.n, now.sheet, now.sheet_rise);
  steepness_of_row(t, row);
  const int k = g.cells, chunk = kBlockCols / k;
  float *h = t.fine_row(0), *q = t.fine_row(1), *none = t.fine_row(2), *surface = t.fine_row(3),
        *slope = t.fine_row(4);
  const int* column = g.cell_of.data();
  const float* place = g.place_of.data();
  for (int i = 0; i < chunk * k; ++i) none[i] = 0;
  for (int first = 0; first < t.n; first += chunk) {
    const int m = std::min(chunk, t.n - first), col = (t.block.col + first) * k;
    if (deepest(next_h + first, m) == 0) continue;
    const int fine_n = std::min(m * k, g.fine.n_cols - col);
    const float* root = t.steepness() + first;
    for (int r = row * k; r < std::min((row + 1) * k, g.fine.n_rows); ++r) {
      surface_then(t, first, m, t.at(row), lean, g.middle(r - row * k), surface, slope);
      const std::ptrdiff_t at = g.fine_shape.at(r, col);
      const float *over = g.over.begin() + at, *smooth = g.smooth.begin() + at;
#pragma omp simd
      for (int i = 0; i < fine_n; ++i) {
        const int c = column[i];
        const float d = most((surface[c] + slope[c] * place[i]) - over[i], 0.0F);
        h[i] = d;
        q[i] = root[c] * smooth[i] * (d * d * inverse_cube_root(most(d, kStill_m)));
      }
      watch_cells(h, q, none, t.worst, t.step.now_s, t.step.watched_s, at, fine_n);
    }
  }
}

}  // namespace dayu::hazards::flood
