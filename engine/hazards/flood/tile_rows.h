// SPDX-License-Identifier: Apache-2.0
// What a swept row leaves on its tiles: which of them hold water now. Included by the sweeps alone.
#pragma once

#include <algorithm>

#include "engine/hazards/flood/tiles.h"
#include "engine/hazards/flood/watch_rows.h"

namespace dayu::hazards::flood {

/// `h`: the n depths of a row of a block, which begins at column `block_col`.
DAYU_INLINE void flag_wet_tiles(const float* h, int n, int row, int n_rows, int block_col, Tiles& tiles) {
  const bool first = row % kTileRows == 0;
  const bool last = row % kTileRows == kTileRows - 1 || row == n_rows - 1;
  for (int col = 0; col < n; col += kTileCols) {
    const int m = std::min(kTileCols, n - col);
    std::uint8_t& flags = tiles.wet(row / kTileRows, (block_col + col) / kTileCols);
    if (first) flags = 0;
    if (deepest(h + col, m) == 0) continue;
    flags = static_cast<std::uint8_t>(flags | Tiles::kAny | (first ? Tiles::kNorth : 0) |
                                      (last ? Tiles::kSouth : 0) | (h[col] > 0 ? Tiles::kWest : 0) |
                                      (h[col + m - 1] > 0 ? Tiles::kEast : 0));
  }
}

}  // namespace dayu::hazards::flood
