// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/wading.h"

#include <utility>
#include <vector>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const plan_wading_csv;
}  // namespace dayu::embedded

namespace dayu::plan {
namespace {

std::vector<std::pair<double, double>> wading_rows() {
  const geo::Table t = geo::parse_table(embedded::plan_wading_csv, "engine/plan/wading.csv");
  base::Faults faults;
  std::vector<std::pair<double, double>> rows;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    rows.emplace_back(t.number(row, "depth_m", faults), t.number(row, "factor_1", faults));
  faults.throw_if_any();
  return rows;
}

}  // namespace

double wading_factor_1(double depth_m) {
  static const std::vector<std::pair<double, double>> rows = wading_rows();
  for (std::size_t k = 1; k < rows.size(); ++k) {
    const auto& [low_m, at_low_1] = rows[k - 1];
    const auto& [high_m, at_high_1] = rows[k];
    if (depth_m >= high_m) continue;
    if (depth_m <= low_m) return at_low_1;
    return at_low_1 + (at_high_1 - at_low_1) * (depth_m - low_m) / (high_m - low_m);
  }
  return rows.back().second;
}

}  // namespace dayu::plan
