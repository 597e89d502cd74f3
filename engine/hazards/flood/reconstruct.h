// SPDX-License-Identifier: Apache-2.0
// What does the water look like inside a cell? Velocities from discharges and, for the second order, slopes
// and the state half a step later (MUSCL-Hancock: van Leer 1979; Toro 2001, ch. 11).
// Slopes of h, of the surface eta = h + z, and of u, v: the monotonised central one (van Leer 1977), none
// beside a dry cell. The bed's slope is that of eta less that of h, so that a level surface is level on both
// sides of a face and a film on an even hillside feels no step at all. Half a step later:
//   h' = h - k/2 (u dh/dx + h du/dx + v dh/dy + h dv/dy)                                   k = dt/dx
//   u' = (u - k/2 (u du/dx + v du/dy + g deta/dx)) / (1 + dt/2 f g n^2 |u| h^(-4/3))
// f in [0, 1] is the share of the surface's fall that the limited slopes hold: where they hold none, gravity
// comes through the steps at the faces, and friction alone would stop a film that flows evenly.
// Invariant: no branch depends on a cell's value; a lake at rest gives slopes of eta and velocities of 0.
#pragma once

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// One row of depths and velocities, column 0 at the block's first.
struct Flow {
  float *h, *u, *v;
};

/// The same half a step later, and half of each slope: from the centre to a face.
struct Faces {
  float *h, *u, *v;
  float *xh, *xe, *xu, *xv;  ///< across the columns: depth, surface, velocities
  float *yh, *ye, *yu, *yv;
};

/// Columns [from, to) of a row that exist, as the block counts them.
struct Span {
  int from, to;
};

DAYU_INLINE void flow_of_row(const Water& w, std::ptrdiff_t at, Span span, const Flow& f) {
  const float* h = w.h.begin() + at;
  const float* hu = w.hu.begin() + at;
  const float* hv = w.hv.begin() + at;
#pragma omp simd
  for (int i = span.from; i < span.to; ++i) {
    const float inverse = 1.0F / most(h[i], kStill_m);
    f.h[i] = h[i];
    f.u[i] = hu[i] * inverse;
    f.v[i] = hv[i] * inverse;
  }
}

/// The mean of two one-sided differences, at most `most_1` times either; 0 where they differ in sign.
DAYU_INLINE float limited(float a, float b, float most_1 = 2.0F) {
  const float mean = 0.5F * (a + b), a2 = most_1 * a, b2 = most_1 * b;
  return most(least(least(a2, b2), mean), 0.0F) + least(most(most(a2, b2), mean), 0.0F);
}

DAYU_INLINE float magnitude(float x) {
  return x < 0.0F ? -x : x;
}

/// How steep a depth may be: 2 over an even bed, 1 where the bed's steps are as high as the water is deep.
/// With 2 everywhere a face may run dry beside a shoal, and ponds over rough beds start to slosh by
/// themselves. In quarters, so that slopes of a lake on round numbers are round.
DAYU_INLINE float trust(float depth, float step_a, float step_b) {
  const float room = most(depth - (magnitude(step_a) + magnitude(step_b)), 0.0F);
  const int quarters = static_cast<int>(4.0F * room / most(depth, kStill_m));
  return 1.0F + 0.25F * static_cast<float>(quarters);
}

