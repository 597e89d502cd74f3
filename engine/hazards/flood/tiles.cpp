// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/tiles.h"

#include <algorithm>
#include <numeric>

#include "engine/hazards/state_file.h"

namespace dayu::hazards::flood {

Tiles::Tiles(const Shape& shape)
    : shape_(shape),
      n_rows_((shape.n_rows + kTileRows - 1) / kTileRows),
      n_cols_((shape.n_cols + kTileCols - 1) / kTileCols) {
  const std::size_t n = static_cast<std::size_t>(n_rows_) * static_cast<std::size_t>(n_cols_);
  wet_.assign(n, 0);
  active_.assign(n, 0);
  out_m2_.assign(n, 0);
  kept_m_.assign(n, 0);
}

/// Its borders too: from a border cell the water reaches the next tile within the coming step.
void Tiles::wet_cell(int row, int col) {
  std::uint8_t& flags = wet_[index(row / kTileRows, col / kTileCols)];
  flags |= kAny;
  if (row % kTileRows == 0) flags |= kNorth;
  if (row % kTileRows == kTileRows - 1 || row == shape_.n_rows - 1) flags |= kSouth;
  if (col % kTileCols == 0) flags |= kWest;
  if (col % kTileCols == kTileCols - 1 || col == shape_.n_cols - 1) flags |= kEast;
}

void Tiles::put(Water& water, int row, int col, double depth_m) {
  const std::ptrdiff_t at = water.shape.at(row, col);
  const double depth = static_cast<double>(water.h[at]) + static_cast<double>(water.rest[at]) + depth_m;
  water.h[at] = depth > 0 ? static_cast<float>(depth) : 0;
  water.rest[at] = static_cast<float>(depth - static_cast<double>(water.h[at]));
  wet_cell(row, col);
}

void Tiles::look(const Water& water) {
  for (int r = 0; r < n_rows_; ++r)
    for (int c = 0; c < n_cols_; ++c) {
      const int row = r * kTileRows, row_end = std::min(row + kTileRows, shape_.n_rows);
      const int col = c * kTileCols, col_end = std::min(col + kTileCols, shape_.n_cols);
      std::uint8_t& flags = wet_[index(r, c)];
      flags = 0;
      for (int i = row; i < row_end; ++i)
        for (int j = col; j < col_end; ++j) {
          if (!(water.h[shape_.at(i, j)] > 0)) continue;
          flags |= kAny;
          if (i == row) flags |= kNorth;
          if (i == row_end - 1) flags |= kSouth;
          if (j == col) flags |= kWest;
          if (j == col_end - 1) flags |= kEast;
        }
    }
}

bool Tiles::has_reason(int r, int c) const {
  if (wet_[index(r, c)] != 0) return true;
  if (r > 0 && (wet_[index(r - 1, c)] & kSouth) != 0) return true;
  if (r + 1 < n_rows_ && (wet_[index(r + 1, c)] & kNorth) != 0) return true;
  if (c > 0 && (wet_[index(r, c - 1)] & kEast) != 0) return true;
  return c + 1 < n_cols_ && (wet_[index(r, c + 1)] & kWest) != 0;
}

void Tiles::leave(int r, int c, Water& water) const {
  const int col = c * kTileCols, n = std::min(kTileCols, shape_.n_cols - col);
  for (int row = r * kTileRows; row < std::min((r + 1) * kTileRows, shape_.n_rows); ++row) {
    const std::ptrdiff_t at = shape_.at(row, col);
    std::copy_n(water.h.begin() + at, n, water.next.h.begin() + at);
    std::copy_n(water.rest.begin() + at, n, water.next.rest.begin() + at);
    std::copy_n(water.hu.begin() + at, n, water.next.hu.begin() + at);
    std::copy_n(water.hv.begin() + at, n, water.next.hv.begin() + at);
    if (water.ux.empty()) continue;
    std::copy_n(water.ux.begin() + at, n, water.next.ux.begin() + at);
    std::copy_n(water.uy.begin() + at, n, water.next.uy.begin() + at);
  }
}

void Tiles::choose(bool all, Water& water) {
  before_ = active_;
  for (int r = 0; r < n_rows_; ++r)
    for (int c = 0; c < n_cols_; ++c) active_[index(r, c)] = all || has_reason(r, c);
  if (before_ == active_ && !blocks_.empty()) return;
  for (int r = 0; r < n_rows_; ++r)
    for (int c = 0; c < n_cols_; ++c)
      if (before_[index(r, c)] != 0 && active_[index(r, c)] == 0) leave(r, c, water);
  join();
}

void Tiles::join() {
  blocks_.clear();
  active_cells_ = 0;
  constexpr int kTall = kBlockRows / kTileRows, kLong = kBlockCols / kTileCols;
  const auto same_row = [&](int a, int b) {
    const auto first = active_.begin() + static_cast<std::ptrdiff_t>(index(a, 0));
    return std::equal(first, first + n_cols_, active_.begin() + static_cast<std::ptrdiff_t>(index(b, 0)));
  };
  for (int r = 0; r < n_rows_;) {
    int end = r + 1;
    while (end < n_rows_ && end - r < kTall && same_row(r, end)) ++end;
    for (int c = 0; c < n_cols_;) {
      if (active_[index(r, c)] == 0) {
        ++c;
        continue;
      }
      int last = c + 1;
      while (last < n_cols_ && last - c < kLong && active_[index(r, last)] != 0) ++last;
      const Block block{r * kTileRows, std::min(end * kTileRows, shape_.n_rows), c * kTileCols,
                        std::min(last * kTileCols, shape_.n_cols)};
      active_cells_ += static_cast<long long>(block.row_end - block.row) * (block.col_end - block.col);
      blocks_.push_back(block);
      c = last;
    }
    r = end;
  }
  active_1_ = static_cast<double>(active_cells_) /
              (static_cast<double>(shape_.n_rows) * static_cast<double>(shape_.n_cols));
}

void Tiles::save(StateWriter& to) const {
  to.put(wet_);
  to.put(active_);
  to.put(out_m2_);
  to.put(kept_m_);
}

void Tiles::restore(StateReader& from) {
  from.take(wet_);
  from.take(active_);
  from.take(out_m2_);
  from.take(kept_m_);
  join();
}

double Tiles::out_m2() const {
  return std::accumulate(out_m2_.begin(), out_m2_.end(), 0.0);
}
double Tiles::kept_m() const {
  return std::accumulate(kept_m_.begin(), kept_m_.end(), 0.0);
}

}  // namespace dayu::hazards::flood
