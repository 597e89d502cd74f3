// SPDX-License-Identifier: Apache-2.0
// One explicit step over one block of sub-grid cells (subgrid_rows.h), or of plain cells by local inertia
// (inertia_rows.h, k = 1). Reads the state now and writes the next one, as sweep.h does for the full
// equations, with the same blocks, marks, books and bits. In the state h is the mean depth over a cell (its
// volume over its area), hu and hv are the discharges through its eastern and southern face, ux and uy the
// speeds there.
#pragma once

#include "engine/hazards/flood/subgrid.h"
#include "engine/hazards/flood/sweep.h"

namespace dayu::hazards::flood {

/// The first cell, by row and column, west or north of a face where local inertia does not hold.
struct OutOfBounds {
  int row = -1, col = 0;
  float share_1 = 0;  ///< of what holds
  bool before(const OutOfBounds& other) const {
    return row >= 0 && (other.row < 0 || row < other.row || (row == other.row && col < other.col));
  }
};

struct Swept {
  float signal_m_per_s = 0;
  OutOfBounds beyond;
};

/// Advances the cells of a block; extremes go to the fine cells.
Swept sweep_subgrid(Width width, Water& water, Worst& worst, const Subgrid& ground, const Step& step,
                    const Block& block, Rows& rows, Tiles& tiles);

/// Updates the extremes from the state now: depths alone.
void watch_subgrid(const Water& water, Worst& worst, const Subgrid& ground, float now_s);

}  // namespace dayu::hazards::flood
