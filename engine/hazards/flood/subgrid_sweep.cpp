// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/subgrid_sweep.h"

#include <algorithm>

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/inertia_rows.h"
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

/// What passes one face at an edge of the grid, positive outward.
struct EdgeFace {
  float pull, level, lean, beyond, holds, q;  ///< level at the middle of the edge, and its rise along it
};

DAYU_INLINE void pass_edge(const Trip& t, const FaceStrips& strips, std::ptrdiff_t at, const EdgeFace& e,
                           float sign, const FaceRow& x, int i) {
  constexpr float g = kGravity_m_per_s2;
  const float per_strip = 1.0F / static_cast<float>(t.g.cells), k = t.step.dt_per_cell_s_per_m;
  const bool free = e.pull != kClosed && e.pull != kLevel;
  float a = 0, b = 0, conveyance = 0, out = 0;
  for (int s = 0; s < strips.sill.count; ++s) {
    const float inside = e.holds > 0.0F ? e.level + e.lean * t.g.middle(s) : -1e3F;
    const float h = (free ? inside : most(inside, e.beyond)) - strips.sill.cell(s, at);
    if (h <= kStill_m) continue;
    const float r = inverse_cube_root(h), smooth = strips.smooth.cell(s, at);
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
  out = a > 0.0F ? least(out, 0.5F / k * e.holds) : 0.0F;
  x.q[i] = sign * out;
  x.depth[i] = a;
  x.speed[i] = a > 0.0F ? sign * out / a : 0.0F;
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
    const SurfaceRow x = t.surface(row);
    const EdgeFace e{side.pull[k],
                     x.middle[i] + sign * t.g.middle(t.g.cells - 1) * x.lean[i] * t.g.tilt_y[inside + i],
                     x.lean[i] * t.g.tilt_x[inside + i],
                     side.level_m[k] - t.w.z[ghost + i],
                     t.w.h[inside + i],
                     sign * t.w.hv[face + i]};
    pass_edge(t, t.g.south, face + i, e, sign, t.gap(north ? -1 : row), i);
  }
}

DAYU_INLINE void take_side(Trip& t, int row, bool west) {
  const Beyond& side = west ? t.w.west : t.w.east;
  const auto k = static_cast<std::size_t>(row);
  const int cell = west ? 0 : t.n - 1, face = west ? -1 : cell;
  const std::ptrdiff_t at = t.at(row);
  const float sign = west ? -1.0F : 1.0F;
  const SurfaceRow x = t.surface(row);
  const EdgeFace e{side.pull[k],
                   x.middle[cell] + sign * t.g.middle(t.g.cells - 1) * x.lean[cell] * t.g.tilt_x[at + cell],
                   x.lean[cell] * t.g.tilt_y[at + cell],
                   side.level_m[k] - t.w.z[at + (west ? -1 : t.n)],
                   t.w.h[at + cell],
                   sign * t.w.hu[at + face]};
  pass_edge(t, t.g.east, at + face, e, sign, t.across(), face);
}

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
    rain_on_row(t, row, losses);
    const float* rise = t.surface(row).rise;
    if (soaks) {
      soak_of_row(step, t.at(row), t.n, t.soak());
      soak_on_wet(t.g.share.begin() + t.at(row), rise, t.w.h.begin() + t.at(row), t.rain(), t.n, t.soak());
    }
    const int most_bits = fill_row(t.w, step, t.at(row), t.n, t.across(), t.gap(row - 1), t.gap(row), rise,
                                   t.rain(), t.soak(), t.g.cells > 1 ? 1.0F : 0.0F, t.soaked());
    if (soaks) took_of_row(step, t.at(row), t.n, t.soaked());
    fastest = fastest > most_bits ? fastest : most_bits;
    book_passed(t, tiles, row, losses);
    flag_wet(t, tiles, row);
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
