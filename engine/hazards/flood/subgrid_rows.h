// SPDX-License-Identifier: Apache-2.0
// How does one row of sub-grid cells advance by one step? Included by subgrid_sweep.cpp alone, which compiles
// it once for each vector width. Local inertia on faces (Bates, Horritt & Fewtrell 2010), smoothed along the
// flow (de Almeida & Bates 2013), friction as in sweep_rows.h:
//   q* = q~ + g dt a (w_L - w_R) / dx,   q~ = theta q + (1 - theta) (q_before + q_behind) / 2
//   q' = 2 q* / (1 + sqrt(1 + 4 g dt a |q*| / K^2))         the root of q' + g dt a |q'| q' / K^2 = q*
// no faster than critical, |q'| <= a sqrt(g a / b), and never more than a quarter of what the cell holds.
// Symbols: q discharge per metre of a cell's width m2/s, a mean depth m, b share of the width that is wet, K
// conveyance per metre of width m2/s, w level m. Step: an explicit step of cell and faces is stable while
//   dt sqrt(g sum a / (2 A)) <= 1 (A wet area of the cell, m2, over dx^2) and the kinematic wave 5/3 u stays
// inside the wet area. Invariant: no branch depends on a cell's value; equal levels move nothing, exactly.
#pragma once

#include "engine/hazards/flood/loss_rows.h"
#include "engine/hazards/flood/subgrid_sweep.h"

namespace dayu::hazards::flood {

/// Weight of a face's own discharge (de Almeida et al. 2012 take 0.7 to 0.95).
constexpr float kTheta_1 = 0.9F;
/// Share of the stable step that is taken.
constexpr float kStable_1 = 0.7F;
/// Levels closer than this share of what they are made of are the same: float's rounding.
constexpr float kSame_1 = 4e-7F;

/// Levels of a row's cells over their lowest ground, and how fast they rise with the mean depth.
struct LevelRow {
  float *level, *rise;
};

/// What a row of faces passes: discharge, mean depth, speed times wet share, conveyance.
struct FaceRow {
  float *q, *depth, *drift, *conveyance;
};

DAYU_INLINE void levels_of_row(const Subgrid& g, const float* h, std::ptrdiff_t at, int from, int to,
                               const LevelRow& x) {
  const float* first = g.lines[0].begin() + at;
#pragma omp simd
  for (int i = from; i < to; ++i) {
    x.level[i] = h[i] * g.rise[0] + first[i];
    x.rise[i] = g.rise[0];
  }
  for (std::size_t j = 1; j < g.rise.size(); ++j) {
    const float* line = g.lines[j].begin() + at;
    const float rise = g.rise[j];
#pragma omp simd
    for (int i = from; i < to; ++i) {
      const float w = h[i] * rise + line[i];
      const bool lower = w < x.level[i];
      x.level[i] = lower ? w : x.level[i];
      x.rise[i] = lower ? rise : x.rise[i];
    }
  }
}

/// One side's cells along a row of faces, and the discharge of the faces themselves before and behind.
struct FaceSides {
  const float *level_a, *level_b, *z_a, *z_b, *h_a, *h_b;
  const float *q, *q_before, *q_behind;
};

/// Wetted depth, width and conveyance of faces, strip by strip; `top` gets the higher level.
DAYU_INLINE void wet_faces(const FaceStrips& strips, const FaceSides& s, std::ptrdiff_t at, int from, int to,
                           float* top, float* width, const FaceRow& x) {
#pragma omp simd
  for (int i = from; i < to; ++i) {
    top[i] = most(s.level_a[i], s.level_b[i] + (s.z_b[i] - s.z_a[i]));
    x.depth[i] = x.conveyance[i] = width[i] = 0;
  }
  for (std::size_t k = 0; k < strips.sill.size(); ++k) {
    const float *sill = strips.sill[k].begin() + at, *smooth = strips.smooth[k].begin() + at;
#pragma omp simd
    for (int i = from; i < to; ++i) {
      const float over = top[i] - sill[i];
      const bool wet = over > kStill_m;
      const float h = wet ? over : 0.0F, r = inverse_cube_root(wet ? over : kStill_m);
      x.depth[i] += h;
      width[i] += wet ? 1.0F : 0.0F;
      x.conveyance[i] += h * h * r * smooth[i];
    }
  }
}

/// New discharge of faces.
DAYU_INLINE void move_faces(const Step& step, const FaceSides& s, float per_strip, int from, int to,
                            const float* width, const FaceRow& x) {
  constexpr float g = kGravity_m_per_s2;
  const float push_1 = g * step.dt_per_cell_s_per_m, drag_1 = 4.0F * g * step.dt_s,
              quarter = 0.25F / step.dt_per_cell_s_per_m;
#pragma omp simd
  for (int i = from; i < to; ++i) {
    const float a = x.depth[i] * per_strip, b = most(width[i] * per_strip, 1e-3F),
                conveyance = x.conveyance[i] * per_strip;
    const float up = s.z_b[i] - s.z_a[i], there = s.level_b[i] + up;
    const float drop = s.level_a[i] - there, size = s.level_a[i] + s.level_b[i] + (up < 0.0F ? -up : up);
    const float fall = (drop < 0.0F ? -drop : drop) <= kSame_1 * size ? 0.0F : drop;
    const float q = s.q[i], before = s.q_before[i], behind = s.q_behind[i];
    const float around = (before != 0.0F ? before : q) + (behind != 0.0F ? behind : q);
    const float pushed = (kTheta_1 * q + (0.5F * (1.0F - kTheta_1)) * around) + push_1 * a * fall;
    const float force = pushed < 0.0F ? -pushed : pushed;
    const float drag = drag_1 * a * force / most(conveyance * conveyance, 1e-30F);
    const float moved = 2.0F * pushed / (1.0F + __builtin_sqrtf(1.0F + drag));
    const float critical = a * __builtin_sqrtf(g * a / b);
    const float holds = quarter * (moved > 0.0F ? s.h_a[i] : s.h_b[i]);
    const float limit = least(critical, holds);
    const float found = a > 0.0F ? most(least(moved, limit), -limit) : 0.0F;
    x.q[i] = found;
    x.depth[i] = a;
    x.drift[i] = a > 0.0F ? (found < 0.0F ? -found : found) / a * b : 0.0F;
    x.conveyance[i] = conveyance;
  }
}

/// What the ground can take: of the water on it, and of rain on dry ground around it.
DAYU_INLINE void soak_on_wet(const float* share, const float* rise, const float* h, const float* rain, int n,
                             float* soak) {
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float ground = share[i], wet = h[i] > 0.0F ? least(1.0F / rise[i], ground) : 0.0F;
    const float most_of_rain = least(rain[i], soak[i] * ground);
    soak[i] = soak[i] * wet + most_of_rain * (1.0F - wet / most(ground, 1e-6F));
  }
}

