// SPDX-License-Identifier: Apache-2.0
// A made ground for fire tests: one fuel, level, wind as asked; cells may be emptied.
#pragma once

#include "engine/hazards/fire/solve.h"

namespace dayu::test {

inline hazards::fire::Inputs fire_ground(int n, const std::string& fuel, double wind_x, double wind_y,
                                         double hours) {
  using namespace hazards::fire;
  Inputs in;
  in.land.grid = {n, n, 500000, 3000000, 30, "EPSG:4547"};
  const FuelTable all = standard_fuels();
  in.land.fuels.models = {all.models.at(static_cast<std::size_t>(all.by_code(fuel)))};
  in.forest = {true};
  in.land.fuel.assign(in.land.grid.count(), 0);
  in.land.rise_x.assign(in.land.grid.count(), 0);
  in.land.rise_y.assign(in.land.grid.count(), 0);
  Slice slice;
  slice.wind_20ft = {wind_x, wind_y};
  slice.moisture = {0.06, 0.07, 0.08, 0.60, 0.90};
  in.slices = {slice};
  in.duration_s = hours * 3600;
  return in;
}

inline std::uint32_t fire_cell(const hazards::fire::Inputs& in, int row, int col) {
  return static_cast<std::uint32_t>(in.land.grid.index({row, col}));
}

inline hazards::fire::Burned burn(const hazards::fire::Inputs& in, int refine = 1) {
  const hazards::fire::Rates rates(in.land, in.slices, in.options);
  return hazards::fire::solve(in, rates, refine, hazards::fire::Want::behaviour);
}

}  // namespace dayu::test
