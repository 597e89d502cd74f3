// SPDX-License-Identifier: Apache-2.0
// What crosses a cell face on which something stands: a wall, levee or weir up to a sill; a bridge or gate
// whose underside (soffit) comes down to the water; a deck that is overtopped. Per metre of face:
//   over a sill or deck: q = C H^1.5 (1 - (Hd/H)^1.5)^0.385   (Villemonte 1947), H, Hd heads up- and
//   downstream under a soffit:      q = Cd a sqrt(2 g (H - max(Hd, a/2))), a height of the opening, H, Hd
//   over its floor
// The soffit acts fully from 1.1 a on and not at all below a; between them both regimes are mixed. A face
// that is not shut keeps the flux of open water below its soffit. Momentum: each side feels the face as a
// wall that the part of its water that passes does not hit; that part takes its momentum along and the jet
// loses its own behind the face.
// Heads are differences of depths and bed steps, never of surface levels. Included by sweep.cpp alone.
// Invariant: one mass flux for both sides; still water on both sides of a shut face stays still.
#pragma once

#include "engine/hazards/flood/reconstruct.h"
#include "engine/hazards/flood/sweep_rows.h"

namespace dayu::hazards::flood {

/// One side of a face: depth, velocity across and along it, bed.
struct BankSide {
  float h, u, v, z;
};

/// Villemonte's factor with x^0.375 for x^0.385: two square roots instead of a power, 4 % high at x = 0.02.
DAYU_INLINE float villemonte(float down, float up) {
  const float ratio = least(most(down, 0.0F) / most(up, kStill_m), 1.0F);
  const float x = 1.0F - ratio * __builtin_sqrtf(ratio);
  const float quarter = __builtin_sqrtf(__builtin_sqrtf(x)), eighth = __builtin_sqrtf(quarter);
  return quarter * eighth;
}

/// Discharge over a sill, positive from left to right, from the heads over it.
DAYU_INLINE float over_sill(float left, float right, float coefficient) {
  const float up = most(most(left, right), 0.0F), down = least(left, right);
  const float q = coefficient * up * __builtin_sqrtf(up) * villemonte(down, up);
  return left >= right ? q : -q;
}

/// Discharge through an opening, from the heads over its floor.
DAYU_INLINE float under_soffit(float left, float right, float opening, float coefficient) {
  const float up = most(left, right), down = least(left, right);
  const float fall = up - most(down, 0.5F * opening);
  const float q = coefficient * opening * __builtin_sqrtf(2.0F * kGravity_m_per_s2 * most(fall, 0.0F));
  return left >= right ? q : -q;
}

/// Flux past a structure through which `q` goes.
DAYU_INLINE FaceFlux past_barrier(const BankSide& l, const BankSide& r, float q) {
  const float out = most(q, 0.0F), in = least(q, 0.0F);
  const float ul = l.u - out / most(l.h, kStill_m), ur = r.u - in / most(r.h, kStill_m);
  FaceFlux f;
  f.mass = q;
  f.left = face_flux(l.h, ul, l.v, l.h, -ul, l.v, 0.0F).left + out * l.u;
  f.right = face_flux(r.h, -ur, r.v, r.h, ur, r.v, 0.0F).right + in * r.u;
  f.along = q * (q > 0.0F ? l.v : r.v);
  return f;
}

/// Replaces the flux of open water. `per_step` = dx/dt: no more passes in a step than levels two even cells.
DAYU_INLINE FaceFlux barrier_flux(const BankSide& l, const BankSide& r, const FaceFlux& open,
                                  const FaceBarrier& barrier, float per_step) {
  const float bed = most(l.z, r.z), floor = most(barrier.sill_m, bed);
  if (barrier.deck_m <= bed) return open;  // inside the hill
  const bool shut = barrier.soffit_m <= floor, has_sill = barrier.sill_m > bed;
  const float left = l.h - (floor - l.z), right = r.h - (floor - r.z);
  const float opening = barrier.soffit_m - floor;
  float q = 0.0F, pressed = 1.0F;
  if (!shut) {
    const float top = most(left, right);
    pressed = least(most((top - opening) / (0.1F * opening), 0.0F), 1.0F);
    const float free = has_sill ? over_sill(left, right, barrier.weir_m1_2_per_s) : 0.0F;
    const float jet = under_soffit(left, right, opening, barrier.orifice_1);
    q = pressed * jet + (1.0F - pressed) * free;
  }
  const float deck_left = l.h - (barrier.deck_m - l.z), deck_right = r.h - (barrier.deck_m - r.z);
  if (most(deck_left, deck_right) > 0.0F) q += over_sill(deck_left, deck_right, barrier.weir_m1_2_per_s);
  // Levels on both sides of the face meet after this much.
  const float difference = (l.h - r.h) + (l.z - r.z);
  const float most_q = 0.25F * magnitude(difference) * per_step;
  q = least(most(q, -most_q), most_q);
  FaceFlux f = past_barrier(l, r, q);
  if (shut || has_sill || pressed >= 1.0F) return f;
  const float w = pressed, o = 1.0F - pressed;
  f.mass = w * f.mass + o * open.mass;
  f.left = w * f.left + o * open.left;
  f.right = w * f.right + o * open.right;
  f.along = w * f.along + o * open.along;
  return f;
}

using BarrierRows = std::vector<std::vector<FaceBarrier>>;

/// Faces of a row that something stands on; `first_col` is the block's. State and flux arrays as in
/// sweep_rows.h.
template <class Cells>
DAYU_INLINE void bar_across(const std::vector<FaceBarrier>& barriers, int first_col, int n, float per_step,
                            const Cells& a, const float* z, const RowFluxes& x) {
  for (const FaceBarrier& barrier : barriers) {
    const int i = barrier.col - first_col + 1;
    if (!barrier.to_east || i < 0 || i > n) continue;
    const FaceFlux f =
        barrier_flux({a.h[i - 1], a.u[i - 1], a.v[i - 1], z[i - 1]}, {a.h[i], a.u[i], a.v[i], z[i]},
                     {x.mass[i], x.before[i], x.behind[i], x.along[i]}, barrier, per_step);
    x.mass[i] = f.mass, x.before[i] = f.left, x.behind[i] = f.right, x.along[i] = f.along;
  }
}

/// The same to the south of a row; `b` is the row below.
template <class Cells>
DAYU_INLINE void bar_down(const std::vector<FaceBarrier>& barriers, int first_col, int n, float per_step,
                          const Cells& a, const Cells& b, const float* za, const float* zb,
                          const RowFluxes& x) {
  for (const FaceBarrier& barrier : barriers) {
    const int i = barrier.col - first_col;
    if (barrier.to_east || i < 0 || i >= n) continue;
    const FaceFlux f = barrier_flux({a.h[i], a.v[i], a.u[i], za[i]}, {b.h[i], b.v[i], b.u[i], zb[i]},
                                    {x.mass[i], x.before[i], x.behind[i], x.along[i]}, barrier, per_step);
    x.mass[i] = f.mass, x.before[i] = f.left, x.behind[i] = f.right, x.along[i] = f.along;
  }
}

/// No slope of the second order reaches through a structure.
DAYU_INLINE void flatten_beside(const BarrierRows& barriers, int row, int first_col, Span near,
                                const Faces& f) {
  const auto flat = [&](int i, float* h, float* e, float* u, float* v) {
    if (i >= near.from && i < near.to) h[i] = e[i] = u[i] = v[i] = 0;
  };
  const auto here = static_cast<std::size_t>(row + 1);
  for (const FaceBarrier& barrier : barriers[here]) {
    const int i = barrier.col - first_col;
    if (barrier.to_east) {
      flat(i, f.xh, f.xe, f.xu, f.xv);
      flat(i + 1, f.xh, f.xe, f.xu, f.xv);
    } else {
      flat(i, f.yh, f.ye, f.yu, f.yv);
    }
  }
  for (const FaceBarrier& barrier : barriers[here - 1])
    if (!barrier.to_east) flat(barrier.col - first_col, f.yh, f.ye, f.yu, f.yv);
}

}  // namespace dayu::hazards::flood
