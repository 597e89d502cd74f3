// SPDX-License-Identifier: Apache-2.0
// What crosses the face between two cells, and how hard does the bed push back on either of them?
// HLLE flux (Harten, Lax & van Leer 1983; speeds of Einfeldt 1988) on depths from a surface reconstruction in
// the manner of Xia, Liang, Ming & Hou (2017), with a thrust for falling water in the manner of Chen & Noelle
// (2017). Symbols: h depth m, u velocity across the face m/s, v along it, z bed m, g m/s2. For a step up to
// the right:
//   a = zR - zL > 0, fall D = min(max(hR + a - hL, 0), a), calm s = D max(1 - 2 D/a, 0)
//   hL* = max(hL - a, min(hL,hR) - s, 0), hR* = hR; and mirrored for a step down.
// At rest (D = 0) hL* = hR*: no flux. In a film that follows a slope (D = a, equal depths) hL* = hR* = h: the
// flux of the uniform flow, which plain hydrostatic reconstruction loses. `s` damps the surface of ponds:
// without it small waves in a pond over a rough bed grow for ever.
//   E = g m (D - m/2), m = min(D, hR), pulls the upper cell: together the two feel g h a in a uniform film.
// Invariants: momentum is returned as the deviation from the pressure that balances a still cell, so that a
// lake at rest gives exact zeros in float; the mass flux is one number used by both sides.
#pragma once

#include <cmath>

namespace dayu::hazards::flood {

inline constexpr float kGravity_m_per_s2 = 9.81F;
inline constexpr double kGravity64_m_per_s2 = 9.81;  ///< of the formulas of works, in f64

/// Per metre of face: mass m2/s; momentum across the face (m3/s2) as the left and the right cell book it;
/// momentum along the face.
struct FaceFlux {
  float mass, left, right, along;
};

#define DAYU_INLINE inline __attribute__((always_inline))

DAYU_INLINE float least(float a, float b) {
  return a < b ? a : b;
}
DAYU_INLINE float most(float a, float b) {
  return a > b ? a : b;
}

/// Flux between a left and a right cell. Only selects, so that rows of faces vectorise.
DAYU_INLINE FaceFlux face_flux(float hL, float uL, float vL, float hR, float uR, float vR, float dz) {
  constexpr float g = kGravity_m_per_s2;
  const bool up = dz > 0.0F;
  const float step = up ? dz : -dz;
  const float higher = (hR - hL) + dz;  // surface of the right cell over that of the left one
  const float fall = least(most(up ? higher : -higher, 0.0F), step);
  const float calm = fall * most(1.0F - 2.0F * fall / most(step, 1e-20F), 0.0F);
  const float low = most(least(hL, hR) - calm, 0.0F);
  const float hlw = up ? most(hL - step, 0.0F) : hL, hrw = up ? hR : most(hR - step, 0.0F);
  const float hl = up ? most(hlw, low) : hL, hr = up ? hR : most(hrw, low);

  const float cl = __builtin_sqrtf(g * hl), cr = __builtin_sqrtf(g * hr);
  // Roe's averages (Einfeldt 1988); a dry side is reached at 2c (Toro 2001, eq. 10.22).
  const float us = (cl * uL + cr * uR) / most(cl + cr, 1e-20F),
              cs = __builtin_sqrtf(0.5F * (cl * cl + cr * cr));
  const float slow = least(uL - cl, us - cs), fast = most(uR + cr, us + cs);
  const float sl = least(hl > 0.0F ? slow : uR - 2.0F * cr, 0.0F);
  const float sr = most(hr > 0.0F ? fast : uL + 2.0F * cl, 0.0F);
  const float inverse = 1.0F / most(sr - sl, 1e-20F);
  const float tl = sl * inverse, tr = sr * inverse;

  const float ql = hl * uL, qr = hr * uR;
  const float jump = (ql * uL - qr * uR) + 0.5F * g * (hl - hr) * (hl + hr);
  const float mass = (tr * ql - tl * qr) + sl * tr * (hr - hl);

  const float m = least(fall, up ? hR : hL);
  const float thrust = g * m * (fall - 0.5F * m);

  FaceFlux f;
  f.mass = mass;
  f.left =
      (ql * uL + tl * (jump + sr * (qr - ql))) + 0.5F * g * (hl - hlw) * (hl + hlw) - (up ? 0.0F : thrust);
  f.right =
      (qr * uR + tr * (jump + sl * (qr - ql))) + 0.5F * g * (hr - hrw) * (hr + hrw) - (up ? thrust : 0.0F);
  f.along = mass * (mass > 0.0F ? vL : vR);
  return f;
}

/// x^(-1/3) for x > 0 to 1e-7 relative: exponent trick, then two Halley steps (no libm, no division).
DAYU_INLINE float inverse_cube_root(float x) {
  int bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  bits =
      0x54a21d2a - bits / 3;  // Lomont-style start for -1/3; worst error 3.4 % (tests/hazards checks the end)
  float r;
  __builtin_memcpy(&r, &bits, sizeof r);
  // Third order: r (1 + e/3 + 2 e^2/9) with e = 1 - x r^3.
  for (int k = 0; k < 2; ++k) {
    const float e = 1.0F - x * r * r * r;
    r = r + r * e * (1.0F / 3.0F + e * (2.0F / 9.0F));
  }
  return r;
}

}  // namespace dayu::hazards::flood
