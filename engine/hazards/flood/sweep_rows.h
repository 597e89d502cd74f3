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

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/sweep.h"

namespace dayu::hazards::flood {

/// Velocities of a row from column `from` to before `to`: u = hu / h.
DAYU_INLINE void velocities(const Water& w, int row, int from, int to, float* u, float* v) {
  const std::ptrdiff_t at = w.shape.at(row, 0);
  const float* h = w.h.begin() + at;
  const float* hu = w.hu.begin() + at;
  const float* hv = w.hv.begin() + at;
#pragma omp simd
  for (int i = from; i < to; ++i) {
    const float inverse = 1.0F / most(h[i], kStill_m);
    u[i] = hu[i] * inverse;
    v[i] = hv[i] * inverse;
  }
}

/// Fluxes between two rows (the upper one is north); `along` is the momentum to the east.
DAYU_INLINE void fluxes_down(const Water& w, int upper, const float* uu, const float* vu, const float* ul,
                             const float* vl, const Gap& gap) {
  const std::ptrdiff_t a = w.shape.at(upper, 0), b = w.shape.at(upper + 1, 0);
  const float *hu = w.h.begin() + a, *hl = w.h.begin() + b, *zu = w.z.begin() + a, *zl = w.z.begin() + b;
  float *mass = gap.mass, *up = gap.upper, *low = gap.lower, *along = gap.along;
#pragma omp simd
  for (int i = 0; i < w.shape.n_cols; ++i) {
    const FaceFlux f = face_flux(hu[i], vu[i], uu[i], hl[i], vl[i], ul[i], zl[i] - zu[i]);
    mass[i] = f.mass;
    up[i] = f.left;
    low[i] = f.right;
    along[i] = f.along;
  }
}

/// Fluxes through the faces of a row: face i lies west of cell i, face n_cols closes the row.
DAYU_INLINE void fluxes_across(const Water& w, int row, const float* u, const float* v, float* mass,
                               float* left, float* right, float* along) {
  const std::ptrdiff_t at = w.shape.at(row, 0);
  const float *h = w.h.begin() + at, *z = w.z.begin() + at;
#pragma omp simd
  for (int i = 0; i <= w.shape.n_cols; ++i) {
    const FaceFlux f = face_flux(h[i - 1], u[i - 1], v[i - 1], h[i], u[i], v[i], z[i] - z[i - 1]);
    mass[i] = f.mass;
    left[i] = f.left;
    right[i] = f.right;
    along[i] = f.along;
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

/// Net rain of a row into `rain`; what initial abstraction and rain loss keep goes to `kept`.
DAYU_INLINE void rain_of_row(const Water& w, const Step& step, int row, float* rain, float* kept) {
  const std::ptrdiff_t at = w.shape.at(row, 0);
  const int n = w.shape.n_cols;
  const float* rate = step.rain_rate_m_per_s ? step.rain_rate_m_per_s + at : nullptr;
  for (int i = 0; i < n; ++i) rain[i] = rate ? rate[i] * step.dt_s : step.rain_m;
  if (!kept) return;
  for (int i = 0; i < n; ++i) kept[i] = 0;
  if (step.abstraction_m) {
    float* left = step.abstraction_m + at;
#pragma omp simd
    for (int i = 0; i < n; ++i) {
      const float take = least(left[i], rain[i]);
      left[i] -= take;
      rain[i] -= take;
      kept[i] = take;
    }
  }
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float take = least(step.rain_loss_m, rain[i]);
    rain[i] -= take;
    kept[i] += take;
  }
}

struct RowFluxes {
  const float *mass, *left, *right, *along;
};

/// Updates a row in place; returns the largest signal speed as the bits of a non-negative float.
DAYU_INLINE int update_row(Water& w, const Step& step, int row, const RowFluxes& x, const Gap& north,
                           const Gap& south, const float* rain, float* soaked) {
  const std::ptrdiff_t at = w.shape.at(row, 0);
  float *h = w.h.begin() + at, *rest = w.rest.begin() + at, *hu = w.hu.begin() + at, *hv = w.hv.begin() + at;
  const float* gn2 = w.gn2.begin() + at;
  const float k = step.dt_per_cell_s_per_m, four_dt = 4.0F * step.dt_s, soak = step.soak_m;
  const float *nm = north.mass, *nl = north.lower, *na = north.along;
  const float *sm = south.mass, *su = south.upper, *sa = south.along;
  int fastest = 0;
#pragma omp simd reduction(max : fastest)
  for (int i = 0; i < w.shape.n_cols; ++i) {
    // Two-sum (Knuth): what float drops of the new depth is kept in `rest`; steady drizzle on deep water
    // counts.
    const float spread = (x.mass[i + 1] - x.mass[i]) + (sm[i] - nm[i]);
    const float gain = (rain[i] - soak) + (rest[i] - k * spread);
    const float sum = h[i] + gain, virtual_gain = sum - h[i];
    const float lost = (h[i] - (sum - virtual_gain)) + (gain - virtual_gain);
    // A cell overdrawn by its faces (a lone column among four dry cells) owes the water: the debt stays in
    // `rest`.
    soaked[i] = soak - least(most(-sum, 0.0F), soak);
    const bool any = sum > 0.0F;
    const float d = any ? sum : 0.0F;
    h[i] = d;
    rest[i] = any ? lost : least(sum + soak, 0.0F);

    const float qx = hu[i] - k * ((x.left[i + 1] - x.right[i]) + (sa[i] - na[i]));
    const float qy = hv[i] - k * ((su[i] - nl[i]) + (x.along[i + 1] - x.along[i]));
    const float r = inverse_cube_root(most(d, kStill_m));
    const float r3 = r * r * r;
    const float q = __builtin_sqrtf(qx * qx + qy * qy);
    const float drag = four_dt * gn2[i] * (r3 * r3 * r) * q;
    const float keep = 2.0F / (1.0F + __builtin_sqrtf(1.0F + drag));
    const float f = d > kStill_m ? keep : 0.0F;
    hu[i] = qx * f;
    hv[i] = qy * f;

    const float c = __builtin_sqrtf(kGravity_m_per_s2 * d);
    const float u = most(qx < 0.0F ? -qx : qx, qy < 0.0F ? -qy : qy) * f * r3;
    const float signal = u + c;
    int bits;
    __builtin_memcpy(&bits, &signal, sizeof bits);
    fastest = fastest > bits ? fastest : bits;
  }
  return fastest;
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

/// Extremes of a row from its present state.
DAYU_INLINE void watch_row(const Water& w, Worst& worst, float now_s, int row) {
  const std::ptrdiff_t at = w.shape.at(row, 0);
  const float *h = w.h.begin() + at, *hu = w.hu.begin() + at, *hv = w.hv.begin() + at;
  float *frame_d = worst.frame_depth.begin() + at, *frame_dv = worst.frame_depth_speed.begin() + at;
  float *max_d = worst.depth.begin() + at, *max_v = worst.speed.begin() + at,
        *max_dv = worst.depth_speed.begin() + at;
  float *cls = worst.hazard_class.begin() + at, *when = worst.depth_time.begin() + at;
#pragma omp simd
  for (int i = 0; i < w.shape.n_cols; ++i) {
    const float d = h[i];
    const bool film = d < kFilm_m;
    const float q = __builtin_sqrtf(hu[i] * hu[i] + hv[i] * hv[i]);
    const float dv = film ? 0.0F : q;
    const float v = film ? 0.0F : q / most(d, kFilm_m);
    const float c = film ? 0.0F : hazard_class(d, v, dv);
    frame_d[i] = most(frame_d[i], d);
    frame_dv[i] = most(frame_dv[i], dv);
    when[i] = d > max_d[i] ? now_s : when[i];
    max_d[i] = most(max_d[i], d);
    max_v[i] = most(max_v[i], v);
    max_dv[i] = most(max_dv[i], dv);
    cls[i] = most(cls[i], c);
  }
  for (std::size_t k = 0; k < kArrival_m.size(); ++k) {
    float* first = worst.arrival[k].begin() + at;
    const float level = kArrival_m[k];
#pragma omp simd
    for (int i = 0; i < w.shape.n_cols; ++i) first[i] = (h[i] >= level && first[i] < 0.0F) ? now_s : first[i];
  }
}

}  // namespace dayu::hazards::flood
