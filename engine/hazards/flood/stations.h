// SPDX-License-Identifier: Apache-2.0
// What do the gauges read and how much passes a section? Depth, level and speed of a station's cell; the
// discharge through the stair of cell faces that follows a section line, from the same fluxes that move the
// water. Invariant: a section's discharge integrates to the volume that crossed it (to the pace of
// recording).
#pragma once

#include <vector>

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

struct Subgrid;

/// A face of a section's stair: between a cell (or ghost) and its eastern or southern neighbour, with a sign.
struct SectionFace {
  geo::Cell cell;
  bool to_east = false;  ///< else to the south
  double sign = 1;
};

struct Record {
  std::vector<double> times_s;
  std::vector<geo::Cell> cells;                                      ///< of each station
  std::vector<std::vector<double>> depth_m, level_m, speed_m_per_s;  ///< [station][time]
  std::vector<std::vector<SectionFace>> faces;                       ///< of each section
  std::vector<std::vector<float>> face_mass;                         ///< m2/s of the last step, by section
  std::vector<std::vector<double>> discharge_m3_per_s;               ///< [section][time]

  /// `subgrid`: whose discharges stand on faces; null for the full equations.
  void take(double time_s, const Water& water, const Inputs& inputs, const Subgrid* subgrid);
};

/// InputError-free: points were checked to lie on the grid when the inputs were made.
Record open_record(const Inputs& inputs);

/// Faces of the stair from the cell corner nearest to `from` to the one nearest to `to`.
std::vector<SectionFace> stair_of(const geo::Grid& grid, geo::Point from, geo::Point to);

}  // namespace dayu::hazards::flood
