// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/road_cells.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace dayu::verify {
namespace {

constexpr int kStepsInCell = 16;

/// A road falls from a bridge's deck by at most this grade (the planner's ramps, whose distances along the
/// road are never shorter than the straight ones taken here).
constexpr double kRamp_1 = 0.08;
/// Beyond this distance no ramp is looked for: 80 m of deck above the ground.
constexpr double kLongestRamp_m = 1000;

struct Deck {
  geo::Point end;
  double level_m = 0;
};

/// Ends of bridges near a line's own ends.
std::vector<Deck> decks_near(const Run& run, const std::vector<geo::Point>& line) {
  std::vector<Deck> decks;
  if (line.empty()) return decks;
  for (const Piece& piece : run.pieces) {
    if (!piece.bridge || piece.line.empty() || std::isnan(piece.deck_m)) continue;
    for (const geo::Point& end : {piece.line.front(), piece.line.back()})
      for (const geo::Point& own : {line.front(), line.back()})
        if (std::hypot(end.x_m - own.x_m, end.y_m - own.y_m) <= kLongestRamp_m)
          decks.push_back({end, piece.deck_m});
  }
  return decks;
}

/// Walks a line in small steps and keeps the cells in which it stays long enough.
class Walker {
 public:
  Walker(const geo::Grid& grid, const Levels& levels, const std::vector<Deck>& decks)
      : grid_(grid), levels_(levels), decks_(decks) {}

  void walk(const std::vector<geo::Point>& line) {
    if (line.empty()) return;
    for (const geo::Point& end : {line.front(), line.back()}) {
      keep(grid_.cell_of(end));
      rise(grid_.cell_of(end), end);
    }
    for (std::size_t i = 1; i < line.size(); ++i) segment(line[i - 1], line[i]);
  }

  std::vector<std::uint32_t> cells() {
    std::sort(cells_.begin(), cells_.end());
    cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
    return std::move(cells_);
  }

  float highest_above_bed_m(std::uint32_t cell) const {
    const auto found = above_m_.find(cell);
    return found == above_m_.end() ? 0.0F : found->second;
  }

 private:
  void rise(const std::optional<geo::Cell>& cell, geo::Point at) {
    if (!cell) return;
    float& above_m = above_m_[static_cast<std::uint32_t>(grid_.index(*cell))];
    above_m = std::max(above_m, levels_.ground_above_bed_m(at));
    if (!levels_.bed_m) return;
    for (const Deck& deck : decks_) {
      const double ramp_m = deck.level_m - kRamp_1 * std::hypot(at.x_m - deck.end.x_m, at.y_m - deck.end.y_m);
      above_m = std::max(above_m, static_cast<float>(ramp_m - static_cast<double>((*levels_.bed_m)[*cell])));
    }
  }

  void keep(const std::optional<geo::Cell>& cell) {
    if (cell) cells_.push_back(static_cast<std::uint32_t>(grid_.index(*cell)));
  }

  void segment(geo::Point a, geo::Point b) {
    const double length_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
    const int n = std::max(1, static_cast<int>(std::ceil(length_m * kStepsInCell / grid_.cell_m)));
    for (int k = 0; k < n; ++k) {
      const double f = (k + 0.5) / n;
      const geo::Point at{a.x_m + f * (b.x_m - a.x_m), a.y_m + f * (b.y_m - a.y_m)};
      const auto cell = grid_.cell_of(at);
      rise(cell, at);
      const std::int64_t index = cell ? static_cast<std::int64_t>(grid_.index(*cell)) : -1;
      if (index != here_) here_ = index, here_m_ = 0;
      here_m_ += length_m / n;
      if (here_m_ > (0.5 + 1.0 / kStepsInCell) * grid_.cell_m) keep(cell);
    }
  }

  const geo::Grid& grid_;
  const Levels& levels_;
  const std::vector<Deck>& decks_;
  std::map<std::uint32_t, float> above_m_;  ///< highest ground under the line, by cell
  std::vector<std::uint32_t> cells_;
  std::int64_t here_ = -1;  ///< -1: outside the grid
  double here_m_ = 0;
};

float deck_above_bed_m(const Piece& piece, const Levels& levels, std::uint32_t cell) {
  if (!levels.bed_m || !std::isfinite(levels.bed_m->values[cell])) return 0;
  return static_cast<float>(std::max(0.0, piece.deck_m - static_cast<double>(levels.bed_m->values[cell])));
}

}  // namespace

float Levels::ground_above_bed_m(geo::Point at) const {
  if (!bed_m || !ground_m) return 0;
  const auto coarse = bed_m->grid.cell_of(at), fine = ground_m->grid.cell_of(at);
  if (!coarse || !fine) return 0;
  const float above_m = (*ground_m)[*fine] - (*bed_m)[*coarse];
  return std::isfinite(above_m) ? std::max(0.0F, above_m) : 0.0F;
}

RoadCells road_cells(const Run& run, const geo::Grid& grid, const Levels& levels) {
  RoadCells all;
  all.first.push_back(0);
  for (const Piece& piece : run.pieces) {
    const bool unknown_deck = piece.bridge && (!levels.bed_m || std::isnan(piece.deck_m));
    all.bridges_without_bed += unknown_deck ? 1 : 0;
    if (!unknown_deck && !piece.tunnel) {
      const std::vector<Deck> decks = piece.bridge ? std::vector<Deck>{} : decks_near(run, piece.line);
      Walker walker(grid, levels, decks);
      walker.walk(piece.line);
      for (const std::uint32_t cell : walker.cells())
        all.cells.push_back(
            {cell, piece.bridge ? deck_above_bed_m(piece, levels, cell) : walker.highest_above_bed_m(cell)});
    }
    all.first.push_back(static_cast<std::uint32_t>(all.cells.size()));
  }
  return all;
}

}  // namespace dayu::verify
