// SPDX-License-Identifier: Apache-2.0
#include "engine/world/breach.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace dayu::world {
namespace {

constexpr std::int64_t kBorder = -1, kUnseen = -2;

class Breacher {
 public:
  Breacher(geo::Raster<float>& z, const geo::Raster<float>& lowest)
      : z_(z), lowest_(lowest), way_out_(z.values.size(), kUnseen) {}

  void run() {
    for (int row = 0; row < z_.grid.n_rows; ++row)
      for (int col = 0; col < z_.grid.n_cols; ++col)
        if (row == 0 || col == 0 || row + 1 == z_.grid.n_rows || col + 1 == z_.grid.n_cols)
          visit({row, col}, kBorder);
    while (!queue_.empty()) {
      const auto at = static_cast<std::int64_t>(queue_.top().second);
      queue_.pop();
      const int row = static_cast<int>(at / z_.grid.n_cols), col = static_cast<int>(at % z_.grid.n_cols);
      for (const geo::Cell next : {geo::Cell{row - 1, col}, geo::Cell{row + 1, col}, geo::Cell{row, col - 1},
                                   geo::Cell{row, col + 1}})
        if (z_.grid.holds(next)) visit(next, at);
    }
  }

 private:
  void visit(geo::Cell cell, std::int64_t from) {
    const std::size_t i = z_.grid.index(cell);
    if (way_out_[i] != kUnseen || !std::isfinite(z_.values[i])) return;
    way_out_[i] = from;
    if (from >= 0 && z_.values[i] < z_.values[static_cast<std::size_t>(from)]) cut_way_out(i);
    queue_.emplace(z_.values[i], i);
  }

  /// Lowers the cells between a pit and the ground below it.
  void cut_way_out(std::size_t pit) {
    float level = z_.values[pit];
    for (std::int64_t at = way_out_[pit]; at >= 0; at = way_out_[static_cast<std::size_t>(at)]) {
      const auto i = static_cast<std::size_t>(at);
      if (z_.values[i] <= level) return;
      level = std::clamp(lowest_.values[i], level, z_.values[i]);
      z_.values[i] = level;
    }
  }

  using Item = std::pair<float, std::size_t>;  // the lowest first, the smaller index among equals
  geo::Raster<float>& z_;
  const geo::Raster<float>& lowest_;
  std::vector<std::int64_t> way_out_;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> queue_;
};

}  // namespace

void breach_pits(geo::Raster<float>& z, const geo::Raster<float>& lowest) {
  Breacher(z, lowest).run();
}

geo::Raster<float> lowest_inside(const geo::Raster<float>& fine, const geo::Grid& grid, int factor) {
  geo::Raster<float> lowest(grid, std::numeric_limits<float>::infinity());
  for (int row = 0; row < grid.n_rows * factor; ++row)
    for (int col = 0; col < grid.n_cols * factor; ++col) {
      float& low = lowest[{row / factor, col / factor}];
      const float here = fine[{row, col}];
      if (here < low) low = here;
    }
  return lowest;
}

}  // namespace dayu::world
