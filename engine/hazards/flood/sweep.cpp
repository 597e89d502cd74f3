// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/sweep.h"

#include <utility>

#include "engine/hazards/flood/sweep_rows.h"

namespace dayu::hazards::flood {
namespace {

/// Row buffers by purpose.
enum Buffer {
  kUpperU,
  kUpperV,
  kLowerU,
  kLowerV,
  kMass,
  kLeft,
  kRight,
  kAlong,
  kGapA,
  kGapA2,
  kGapA3,
  kGapA4,
  kGapB,
  kGapB2,
  kGapB3,
  kGapB4,
  kRain
};

Gap gap_of(Rows& rows, int first) {
  return {rows.row(first), rows.row(first + 1), rows.row(first + 2), rows.row(first + 3)};
}

DAYU_INLINE void gap_body(const Water& w, int row, Rows& rows, const Gap& gap) {
  velocities(w, row - 1, 0, w.shape.n_cols, rows.row(kUpperU), rows.row(kUpperV));
  velocities(w, row, 0, w.shape.n_cols, rows.row(kLowerU), rows.row(kLowerV));
  fluxes_down(w, row - 1, rows.row(kUpperU), rows.row(kUpperV), rows.row(kLowerU), rows.row(kLowerV), gap);
  // An edge lets water out (the mirror behind a closed one gives zero), never in.
  if (row == 0)
    for (int i = 0; i < w.shape.n_cols; ++i) gap.mass[i] = least(gap.mass[i], 0.0F);
  if (row == w.shape.n_rows)
    for (int i = 0; i < w.shape.n_cols; ++i) gap.mass[i] = most(gap.mass[i], 0.0F);
}

DAYU_INLINE float sweep_body(Water& w, Worst& worst, const Step& step, int first, int end, Rows& rows,
                             const Gap& above, const Gap& below, Tally& tally) {
  const int n = w.shape.n_cols;
  float *u = rows.row(kUpperU), *v = rows.row(kUpperV), *un = rows.row(kLowerU), *vn = rows.row(kLowerV);
  float *mass = rows.row(kMass), *left = rows.row(kLeft), *right = rows.row(kRight),
        *along = rows.row(kAlong);
  float* rain = rows.row(kRain);
  Gap north = above, south = gap_of(rows, kGapA), spare = gap_of(rows, kGapB);
  const bool losses = step.abstraction_m || step.rain_loss_m > 0;
  const bool varied = losses || step.rain_rate_m_per_s;
  if (!varied) rain_of_row(w, step, first, rain, nullptr);
  int fastest = 0;
  fill_ghosts(w, first);
  velocities(w, first, -1, n + 1, u, v);
  for (int row = first; row < end; ++row) {
    if (row + 1 < end) {
      fill_ghosts(w, row + 1);
      velocities(w, row + 1, -1, n + 1, un, vn);
      fluxes_down(w, row, u, v, un, vn, south);
    } else {
      south = below;
    }
    fluxes_across(w, row, u, v, mass, left, right, along);
    mass[0] = least(mass[0], 0.0F);
    mass[n] = most(mass[n], 0.0F);
    const auto r = static_cast<std::size_t>(row);
    double out = static_cast<double>(mass[n]) - static_cast<double>(mass[0]);
    if (row == 0) out -= lane_sum(north.mass, n);
    if (row == w.shape.n_rows - 1) out += lane_sum(south.mass, n);
    tally.out_m2[r] += out * static_cast<double>(step.dt_s);
    // The velocities of this row are spent: their buffers carry what the ground keeps.
    if (varied) rain_of_row(w, step, row, rain, losses ? v : nullptr);
    const int top = update_row(w, step, row, {mass, left, right, along}, north, south, rain, u);
    fastest = fastest > top ? fastest : top;
    if (losses) tally.soaked_m[r] += lane_sum(v, n);
    if (step.soak_m > 0) tally.soaked_m[r] += lane_sum(u, n);
    if (step.watch) watch_row(w, worst, step.now_s, row);
    std::swap(u, un);
    std::swap(v, vn);
    if (row == first) north = spare;
    std::swap(north, south);
  }
  float signal = 0;
  __builtin_memcpy(&signal, &fastest, sizeof fastest);
  return signal;
}

#if defined(__x86_64__)
#define DAYU_AVX2 __attribute__((target("avx2")))
#define DAYU_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")))

DAYU_AVX2 void gap_avx2(const Water& w, int row, Rows& rows, const Gap& gap) {
  gap_body(w, row, rows, gap);
}
DAYU_AVX512 void gap_avx512(const Water& w, int row, Rows& rows, const Gap& gap) {
  gap_body(w, row, rows, gap);
}
DAYU_AVX2 float sweep_avx2(Water& w, Worst& worst, const Step& s, int first, int end, Rows& rows,
                           const Gap& above, const Gap& below, Tally& tally) {
  return sweep_body(w, worst, s, first, end, rows, above, below, tally);
}
DAYU_AVX512 float sweep_avx512(Water& w, Worst& worst, const Step& s, int first, int end, Rows& rows,
                               const Gap& above, const Gap& below, Tally& tally) {
  return sweep_body(w, worst, s, first, end, rows, above, below, tally);
}
#endif

}  // namespace

Rows::Rows(const Shape& shape)
    : stride_(shape.stride + Shape::kPad),
      floats_(static_cast<std::size_t>(stride_) * kCount + Shape::kPad) {}

Width widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return Width::avx512;
  if (__builtin_cpu_supports("avx2")) return Width::avx2;
#endif
  return Width::baseline;
}

void gap_fluxes(Width width, const Water& water, int row, Rows& rows, const Gap& gap) {
#if defined(__x86_64__)
  if (width == Width::avx512) return gap_avx512(water, row, rows, gap);
  if (width == Width::avx2) return gap_avx2(water, row, rows, gap);
#endif
  gap_body(water, row, rows, gap);
}

float sweep(Width width, Water& water, Worst& worst, const Step& step, int first, int end, Rows& rows,
            const Gap& above, const Gap& below, Tally& tally) {
#if defined(__x86_64__)
  if (width == Width::avx512) return sweep_avx512(water, worst, step, first, end, rows, above, below, tally);
  if (width == Width::avx2) return sweep_avx2(water, worst, step, first, end, rows, above, below, tally);
#endif
  return sweep_body(water, worst, step, first, end, rows, above, below, tally);
}

void watch(const Water& water, Worst& worst, float now_s, int row) {
  watch_row(water, worst, now_s, row);
}

}  // namespace dayu::hazards::flood
