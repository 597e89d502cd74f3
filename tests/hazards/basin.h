// SPDX-License-Identifier: Apache-2.0
// Small grounds made in code for flood tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/random.h"
#include "engine/hazards/flood/solver.h"

namespace dayu::test {

/// A grid with closed sides and one roughness; `bed(row, col)` gives elevations.
template <class Bed>
hazards::flood::Inputs ground(int rows, int cols, double cell_m, float manning, Bed bed) {
  using hazards::flood::Edge;
  hazards::flood::Inputs in;
  in.grid = {rows, cols, 0, rows * cell_m, cell_m, "EPSG:4547"};
  in.bed_m.resize(in.grid.count());
  for (int row = 0; row < rows; ++row)
    for (int col = 0; col < cols; ++col)
      in.bed_m[in.grid.index({row, col})] = static_cast<float>(bed(row, col));
  in.manning_s_per_m1_3 = {manning};
  in.edges = {Edge::closed, Edge::closed, Edge::closed, Edge::closed, {}};
  return in;
}

/// One gauge that rains evenly from 0 to `until_s`.
inline hazards::flood::RainGauge even_rain(double mm_per_h, double until_s) {
  hazards::flood::RainGauge gauge;
  gauge.name = "even";
  gauge.end_s = {until_s};
  gauge.rain_mm = {mm_per_h * until_s / 3600};
  return gauge;
}

/// Noise in [0, 1) of a cell.
inline double noise(int row, int col, std::uint64_t seed = 1) {
  return base::uniform_1(seed, static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(col));
}

/// Steep rough hillside with a winding channel: films, pools, falls.
inline hazards::flood::Inputs hillside(int rows, int cols, double cell_m) {
  return ground(rows, cols, cell_m, 0.05F, [&](int row, int col) {
    const double valley = std::abs(col - cols * (0.5 + 0.2 * std::sin(row * 0.15)));
    return 0.35 * cell_m * (rows - row) + 0.5 * cell_m * valley + 0.25 * cell_m * noise(row, col);
  });
}

inline float largest(const std::vector<float>& values) {
  return *std::max_element(values.begin(), values.end());
}
inline float least(const std::vector<float>& values) {
  return *std::min_element(values.begin(), values.end());
}

}  // namespace dayu::test
