// SPDX-License-Identifier: Apache-2.0
// One explicit step of the shallow-water equations over a strip of rows, in place, each array streamed once.
// Compiled for several vector widths from one source; the widest that the machine has is chosen at run time.
// All of them give the same bits (no contraction, no reassociation; a test compares them).
#pragma once

#include <cstddef>
#include <vector>

#include "engine/hazards/flood/state.h"

namespace dayu::hazards::flood {

/// Vector width of a kernel.
enum class Width { baseline, avx2, avx512 };
Width widest();

/// What one step does, the same for all strips.
struct Step {
  float dt_s = 0, dt_per_cell_s_per_m = 0;
  float rain_m = 0;                          ///< uniform rain of this step
  const float* rain_rate_m_per_s = nullptr;  ///< or by cell (layout of the state); null: uniform
  float* abstraction_m = nullptr;            ///< initial loss still to be filled, by cell; null: none
  float rain_loss_m = 0;                     ///< taken from the rain of this step
  float soak_m = 0;    ///< infiltration from water on the ground that this step can take
  bool watch = false;  ///< update the extremes
  float now_s = 0;     ///< time at the end of the step
};

/// Room for one thread: primitive variables of two rows and face fluxes of one row and two row gaps.
class Rows {
 public:
  explicit Rows(const Shape& shape);
  float* row(int k) { return floats_.begin() + k * stride_ + Shape::kPad; }
  static constexpr int kCount = 17;

 private:
  std::ptrdiff_t stride_;
  Lattice floats_;
};

/// Fluxes through the gap above a row: mass, momentum as the upper and the lower row book it, along.
struct Gap {
  float *mass, *upper, *lower, *along;
};

/// What strips add up, row by row (one writer each), in float64 and in a fixed order.
struct Tally {
  std::vector<double> out_m2;    ///< gone through open edges, m3 for each metre of cell side
  std::vector<double> soaked_m;  ///< kept by the ground, sum of depths over the row's cells
};

/// Fluxes through the gap above `row` from the present state (before any row is updated).
void gap_fluxes(Width width, const Water& water, int row, Rows& rows, const Gap& gap);

/// Advances rows [first, end). `above` and `below` hold the gap fluxes at the strip's two ends.
/// Returns the fastest signal of the new state, m/s.
float sweep(Width width, Water& water, Worst& worst, const Step& step, int first, int end, Rows& rows,
            const Gap& above, const Gap& below, Tally& tally);

/// Updates the extremes of one row from the present state.
void watch(const Water& water, Worst& worst, float now_s, int row);

}  // namespace dayu::hazards::flood
