// SPDX-License-Identifier: Apache-2.0
// How much of a step's rain reaches the ground's surface, and how much can the ground take of what lies on
// it?
//   initial and continuing loss: the first I of the rain, then up to f dt
//   SCS curve number: dPe/dP = 1 - (S / (P - Ia + S))^2 for P > Ia, P the rain so far, at its middle
//     (the derivative of Pe = (P - Ia)^2 / (P - Ia + S), NEH 630 ch. 10)
//   Green & Ampt 1911, dF/dt = K (1 + psi dtheta / F), one step by the quadratic of Stone, Hawkins & Shirley
//   (1994):
//     dF = 4 K dt (psi dtheta + F) / (sqrt((K dt - 2 F)^2 + 8 K dt (psi dtheta + F)) + 2 F - K dt)
// Depths in m. Included by sweep.cpp alone. Invariant: rain + kept = what fell; no cell takes what it lacks.
#pragma once

#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/sweep.h"

namespace dayu::hazards::flood {

/// Net rain of a row into `rain`; what is kept of it goes to `kept` (null: nothing is kept).
DAYU_INLINE void rain_of_row(const Step& step, std::ptrdiff_t at, int n, float* rain, float* kept) {
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
  if (step.retention_m) {
    const float* s = step.retention_m + at;
    float* fallen = step.fallen_m + at;
#pragma omp simd
    for (int i = 0; i < n; ++i) {
      const float over = (fallen[i] + 0.5F * rain[i]) - step.abstraction_1 * s[i];
      const float share = s[i] / most(over + s[i], 1e-12F);
      const float runs = over > 0.0F ? 1.0F - share * share : 0.0F;
      fallen[i] += rain[i];
      const float take = rain[i] * (1.0F - runs);
      rain[i] -= take;
      kept[i] += take;
    }
  }
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float take = least(step.rain_loss_m, rain[i]);
    rain[i] -= take;
    kept[i] += take;
  }
}

/// What the ground of a row can take in this step, at most what rains and lies there.
DAYU_INLINE void soak_of_row(const Step& step, std::ptrdiff_t at, int n, float* soak) {
  for (int i = 0; i < n; ++i) soak[i] = step.soak_m;
  if (step.drainage_m_per_s) {
    const float* drain = step.drainage_m_per_s + at;
#pragma omp simd
    for (int i = 0; i < n; ++i) soak[i] += drain[i] * step.dt_s;
  }
  if (!step.taken_m) return;
  const float* taken = step.taken_m + at;
  const float kdt = step.conductivity_dt_m;
#pragma omp simd
  for (int i = 0; i < n; ++i) {
    const float f = taken[i], head = step.suction_deficit_m + f;
    const float a = 2.0F * f - kdt;
    soak[i] += 4.0F * kdt * head / most(__builtin_sqrtf(a * a + 8.0F * kdt * head) + a, 1e-20F);
  }
}

/// Books what was really taken.
DAYU_INLINE void took_of_row(const Step& step, std::ptrdiff_t at, int n, const float* soaked) {
  if (!step.taken_m) return;
  float* taken = step.taken_m + at;
#pragma omp simd
  for (int i = 0; i < n; ++i) taken[i] += soaked[i];
}

}  // namespace dayu::hazards::flood
