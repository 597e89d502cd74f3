// SPDX-License-Identifier: Apache-2.0
// What passes the edges of the grid of sub-grid cells, strip by strip: nothing through a closed one; through
// a free one normal flow on the fall of the outermost fine cells, at most critical; through one of kind level
// gravity and friction as between cells. Included by subgrid_sweep.cpp alone. Invariant: only through an edge
// of kind level does water come in; no more than half a cell's water goes out.
#pragma once

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/subgrid_trip.h"

namespace dayu::hazards::flood {

/// What passes one face at an edge of the grid, positive outward.
struct EdgeFace {
  float pull, level, lean, beyond, holds, q;  ///< level at the middle of the edge, and its rise along it
};

DAYU_INLINE void pass_edge(const Trip& t, const FaceStrips& strips, std::ptrdiff_t at, const EdgeFace& e,
                           float sign, const FaceRow& x, int i) {
  constexpr float g = kGravity_m_per_s2;
  const float per_strip = 1.0F / static_cast<float>(t.g.cells), k = t.step.dt_per_cell_s_per_m;
  const bool free = e.pull != kClosed && e.pull != kLevel;
  float a = 0, b = 0, conveyance = 0, out = 0;
  for (int s = 0; s < strips.sill.count; ++s) {
    const float inside = e.holds > 0.0F ? e.level + e.lean * t.g.middle(s) : -1e3F;
    const float h = (free ? inside : most(inside, e.beyond)) - strips.sill.cell(s, at);
    if (h <= kStill_m) continue;
    const float r = inverse_cube_root(h), smooth = strips.smooth.cell(s, at);
    a += h * per_strip;
    b += per_strip;
    conveyance += h * h * r * smooth * per_strip;
    out += h * least(__builtin_sqrtf(g * h), smooth * h * r) * per_strip;
  }
  if (e.pull == kClosed) a = 0;
  if (!free) {
    const float pushed = e.q + g * k * a * (e.level - e.beyond), force = pushed < 0.0F ? -pushed : pushed;
    const float drag = 4.0F * g * t.step.dt_s * a * force / most(conveyance * conveyance, 1e-30F);
    const float critical = a * __builtin_sqrtf(g * a / most(b, 1e-3F));
    out = most(least(2.0F * pushed / (1.0F + __builtin_sqrtf(1.0F + drag)), critical), -critical);
  }
  out = a > 0.0F ? least(out, 0.5F / k * e.holds) : 0.0F;
  x.q[i] = sign * out;
  x.depth[i] = a;
  x.speed[i] = a > 0.0F ? sign * out / a : 0.0F;
  x.conveyance[i] = conveyance;
}

DAYU_INLINE void take_edge_row(Trip& t, bool north) {
  const int row = north ? 0 : t.w.shape.n_rows - 1;
  const std::ptrdiff_t inside = t.at(row), face = north ? inside - t.w.shape.stride : inside;
  const std::ptrdiff_t ghost = north ? face : inside + t.w.shape.stride;
  const Beyond& side = north ? t.w.north : t.w.south;
  const float sign = north ? -1.0F : 1.0F;
  for (int i = 0; i < t.n; ++i) {
    const auto k = static_cast<std::size_t>(t.block.col + i);
    const SurfaceRow x = t.surface(row);
    const EdgeFace e{side.pull[k],
                     x.middle[i] + sign * t.g.middle(t.g.cells - 1) * x.lean[i] * t.g.tilt_y[inside + i],
                     x.lean[i] * t.g.tilt_x[inside + i],
                     side.level_m[k] - t.w.z[ghost + i],
                     t.w.h[inside + i],
                     sign * t.w.hv[face + i]};
    pass_edge(t, t.g.south, face + i, e, sign, t.gap(north ? -1 : row), i);
  }
}

DAYU_INLINE void take_side(Trip& t, int row, bool west) {
  const Beyond& side = west ? t.w.west : t.w.east;
  const auto k = static_cast<std::size_t>(row);
  const int cell = west ? 0 : t.n - 1, face = west ? -1 : cell;
  const std::ptrdiff_t at = t.at(row);
  const float sign = west ? -1.0F : 1.0F;
  const SurfaceRow x = t.surface(row);
  const EdgeFace e{side.pull[k],
                   x.middle[cell] + sign * t.g.middle(t.g.cells - 1) * x.lean[cell] * t.g.tilt_x[at + cell],
                   x.lean[cell] * t.g.tilt_y[at + cell],
                   side.level_m[k] - t.w.z[at + (west ? -1 : t.n)],
                   t.w.h[at + cell],
                   sign * t.w.hu[at + face]};
  pass_edge(t, t.g.east, at + face, e, sign, t.across(), face);
}

}  // namespace dayu::hazards::flood
