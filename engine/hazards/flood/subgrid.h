// SPDX-License-Identifier: Apache-2.0
// How does a coarse cell know of the fine ground inside it? Cells of k x k cells of the terrain; what surface
// a volume gives and what a face lets through come from the fine ground (Casulli 2009; Volp et al. 2013; van
// Ormondt et al. 2025), exactly, not from sampled tables. For a mean depth v over N = k^2 fine cells:
//   level over beds z_1 <= ... <= z_N:   w = min over j of (N v + z_1 + ... + z_j) / j    (filling a vessel)
//   sheet: the same over the beds less a plane, the fall of the lowest ground from cell to cell: what runs
//   down
//     a stream or a hillside, which a level surface would heap up at the lower end of each cell
//   surface c + lean (tilt_x X + tilt_y Y), c = w + lean (sheet - w); lean is 1 where the levels of the
//     neighbours fall with the ground, 0 where they are level: a lake has one level, exactly
//   face of k strips with sills s_i = max of the beds on both sides, at the higher t_i of the two surfaces:
//     mean depth a = sum max(t_i - s_i, 0) / k, conveyance K = sum max(t_i - s_i, 0)^(5/3) / n_i / k
// Symbols: levels, beds in m over the lowest ground of a cell; X, Y from its middle, in cells, -1/2 to 1/2 to
// the east and south; n in s/m^(1/3). Invariant: the volume is the state: nothing here makes or loses water.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Sill of a strip that lets nothing through.
inline constexpr float kNoWay_m = 4e9F;

/// Some numbers for each cell, all of a row side by side: one stretch of memory for a sweep over rows.
struct Stack {
  int count = 0;
  std::ptrdiff_t stride = 0;
  Lattice floats;

  Stack() = default;
  Stack(const Shape& shape, int n, float fill)
      : count(n),
        stride(shape.stride),
        floats(shape.floats() * static_cast<std::size_t>(std::max(n, 1)), fill) {}
  /// Offset of number `k` of the cell at offset `at` of a lattice; its neighbours in the row lie beside it.
  std::ptrdiff_t offset(int k, std::ptrdiff_t at) const {
    return at + (at / stride * (count - 1) + k) * stride;
  }
  const float* row(int k, std::ptrdiff_t at) const { return floats.begin() + offset(k, at); }
  float& cell(int k, std::ptrdiff_t at) { return floats[offset(k, at)]; }
  float cell(int k, std::ptrdiff_t at) const { return floats[offset(k, at)]; }
};

/// The k strips of each face, by the cell west or north of it; sills over the lowest ground of that cell. At
/// a free edge `smooth` is what pulls the water out (boundaries.h) in place of 1/n.
struct FaceStrips {
  Stack sill, smooth;
};

struct Subgrid {
  int cells = 1;  ///< k
  geo::Grid fine;
  Shape shape, fine_shape;
  std::vector<float> fine_bed_m;  ///< grid order; NaN: a wall
  std::vector<float> rise;        ///< N / j of each line
  Stack lines;                    ///< (z_1 + ... + z_j) / j; huge where there are fewer cells
  Stack sheet;                    ///< the same of beds less the plane of the cell
  Lattice tilt_x, tilt_y;         ///< that plane's rise over a cell to the east and to the south, m
  FaceStrips east, south;
  Lattice share;         ///< of a cell that is ground, not wall or beyond the grid
  Lattice over, smooth;  ///< fine: bed over the lowest of its cell, and 1/n
  bool has_holes = false;
  std::vector<int> cell_of;     ///< of each fine column of a block: the coarse column, from its first
  std::vector<float> place_of;  ///< and the place in it, in cells from its middle

  /// Tables from the inputs of the fine grid.
  explicit Subgrid(const Inputs& inputs);
  /// Beds of the ghosts; the edges' kinds must have been prepared.
  void close_edges(Water& water);

  /// How far the surfaces lean before the first step.
  void lean_now(Water& water) const;
  /// Depth on the fine cell that holds a point.
  double depth_at(const Water& water, geo::Point p) const;
  /// Depth now on every fine cell.
  void spread(const Water& water, Lattice& depth) const;

  /// Middle of strip `s` of a cell, in cells from the cell's middle.
  float middle(int s) const { return (static_cast<float>(s) + 0.5F) / static_cast<float>(cells) - 0.5F; }

 private:
  void fill_cell(const Inputs& inputs, int row, int col, std::vector<float>& beds);
  void fill_sheet(int row, int col, std::vector<float>& beds);
  void fill_faces(const Inputs& inputs);
  float bed(int row, int col) const;     ///< fine; kWall_m where there is none
  float lowest(int row, int col) const;  ///< of a cell
  float tilt(float before, float here, float behind) const;
  float fill(const Stack& of, const Water& water, std::ptrdiff_t at) const;
  float lean(const Water& water, int row, int col) const;
  std::pair<float, float> surface(const Water& water, std::ptrdiff_t at, int strip) const;
  std::vector<float> lowest_m_;  ///< of each cell, grid order
};

/// Falls smaller than this over a cell are none, m.
inline constexpr float kNoTilt_m = 1e-3F;

/// How far levels follow a plane that rises by `tilt` over a cell: from the differences to the cells before
/// and behind, 0 to 1.
inline __attribute__((always_inline)) float follows(float tilt, float before, float behind) {
  const bool falls = tilt > kNoTilt_m || tilt < -kNoTilt_m;
  const float over = 1.0F / (falls ? tilt : 1.0F);
  const float a = before * over, b = behind * over, low = a < b ? a : b;
  const float part = low > 0.0F ? low : 0.0F;
  return falls ? (part < 1.0F ? part : 1.0F) : 1.0F;
}

/// The inputs as the coarse cells see them: volumes kept, places moved to the cell that holds them.
Inputs coarse_inputs(const Inputs& fine);

}  // namespace dayu::hazards::flood
