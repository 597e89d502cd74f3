// SPDX-License-Identifier: Apache-2.0
// What does a raster look like with larger cells? Means for quantities, the most frequent code for classes.
// Invariant: the north-western corner stays; rows and columns that fill no whole larger cell are dropped.
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/geo/raster_file.h"

namespace dayu::geo {
namespace {

Grid coarser(const Grid& fine, int factor) {
  if (factor < 1 || factor > fine.n_rows || factor > fine.n_cols)
    throw std::logic_error("a coarse cell must be whole and fit the raster");
  Grid grid = fine;
  grid.n_rows = fine.n_rows / factor;
  grid.n_cols = fine.n_cols / factor;
  grid.cell_m = fine.cell_m * factor;
  return grid;
}

template <class T, class Each>
void each_inner(const Raster<T>& fine, Cell c, int factor, Each each) {
  for (int r = c.row * factor; r < (c.row + 1) * factor; ++r)
    for (int k = c.col * factor; k < (c.col + 1) * factor; ++k) each(fine[{r, k}]);
}

}  // namespace

Raster<float> coarsen_mean(const Raster<float>& fine, int factor) {
  Raster<float> coarse(coarser(fine.grid, factor), std::numeric_limits<float>::quiet_NaN());
  for (int row = 0; row < coarse.grid.n_rows; ++row)
    for (int col = 0; col < coarse.grid.n_cols; ++col) {
      double sum = 0;
      int n = 0;
      each_inner(fine, {row, col}, factor, [&](float v) {
        if (!std::isfinite(v)) return;
        sum += static_cast<double>(v);
        ++n;
      });
      if (n > 0) coarse[{row, col}] = static_cast<float>(sum / n);
    }
  return coarse;
}

Raster<unsigned char> coarsen_mode(const Raster<unsigned char>& fine, int factor) {
  Raster<unsigned char> coarse(coarser(fine.grid, factor), 0);
  for (int row = 0; row < coarse.grid.n_rows; ++row)
    for (int col = 0; col < coarse.grid.n_cols; ++col) {
      std::array<int, 256> n{};
      each_inner(fine, {row, col}, factor, [&](unsigned char v) { ++n[v]; });
      std::size_t best = 0;
      for (std::size_t code = 1; code < n.size(); ++code)
        if (n[code] > n[best]) best = code;
      coarse[{row, col}] = static_cast<unsigned char>(best);
    }
  return coarse;
}

}  // namespace dayu::geo
