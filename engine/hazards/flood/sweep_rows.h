// SPDX-License-Identifier: Apache-2.0
// How does one row of cells advance by one step? The loops of the fused sweep, included by sweep.cpp alone,
// which compiles them once for each vector width.
//   h' = h - dt/dx (sum of mass fluxes) + rain - losses
//   q* = q - dt/dx (sum of momentum fluxes, bed thrust included)
//   q' = 2 q* / (1 + sqrt(1 + 4 dt g n^2 |q*| h'^(-7/3)))   Manning friction, point-wise implicit: the root
//   of
//        q' + dt g n^2 |q'| q' h'^(-7/3) = q*  (Xia & Liang 2018), exact in uniform flow for any dt
// Rows are short enough to stay in the first-level cache; small loops over row buffers beat one large one.
// Invariant: no branch depends on a cell's value, no sum changes with the vector width.
#pragma once

#include "engine/hazards/flood/loss_rows.h"
#include "engine/hazards/flood/reconstruct.h"
#include "engine/hazards/flood/sweep.h"

namespace dayu::hazards::flood {

/// Fluxes through a row of faces: mass, momentum across as the cells before and behind book it, and along.
struct RowFluxes {
  float *mass, *before, *behind, *along;
};

/// First order, faces to the south of a row: `a` is the upper row.
DAYU_INLINE void fluxes_down(const Flow& a, const Flow& b, const float* za, const float* zb, int n,
                             const RowFluxes& x) {
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const FaceFlux f = face_flux(a.h[i], a.v[i], a.u[i], b.h[i], b.v[i], b.u[i], zb[i] - za[i]);
    x.mass[i] = f.mass;
    x.before[i] = f.left;
    x.behind[i] = f.right;
    x.along[i] = f.along;
  }
}

/// First order, faces of a row: face i lies west of cell i.
DAYU_INLINE void fluxes_across(const Flow& a, const float* z, int n, const RowFluxes& x) {
#pragma omp simd
  for (int i = 0; i <= n; ++i) {
    const FaceFlux f = face_flux(a.h[i - 1], a.u[i - 1], a.v[i - 1], a.h[i], a.u[i], a.v[i], z[i] - z[i - 1]);
    x.mass[i] = f.mass;
    x.before[i] = f.left;
    x.behind[i] = f.right;
    x.along[i] = f.along;
  }
}

/// Second order: the same from both sides' faces. What is left of the bed's step at the face is dz less the
/// half slopes of the bed on both sides.
DAYU_INLINE void fluxes_down(const Faces& a, const Faces& b, const float* za, const float* zb, int n,
                             const RowFluxes& x) {
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float step = (zb[i] - za[i]) - ((a.ye[i] - a.yh[i]) + (b.ye[i] - b.yh[i]));
    const FaceFlux f = face_flux(a.h[i] + a.yh[i], a.v[i] + a.yv[i], a.u[i] + a.yu[i], b.h[i] - b.yh[i],
                                 b.v[i] - b.yv[i], b.u[i] - b.yu[i], step);
    x.mass[i] = f.mass;
    x.before[i] = f.left;
    x.behind[i] = f.right;
    x.along[i] = f.along;
  }
}

DAYU_INLINE void fluxes_across(const Faces& a, const float* z, int n, const RowFluxes& x) {
#pragma omp simd
  for (int i = 0; i <= n; ++i) {
    const int j = i - 1;
    const float step = (z[i] - z[j]) - ((a.xe[j] - a.xh[j]) + (a.xe[i] - a.xh[i]));
    const FaceFlux f = face_flux(a.h[j] + a.xh[j], a.u[j] + a.xu[j], a.v[j] + a.xv[j], a.h[i] - a.xh[i],
                                 a.u[i] - a.xu[i], a.v[i] - a.xv[i], step);
    x.mass[i] = f.mass;
    x.before[i] = f.left;
    x.behind[i] = f.right;
    x.along[i] = f.along;
  }
}

