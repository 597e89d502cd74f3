// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/subgrid_sweep.h"

#include <algorithm>

#include "engine/hazards/flood/subgrid_edges.h"
#include "engine/hazards/flood/subgrid_watch.h"
#include "engine/hazards/flood/sweep_rows.h"
#include "engine/hazards/flood/tile_rows.h"

namespace dayu::hazards::flood {
namespace {

/// The cells east of a row's cells.
DAYU_INLINE SurfaceRow one_on(const SurfaceRow& x) {
  return {x.middle + 1, x.lean + 1, x.rise + 1};
}

/// Notes the first face of a row that is out of bounds.
void note_beyond(Trip& t, int row, int from, int to, const float* beyond) {
  for (int i = from; i < to; ++i) {
    if (!(beyond[i] > 1.0F)) continue;
    const OutOfBounds found{row, t.block.col + i, beyond[i]};
    if (found.before(t.beyond)) t.beyond = found;
    return;
  }
}

/// New discharges of a row of faces that lie between cells; `next` is how far the cell behind lies.
DAYU_INLINE void pass_faces(Trip& t, const FaceStrips& strips, const FaceSides& sides, int row,
                            std::ptrdiff_t next, int from, int to, const FaceRow& x) {
  const std::ptrdiff_t at = t.at(row);
  if (t.g.cells == 1) {
    const float* gn2 = t.w.gn2.begin() + at;
    const int bits = inertia_faces(t.step, sides, gn2, gn2 + next, from, to, x, t.carried());
    float far;
    __builtin_memcpy(&far, &bits, sizeof far);
    if (far > 1.0F) note_beyond(t, row, from, to, t.carried());
    return;
  }
  const float per_strip = 1.0F / static_cast<float>(t.g.cells);
  wet_faces(t.g, strips, sides, at, from, to, t.width(), x);
  carry_faces(t.step, sides, per_strip, from, to, x, t.carried());
  move_faces(t.step, sides, per_strip, from, to, t.width(), t.carried(), x);
}

/// Faces south of a row.
DAYU_INLINE void pass_down(Trip& t, int upper) {
  if (upper < 0 || upper == t.w.shape.n_rows - 1) return take_edge_row(t, upper < 0);
  const std::ptrdiff_t a = t.at(upper), b = t.at(upper + 1), before = t.at(upper - 1);
  const float *x = t.g.tilt_x.begin(), *y = t.g.tilt_y.begin(), *z = t.w.z.begin(), *h = t.w.h.begin(),
              *q = t.w.hv.begin(), *u = t.w.uy.begin(), *across = t.w.hu.begin();
  if (t.g.cells == 1) u = q;
  const FaceSides sides{t.surface(upper),
                        t.surface(upper + 1),
                        y + a,
                        y + b,
                        x + a,
                        x + b,
                        z + a,
                        z + b,
                        h + a,
                        h + b,
                        q + a,
                        q + before,
                        q + b,
                        u + a,
                        u + before,
                        u + b,
                        u + a - 1,
                        u + a + 1,
                        across + a - 1,
                        across + b - 1,
                        across + a,
                        across + b};
  pass_faces(t, t.g.south, sides, upper, t.w.shape.stride, 0, t.n, t.gap(upper));
}

/// Faces of a row: face i lies east of cell i, the first one west of the block.
DAYU_INLINE void pass_across(Trip& t, int row) {
  const std::ptrdiff_t a = t.at(row), stride = t.w.shape.stride;
  const float *z = t.w.z.begin() + a, *h = t.w.h.begin() + a, *q = t.w.hu.begin() + a,
              *x = t.g.tilt_x.begin() + a, *y = t.g.tilt_y.begin() + a,
              *u = (t.g.cells == 1 ? t.w.hu.begin() : t.w.ux.begin()) + a, *down = t.w.hv.begin() + a;
  const FaceSides sides{t.surface(row),
                        one_on(t.surface(row)),
                        x,
                        x + 1,
                        y,
                        y + 1,
                        z,
                        z + 1,
                        h,
                        h + 1,
                        q,
                        q - 1,
                        q + 1,
                        u,
                        u - 1,
                        u + 1,
                        u - stride,
                        u + stride,
                        down - stride,
                        down - stride + 1,
                        down,
                        down + 1};
  pass_faces(t, t.g.east, sides, row, 1, t.west ? 0 : -1, t.east ? t.n - 1 : t.n, t.across());
  if (t.west) take_side(t, row, true);
  if (t.east) take_side(t, row, false);
}

void mark_passed(Trip& t, int row, bool to_east, const FaceRow& x, bool owner) {
  for (const MarkedFace& face : (*t.step.marked)[static_cast<std::size_t>(row + 1)]) {
    if (face.to_east != to_east) continue;
    const int i = face.col - t.block.col;
    if (i < (to_east && t.west ? -1 : 0) || i >= t.n) continue;
    if (face.mass && owner) *face.mass = x.q[i];
  }
}

DAYU_INLINE void keep_down(Trip& t, int upper) {
  std::copy_n(t.gap(upper).q, t.n, t.w.next.hv.begin() + t.at(upper));
  if (t.g.cells > 1) std::copy_n(t.gap(upper).speed, t.n, t.w.next.uy.begin() + t.at(upper));
}

DAYU_INLINE void keep_across(Trip& t, int row) {
  const int from = t.west ? -1 : 0;
  std::copy_n(t.across().q + from, t.n - from, t.w.next.hu.begin() + t.at(row) + from);
  if (t.g.cells > 1) std::copy_n(t.across().speed + from, t.n - from, t.w.next.ux.begin() + t.at(row) + from);
}

/// What left through the edges and what the ground kept, tile by tile.
DAYU_INLINE void book_passed(Trip& t, Tiles& tiles, int row, bool losses) {
  const FaceRow x = t.across();
  const int tile_row = row / kTileRows, last_row = t.w.shape.n_rows - 1;
  const auto dt = static_cast<double>(t.step.dt_s);
  for (int col = 0; col < t.n; col += kTileCols) {
    const int m = std::min(kTileCols, t.n - col), tile_col = (t.block.col + col) / kTileCols;
    double out = 0;
    if (t.west && col == 0) out -= static_cast<double>(x.q[-1]);
    if (t.east && col + m == t.n) out += static_cast<double>(x.q[t.n - 1]);
    if (row == 0) out -= lane_sum(t.gap(-1).q + col, m);
    if (row == last_row) out += lane_sum(t.gap(last_row).q + col, m);
    tiles.out_m2(tile_row, tile_col) += out * dt;
    if (losses) tiles.kept_m(tile_row, tile_col) += lane_sum(t.kept() + col, m);
    if (t.step.soaks()) tiles.kept_m(tile_row, tile_col) += lane_sum(t.soaked() + col, m);
  }
}

DAYU_INLINE void share_of_row(const float* share, int n, float* a, float* b) {
#pragma omp simd
  for (int i = 0; i < n; ++i) a[i] *= share[i], b[i] *= share[i];
}

/// Rain of a row's cells, and what is kept of it, per area of the whole cell.
DAYU_INLINE void rain_on_row(Trip& t, int row, bool losses) {
  float* kept = t.kept();
  rain_of_row(t.step, t.at(row), t.n, t.rain(), losses ? kept : nullptr);
  if (t.g.has_holes) share_of_row(t.g.share.begin() + t.at(row), t.n, t.rain(), losses ? kept : t.width());
}

DAYU_INLINE float trip_body(Trip& t, Tiles& tiles) {
  const Step& step = t.step;
  const bool losses = step.keeps_rain(), soaks = step.soaks();
  const int first = t.block.row;
  for (int i = 0; i < t.n; ++i) t.soak()[i] = t.soaked()[i] = t.width()[i] = 0;
  for (int row = first - 2; row < first + 2; ++row) take_fill(t, row);
  take_surface(t, first - 1);
  take_surface(t, first);
  pass_down(t, first - 1);
  if (step.marked) mark_passed(t, first - 1, false, t.gap(first - 1), first == 0);
  if (first == 0) keep_down(t, -1);
  int fastest = 0;
  for (int row = first; row < t.block.row_end; ++row) {
    take_fill(t, row + 2);
    take_surface(t, row + 1);
    pass_down(t, row);
    pass_across(t, row);
    if (step.marked) {
      mark_passed(t, row, false, t.gap(row), true);
      mark_passed(t, row, true, t.across(), true);
    }
    keep_down(t, row);
    keep_across(t, row);
    if (t.g.cells > 1) std::copy_n(t.surface(row).lean, t.n, t.w.lean.begin() + t.at(row));
    rain_on_row(t, row, losses);
    const float* rise = t.surface(row).rise;
    if (soaks) {
      soak_of_row(step, t.at(row), t.n, t.soak());
      soak_on_wet(t.g.share.begin() + t.at(row), rise, t.w.h.begin() + t.at(row), t.rain(), t.n, t.soak());
    }
    const int most_bits = fill_row(t.w, step, t.at(row), t.n, t.across(), t.gap(row - 1), t.gap(row), rise,
                                   t.rain(), t.soak(), static_cast<float>(t.g.cells), t.soaked());
    if (soaks) took_of_row(step, t.at(row), t.n, t.soaked());
    fastest = fastest > most_bits ? fastest : most_bits;
    book_passed(t, tiles, row, losses);
    flag_wet_tiles(t.w.next.h.begin() + t.at(row), t.n, row, t.w.shape.n_rows, t.block.col, tiles);
    if (step.watch && t.g.cells == 1) watch_plain(t, row);
    if (step.watch && t.g.cells > 1) watch_fine(t, row);
  }
  float signal = 0;
  __builtin_memcpy(&signal, &fastest, sizeof fastest);
  return signal;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) float trip_avx2(Trip& t, Tiles& tiles) {
  return trip_body(t, tiles);
}
__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512"))) float trip_avx512(
    Trip& t, Tiles& tiles) {
  return trip_body(t, tiles);
}
#endif

}  // namespace

