// SPDX-License-Identifier: Apache-2.0
// What lies beyond the edge of the grid? Ghost cells. Behind a closed edge: the mirror image of the edge
// cell. Behind a free one: its copy on a bed that goes on falling as it falls between the last two cells,
// flowing outward at least as fast as Manning's normal flow on that fall, u = h^(2/3) sqrt(S) / n, but no
// faster than critical, u = sqrt(g h); where the bed is level or rises outward, or has no friction, at
// critical speed (a free overfall). A plain copy would hold back a pond at the edge for ever. Invariant: a
// mirror image gives a mass flux of exactly zero; the sweep lets nothing in through any edge.
#pragma once

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Which cells of each side let water out, and the bed of all ghosts; once.
void prepare_edges(Water& water, const Edges& edges, double cell_m);

/// Water of the ghost row -1 or n_rows; every step.
void fill_ghost_row(Water& water, int ghost_row);

/// Discharge of a ghost, positive outward, from depth and outward discharge of the edge cell.
DAYU_INLINE float ghost_discharge(float h, float outward, float pull) {
  const float c = __builtin_sqrtf(kGravity_m_per_s2 * h);
  const float normal = pull * h * inverse_cube_root(most(h, kStill_m));
  return pull < 0.0F ? -outward : most(outward, h * least(c, normal));
}

/// Water of the two ghosts of a row; every step, inside the sweep.
DAYU_INLINE void fill_ghosts(Water& w, int row) {
  const std::ptrdiff_t first = w.shape.at(row, 0), last = w.shape.at(row, w.shape.n_cols - 1);
  const auto r = static_cast<std::size_t>(row);
  w.h[first - 1] = w.h[first];
  w.hu[first - 1] = -ghost_discharge(w.h[first], -w.hu[first], w.pull_west[r]);
  w.hv[first - 1] = w.hv[first];
  w.h[last + 1] = w.h[last];
  w.hu[last + 1] = ghost_discharge(w.h[last], w.hu[last], w.pull_east[r]);
  w.hv[last + 1] = w.hv[last];
}

}  // namespace dayu::hazards::flood
