// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/subgrid_sweep.h"

#include <algorithm>

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/subgrid_rows.h"
#include "engine/hazards/flood/sweep_rows.h"
#include "engine/hazards/flood/watch_rows.h"

namespace dayu::hazards::flood {
namespace {

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

  std::ptrdiff_t at(int row) const { return w.shape.at(row, block.col); }
  LevelRow levels(int row) {
    const int k = 2 * ((row + 3) % 3);
    return {rows.row(k), rows.row(k + 1)};
  }
  FaceRow face(int k) { return {rows.row(k), rows.row(k + 1), rows.row(k + 2), rows.row(k + 3)}; }
  float* top() { return rows.row(6); }
  float* width() { return rows.row(7); }
  FaceRow across() { return face(8); }
  FaceRow gap(int upper) { return face(12 + 4 * ((upper + 2) % 2)); }
  float* rain() { return rows.row(20); }
  float* kept() { return rows.row(21); }
  float* soaked() { return rows.row(22); }
  float* soak() { return rows.row(23); }
  LevelRow levels_then() { return {rows.row(24), rows.row(25)}; }
  float* steepness() { return rows.row(26); }
  float* fine_row(int k) { return rows.row(27 + k); }
};

DAYU_INLINE void take_levels(Trip& t, int row) {
  if (row < 0 || row >= t.w.shape.n_rows) return;
  levels_of_row(t.g, t.w.h.begin() + t.at(row), t.at(row), t.west ? 0 : -1, t.east ? t.n : t.n + 1,
                t.levels(row));
}

/// What passes one face at an edge of the grid, positive outward.
struct EdgeFace {
  float pull, level, beyond, holds, q;
};

DAYU_INLINE void pass_edge(const Trip& t, const FaceStrips& strips, std::ptrdiff_t at, const EdgeFace& e,
                           float sign, const FaceRow& x, int i) {
  constexpr float g = kGravity_m_per_s2;
  const float per_strip = 1.0F / static_cast<float>(t.g.cells), k = t.step.dt_per_cell_s_per_m;
  const bool free = e.pull != kClosed && e.pull != kLevel;
  const float top = free ? e.level : most(e.level, e.beyond);
  float a = 0, b = 0, conveyance = 0, out = 0;
  for (std::size_t s = 0; s < strips.sill.size(); ++s) {
    const float h = top - strips.sill[s][at];
    if (h <= kStill_m) continue;
    const float r = inverse_cube_root(h), smooth = strips.smooth[s][at];
    a += h * per_strip;
    b += per_strip;
    conveyance += h * h * r * smooth * per_strip;
    out += h * least(__builtin_sqrtf(g * h), smooth * h * r) * per_strip;
  }
  if (e.pull == kClosed) a = 0;
  if (!free) {
    const float pushed = e.q + g * k * a * (e.level - e.beyond), force = pushed < 0.0F ? -pushed : pushed;
    const float drag = 4.0F * g * t.step.dt_s * a * force / most(conveyance * conveyance, 1e-30F);
    const float critical = a * __builtin_sqrtf(g * a / most(b, 1e-3F));
    out = most(least(2.0F * pushed / (1.0F + __builtin_sqrtf(1.0F + drag)), critical), -critical);
  }
  out = a > 0.0F ? least(out, 0.25F / k * e.holds) : 0.0F;
  x.q[i] = sign * out;
  x.depth[i] = a;
  x.drift[i] = a > 0.0F ? (out < 0.0F ? -out : out) / a * b : 0.0F;
  x.conveyance[i] = conveyance;
}

DAYU_INLINE void take_edge_row(Trip& t, bool north) {
  const int row = north ? 0 : t.w.shape.n_rows - 1;
  const std::ptrdiff_t inside = t.at(row), face = north ? inside - t.w.shape.stride : inside;
  const std::ptrdiff_t ghost = north ? face : inside + t.w.shape.stride;
  const Beyond& side = north ? t.w.north : t.w.south;
  const float sign = north ? -1.0F : 1.0F;
  for (int i = 0; i < t.n; ++i) {
    const auto k = static_cast<std::size_t>(t.block.col + i);
    const EdgeFace e{side.pull[k], t.levels(row).level[i], side.level_m[k] - t.w.z[ghost + i],
                     t.w.h[inside + i], sign * t.w.hv[face + i]};
    pass_edge(t, t.g.south, face + i, e, sign, t.gap(north ? -1 : row), i);
  }
}

DAYU_INLINE void take_side(Trip& t, int row, bool west) {
  const Beyond& side = west ? t.w.west : t.w.east;
  const auto k = static_cast<std::size_t>(row);
  const int cell = west ? 0 : t.n - 1, face = west ? -1 : cell;
  const std::ptrdiff_t at = t.at(row);
  const float sign = west ? -1.0F : 1.0F;
  const EdgeFace e{side.pull[k], t.levels(row).level[cell], side.level_m[k] - t.w.z[at + (west ? -1 : t.n)],
                   t.w.h[at + cell], sign * t.w.hu[at + face]};
  pass_edge(t, t.g.east, at + face, e, sign, t.across(), face);
}

/// Faces south of a row.
DAYU_INLINE void pass_down(Trip& t, int upper) {
  if (upper < 0 || upper == t.w.shape.n_rows - 1) return take_edge_row(t, upper < 0);
  const std::ptrdiff_t a = t.at(upper), b = t.at(upper + 1);
  const FaceSides sides{
      t.levels(upper).level, t.levels(upper + 1).level, t.w.z.begin() + a,  t.w.z.begin() + b,
      t.w.h.begin() + a,     t.w.h.begin() + b,         t.w.hv.begin() + a, t.w.hv.begin() + t.at(upper - 1),
      t.w.hv.begin() + b};
  wet_faces(t.g.south, sides, a, 0, t.n, t.top(), t.width(), t.gap(upper));
  move_faces(t.step, sides, 1.0F / static_cast<float>(t.g.cells), 0, t.n, t.width(), t.gap(upper));
}

/// Faces of a row: face i lies east of cell i, the first one west of the block.
DAYU_INLINE void pass_across(Trip& t, int row) {
  const std::ptrdiff_t a = t.at(row);
  const float *level = t.levels(row).level, *z = t.w.z.begin() + a, *h = t.w.h.begin() + a,
              *q = t.w.hu.begin() + a;
  const FaceSides sides{level, level + 1, z, z + 1, h, h + 1, q, q - 1, q + 1};
  const int from = t.west ? 0 : -1, to = t.east ? t.n - 1 : t.n;
  wet_faces(t.g.east, sides, a, from, to, t.top(), t.width(), t.across());
  move_faces(t.step, sides, 1.0F / static_cast<float>(t.g.cells), from, to, t.width(), t.across());
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

DAYU_INLINE void flag_wet(Trip& t, Tiles& tiles, int row) {
  const float* h = t.w.next.h.begin() + t.at(row);
  const bool first = row % kTileRows == 0;
  const bool last = row % kTileRows == kTileRows - 1 || row == t.w.shape.n_rows - 1;
  for (int col = 0; col < t.n; col += kTileCols) {
    const int m = std::min(kTileCols, t.n - col);
    std::uint8_t& flags = tiles.wet(row / kTileRows, (t.block.col + col) / kTileCols);
    if (first) flags = 0;
    if (deepest(h + col, m) == 0) continue;
    flags = static_cast<std::uint8_t>(flags | Tiles::kAny | (first ? Tiles::kNorth : 0) |
                                      (last ? Tiles::kSouth : 0) | (h[col] > 0 ? Tiles::kWest : 0) |
                                      (h[col + m - 1] > 0 ? Tiles::kEast : 0));
  }
}

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

/// Extremes of the fine cells of a row: depth under the cell's level, unit discharge h^(5/3) sqrt(S) / n.
DAYU_INLINE void watch_fine(Trip& t, int row) {
  const Subgrid& g = t.g;
  const LevelRow now = t.levels_then();
  levels_of_row(g, t.w.next.h.begin() + t.at(row), t.at(row), 0, t.n, now);
  steepness_of_row(t, row);
  const int k = g.cells, chunk = kBlockCols / k;
  float *h = t.fine_row(0), *q = t.fine_row(1), *none = t.fine_row(2);
  for (int i = 0; i < chunk * k; ++i) none[i] = 0;
  for (int first = 0; first < t.n; first += chunk) {
    const int m = std::min(chunk, t.n - first), col = (t.block.col + first) * k;
    if (deepest(t.w.next.h.begin() + t.at(row) + first, m) == 0) continue;
    const int fine_n = std::min(m * k, g.fine.n_cols - col);
    for (int r = row * k; r < std::min((row + 1) * k, g.fine.n_rows); ++r) {
      const std::ptrdiff_t at = g.fine_shape.at(r, col);
      const float *over = g.over.begin() + at, *smooth = g.smooth.begin() + at;
      for (int i = 0; i < m; ++i)
        for (int s = 0; s < k; ++s) {
          h[i * k + s] = now.level[first + i];
          q[i * k + s] = t.steepness()[first + i];
        }
#pragma omp simd
      for (int i = 0; i < fine_n; ++i) {
        const float d = most(h[i] - over[i], 0.0F);
        h[i] = d;
        q[i] = q[i] * smooth[i] * (d * d * inverse_cube_root(most(d, kStill_m)));
      }
      watch_cells(h, q, none, t.worst, t.step.now_s, t.step.watched_s, at, fine_n);
    }
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
  if (t.g.has_holes) share_of_row(t.g.share.begin() + t.at(row), t.n, t.rain(), losses ? kept : t.top());
}

DAYU_INLINE float trip_body(Trip& t, Tiles& tiles) {
  const Step& step = t.step;
  const bool losses = step.keeps_rain(), soaks = step.soaks();
  const int first = t.block.row;
  for (int i = 0; i < t.n; ++i) t.soak()[i] = t.soaked()[i] = t.top()[i] = 0;
  take_levels(t, first - 1);
  take_levels(t, first);
  pass_down(t, first - 1);
  if (step.marked) mark_passed(t, first - 1, false, t.gap(first - 1), first == 0);
  if (first == 0) std::copy_n(t.gap(-1).q, t.n, t.w.next.hv.begin() + t.at(-1));
  int fastest = 0;
  for (int row = first; row < t.block.row_end; ++row) {
    take_levels(t, row + 1);
    pass_down(t, row);
    pass_across(t, row);
    if (step.marked) {
      mark_passed(t, row, false, t.gap(row), true);
      mark_passed(t, row, true, t.across(), true);
    }
    std::copy_n(t.gap(row).q, t.n, t.w.next.hv.begin() + t.at(row));
    std::copy_n(t.across().q, t.n, t.w.next.hu.begin() + t.at(row));
    if (t.west) t.w.next.hu[t.at(row) - 1] = t.across().q[-1];
    rain_on_row(t, row, losses);
    const float* rise = t.levels(row).rise;
    if (soaks) {
      soak_of_row(step, t.at(row), t.n, t.soak());
      soak_on_wet(t.g.share.begin() + t.at(row), rise, t.w.h.begin() + t.at(row), t.rain(), t.n, t.soak());
    }
    const int most_bits = fill_row(t.w, step, t.at(row), t.n, t.across(), t.gap(row - 1), t.gap(row), rise,
                                   t.rain(), t.soak(), t.soaked());
    if (soaks) took_of_row(step, t.at(row), t.n, t.soaked());
    fastest = fastest > most_bits ? fastest : most_bits;
    book_passed(t, tiles, row, losses);
    flag_wet(t, tiles, row);
    if (step.watch) watch_fine(t, row);
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

float sweep_subgrid(Width width, Water& water, Worst& worst, const Subgrid& ground, const Step& step,
                    const Block& block, Rows& rows, Tiles& tiles) {
  Trip trip{water,
            worst,
            ground,
            step,
            block,
            rows,
            block.col_end - block.col,
            block.col == 0,
            block.col_end == water.shape.n_cols};
#if defined(__x86_64__)
  if (width == Width::avx512) return trip_avx512(trip, tiles);
  if (width == Width::avx2) return trip_avx2(trip, tiles);
#endif
  static_cast<void>(width);
  return trip_body(trip, tiles);
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
