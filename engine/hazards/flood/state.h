// SPDX-License-Identifier: Apache-2.0
// What does the flood know of every cell? Water, bed and roughness as structure of arrays in float32, the
// depth with the part that float cannot hold beside it, and what has been worst so far. Symbols: h depth m;
// hu, hv discharge per metre of width to the east and to the SOUTH (along rising rows), m2/s; z bed m; gn2 =
// g n^2 with Manning's n in s/m^(1/3). Invariant: water of a cell = h + rest exactly, h >= 0, |rest| <= half
// a unit in the last place of h; in a cell that was overdrawn h = 0 and rest < 0 is what it owes until water
// comes back.
#pragma once

#include <array>
#include <vector>

#include "engine/hazards/flood/lattice.h"

namespace dayu::hazards::flood {

/// Below this depth a cell stores water but moves none: a hundredth of a millimetre, far below any film that
/// flows, above where float momentum is noise. Not a user's threshold.
inline constexpr float kStill_m = 1e-5F;
/// Bed of cells without data: a wall that no water tops.
inline constexpr float kWall_m = 1e9F;

/// What a step changes.
struct Cells {
  Lattice h, rest, hu, hv;
  Lattice ux, uy;  ///< velocities through the eastern and southern faces, of sub-grid cells only
  Cells() = default;
  explicit Cells(const Shape& s) : h(s), rest(s), hu(s), hv(s) {}
  void swap(Cells& other) noexcept {
    h.swap(other.h);
    rest.swap(other.rest);
    hu.swap(other.hu);
    hv.swap(other.hv);
    ux.swap(other.ux);
    uy.swap(other.uy);
  }
};

/// What lies beyond the cells of one side, cell by cell (see boundaries.h).
struct Beyond {
  std::vector<float> pull;     ///< closed, level, or else sqrt(S)/n of the normal flow that leaves
  std::vector<float> level_m;  ///< water level beyond cells of kind level
};

/// The state now, and room for the next one: a step reads the first and writes the second.
struct Water : Cells {
  Shape shape;
  Cells next;
  Lattice z, gn2;
  Lattice lean;  ///< of sub-grid cells: how far their surface leaned in the last step (subgrid.h)
  Beyond north, south, east, west;
  bool has_level_edge = false;

  Water() = default;
  explicit Water(Shape s) : Cells(s), shape(s), next(s), z(s), gn2(s) {}
};

/// Depths whose first crossing is kept, and the time above them, m.
inline constexpr std::array<float, 4> kArrival_m = {0.05F, 0.15F, 0.3F, 0.5F};
/// Thinner than this a film's speed is not a danger and, on a steep slope, hardly a model result: 1 cm.
inline constexpr float kFilm_m = 0.01F;

/// Extremes, updated in line with the sweep. Times in s since the start, negative while never.
struct Worst {
  Lattice frame_depth, frame_depth_speed;  ///< since the last published frame
  Lattice depth, speed, depth_speed, hazard_class, depth_time;
  std::array<Lattice, kArrival_m.size()> arrival, above;

  Worst() = default;
  explicit Worst(const Shape& s);
};

}  // namespace dayu::hazards::flood
