// SPDX-License-Identifier: Apache-2.0
// Local inertia on the terrain's own cells (Bates, Horritt & Fewtrell 2010), smoothed along the flow (de
// Almeida & Bates 2013), and where it stops to hold. Included by subgrid_sweep.cpp alone.
//   q* = theta q + (1 - theta) (q_before + q_behind) / 2 + g dt a (w_L - w_R) / dx, at most critical
//   q' as in subgrid_rows.h with K = a^(5/3) / n, so that g a / K^2 = g n^2 a^(-7/3)
// Left out is the momentum that the water carries along, of relative weight Fr^2: beyond a Froude number of
// 0.8 (de Almeida & Bates 2013 find it good up to 0.5 and tolerable to about 1) in water that endangers
// people, and at steep fronts, the numbers are wrong. Invariant: a face that is beyond is told, never only
// limited.
#pragma once

#include "engine/hazards/flood/subgrid_rows.h"

namespace dayu::hazards::flood {

/// Weight of a face's own discharge (de Almeida et al. 2012 take 0.7 to 0.95).
constexpr float kTheta_1 = 0.9F;
constexpr float kValidFroude_1 = 0.8F;
/// Depth from which a face is watched, and from which a front is: the shallowest that has an arrival; half a
/// metre (own choice: thinner fronts over dry ground are held by friction).
constexpr float kWatched_m = 0.05F, kFront_m = 0.5F;
/// Drop of the surface over one face, less the ground's, as a share of the depth: a front.
constexpr float kFront_1 = 0.5F;

/// New discharges of faces, and how far beyond validity they are: more than 1 is. Returns the largest, as the
/// bits of a non-negative float.
DAYU_INLINE int inertia_faces(const Step& step, const FaceSides& s, const float* gn2_a, const float* gn2_b,
                              int from, int to, const FaceRow& x, float* beyond) {
  constexpr float g = kGravity_m_per_s2;
  const float push_1 = g * step.dt_per_cell_s_per_m, drag_1 = 2.0F * step.dt_s,
              half = 0.5F / step.dt_per_cell_s_per_m;
  int most_bits = 0;
#pragma omp simd reduction(max : most_bits)
  for (int i = from; i < to; ++i) {
    const float up = s.z_b[i] - s.z_a[i], here = s.h_a[i], there = s.h_b[i];
    const float over = most(here, there + up) - most(up, 0.0F);
    const bool wet = over > kStill_m;
    const float a = wet ? over : 0.0F, r = inverse_cube_root(wet ? over : kStill_m), r3 = r * r * r;
    const float rise = rise_between(here, there, up);
    const float q = s.q[i], before = s.q_before[i], behind = s.q_behind[i];
    const float around = (before != 0.0F ? before : q) + (behind != 0.0F ? behind : q);
    const float pushed = (kTheta_1 * q + (0.5F * (1.0F - kTheta_1)) * around) - push_1 * a * rise;
    const float along = 0.25F * ((s.left_a[i] + s.left_b[i]) + (s.right_a[i] + s.right_b[i]));
    const float drag =
        drag_1 * (gn2_a[i] + gn2_b[i]) * (r3 * r3 * r) * __builtin_sqrtf(pushed * pushed + along * along);
    const float moved = 2.0F * pushed / (1.0F + __builtin_sqrtf(1.0F + drag));
    const float critical = a * __builtin_sqrtf(g * a);
    const float holds = half * (moved > 0.0F ? here : there);
    const float limit = least(critical, holds);
    const float found = wet ? most(least(moved, limit), -limit) : 0.0F;
    x.q[i] = found;
    x.depth[i] = a;
    const float size = moved < 0.0F ? -moved : moved;
    const float froude = a >= kWatched_m ? least(size, holds) / (kValidFroude_1 * critical) : 0.0F;
    const float drop = (rise < 0.0F ? -rise : rise) - (up < 0.0F ? -up : up);
    const float front = a >= kFront_m ? drop / (kFront_1 * a) : 0.0F;
    const float far = most(most(froude, front), 0.0F);
    beyond[i] = far;
    int bits;
    __builtin_memcpy(&bits, &far, sizeof bits);
    most_bits = most_bits > bits ? most_bits : bits;
  }
  return most_bits;
}

/// Discharge of cells from that of their faces.
DAYU_INLINE void middle_of_faces(const float* before, const float* behind, int n, float* middle) {
#pragma omp simd
  for (int i = 0; i < n; ++i) middle[i] = 0.5F * (before[i] + behind[i]);
}

}  // namespace dayu::hazards::flood
