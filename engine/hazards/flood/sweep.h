// SPDX-License-Identifier: Apache-2.0
// One explicit step of the shallow-water equations over one block of cells: reads the state now, writes the
// next one, so that blocks may be done in any order, by any thread, and left out where nothing can change.
// Compiled for several vector widths from one source; the widest that the machine has is chosen at run time.
// All of them give the same bits (no contraction, no reassociation; a test compares them).
#pragma once

#include <cstddef>
#include <vector>

#include "engine/hazards/flood/state.h"
#include "engine/hazards/flood/tiles.h"

namespace dayu::hazards::flood {

/// Vector width of a kernel.
enum class Width { baseline, avx2, avx512 };
Width widest();

/// A face whose mass flux somebody wants to know.
struct MarkedFace {
  int col = 0;            ///< of the cell west or north of the face; -1: the ghost
  bool to_east = false;   ///< else to the south
  float* mass = nullptr;  ///< out: m2/s
};

/// Something that stands on a cell face (barrier_rows.h); levels in m.
struct FaceBarrier {
  int col = 0;           ///< of the cell west or north of the face
  bool to_east = false;  ///< else to the south
  float sill_m = -1e9F, soffit_m = 1e9F, deck_m = 1e9F;
  float weir_m1_2_per_s = 1.7F, orifice_1 = 0.6F;
};

/// What one step does, the same for all blocks.
struct Step {
  int order = 1;
  float dt_s = 0, dt_per_cell_s_per_m = 0;
  float rain_m = 0;                          ///< uniform rain of this step
  const float* rain_rate_m_per_s = nullptr;  ///< or by cell (layout of the state); null: uniform
  float* abstraction_m = nullptr;            ///< initial loss still to be filled, by cell; null: none
  float rain_loss_m = 0;                     ///< taken from the rain of this step
  /// SCS curve number: retention S and rain so far, by cell; null: none.
  const float* retention_m = nullptr;
  float* fallen_m = nullptr;
  float abstraction_1 = 0.2F;
  const float* drainage_m_per_s = nullptr;  ///< taken from water on the ground by drains, by cell; null: none
  /// Green & Ampt: taken so far, by cell (null: none); K dt, and suction times moisture deficit.
  float* taken_m = nullptr;
  float conductivity_dt_m = 0, suction_deficit_m = 0;
  bool soaks() const { return soak_m > 0 || drainage_m_per_s || taken_m; }
  bool keeps_rain() const { return abstraction_m || rain_loss_m > 0 || retention_m; }
  float soak_m = 0;     ///< infiltration from water on the ground that this step can take
  bool watch = false;   ///< update the extremes
  float now_s = 0;      ///< time at the end of the step
  float watched_s = 0;  ///< since the extremes were last updated
  const std::vector<std::vector<MarkedFace>>* marked =
      nullptr;  ///< by row of the cell north or west, from -1
  const std::vector<std::vector<FaceBarrier>>* barriers = nullptr;  ///< likewise
};

/// Room for one thread: whatever a block needs of a few rows.
class Rows {
 public:
  Rows() : floats_(static_cast<std::size_t>(kStride) * kCount + kMargin) {}
  float* row(int k) { return floats_.begin() + k * kStride + kMargin; }
  static constexpr int kMargin = 16;
  static constexpr int kStride = kBlockCols + 3 * kMargin;
  static constexpr int kCount = 60;

 private:
  Lattice floats_;
};

/// Advances the cells of a block. Returns the fastest signal of its new state, m/s.
float sweep(Width width, Water& water, Worst& worst, const Step& step, const Block& block, Rows& rows,
            Tiles& tiles);

/// Updates the extremes of a block's cells from the state now.
void watch(const Water& water, Worst& worst, float now_s, float since_s, const Block& block);

}  // namespace dayu::hazards::flood