/// Sum in float64 over sixteen fixed lanes: the same bits for any vector width.
DAYU_INLINE double lane_sum(const float* x, int n) {
  double lanes[16] = {};
  int i = 0;
  for (; i + 16 <= n; i += 16)
    for (int k = 0; k < 16; ++k) lanes[k] += static_cast<double>(x[i + k]);
  for (int k = 0; i < n; ++i, ++k) lanes[k] += static_cast<double>(x[i]);
  double sum = 0;
  for (double lane : lanes) sum += lane;
  return sum;
}

/// What pushes a row besides its faces: the fall of the surface inside the cells, second order only.
struct Inside {
  const float *h = nullptr, *xe = nullptr, *ye = nullptr;
};

/// Next state of a row; returns the largest signal speed as the bits of a non-negative float.
template <bool kInside>
DAYU_INLINE int update_row(Water& w, const Step& step, std::ptrdiff_t at, int n, const RowFluxes& x,
                           const RowFluxes& north, const RowFluxes& south, const Inside& inside,
                           const float* rain, const float* soak, float* soaked) {
  const float *h = w.h.begin() + at, *rest = w.rest.begin() + at, *hu = w.hu.begin() + at,
              *hv = w.hv.begin() + at;
  float *next_h = w.next.h.begin() + at, *next_rest = w.next.rest.begin() + at,
        *next_hu = w.next.hu.begin() + at, *next_hv = w.next.hv.begin() + at;
  const float* gn2 = w.gn2.begin() + at;
  const float k = step.dt_per_cell_s_per_m, four_dt = 4.0F * step.dt_s;
  const float *nm = north.mass, *nl = north.behind, *na = north.along;
  const float *sm = south.mass, *su = south.before, *sa = south.along;
  int fastest = 0;
#pragma omp simd reduction(max : fastest)
  for (int i = 0; i < n; ++i) {
    // Two-sum (Knuth): what float drops of the new depth is kept in `rest`; steady drizzle on deep water
    // counts.
    const float spread = (x.mass[i + 1] - x.mass[i]) + (sm[i] - nm[i]);
    const float gain = (rain[i] - soak[i]) + (rest[i] - k * spread);
    const float sum = h[i] + gain, virtual_gain = sum - h[i];
    const float lost = (h[i] - (sum - virtual_gain)) + (gain - virtual_gain);
    // A cell overdrawn by its faces (a lone column among four dry cells) owes the water: the debt stays in
    // `rest`.
    soaked[i] = soak[i] - least(most(-sum, 0.0F), soak[i]);
    const bool any = sum > 0.0F;
    const float d = any ? sum : 0.0F;
    next_h[i] = d;
    next_rest[i] = any ? lost : least(h[i] + (rain[i] + (rest[i] - k * spread)), 0.0F);

    float across = (x.before[i + 1] - x.behind[i]) + (sa[i] - na[i]);
    float down = (su[i] - nl[i]) + (x.along[i + 1] - x.along[i]);
    if (kInside) {
      const float weight = 2.0F * kGravity_m_per_s2 * inside.h[i];
      across += weight * inside.xe[i];
      down += weight * inside.ye[i];
    }
    const float qx = hu[i] - k * across;
    const float qy = hv[i] - k * down;
    const float r = inverse_cube_root(most(d, kStill_m));
    const float r3 = r * r * r;
    const float q = __builtin_sqrtf(qx * qx + qy * qy);
    const float drag = four_dt * gn2[i] * (r3 * r3 * r) * q;
    const float keep = 2.0F / (1.0F + __builtin_sqrtf(1.0F + drag));
    const float f = d > kStill_m ? keep : 0.0F;
    next_hu[i] = qx * f;
    next_hv[i] = qy * f;

    const float c = __builtin_sqrtf(kGravity_m_per_s2 * d);
    const float u = most(qx < 0.0F ? -qx : qx, qy < 0.0F ? -qy : qy) * f * r3;
    const float signal = u + c;
    int bits;
    __builtin_memcpy(&bits, &signal, sizeof bits);
    fastest = fastest > bits ? fastest : bits;
  }
  return fastest;
}

}  // namespace dayu::hazards::flood
