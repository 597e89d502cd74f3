// SPDX-License-Identifier: Apache-2.0
// Where do the brooks and rivers run? Cells that drain more than a threshold become lines, one for each stem
// from its head to the stem it joins (the larger branch keeps the stem), bent as real channels are. Width and
// depth follow hydraulic geometry: w = 3 A^(1/2), d = 0.9 A^(1/4), m and km2 (after Leopold & Maddock 1953;
// factors chosen for 10 m at 12 km2 and 60 m at 450 km2). Invariant: lines are drawn downstream and their
// bank levels never rise along the line.
#pragma once

#include <string>
#include <vector>

#include "engine/geo/raster.h"
#include "engine/world/synth/drainage.h"

namespace dayu::world::synth {

struct StreamPoint {
  double x_m = 0, y_m = 0;  ///< from the north-west corner, east and south
  double bank_m = 0;        ///< level of the ground beside the channel
  double area_km2 = 0;
  int cell = 0;  ///< cell of the drainage it came from
};

struct Stream {
  std::vector<StreamPoint> line;
  int parent = -1;           ///< the stem it joins; -1: leaves the window
  std::size_t joins_at = 0;  ///< point of the parent
  int order = 1;             ///< Strahler's order at its mouth
  std::string name_zh, name_en;
};

double channel_width_m(double area_km2);
double channel_depth_m(double area_km2);

/// All stems, the largest first, so that a parent stands before its branches.
std::vector<Stream> trace_streams(const Lattice& lattice, const std::vector<double>& z_m,
                                  const Drainage& drainage, double threshold_km2, std::uint64_t seed);

/// Distance along a stream between two of its points, m.
double along_m(const Stream& stream, std::size_t from, std::size_t to);

/// The place `distance_m` below a point of a stream, followed into its parents; empty line index -1 if it
/// leaves.
struct StreamPlace {
  int stream = -1;
  std::size_t point = 0;
};
StreamPlace below(const std::vector<Stream>& streams, StreamPlace from, double distance_m);

}  // namespace dayu::world::synth
