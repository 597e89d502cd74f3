// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/actions.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/vector_file.h"

namespace dayu::hazards::fire {

LineCells line_cells(const geo::Grid& grid, const std::vector<geo::Point>& line) {
  LineCells found;
  double along_m = 0;
  geo::Cell last{-1, -1};
  geo::Point before = line.empty() ? geo::Point{} : line.front();
  const auto add = [&](geo::Cell c) {
    if (grid.holds(c)) {
      found.cells.push_back(static_cast<std::uint32_t>(grid.index(c)));
      found.along_m.push_back(along_m);
    }
    last = c;
  };
  for (const geo::Point& p : geo::sample_line(line, grid.cell_m / 8)) {
    along_m += std::hypot(p.x_m - before.x_m, p.y_m - before.y_m);
    before = p;
    const auto cell = grid.cell_of(p);
    if (!cell || *cell == last) continue;
    // Through a corner: the cell beside it belongs to the line too.
    if (last.row >= 0 && cell->row != last.row && cell->col != last.col) add({last.row, cell->col});
    add(*cell);
  }
  return found;
}

ActedGround::ActedGround(const Rates& rates, const std::vector<Edit>& edits, int refine)
    : LazyGround(rates, refine), rates_(&rates), ends_s_(rates.ends_s()), first_(rates.land().grid.count()) {
  ends_s_.push_back(kNever);
  for (const Edit& edit : edits)
    for (std::size_t k = 0; k < edit.cells.size(); ++k) {
      std::int32_t& first = first_[edit.cells[k]];
      items_.push_back({edit.from_s[k], edit.until_s, edit.holds_flame_m, first - 1});
      first = static_cast<std::int32_t>(items_.size());
    }
}

float ActedGround::enters_s(std::size_t cell, float time_s, float dx, float dy) const {
  const std::size_t k = land_cell(cell);
  if (first_[k] == 0) return time_s;
  for (bool held = true; held;) {
    held = false;
    for (std::int32_t i = first_[k] - 1; i >= 0; i = items_[static_cast<std::size_t>(i)].next) {
      const Item& item = items_[static_cast<std::size_t>(i)];
      if (time_s < item.from_s || time_s >= item.until_s) continue;
      const auto slice = std::upper_bound(ends_s_.begin(), ends_s_.end() - 1, time_s) - ends_s_.begin();
      const Passage front = rates_->passage(k, static_cast<int>(slice), dx, dy);
      if (front.flame_length_m > static_cast<double>(item.holds_flame_m)) continue;
      if (!(item.until_s < kNever)) return kNever;
      time_s = item.until_s;
      held = true;
    }
  }
  return time_s;
}

}  // namespace dayu::hazards::fire
