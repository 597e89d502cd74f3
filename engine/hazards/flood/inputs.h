// SPDX-License-Identifier: Apache-2.0
// Everything a flood needs, as plain values: what the scenario section says once files are read and checked.
// Invariant: finite, in SI units, times in s since the scenario's start; holes of the terrain are NaN in
// `bed_m`.
#pragma once

#include <string>
#include <vector>

#include "engine/geo/raster.h"
#include "engine/hazards/flood/reservoir.h"
#include "engine/hazards/flood/sources.h"
#include "engine/hazards/flood/works.h"

namespace dayu::hazards::flood {

enum class Edge { closed, free, level };

enum class Side { north, south, east, west };

/// A part of a side that differs from the rest of it: cells [first, end) along rising columns or rows.
struct EdgePart {
  Side side = Side::south;
  int first = 0, end = 0;
  Edge kind = Edge::free;
  Hydrograph level;  ///< of kind level: water level beyond the edge, m
};

struct Edges {
  Edge north = Edge::free, south = Edge::free, east = Edge::free, west = Edge::free;
  std::vector<EdgePart> parts;
};

struct StationAt {
  std::string name;
  geo::Point at;
};

/// A line across the flow; discharge is positive from the left of (from -> to) to its right.
struct SectionAt {
  std::string name;
  geo::Point from, to;
};

/// full: shallow water; local_inertia: without the momentum that the water carries along (Bates et al. 2010).
enum class Equations { full, local_inertia };

/// What local inertia does where it does not hold: leave the run to the full equations, or stop.
enum class BeyondValidity { hand_over, stop };

struct Inputs {
  geo::Grid grid;
  std::vector<float> bed_m;                                              ///< by cell; NaN: a wall
  std::vector<float> manning_s_per_m1_3;                                 ///< by cell, or one number for all
  std::vector<float> depth_m;                                            ///< initial; empty: dry
  std::vector<float> discharge_east_m2_per_s, discharge_south_m2_per_s;  ///< initial; empty: still
  Edges edges;
  std::vector<RainGauge> rain;
  Between rain_between = Between::inverse_distance;
  RainStack rain_stack;  ///< instead of gauges
  Losses losses;
  std::vector<Inflow> inflows;
  std::vector<geo::Cell>
      reservoir_cells;                ///< of reservoirs whose outflow is given: what reaches them is theirs
  std::vector<Reservoir> reservoirs;  ///< routed inside the run
  WorksPlan works;
  std::vector<StationAt> stations;
  std::vector<SectionAt> sections;
  double record_interval_s = 60;  ///< pace of gauges and sections
  int threads = 1;
  int order = 1;  ///< of accuracy, 1 or 2
  Equations equations = Equations::full;
  BeyondValidity beyond = BeyondValidity::hand_over;
  int subgrid_cells = 1;  ///< k of subgrid.h: the solver's cells are k x k of the terrain's
};

}  // namespace dayu::hazards::flood
