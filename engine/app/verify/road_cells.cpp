// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/road_cells.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dayu::verify {
namespace {

constexpr int kStepsInCell = 16;

/// Walks a line in small steps and keeps the cells in which it stays long enough.
class Walker {
 public:
  explicit Walker(const geo::Grid& grid) : grid_(grid) {}

  void walk(const std::vector<geo::Point>& line) {
    if (line.empty()) return;
    keep(grid_.cell_of(line.front()));
    keep(grid_.cell_of(line.back()));
    for (std::size_t i = 1; i < line.size(); ++i) segment(line[i - 1], line[i]);
  }

  std::vector<std::uint32_t> cells() {
    std::sort(cells_.begin(), cells_.end());
    cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
    return std::move(cells_);
  }

 private:
  void keep(const std::optional<geo::Cell>& cell) {
    if (cell) cells_.push_back(static_cast<std::uint32_t>(grid_.index(*cell)));
  }

  void segment(geo::Point a, geo::Point b) {
    const double length_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
    const int n = std::max(1, static_cast<int>(std::ceil(length_m * kStepsInCell / grid_.cell_m)));
    for (int k = 0; k < n; ++k) {
      const double f = (k + 0.5) / n;
      const auto cell = grid_.cell_of({a.x_m + f * (b.x_m - a.x_m), a.y_m + f * (b.y_m - a.y_m)});
      const std::int64_t index = cell ? static_cast<std::int64_t>(grid_.index(*cell)) : -1;
      if (index != here_) here_ = index, here_m_ = 0;
      here_m_ += length_m / n;
      if (here_m_ > (0.5 + 1.0 / kStepsInCell) * grid_.cell_m) keep(cell);
    }
  }

  const geo::Grid& grid_;
  std::vector<std::uint32_t> cells_;
  std::int64_t here_ = -1;  ///< -1: outside the grid
  double here_m_ = 0;
};

float clearance_m(const Piece& piece, const geo::Raster<float>* bed_m, std::uint32_t cell) {
  if (!piece.bridge || !bed_m || !std::isfinite(bed_m->values[cell])) return 0;
  return static_cast<float>(std::max(0.0, piece.deck_m - static_cast<double>(bed_m->values[cell])));
}

}  // namespace

RoadCells road_cells(const Run& run, const geo::Grid& grid, const geo::Raster<float>* bed_m) {
  RoadCells all;
  all.first.push_back(0);
  for (const Piece& piece : run.pieces) {
    const bool unknown_deck = piece.bridge && (!bed_m || std::isnan(piece.deck_m));
    all.bridges_without_bed += unknown_deck ? 1 : 0;
    if (!unknown_deck && !piece.tunnel) {
      Walker walker(grid);
      walker.walk(piece.line);
      for (const std::uint32_t cell : walker.cells())
        all.cells.push_back({cell, clearance_m(piece, bed_m, cell)});
    }
    all.first.push_back(static_cast<std::uint32_t>(all.cells.size()));
  }
  return all;
}

}  // namespace dayu::verify
