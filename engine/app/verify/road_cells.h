// SPDX-License-Identifier: Apache-2.0
// Which cells of a course a road piece surely lies on: those of its two ends and every cell in which its line
// runs without a break for more than half a cell. (A sampler with steps of half a cell cannot have missed one
// of these, so a stop value there is never a matter of where samples fell.)
#pragma once

#include <cstdint>
#include <vector>

#include "engine/app/verify/run_files.h"
#include "engine/geo/raster.h"

namespace dayu::verify {

struct RoadCell {
  std::uint32_t cell = 0;
  float clearance_m = 0;  ///< of a bridge's deck over the bed; 0 on the ground
};

struct RoadCells {
  std::vector<std::uint32_t> first;  ///< by piece, one more than pieces
  std::vector<RoadCell> cells;
  std::size_t bridges_without_bed = 0;
};

/// `bed_m` may be null: bridges are then left out.
RoadCells road_cells(const Run& run, const geo::Grid& grid, const geo::Raster<float>* bed_m);

}  // namespace dayu::verify
