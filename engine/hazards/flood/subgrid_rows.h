// SPDX-License-Identifier: Apache-2.0
// How does one row of sub-grid cells advance by one step? Included by subgrid_sweep.cpp alone, which compiles
// it once for each vector width. Cells hold volumes, faces speeds; momentum is carried as Stelling &
// Duinmeijer (2003) and Volp et al. (2013) do, upwind and implicit, friction as in sweep_rows.h:
//   u~ = (u + sum c_i u_i) / (1 + sum c_i),  c_i = dt (what flows in from side i) / (volume beside the face)
//   q* = a u~ + g dt a (w_L - w_R) / dx,   q' = 2 q* / (1 + sqrt(1 + 4 g dt a |q*| / K^2))
// with |q*| of both directions (the discharge along the face is the mean of the four around it): a flow
// across the grid's corners would feel only 0.7 of its friction otherwise. No face takes more than half of a
// cell. Symbols: q discharge per metre of a cell's width m2/s, u speed, a mean depth m, b share of the width
// that is wet, K conveyance per metre of width m2/s, w level m. Step: dt <= 0.7 dx / (u + sqrt(g sum a / (2
// A))), A the wet share of the cell. Invariant: no branch depends on a cell's value; equal levels move
// nothing, exactly.
#pragma once

#include "engine/hazards/flood/loss_rows.h"
#include "engine/hazards/flood/subgrid_sweep.h"

