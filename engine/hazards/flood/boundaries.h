// SPDX-License-Identifier: Apache-2.0
// What lies beyond the edge of the grid? Ghost cells: behind a closed edge the mirror image of the edge cell,
// behind an open one its copy on a bed that goes on falling as it falls between the last two cells (level
// where it rises). Through open edges water leaves as the flow brings it; nothing comes in (the sweep clips
// the mass flux). Invariant: a mirror image gives a mass flux of exactly zero.
#pragma once

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/riemann.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Bed and roughness of all ghosts; once.
void fill_bed_ghosts(Water& water, const Edges& edges);

/// Water of the ghost row -1 or n_rows.
void fill_ghost_row(Water& water, int ghost_row, Edge edge);

/// Water of the two ghosts of a row; every step, inside the sweep.
DAYU_INLINE void fill_ghosts(Water& w, int row, bool free_west, bool free_east) {
  const std::ptrdiff_t first = w.shape.at(row, 0), last = w.shape.at(row, w.shape.n_cols - 1);
  w.h[first - 1] = w.h[first];
  w.hu[first - 1] = free_west ? w.hu[first] : -w.hu[first];
  w.hv[first - 1] = w.hv[first];
  w.h[last + 1] = w.h[last];
  w.hu[last + 1] = free_east ? w.hu[last] : -w.hu[last];
  w.hv[last + 1] = w.hv[last];
}

}  // namespace dayu::hazards::flood
