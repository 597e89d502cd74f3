// SPDX-License-Identifier: Apache-2.0
// The flood's equations written the plain way, to say what the fused kernel is worth: an array of structures,
// a pass for each direction and one for the update, branches for dry cells, pow for friction. The same
// scheme and the same formulas as engine/hazards/flood, closed sides, no rain, no books, no extremes.
#pragma once

#include <vector>

namespace dayu::benchmarks {

struct NaiveCell {
  float h = 0, hu = 0, hv = 0, z = 0, n = 0;
};

class NaiveFlood {
 public:
  NaiveFlood(int n_rows, int n_cols, float cell_m, int order);
  NaiveCell& at(int row, int col) { return cells_[index(row, col)]; }
  void step();  ///< one step at a Courant number of 0.5
  double time_s() const { return time_s_; }

 private:
  /// Depth and velocities at a cell's faces, and the half slopes that led there.
  struct Faces {
    float h, u, v, xh, xe, xu, xv, yh, ye, yu, yv;
  };
  struct Flux {
    float mass, before, behind, along;
  };
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(n_cols_) + static_cast<std::size_t>(col);
  }
  Faces faces_of(int row, int col, float k, float dt) const;
  Faces mirrored(const Faces& inside, bool across) const;
  void pass_across();
  void pass_down();
  void update(float dt);
  float longest_step() const;

  int n_rows_, n_cols_, order_;
  float cell_m_;
  double time_s_ = 0;
  std::vector<NaiveCell> cells_;
  std::vector<Faces> faces_;
  std::vector<Flux> across_, down_;
};

}  // namespace dayu::benchmarks
