// SPDX-License-Identifier: Apache-2.0
// What lies beyond the edge of the grid? A ghost of the edge cell's face. Behind a closed edge: its mirror
// image. Behind a free one: its copy on a bed that goes on falling as it falls between the last two cells,
// flowing outward at least as fast as Manning's normal flow on that fall, u = h^(2/3) sqrt(S) / n, but no
// faster than critical, u = sqrt(g h); where the bed is level or rises outward, or has no friction, at
// critical speed (a free overfall). A plain copy would hold back a pond at the edge for ever. Behind one of
// kind level: water up to a given level, moving as the edge cell does. Invariant: a mirror image gives a mass
// flux of exactly zero; only through an edge of kind level does water come in.
#pragma once

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

inline constexpr float kClosed = -1, kLevel = -2;

/// What each side does cell by cell, and the bed of all ghosts; once.
void prepare_edges(Water& water, const Edges& edges, double cell_m);

/// Levels beyond the edge cells of kind level at a time; called when they change.
void set_edge_levels(Water& water, const Edges& edges, double time_s);

/// Fastest signal that the water beyond level edges can send in, m/s; 0 without such edges.
float edge_signal(const Water& water);

struct Ghost {
  float h, out;  ///< depth and outward velocity
};

/// Ghost of a face with depth `h` and outward velocity `out`; `beyond` is the depth that a given level has
/// over the bed of the face.
DAYU_INLINE Ghost ghost_of(float h, float out, float pull, float beyond) {
  if (pull == kClosed) return {h, -out};
  if (pull == kLevel) return {most(beyond, 0.0F), out};
  const float r = inverse_cube_root(most(h, kStill_m));
  return {h, most(out, least(__builtin_sqrtf(kGravity_m_per_s2 * h), pull * h * r))};
}

/// A mass flux through an edge, positive outward, as the edge allows it.
DAYU_INLINE float allowed(float outward, float pull) {
  return pull == kLevel ? outward : most(outward, 0.0F);
}

}  // namespace dayu::hazards::flood