namespace dayu::hazards::flood {

/// No face is faster than this Froude number: falls, where one level for a cell says too little.
constexpr float kFroude_1 = 3.0F;
/// Share of the stable step that is taken.
constexpr float kStable_1 = 0.7F;
/// Levels closer than this share of what they are made of are the same: float's rounding.
constexpr float kSame_1 = 4e-7F;

/// Of a row's cells: level and sheet (subgrid.h), and how fast they rise with the mean depth.
struct FillRow {
  float *level, *level_rise, *sheet, *sheet_rise;
};

/// Of a row's cells: surface at the middle, how far it leans, how fast it rises.
struct SurfaceRow {
  float *middle, *lean, *rise;
};

/// What a row of faces passes: discharge, mean depth, speed, conveyance.
struct FaceRow {
  float *q, *depth, *speed, *conveyance;
};

DAYU_INLINE void fill_of_row(const std::vector<float>& rises, const Stack& lines, const float* h,
                             std::ptrdiff_t at, int from, int to, float* level, float* rise_of) {
  const float* first = lines.row(0, at);
#pragma omp simd
  for (int i = from; i < to; ++i) {
    level[i] = h[i] * rises[0] + first[i];
    rise_of[i] = rises[0];
  }
  for (int j = 1; j < lines.count; ++j) {
    const float* line = lines.row(j, at);
    const float rise = rises[static_cast<std::size_t>(j)];
#pragma omp simd
    for (int i = from; i < to; ++i) {
      const float w = h[i] * rise + line[i];
      const bool lower = w < level[i];
      level[i] = lower ? w : level[i];
      rise_of[i] = lower ? rise : rise_of[i];
    }
  }
}

/// Rise from one level to another over beds that rise by `up`; none where it is float's rounding.
DAYU_INLINE float rise_between(float level_a, float level_b, float up) {
  const float rise = (level_b - level_a) + up;
  const float size = level_a + level_b + (up < 0.0F ? -up : up);
  return (rise < 0.0F ? -rise : rise) <= kSame_1 * size ? 0.0F : rise;
}

/// Rows of levels and beds around a row; beyond the grid those of the row itself.
struct Around {
  const float *level, *north, *south, *z, *z_north, *z_south;
};

/// How far the surface of each cell leans with its plane. At the ends of the grid planes are level, so what
/// lies beyond them is read for nothing.
DAYU_INLINE void lean_of_row(const Around& a, const float* tilt_x, const float* tilt_y, int from, int to,
                             float* lean) {
#pragma omp simd
  for (int i = from; i < to; ++i) {
    const float y = follows(tilt_y[i], rise_between(a.north[i], a.level[i], a.z[i] - a.z_north[i]),
                            rise_between(a.level[i], a.south[i], a.z_south[i] - a.z[i]));
    const float x = follows(tilt_x[i], rise_between(a.level[i - 1], a.level[i], a.z[i] - a.z[i - 1]),
                            rise_between(a.level[i], a.level[i + 1], a.z[i + 1] - a.z[i]));
    lean[i] = least(x, y);
  }
}

DAYU_INLINE void surface_of_row(const FillRow& f, int from, int to, const SurfaceRow& x) {
#pragma omp simd
  for (int i = from; i < to; ++i) {
    x.middle[i] = f.level[i] + x.lean[i] * (f.sheet[i] - f.level[i]);
    x.rise[i] = f.level_rise[i] + x.lean[i] * (f.sheet_rise[i] - f.level_rise[i]);
  }
}

/// Cells on both sides of a row of faces, and the discharge of the faces themselves before and behind. `tilt`
/// is the plane's rise across the face, `along` the one along it.
struct FaceSides {
  SurfaceRow a, b;
  const float *tilt_a, *tilt_b, *along_a, *along_b;
  const float *z_a, *z_b, *h_a, *h_b;
  const float *q, *q_before, *q_behind;
  /// Of sub-grid cells: speeds here and around, discharges across the faces' left and right ends.
  const float *u, *u_before, *u_behind, *u_left, *u_right;
  const float *left_a, *left_b, *right_a, *right_b;
};

/// Wetted depth, width and conveyance of faces, strip by strip, at the higher of both surfaces over the fine
/// cells beside the face: their beds are the sills.
DAYU_INLINE void wet_faces(const Subgrid& g, const FaceStrips& strips, const FaceSides& s, std::ptrdiff_t at,
                           int from, int to, float* width, const FaceRow& x) {
#pragma omp simd
  for (int i = from; i < to; ++i) x.depth[i] = x.conveyance[i] = width[i] = 0;
  for (int k = 0; k < strips.sill.count; ++k) {
    const float *sill = strips.sill.row(k, at), *smooth = strips.smooth.row(k, at);
    const float middle = g.middle(k), reach = g.middle(g.cells - 1);
#pragma omp simd
    for (int i = from; i < to; ++i) {
      const float here = s.a.middle[i] + s.a.lean[i] * (reach * s.tilt_a[i] + middle * s.along_a[i]);
      const float there = s.b.middle[i] - s.b.lean[i] * (reach * s.tilt_b[i] - middle * s.along_b[i]);
      const float top_a = s.h_a[i] > 0.0F ? here : -1e3F,
                  top_b = s.h_b[i] > 0.0F ? there + (s.z_b[i] - s.z_a[i]) : -1e3F;
      const float over = most(top_a, top_b) - sill[i];
      const bool wet = over > kStill_m;
      const float h = wet ? over : 0.0F, r = inverse_cube_root(wet ? over : kStill_m);
      x.depth[i] += h;
      width[i] += wet ? 1.0F : 0.0F;
      x.conveyance[i] += h * h * r * smooth[i];
    }
  }
}

/// Discharge of faces before gravity and friction, with the momentum that the water carries along: what flows
/// in from a neighbour has its speed (Stelling & Duinmeijer 2003).
DAYU_INLINE void carry_faces(const Step& step, const FaceSides& s, float per_strip, int from, int to,
                             const FaceRow& x, float* pushed) {
  const float k = step.dt_per_cell_s_per_m;
#pragma omp simd
  for (int i = from; i < to; ++i) {
    const float share = k / most(s.h_a[i] + s.h_b[i], 2.0F * kStill_m);  // of half a metre's discharge
    const float before = share * most(s.q_before[i] + s.q[i], 0.0F),
                behind = share * most(-(s.q[i] + s.q_behind[i]), 0.0F),
                left = share * most(s.left_a[i] + s.left_b[i], 0.0F),
                right = share * most(-(s.right_a[i] + s.right_b[i]), 0.0F);
    const float carried =
        (before * s.u_before[i] + behind * s.u_behind[i]) + (left * s.u_left[i] + right * s.u_right[i]);
    const float u = (s.u[i] + carried) / (1.0F + ((before + behind) + (left + right)));
    pushed[i] = x.depth[i] * per_strip * u;
  }
}

/// New discharge of faces.
DAYU_INLINE void move_faces(const Step& step, const FaceSides& s, float per_strip, int from, int to,
                            const float* width, const float* carried, const FaceRow& x) {
  constexpr float g = kGravity_m_per_s2;
  const float push_1 = g * step.dt_per_cell_s_per_m, drag_1 = 4.0F * g * step.dt_s,
              half = 0.5F / step.dt_per_cell_s_per_m;
#pragma omp simd
  for (int i = from; i < to; ++i) {
    const float a = x.depth[i] * per_strip, b = most(width[i] * per_strip, 1e-3F),
                conveyance = x.conveyance[i] * per_strip;
    const float rise = rise_between(s.a.middle[i], s.b.middle[i], s.z_b[i] - s.z_a[i]);
    const float pushed = carried[i] - push_1 * a * rise;
    const float along = 0.25F * ((s.left_a[i] + s.left_b[i]) + (s.right_a[i] + s.right_b[i]));
    const float force = __builtin_sqrtf(pushed * pushed + along * along);
    const float drag = drag_1 * a * force / most(conveyance * conveyance, 1e-30F);
    const float moved = 2.0F * pushed / (1.0F + __builtin_sqrtf(1.0F + drag));
    const float fastest = kFroude_1 * a * __builtin_sqrtf(g * a / b);
    const float holds = half * (moved > 0.0F ? s.h_a[i] : s.h_b[i]);
    const float limit = least(fastest, holds);
    const float found = a > 0.0F ? most(least(moved, limit), -limit) : 0.0F;
    x.q[i] = found;
    x.depth[i] = a;
    x.speed[i] = a > 0.0F ? found / a : 0.0F;
    x.conveyance[i] = conveyance;
  }
}

DAYU_INLINE float size_of(float x) {
  return x < 0.0F ? -x : x;
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
/// that the solver takes from it is the stable one. `narrow` is k: a stream one
/// strip wide; puddles smaller than it slosh by no more than the half that a face may take.
DAYU_INLINE int fill_row(Water& w, const Step& step, std::ptrdiff_t at, int n, const FaceRow& east,
                         const FaceRow& north, const FaceRow& south, const float* rise, const float* rain,
                         const float* soak, float narrow, float* soaked) {
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
    const float wave = __builtin_sqrtf(0.5F * kGravity_m_per_s2 * depths * least(rise[i], narrow));
    const float fast = most(most(size_of(east.speed[i]), size_of(east.speed[i - 1])),
                            most(size_of(south.speed[i]), size_of(north.speed[i])));
    const float signal = (0.5F / kStable_1) * (wave + (narrow > 1.0F ? fast : 0.0F));
    int bits;
    __builtin_memcpy(&bits, &signal, sizeof bits);
    fastest = fastest > bits ? fastest : bits;
  }
  return fastest;
}

}  // namespace dayu::hazards::flood