Swept sweep_subgrid(Width width, Water& water, Worst& worst, const Subgrid& ground, const Step& step,
                    const Block& block, Rows& rows, Tiles& tiles) {
  Trip trip{water,
            worst,
            ground,
            step,
            block,
            rows,
            block.col_end - block.col,
            block.col == 0,
            block.col_end == water.shape.n_cols,
            {}};
  float signal = 0;
#if defined(__x86_64__)
  if (width == Width::avx512)
    signal = trip_avx512(trip, tiles);
  else if (width == Width::avx2)
    signal = trip_avx2(trip, tiles);
  else
    signal = trip_body(trip, tiles);
#else
  static_cast<void>(width);
  signal = trip_body(trip, tiles);
#endif
  return {signal, trip.beyond};
}

void watch_subgrid(const Water& water, Worst& worst, const Subgrid& ground, float now_s) {
  Lattice depth(ground.fine_shape);
  ground.spread(water, depth);
  const Lattice still(ground.fine_shape);
  for (int row = 0; row < ground.fine.n_rows; ++row) {
    const std::ptrdiff_t at = ground.fine_shape.at(row, 0);
    watch_cells(depth.begin() + at, still.begin() + at, still.begin() + at, worst, now_s, 0, at,
                ground.fine.n_cols);
  }
}

}  // namespace dayu::hazards::flood