/// Without its last 8 bits: a depth plus and less such a slope is exact, so both sides of a face agree.
DAYU_INLINE float short_of(float x) {
  int bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  bits &= ~0xFF;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

struct Neighbours {
  const Flow &north, &here, &south;
  const float *z_north, *z, *z_south, *gn2;
};

/// Half slopes of a row.
DAYU_INLINE void slopes_of_row(const Neighbours& n, Span span, const Faces& out) {
  const float *h = n.here.h, *u = n.here.u, *v = n.here.v, *z = n.z;
#pragma omp simd
  for (int i = span.from; i < span.to; ++i) {
    const float a = h[i] - h[i - 1], b = h[i + 1] - h[i];
    const float ea = a + (z[i] - z[i - 1]), eb = b + (z[i + 1] - z[i]);
    const float half = least(least(h[i - 1], h[i]), h[i + 1]) > kStill_m ? 0.5F : 0.0F;
    out.xh[i] = short_of(half * limited(a, b, trust(least(least(h[i - 1], h[i]), h[i + 1]), ea - a, eb - b)));
    out.xe[i] = half > 0.0F ? 0.5F * limited(ea, eb) : 0.0F;
    out.xu[i] = half * limited(u[i] - u[i - 1], u[i + 1] - u[i]);
    out.xv[i] = half * limited(v[i] - v[i - 1], v[i + 1] - v[i]);
  }
  const float *hn = n.north.h, *un = n.north.u, *vn = n.north.v, *zn = n.z_north;
  const float *hs = n.south.h, *us = n.south.u, *vs = n.south.v, *zs = n.z_south;
#pragma omp simd
  for (int i = span.from; i < span.to; ++i) {
    const float a = h[i] - hn[i], b = hs[i] - h[i];
    const float ea = a + (z[i] - zn[i]), eb = b + (zs[i] - z[i]);
    const float half = least(least(hn[i], h[i]), hs[i]) > kStill_m ? 0.5F : 0.0F;
    out.yh[i] = short_of(half * limited(a, b, trust(least(least(hn[i], h[i]), hs[i]), ea - a, eb - b)));
    out.ye[i] = half > 0.0F ? 0.5F * limited(ea, eb) : 0.0F;
    out.yu[i] = half * limited(u[i] - un[i], us[i] - u[i]);
    out.yv[i] = half * limited(v[i] - vn[i], vs[i] - v[i]);
  }
}

/// The state half a step later; `k` = dt/dx.
DAYU_INLINE void predict_row(const Neighbours& n, Span span, float k, float dt_s, const Faces& f) {
  const float *h = n.here.h, *u = n.here.u, *v = n.here.v;
  const float *hn = n.north.h, *hs = n.south.h, *z = n.z, *zn = n.z_north, *zs = n.z_south;
  const float half_dt = 0.5F * dt_s;
#pragma omp simd
  for (int i = span.from; i < span.to; ++i) {
    const float xh = f.xh[i], xe = f.xe[i], yh = f.yh[i], ye = f.ye[i];
    const float spread = (u[i] * xh + h[i] * f.xu[i]) + (v[i] * yh + h[i] * f.yv[i]);
    const float later = h[i] - k * spread;
    f.h[i] = most(later, most(magnitude(xh), magnitude(yh)));
    const float du = (u[i] * f.xu[i] + v[i] * f.yu[i]) + kGravity_m_per_s2 * xe;
    const float dv = (u[i] * f.xv[i] + v[i] * f.yv[i]) + kGravity_m_per_s2 * ye;
    // Twice the half slope against the plain central difference, both directions together.
    const float fall_x = (h[i + 1] - h[i - 1]) + (z[i + 1] - z[i - 1]);
    const float fall_y = (hs[i] - hn[i]) + (zs[i] - zn[i]);
    const float held = 4.0F * (magnitude(xe) + magnitude(ye));
    const float share = least(held / most(magnitude(fall_x) + magnitude(fall_y), 1e-20F), 1.0F);
    const float r = inverse_cube_root(most(h[i], kStill_m));
    const float speed = __builtin_sqrtf(u[i] * u[i] + v[i] * v[i]);
    const float drag = half_dt * share * n.gn2[i] * speed * (r * r) * (r * r);
    const float keep = 1.0F / (1.0F + drag);
    f.u[i] = (u[i] - k * du) * keep;
    f.v[i] = (v[i] - k * dv) * keep;
  }
}

/// The ghost beyond the western (sign -1) or eastern (+1) edge cell `i`; `z_step`: bed of ghost less cell's.
DAYU_INLINE void ghost_face_x(const Faces& f, int i, float sign, float pull, float level_over_bed) {
  const int g = sign < 0.0F ? i - 1 : i + 1;
  const float bed = sign * (f.xe[i] - f.xh[i]);
  const Ghost ghost =
      ghost_of(f.h[i] + sign * f.xh[i], sign * (f.u[i] + sign * f.xu[i]), pull, level_over_bed - bed);
  f.h[g] = ghost.h;
  f.u[g] = sign * ghost.out;
  f.v[g] = f.v[i] + sign * f.xv[i];
  f.xh[g] = f.xe[g] = f.xu[g] = f.xv[g] = 0;
}

}  // namespace dayu::hazards::flood
