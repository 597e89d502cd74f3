// SPDX-License-Identifier: Apache-2.0
// Pumps and culverts of works.h: how much they carry in a step, out of some cells and into others. What is
// taken leaves with its own momentum; what arrives has none.
#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/tiles.h"
#include "engine/hazards/flood/works.h"

namespace dayu::hazards::flood {
namespace {

double depth_of(const Water& water, const geo::Cell& cell) {
  const std::ptrdiff_t at = water.shape.at(cell.row, cell.col);
  return static_cast<double>(water.h[at]) + static_cast<double>(water.rest[at]);
}

double held_m(const Water& water, const std::vector<geo::Cell>& cells) {
  double sum = 0;
  for (const geo::Cell& cell : cells) sum += std::max(0.0, depth_of(water, cell));
  return sum;
}

/// Takes `sum_m` (a sum of depths) from cells in proportion to what each holds.
void take(Water& water, Tiles& tiles, const std::vector<geo::Cell>& cells, double sum_m) {
  const double held = held_m(water, cells);
  if (held <= 0 || sum_m <= 0) return;
  const double share = std::min(1.0, sum_m / held);
  const auto left = static_cast<float>(1 - share);
  for (const geo::Cell& cell : cells) {
    const double depth = depth_of(water, cell);
    if (depth <= 0) continue;
    const std::ptrdiff_t at = water.shape.at(cell.row, cell.col);
    tiles.put(water, cell.row, cell.col, -share * depth);
    water.hu[at] *= left;
    water.hv[at] *= left;
  }
}

void give(Water& water, Tiles& tiles, const std::vector<geo::Cell>& cells, double sum_m) {
  for (const geo::Cell& cell : cells)
    tiles.put(water, cell.row, cell.col, sum_m / static_cast<double>(cells.size()));
}

/// Mean level of the wet cells; of none: the lowest ground.
double level_of(const Water& water, const std::vector<geo::Cell>& cells) {
  double sum = 0, lowest = 1e300;
  int wet = 0;
  for (const geo::Cell& cell : cells) {
    const std::ptrdiff_t at = water.shape.at(cell.row, cell.col);
    lowest = std::min(lowest, static_cast<double>(water.z[at]));
    if (!(water.h[at] > 0)) continue;
    sum += static_cast<double>(water.z[at]) + static_cast<double>(water.h[at]);
    ++wet;
  }
  return wet > 0 ? sum / wet : lowest;
}

double pump_rate(Pump& pump, double t_s, const Water& water) {
  double deepest = 0;
  for (const geo::Cell& cell : pump.intake) deepest = std::max(deepest, depth_of(water, cell));
  if (deepest >= pump.start_m) pump.runs = true;
  if (deepest <= pump.stop_m) pump.runs = false;
  return pump.runs && pump.has_power(t_s) ? pump.setting_1 * pump.capacity_m3_per_s : 0;
}

/// Positive from inlet to outlet; at most a quarter of what would level both ends.
double culvert_rate(const Culvert& culvert, const Water& water, double area_m2, double dt_s) {
  const double here = level_of(water, culvert.inlet), there = level_of(water, culvert.outlet);
  const double head = here - culvert.inlet_floor_m, tail = there - culvert.outlet_floor_m;
  const double fall = here - there;
  double q = 0;
  if (fall > 0) {
    q = culvert.forward.discharge_m3_per_s(head, tail);
  } else if (fall < 0 && !culvert.flap) {
    q = culvert.backward.discharge_m3_per_s(tail, head);
  }
  const std::vector<geo::Cell>& from = fall > 0 ? culvert.inlet : culvert.outlet;
  const std::vector<geo::Cell>& to = fall > 0 ? culvert.outlet : culvert.inlet;
  const auto cells = static_cast<double>(std::min(from.size(), to.size()));
  const double levels = 0.25 * std::abs(fall) * area_m2 * cells, holds = 0.5 * held_m(water, from) * area_m2;
  q = std::min(culvert.setting_1 * q, std::min(levels, holds) / dt_s);
  return fall > 0 ? q : -q;
}

}  // namespace

void Works::move(double from_s, double dt_s, Water& water, Tiles& tiles, Books& books) {
  const double area_m2 = grid_.cell_m * grid_.cell_m;
  for (Pump& pump : plan_.pumps) {
    const double wanted_m3 = dt_s * pump_rate(pump, from_s, water);
    const double moved_m3 = std::min(wanted_m3, held_m(water, pump.intake) * area_m2);
    take(water, tiles, pump.intake, moved_m3 / area_m2);
    give(water, tiles, pump.outlet, moved_m3 / area_m2);
    if (pump.outlet.empty()) books.pumped_m3 += moved_m3;
    pump.moved_m3 += moved_m3;
    pump.now_m3_per_s = moved_m3 / dt_s;
  }
  for (Culvert& culvert : plan_.culverts) {
    const double rate = culvert_rate(culvert, water, area_m2, dt_s);
    const double moved_m3 = std::abs(rate) * dt_s;
    take(water, tiles, rate > 0 ? culvert.inlet : culvert.outlet, moved_m3 / area_m2);
    give(water, tiles, rate > 0 ? culvert.outlet : culvert.inlet, moved_m3 / area_m2);
    culvert.moved_m3 += rate * dt_s;
    culvert.now_m3_per_s = rate;
  }
}

}  // namespace dayu::hazards::flood
