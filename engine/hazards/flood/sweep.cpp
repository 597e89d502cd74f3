// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/sweep.h"

#include <algorithm>

#include "engine/hazards/flood/barrier_rows.h"
#include "engine/hazards/flood/tile_rows.h"
#include "engine/hazards/flood/watch_rows.h"

namespace dayu::hazards::flood {
namespace {

/// A block on its way through its rows: rings of row buffers, so that what is old is at hand.
struct Pass {
  Water& w;
  const Step& step;
  const Block& block;
  Rows& rows;
  int n;            ///< columns of the block
  bool west, east;  ///< the block lies at that side of the grid
  Span near, wide;  ///< columns with one and with two neighbours, where they exist

  Pass(Water& water, const Step& s, const Block& b, Rows& r)
      : w(water),
        step(s),
        block(b),
        rows(r),
        n(b.col_end - b.col),
        west(b.col == 0),
        east(b.col_end == water.shape.n_cols),
        near{west ? 0 : -1, std::min(n + 1, water.shape.n_cols - b.col)},
        wide{west ? 0 : -2, std::min(n + 2, water.shape.n_cols - b.col)} {}

  std::ptrdiff_t at(int row) const { return w.shape.at(row, block.col); }
  const float* z(int row) const { return w.z.begin() + at(row); }
  Flow flow(int row) {
    const int k = 3 * ((row + 4) % 4);
    return {rows.row(k), rows.row(k + 1), rows.row(k + 2)};
  }
  Faces faces(int row) {
    const int k = 12 + 11 * ((row + 2) % 2);
    return {rows.row(k),     rows.row(k + 1), rows.row(k + 2), rows.row(k + 3),
            rows.row(k + 4), rows.row(k + 5), rows.row(k + 6), rows.row(k + 7),
            rows.row(k + 8), rows.row(k + 9), rows.row(k + 10)};
  }
  template <int kOrder>
  auto sides(int row) {
    if constexpr (kOrder == 1)
      return flow(row);
    else
      return faces(row);
  }
  RowFluxes gap(int upper) {
    const int k = 34 + 4 * ((upper + 2) % 2);
    return {rows.row(k), rows.row(k + 1), rows.row(k + 2), rows.row(k + 3)};
  }
  RowFluxes across() { return {rows.row(42), rows.row(43), rows.row(44), rows.row(45)}; }
  float* rain() { return rows.row(46); }
  float* kept() { return rows.row(47); }
  float* soaked() { return rows.row(48); }
  float* soak() { return rows.row(49); }
};

DAYU_INLINE float level_over(const Water& w, const Beyond& side, int k, std::ptrdiff_t ghost) {
  return side.level_m[static_cast<std::size_t>(k)] - w.z[ghost];
}

/// Ghosts left and right of a row of cells.
DAYU_INLINE void flow_ghosts(Pass& p, int row, const Flow& f) {
  const auto r = static_cast<std::size_t>(row);
  if (p.west) {
    const Ghost g =
        ghost_of(f.h[0], -f.u[0], p.w.west.pull[r], level_over(p.w, p.w.west, row, p.at(row) - 1));
    f.h[-1] = g.h, f.u[-1] = -g.out, f.v[-1] = f.v[0];
  }
  if (p.wide.to + p.block.col == p.w.shape.n_cols) {
    const int i = p.wide.to;
    const Ghost g =
        ghost_of(f.h[i - 1], f.u[i - 1], p.w.east.pull[r], level_over(p.w, p.w.east, row, p.at(row) + i));
    f.h[i] = g.h, f.u[i] = g.out, f.v[i] = f.v[i - 1];
  }
}

/// Depths and velocities of a row; beyond the northern and southern edge those of ghosts.
DAYU_INLINE void take_flow(Pass& p, int row) {
  const int last = p.w.shape.n_rows - 1;
  if (row < -1 || row > last + 1) return;
  const Flow f = p.flow(row);
  if (row >= 0 && row <= last) {
    flow_of_row(p.w, p.at(row), p.wide, f);
    flow_ghosts(p, row, f);
    return;
  }
  const bool north = row < 0;
  const Beyond& side = north ? p.w.north : p.w.south;
  const Flow inner = p.flow(north ? 0 : last);
  const float sign = north ? -1.0F : 1.0F;
  for (int i = p.wide.from; i < p.wide.to; ++i) {
    const auto k = static_cast<std::size_t>(p.block.col + i);
    const Ghost g =
        ghost_of(inner.h[i], sign * inner.v[i], side.pull[k], side.level_m[k] - p.w.z[p.at(row) + i]);
    f.h[i] = g.h, f.v[i] = sign * g.out, f.u[i] = inner.u[i];
  }
}

/// The ghost row beyond the northern or southern edge, from the faces of the row inside it.
DAYU_INLINE void ghost_faces_y(Pass& p, int row) {
  const bool north = row < 0;
  const Beyond& side = north ? p.w.north : p.w.south;
  const int inner_row = north ? 0 : p.w.shape.n_rows - 1;
  const Faces f = p.faces(inner_row), g = p.faces(row);
  const float sign = north ? -1.0F : 1.0F;
  const float *zi = p.z(inner_row), *zg = p.z(row);
  for (int i = 0; i < p.n; ++i) {
    const auto k = static_cast<std::size_t>(p.block.col + i);
    const float bed = sign * (f.ye[i] - f.yh[i]);
    const Ghost ghost = ghost_of(f.h[i] + sign * f.yh[i], sign * (f.v[i] + sign * f.yv[i]), side.pull[k],
                                 side.level_m[k] - zi[i] - bed);
    g.h[i] = ghost.h, g.v[i] = sign * ghost.out, g.u[i] = f.u[i] + sign * f.yu[i];
    // The ghost's bed goes on where the face's ends: no step between them.
    g.yh[i] = g.yu[i] = g.yv[i] = 0;
    g.ye[i] = sign * (zg[i] - zi[i]) - (f.ye[i] - f.yh[i]);
  }
}

/// Slopes and the state half a step later of a row.
DAYU_INLINE void take_faces(Pass& p, int row) {
  if (row < -1 || row > p.w.shape.n_rows) return;
  if (row < 0 || row == p.w.shape.n_rows) return ghost_faces_y(p, row);
  const Flow north = p.flow(row - 1), here = p.flow(row), south = p.flow(row + 1);
  const Neighbours around{
      north, here, south, p.z(row - 1), p.z(row), p.z(row + 1), p.w.gn2.begin() + p.at(row)};
  const Faces f = p.faces(row);
  slopes_of_row(around, p.near, f);
  if (p.step.barriers) flatten_beside(*p.step.barriers, row, p.block.col, p.near, f);
  predict_row(around, p.near, p.step.dt_per_cell_s_per_m, p.step.dt_s, f);
  const auto r = static_cast<std::size_t>(row);
  const float* z = p.z(row);
  if (p.west) {
    ghost_face_x(f, 0, -1.0F, p.w.west.pull[r], p.w.west.level_m[r] - z[0]);
    f.xe[-1] = (z[0] - z[-1]) - (f.xe[0] - f.xh[0]);
  }
  if (p.east) {
    const int i = p.n - 1;
    ghost_face_x(f, i, 1.0F, p.w.east.pull[r], p.w.east.level_m[r] - z[i]);
    f.xe[i + 1] = (z[i + 1] - z[i]) - (f.xe[i] - f.xh[i]);
  }
}

/// Fluxes between two rows, as the edges allow them.
template <int kOrder>
DAYU_INLINE void take_gap(Pass& p, int upper) {
  const RowFluxes x = p.gap(upper);
  if constexpr (kOrder == 1)
    fluxes_down(p.flow(upper), p.flow(upper + 1), p.z(upper), p.z(upper + 1), p.n, x);
  else
    fluxes_down(p.faces(upper), p.faces(upper + 1), p.z(upper), p.z(upper + 1), p.n, x);
  if (p.step.barriers)
    bar_down((*p.step.barriers)[static_cast<std::size_t>(upper + 1)], p.block.col, p.n,
             1.0F / p.step.dt_per_cell_s_per_m, p.template sides<kOrder>(upper),
             p.template sides<kOrder>(upper + 1), p.z(upper), p.z(upper + 1), x);
  if (upper == -1)
    for (int i = 0; i < p.n; ++i)
      x.mass[i] = -allowed(-x.mass[i], p.w.north.pull[static_cast<std::size_t>(p.block.col + i)]);
  if (upper == p.w.shape.n_rows - 1)
    for (int i = 0; i < p.n; ++i)
      x.mass[i] = allowed(x.mass[i], p.w.south.pull[static_cast<std::size_t>(p.block.col + i)]);
}

template <int kOrder>
DAYU_INLINE void take_across(Pass& p, int row) {
  const RowFluxes x = p.across();
  if constexpr (kOrder == 1)
    fluxes_across(p.flow(row), p.z(row), p.n, x);
  else
    fluxes_across(p.faces(row), p.z(row), p.n, x);
  if (p.step.barriers)
    bar_across((*p.step.barriers)[static_cast<std::size_t>(row + 1)], p.block.col, p.n,
               1.0F / p.step.dt_per_cell_s_per_m, p.template sides<kOrder>(row), p.z(row), x);
  const auto r = static_cast<std::size_t>(row);
  if (p.west) x.mass[0] = -allowed(-x.mass[0], p.w.west.pull[r]);
  if (p.east) x.mass[p.n] = allowed(x.mass[p.n], p.w.east.pull[r]);
}

/// Whoever asked gets the mass flux of a face.
void mark_faces(Pass& p, int row, bool to_east, const RowFluxes& x, bool owner) {
  for (const MarkedFace& face : (*p.step.marked)[static_cast<std::size_t>(row + 1)]) {
    if (face.to_east != to_east) continue;
    const int i = face.col - p.block.col;
    const int slot = to_east ? i + 1 : i;
    if (slot < 0 || slot > (to_east ? p.n : p.n - 1)) continue;
    // A face between two blocks is computed by both; the one to its east or south keeps the number.
    if (face.mass && (owner || (to_east && slot < p.n))) *face.mass = x.mass[slot];
  }
}

/// What left through the edges of the grid and what the ground kept, tile by tile.
DAYU_INLINE void book_row(Pass& p, Tiles& tiles, int row, bool losses) {
  const RowFluxes x = p.across();
  const int tile_row = row / kTileRows;
  const auto dt = static_cast<double>(p.step.dt_s);
  const int last_row = p.w.shape.n_rows - 1;
  for (int col = 0; col < p.n; col += kTileCols) {
    const int m = std::min(kTileCols, p.n - col), tile_col = (p.block.col + col) / kTileCols;
    double out = 0;
    if (p.west && col == 0) out -= static_cast<double>(x.mass[0]);
    if (p.east && col + m == p.n) out += static_cast<double>(x.mass[p.n]);
    if (row == 0) out -= lane_sum(p.gap(-1).mass + col, m);
    if (row == last_row) out += lane_sum(p.gap(last_row).mass + col, m);
    tiles.out_m2(tile_row, tile_col) += out * dt;
    if (losses) tiles.kept_m(tile_row, tile_col) += lane_sum(p.kept() + col, m);
    if (p.step.soaks()) tiles.kept_m(tile_row, tile_col) += lane_sum(p.soaked() + col, m);
  }
}

template <int kOrder>
DAYU_INLINE float sweep_body(Water& w, Worst& worst, const Step& step, const Block& block, Rows& rows,
                             Tiles& tiles) {
  Pass p(w, step, block, rows);
  const bool losses = step.keeps_rain(), soaks = step.soaks();
  const bool varied = losses || step.rain_rate_m_per_s;
  if (!varied) rain_of_row(step, p.at(block.row), p.n, p.rain(), nullptr);
  soak_of_row(step, p.at(block.row), p.n, p.soak());
  const int first = block.row;
  // Ghost rows are made from the row inside: that one first.
  take_flow(p, first);
  take_flow(p, first - 1);
  take_flow(p, first + 1);
  if constexpr (kOrder == 2) {
    if (first > 0) {
      take_flow(p, first - 2);
      take_faces(p, first - 1);
      take_faces(p, first);
    } else {
      take_faces(p, first);
      take_faces(p, first - 1);
    }
  }
  take_gap<kOrder>(p, first - 1);
  if (step.marked) mark_faces(p, first - 1, false, p.gap(first - 1), first == 0);
  int fastest = 0;
  for (int row = first; row < block.row_end; ++row) {
    if constexpr (kOrder == 1) {
      if (row > first) take_flow(p, row + 1);
    } else {
      take_flow(p, row + 2);
      take_faces(p, row + 1);
    }
    take_gap<kOrder>(p, row);
    take_across<kOrder>(p, row);
    if (step.marked) {
      mark_faces(p, row, false, p.gap(row), true);
      mark_faces(p, row, true, p.across(), p.east);
    }
    if (varied) rain_of_row(step, p.at(row), p.n, p.rain(), losses ? p.kept() : nullptr);
    if (soaks) soak_of_row(step, p.at(row), p.n, p.soak());
    const Faces f = p.faces(row);
    const int top = update_row<kOrder == 2>(w, step, p.at(row), p.n, p.across(), p.gap(row - 1), p.gap(row),
                                            {f.h, f.xe, f.ye}, p.rain(), p.soak(), p.soaked());
    if (soaks) took_of_row(step, p.at(row), p.n, p.soaked());
    fastest = fastest > top ? fastest : top;
    book_row(p, tiles, row, losses);
    flag_wet_tiles(p.w.next.h.begin() + p.at(row), p.n, row, p.w.shape.n_rows, p.block.col, tiles);
    if (step.watch) watch_row(w.next, worst, step.now_s, step.watched_s, p.at(row), p.n);
  }
  float signal = 0;
  __builtin_memcpy(&signal, &fastest, sizeof fastest);
  return signal;
}

DAYU_INLINE float sweep_any(Water& w, Worst& worst, const Step& s, const Block& b, Rows& r, Tiles& t) {
  return s.order == 2 ? sweep_body<2>(w, worst, s, b, r, t) : sweep_body<1>(w, worst, s, b, r, t);
}

#if defined(__x86_64__)
#define DAYU_AVX2 __attribute__((target("avx2")))
#define DAYU_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")))

DAYU_AVX2 float sweep_avx2(Water& w, Worst& worst, const Step& s, const Block& b, Rows& r, Tiles& t) {
  return sweep_any(w, worst, s, b, r, t);
}
DAYU_AVX512 float sweep_avx512(Water& w, Worst& worst, const Step& s, const Block& b, Rows& r, Tiles& t) {
  return sweep_any(w, worst, s, b, r, t);
}
#endif

}  // namespace

Width widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return Width::avx512;
  if (__builtin_cpu_supports("avx2")) return Width::avx2;
#endif
  return Width::baseline;
}

float sweep(Width width, Water& water, Worst& worst, const Step& step, const Block& block, Rows& rows,
            Tiles& tiles) {
#if defined(__x86_64__)
  if (width == Width::avx512) return sweep_avx512(water, worst, step, block, rows, tiles);
  if (width == Width::avx2) return sweep_avx2(water, worst, step, block, rows, tiles);
#endif
  return sweep_any(water, worst, step, block, rows, tiles);
}

void watch(const Water& water, Worst& worst, float now_s, float since_s, const Block& block) {
  for (int row = block.row; row < block.row_end; ++row)
    watch_row(water, worst, now_s, since_s, water.shape.at(row, block.col), block.col_end - block.col);
}

}  // namespace dayu::hazards::flood
