// SPDX-License-Identifier: Apache-2.0
// Which cells of a course a road piece surely lies on: those of its two ends and every cell in which its line
// runs without a break for more than half a cell. (A sampler with steps of half a cell cannot have missed one
// of these, so a stop value there is never a matter of where samples fell.)
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/app/verify/run_files.h"
#include "engine/geo/raster.h"

namespace dayu::verify {

struct RoadCell {
  std::uint32_t cell = 0;
  float clearance_m = 0;  ///< of the deck, or of the highest ground under the line, over the cell's bed
};

struct RoadCells {
  std::vector<std::uint32_t> first;  ///< by piece, one more than pieces
  std::vector<RoadCell> cells;
  std::size_t bridges_without_bed = 0;
};

/// The bed that the hazard was computed on and the terrain's own cells, as far as the run holds them.
struct Levels {
  std::optional<geo::Raster<float>> bed_m, ground_m;
  /// The ground at a point above the bed of its cell, m; 0 where it is lower or either is not known.
  float ground_above_bed_m(geo::Point at) const;
};

/// Without a bed bridges are left out.
RoadCells road_cells(const Run& run, const geo::Grid& grid, const Levels& levels);

}  // namespace dayu::verify
