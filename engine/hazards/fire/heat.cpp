// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/heat.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::fire {

Heat::Heat(const geo::Grid& grid, const Burned& burned, double burn_out_s)
    : grid_(grid), burned_(burned), burn_out_s_(burn_out_s) {
  for (std::size_t k = 0; k < burned.arrival_s.size(); ++k)
    if (burned.arrival_s[k] < kNever) order_.push_back(static_cast<std::uint32_t>(k));
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return burned.arrival_s[a] < burned.arrival_s[b];
  });
  const int cells = static_cast<int>(std::ceil(kFar_m / grid.cell_m));
  for (int row = -cells; row <= cells; ++row)
    for (int col = -cells; col <= cells; ++col) {
      const double between_m = std::hypot(row, col) * grid.cell_m - 0.5 * grid.cell_m;
      if (between_m > kFar_m) continue;
      reach_.push_back(
          {row, col, static_cast<float>(kRadiated_1 / (2 * M_PI * std::max(between_m, kNear_m)))});
    }
}

void Heat::largest(double from_s, double to_s, std::vector<float>& values) const {
  std::fill(values.begin(), values.end(), 0.0F);
  const auto earlier = [&](double time_s) {
    return std::partition_point(order_.begin(), order_.end(), [&](std::uint32_t k) {
      return static_cast<double>(burned_.arrival_s[k]) <= time_s;
    });
  };
  for (auto k = earlier(from_s - burn_out_s_), end = earlier(to_s); k != end; ++k) {
    const geo::Cell at{static_cast<int>(*k) / grid_.n_cols, static_cast<int>(*k) % grid_.n_cols};
    for (const Reach& r : reach_) {
      const geo::Cell there{at.row + r.row, at.col + r.col};
      if (!grid_.holds(there)) continue;
      float& value = values[grid_.index(there)];
      value = std::max(value, burned_.intensity_kW_per_m[*k] * r.per_intensity);
    }
  }
}

}  // namespace dayu::hazards::fire
