// SPDX-License-Identifier: Apache-2.0
// Which cells must a step look at? The grid is cut into tiles; a tile is left out while all its cells and the
// cells along its border are dry and nothing rains or flows into it, because then the step would give back
// exactly what is there. Water crosses one face a step, so the border cells of the neighbours tell in time.
// Tiles that are looked at are joined to blocks, long enough for the vectors and short enough for the cache.
// Invariant: leaving tiles out changes no bit of any result; the sums of a tile are added in its own order.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/hazards/flood/state.h"

namespace dayu::hazards {
class StateReader;
class StateWriter;
}  // namespace dayu::hazards

namespace dayu::hazards::flood {

inline constexpr int kTileRows = 16, kTileCols = 32;
inline constexpr int kBlockCols = 256, kBlockRows = 64;

/// Rows [row, row_end) and columns [col, col_end), on borders of tiles.
struct Block {
  int row = 0, row_end = 0, col = 0, col_end = 0;
};

class Tiles {
 public:
  Tiles() = default;
  explicit Tiles(const Shape& shape);

  /// Where a tile holds water: anywhere, and in its first and last row and column.
  enum Wet : std::uint8_t { kAny = 1, kNorth = 2, kSouth = 4, kWest = 8, kEast = 16 };
  std::uint8_t& wet(int tile_row, int tile_col) { return wet_[index(tile_row, tile_col)]; }
  void wet_cell(int row, int col);  ///< a cell that got water between two steps
  /// Adds a depth to a cell (takes it, if negative) and remembers that it is wet.
  void put(Water& water, int row, int col, double depth_m);
  void look(const Water& water);  ///< finds the wet cells of the state now

  /// Chooses the tiles of the next step. A tile that is left out from now on gets the same state in both
  /// halves of the water.
  void choose(bool all, Water& water);
  const std::vector<Block>& blocks() const { return blocks_; }
  double active_1() const { return active_1_; }
  long long active_cells() const { return active_cells_; }

  double& out_m2(int tile_row, int tile_col) { return out_m2_[index(tile_row, tile_col)]; }
  double& kept_m(int tile_row, int tile_col) { return kept_m_[index(tile_row, tile_col)]; }
  double out_m2() const;  ///< gone through the edges of the grid, m3 for each metre of cell side
  double kept_m() const;  ///< kept by the ground, sum of depths over cells
  void save(StateWriter& to) const;
  void restore(StateReader& from);

 private:
  std::size_t index(int r, int c) const {
    return static_cast<std::size_t>(r) * static_cast<std::size_t>(n_cols_) + static_cast<std::size_t>(c);
  }
  bool has_reason(int r, int c) const;
  void join();
  void leave(int r, int c, Water& water) const;

  Shape shape_;
  int n_rows_ = 0, n_cols_ = 0;
  std::vector<std::uint8_t> wet_, active_, before_;
  std::vector<double> out_m2_, kept_m_;
  std::vector<Block> blocks_;
  double active_1_ = 1;
  long long active_cells_ = 0;
};

}  // namespace dayu::hazards::flood
