// SPDX-License-Identifier: Apache-2.0
// Where does the water of each cell go? Depressions are flooded from the edge inwards (Barnes, Lehman & Mulla
// 2014, priority-flood), every cell then drains to one of its eight neighbours and areas add up downstream.
// Invariant: following `receiver` from any cell ends at a cell that receives itself, on the edge of the grid.
#pragma once

#include <cstdint>
#include <vector>

namespace dayu::world::synth {

/// A square lattice without a place on earth: what the erosion works on.
struct Lattice {
  int n_rows = 0, n_cols = 0;
  double cell_m = 0;
  int count() const { return n_rows * n_cols; }
  bool edge(int i) const {
    const int r = i / n_cols, c = i % n_cols;
    return r == 0 || c == 0 || r == n_rows - 1 || c == n_cols - 1;
  }
};

inline constexpr int kRowStep[8] = {-1, -1, -1, 0, 0, 1, 1, 1};
inline constexpr int kColStep[8] = {-1, 0, 1, -1, 1, -1, 0, 1};
inline constexpr double kStepLength[8] = {1.4142135623730951, 1, 1.4142135623730951, 1, 1,
                                          1.4142135623730951, 1, 1.4142135623730951};

struct Drainage {
  std::vector<int> receiver;
  std::vector<int> downstream_first;  ///< every cell after its receiver
  std::vector<double> area_m2;        ///< own cell included
};

/// The level to which each cell would fill if water stood in every depression; edge cells are open.
std::vector<double> flooded_level(const Lattice& lattice, const std::vector<double>& z_m);

/// The same in whole counts, changing `z` itself: no cell is left below its own way out. Cells of `kept` are
/// taken as they are and act as outlets only if on the edge (real ponds keep their bed).
void fill_depressions(const Lattice& lattice, std::vector<int>& z, const std::vector<unsigned char>& kept);

/// Steepest descent over the flooded surface. `seed` 0: plain D8; otherwise each direction's slope is weighed
/// by a fixed random factor within +-20 % (Fairfield & Leymarie 1991) so that valleys do not favour 45
/// degrees.
Drainage drain(const Lattice& lattice, const std::vector<double>& z_m, std::uint64_t seed);

}  // namespace dayu::world::synth
