// SPDX-License-Identifier: Apache-2.0
// A dam that breaks inside the terrain: which cells belong to it, when it begins, how far it has gone. Width
// and time of formation by breach.h; the opening is the trapezoid of breach.h,
//   floor f(t) = crest - s (crest - floor), bottom width b(t) = s max(0, B - m hb), s = (t - t0) / tf <= 1,
// and a cell at the distance d from the breach's centre, along the axis, is lowered to
//   f + max(0, d - b/2) / m    (m: side slope, horizontal to vertical)
// Invariant: ground only goes down; no water is made or lost, it sinks with the ground.
#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/works.h"

namespace dayu::hazards::flood {

/// Cells of the dam's body: near the axis, between its two ends.
void Works::choose_cells(GroundBreach& breach) const {
  const double dx = breach.to.x_m - breach.from.x_m, dy = breach.to.y_m - breach.from.y_m;
  const double length = std::hypot(dx, dy), ux = dx / length, uy = dy / length;
  const double half = std::max(0.5 * breach.thickness_m, 0.71 * grid_.cell_m);
  const Shape shape(grid_.n_rows, grid_.n_cols);
  for (int row = 1; row + 1 < grid_.n_rows; ++row)
    for (int col = 1; col + 1 < grid_.n_cols; ++col) {
      const geo::Point p = grid_.centre({row, col});
      const double x = p.x_m - breach.from.x_m, y = p.y_m - breach.from.y_m;
      const double along = x * ux + y * uy, across = std::abs(x * uy - y * ux);
      if (along < -0.5 * grid_.cell_m || along > length + 0.5 * grid_.cell_m || across > half) continue;
      const double centre =
          (breach.centre.x_m - breach.from.x_m) * ux + (breach.centre.y_m - breach.from.y_m) * uy;
      breach.cells.push_back(shape.at(row, col));
      breach.along_m.push_back(static_cast<float>(std::abs(along - centre)));
    }
}

/// Water above the breach's floor in the pool behind the dam: wet cells joined to the given place.
double Works::pool_volume_m3(const GroundBreach& breach, const Water& water) const {
  const auto start = grid_.cell_of(breach.pool);
  if (!start) return 0;
  std::vector<unsigned char> seen(grid_.count());
  std::vector<geo::Cell> open = {*start};
  seen[grid_.index(*start)] = 1;
  double depth_sum_m = 0;
  while (!open.empty()) {
    const geo::Cell cell = open.back();
    open.pop_back();
    const std::ptrdiff_t at = water.shape.at(cell.row, cell.col);
    const double ground = static_cast<double>(water.z[at]), level = ground + static_cast<double>(water.h[at]);
    if (water.h[at] < 0.01F || level <= breach.plan.floor_m) continue;
    depth_sum_m += level - std::max(ground, breach.plan.floor_m);
    for (const geo::Cell next : {geo::Cell{cell.row - 1, cell.col}, geo::Cell{cell.row + 1, cell.col},
                                 geo::Cell{cell.row, cell.col - 1}, geo::Cell{cell.row, cell.col + 1}}) {
      if (!grid_.holds(next) || seen[grid_.index(next)] != 0) continue;
      seen[grid_.index(next)] = 1;
      open.push_back(next);
    }
  }
  return depth_sum_m * grid_.cell_m * grid_.cell_m;
}

void Works::begin(GroundBreach& breach, double t_s, const Water& water) {
  double level = breach.plan.crest_m;
  if (const auto cell = grid_.cell_of(breach.pool)) {
    const std::ptrdiff_t at = water.shape.at(cell->row, cell->col);
    level = static_cast<double>(water.z[at]) + static_cast<double>(water.h[at]);
  }
  if (!(breach.water_m3 > 0)) breach.water_m3 = pool_volume_m3(breach, water);
  breach.began_s = t_s;
  breach.size = size_of(breach.plan, std::max(breach.water_m3, 1.0), level);
}

void Works::break_dams(double t_s, Water& water) {
  for (GroundBreach& breach : plan_.breaches) {
    if (breach.began_s < 0) {
      bool begins = t_s >= breach.at_s;
      if (const auto cell = grid_.cell_of(breach.pool); !begins && cell && breach.at_level_m < 1e300) {
        const std::ptrdiff_t at = water.shape.at(cell->row, cell->col);
        begins = water.h[at] > 0 &&
                 static_cast<double>(water.z[at]) + static_cast<double>(water.h[at]) >= breach.at_level_m;
      }
      if (begins) begin(breach, t_s, water);
    }
    if (breach.began_s < 0) continue;
    const double age = t_s - breach.began_s;
    const double grown = breach.size.formation_s > 0 ? std::min(1.0, age / breach.size.formation_s) : 1.0;
    const double height = breach.plan.crest_m - breach.plan.floor_m, m = breach.size.side_slope_1;
    const double floor = breach.plan.crest_m - grown * height;
    const double half = 0.5 * grown * std::max(0.0, breach.size.width_m - m * height);
    for (std::size_t k = 0; k < breach.cells.size(); ++k) {
      const double beyond = static_cast<double>(breach.along_m[k]) - std::max(half, 0.5 * grid_.cell_m);
      const double down_to = beyond <= 0 ? floor : m > 0 ? floor + beyond / m : 1e300;
      float& z = water.z[breach.cells[k]];
      if (z != kWall_m && down_to < static_cast<double>(z)) z = static_cast<float>(down_to);
    }
  }
  if (stale_) rebuild_faces();
}

}  // namespace dayu::hazards::flood
