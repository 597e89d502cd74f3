// SPDX-License-Identifier: Apache-2.0
// How does a coarse cell know of the fine ground inside it? Cells of k x k cells of the terrain, each with
// one water level; what level a volume gives and what a face between two of them lets through come from the
// fine ground (Casulli 2009; Volp et al. 2013; van Ormondt et al. 2025), exactly, not from sampled tables:
//   level of a mean depth v over N = k^2 fine cells with beds z_1 <= ... <= z_N over the lowest:
//     w = min over j of (N v + z_1 + ... + z_j) / j      (the filling of a concave vessel; its inverse is
//     convex)
//   face of k strips with sills s_i = max of the beds on both sides, at the higher of the two levels w:
//     mean depth a = sum max(w - s_i, 0) / k, conveyance K = sum max(w - s_i, 0)^(5/3) / n_i / k
// Symbols: levels, beds in m over the lowest ground of a cell; n in s/m^(1/3). Invariant: cells filled to one
// level have one level; a level below the sills passes nothing.
#pragma once

#include <vector>

#include "engine/hazards/flood/inputs.h"
#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Sill of a strip that lets nothing through.
inline constexpr float kNoWay_m = 4e9F;

/// The k strips of each face, by the cell west or north of it; sills over the lowest ground of that cell. At
/// a free edge `smooth` is what pulls the water out (boundaries.h) in place of 1/n.
struct FaceStrips {
  std::vector<Lattice> sill, smooth;
};

struct Subgrid {
  int cells = 1;  ///< k
  geo::Grid fine;
  Shape shape, fine_shape;
  std::vector<float> fine_bed_m;  ///< grid order; NaN: a wall
  std::vector<float> rise;        ///< N / j of each line
  std::vector<Lattice> lines;     ///< (z_1 + ... + z_j) / j; huge where there are fewer cells
  FaceStrips east, south;
  Lattice share;         ///< of a cell that is ground, not wall or beyond the grid
  Lattice over, smooth;  ///< fine: bed over the lowest of its cell, and 1/n
  bool has_holes = false;

  /// Tables from the inputs of the fine grid.
  explicit Subgrid(const Inputs& inputs);
  /// Beds of the ghosts; the edges' kinds must have been prepared.
  void close_edges(Water& water);

  /// Water level of a cell over its lowest ground, m.
  float level(const Water& water, std::ptrdiff_t at) const;
  /// Depth on the fine cell that holds a point.
  double depth_at(const Water& water, geo::Point p) const;
  /// Depth now on every fine cell.
  void spread(const Water& water, Lattice& depth) const;

 private:
  void fill_cell(const Inputs& inputs, int row, int col, std::vector<float>& beds);
  void fill_faces(const Inputs& inputs);
  float bed(int row, int col) const;  ///< fine; kWall_m where there is none
  std::vector<float> lowest_m_;       ///< of each cell, grid order
};

/// The inputs as the coarse cells see them: volumes kept, places moved to the cell that holds them.
Inputs coarse_inputs(const Inputs& fine);

}  // namespace dayu::hazards::flood
