// SPDX-License-Identifier: Apache-2.0
// What was the worst so far? Maximum depth, speed, their product and class, first time and total time above
// some depths, row by row in line with the sweep. Included by sweep.cpp alone.
// Invariant: only selects; a cell's numbers come from pairs of the same instant.
#pragma once

#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Largest depth of some cells, as bits: 0 if all are dry.
DAYU_INLINE int deepest(const float* h, int n) {
  int most_bits = 0;
#pragma omp simd reduction(max : most_bits)
  for (int i = 0; i < n; ++i) {
    int bits;
    __builtin_memcpy(&bits, &h[i], sizeof bits);
    most_bits = most_bits > bits ? most_bits : bits;
  }
  return most_bits;
}

/// AR&R 2019 (Book 6, ch. 7) general hazard class 1..6 from depth, speed and their product.
DAYU_INLINE float hazard_class(float d, float v, float dv) {
  float c = 1.0F;
  c += (d > 0.3F || v > 2.0F || dv > 0.3F) ? 1.0F : 0.0F;
  c += (d > 0.5F || v > 2.0F || dv > 0.6F) ? 1.0F : 0.0F;
  c += (d > 1.2F || v > 2.0F || dv > 0.6F) ? 1.0F : 0.0F;
  c += (d > 2.0F || v > 2.0F || dv > 1.0F) ? 1.0F : 0.0F;
  c += (d > 4.0F || v > 4.0F || dv > 4.0F) ? 1.0F : 0.0F;
  return c;
}

/// Extremes of cells in a row; `since_s` is the time since they were last looked at.
DAYU_INLINE void watch_cells(const float* h, const float* hu, const float* hv, Worst& worst, float now_s,
                             float since_s, std::ptrdiff_t at, int n) {
  float *frame_d = worst.frame_depth.begin() + at, *frame_dv = worst.frame_depth_speed.begin() + at;
  float *max_d = worst.depth.begin() + at, *when = worst.depth_time.begin() + at;
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float d = h[i];
    frame_d[i] = most(frame_d[i], d);
    when[i] = d > max_d[i] ? now_s : when[i];
    max_d[i] = most(max_d[i], d);
  }
  const int top = deepest(h, n);
  float deepest_m;
  __builtin_memcpy(&deepest_m, &top, sizeof top);
  if (deepest_m < kFilm_m) return;
  float *max_v = worst.speed.begin() + at, *max_dv = worst.depth_speed.begin() + at,
        *cls = worst.hazard_class.begin() + at;
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float d = h[i];
    const bool film = d < kFilm_m;
    const float q = __builtin_sqrtf(hu[i] * hu[i] + hv[i] * hv[i]);
    const float dv = film ? 0.0F : q;
    const float v = film ? 0.0F : q / most(d, kFilm_m);
    const float c = film ? 0.0F : hazard_class(d, v, dv);
    frame_dv[i] = most(frame_dv[i], dv);
    max_v[i] = most(max_v[i], v);
    max_dv[i] = most(max_dv[i], dv);
    cls[i] = most(cls[i], c);
  }
  for (std::size_t k = 0; k < kArrival_m.size(); ++k) {
    const float level = kArrival_m[k];
    if (deepest_m < level) return;
    float *first = worst.arrival[k].begin() + at, *above = worst.above[k].begin() + at;
#pragma omp simd
    for (int i = 0; i < n; ++i) {
      first[i] = (h[i] >= level && first[i] < 0.0F) ? now_s : first[i];
      above[i] += h[i] >= level ? since_s : 0.0F;
    }
  }
}

DAYU_INLINE void watch_row(const Cells& cells, Worst& worst, float now_s, float since_s, std::ptrdiff_t at,
                           int n) {
  watch_cells(cells.h.begin() + at, cells.hu.begin() + at, cells.hv.begin() + at, worst, now_s, since_s, at,
              n);
}

}  // namespace dayu::hazards::flood