/// Next state of a row of cells; returns the largest signal as the bits of a non-negative float: the step
/// that the solver takes from it is the stable one.
DAYU_INLINE int fill_row(Water& w, const Step& step, std::ptrdiff_t at, int n, const FaceRow& east,
                         const FaceRow& north, const FaceRow& south, const float* rise, const float* rain,
                         const float* soak, float* soaked) {
  const float *h = w.h.begin() + at, *rest = w.rest.begin() + at;
  float *next_h = w.next.h.begin() + at, *next_rest = w.next.rest.begin() + at;
  const float k = step.dt_per_cell_s_per_m;
  int fastest = 0;
#pragma omp simd reduction(max : fastest)
  for (int i = 0; i < n; ++i) {
    const float spread = (east.q[i] - east.q[i - 1]) + (south.q[i] - north.q[i]);
    const float gain = (rain[i] - soak[i]) + (rest[i] - k * spread);
    const float sum = h[i] + gain, virtual_gain = sum - h[i];
    const float lost = (h[i] - (sum - virtual_gain)) + (gain - virtual_gain);
    soaked[i] = soak[i] - least(most(-sum, 0.0F), soak[i]);
    const bool any = sum > 0.0F;
    next_h[i] = any ? sum : 0.0F;
    next_rest[i] = any ? lost : least(h[i] + (rain[i] + (rest[i] - k * spread)), 0.0F);
    const float depths = (east.depth[i] + east.depth[i - 1]) + (south.depth[i] + north.depth[i]);
    const float out =
        ((east.q[i] > 0.0F ? east.drift[i] : 0.0F) + (east.q[i - 1] < 0.0F ? east.drift[i - 1] : 0.0F)) +
        ((south.q[i] > 0.0F ? south.drift[i] : 0.0F) + (north.q[i] < 0.0F ? north.drift[i] : 0.0F));
    const float wave = __builtin_sqrtf(0.5F * kGravity_m_per_s2 * depths * rise[i]);
    const float signal = (0.5F / kStable_1) * (wave + (5.0F / 3.0F) * out * rise[i]);
    int bits;
    __builtin_memcpy(&bits, &signal, sizeof bits);
    fastest = fastest > bits ? fastest : bits;
  }
  return fastest;
}

}  // namespace dayu::hazards::flood
