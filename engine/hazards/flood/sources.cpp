// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/sources.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::flood {
namespace {

/// First stamp later than `t`, as an index; stamps are sorted.
std::size_t after(const std::vector<double>& stamps, double t) {
  return static_cast<std::size_t>(std::upper_bound(stamps.begin(), stamps.end(), t) - stamps.begin());
}

/// Inverse distance squared; on a gauge its own value.
double shepard(const std::vector<RainGauge>& gauges, const std::vector<double>& rates, geo::Point p) {
  double weights = 0, sum = 0;
  for (std::size_t k = 0; k < gauges.size(); ++k) {
    const double dx = gauges[k].at.x_m - p.x_m, dy = gauges[k].at.y_m - p.y_m;
    const double weight = 1 / std::max(dx * dx + dy * dy, 1.0);
    weights += weight;
    sum += weight * rates[k];
  }
  return sum / weights;
}

}  // namespace

double retention_m(double curve_number, SoilState soil) {
  double cn = std::clamp(curve_number, 1.0, 100.0);
  if (soil == SoilState::dry) cn = cn / (2.281 - 0.01281 * cn);
  if (soil == SoilState::wet) cn = cn / (0.427 + 0.00573 * cn);
  return 0.0254 * (1000 / cn - 10);
}

double RainGauge::rate_m_per_s(double from_s) const {
  if (from_s < begin_s) return 0;
  const std::size_t k = after(end_s, from_s);
  if (k == end_s.size()) return 0;
  const double start = k == 0 ? begin_s : end_s[k - 1];
  return rain_mm[k] * 1e-3 / (end_s[k] - start);
}

double RainGauge::next_stamp_s(double from_s) const {
  if (from_s < begin_s) return begin_s;
  const std::size_t k = after(end_s, from_s);
  return k == end_s.size() ? base::kNever_s : end_s[k];
}

int RainStack::at(double from_s) const {
  if (from_s < begin_s) return -1;
  const std::size_t k = after(end_s, from_s);
  return k == end_s.size() ? -1 : static_cast<int>(k);
}

double RainStack::next_stamp_s(double from_s) const {
  if (empty()) return base::kNever_s;
  if (from_s < begin_s) return begin_s;
  const std::size_t k = after(end_s, from_s);
  return k == end_s.size() ? base::kNever_s : end_s[k];
}

double Hydrograph::at(double t_s) const {
  if (t_s <= time_s.front()) return value.front();
  const std::size_t k = after(time_s, t_s);
  if (k == time_s.size()) return value.back();
  const double w = (t_s - time_s[k - 1]) / (time_s[k] - time_s[k - 1]);
  return value[k - 1] + w * (value[k] - value[k - 1]);
}

double Hydrograph::next_stamp_s(double from_s) const {
  const std::size_t k = after(time_s, from_s);
  return k == time_s.size() ? base::kNever_s : time_s[k];
}

double Inflow::discharge(double t_s) const {
  if (time_s.empty() || t_s < time_s.front() || t_s > time_s.back()) return 0;
  const std::size_t k = after(time_s, t_s);
  if (k == time_s.size()) return discharge_m3_per_s.back();
  const double w = (t_s - time_s[k - 1]) / (time_s[k] - time_s[k - 1]);
  return discharge_m3_per_s[k - 1] + w * (discharge_m3_per_s[k] - discharge_m3_per_s[k - 1]);
}

double Inflow::next_stamp_s(double from_s) const {
  const std::size_t k = after(time_s, from_s);
  return k == time_s.size() ? base::kNever_s : time_s[k];
}

double Inflow::volume_m3(double from_s, double to_s) const {
  if (time_s.empty() || from_s < time_s.front() || to_s > time_s.back()) return 0;
  return 0.5 * (discharge(from_s) + discharge(to_s)) * (to_s - from_s);
}

namespace {

/// Every cell takes the rain of the gauge that is nearest to it.
void thiessen_field(const std::vector<RainGauge>& gauges, const std::vector<double>& rates,
                    const geo::Grid& grid, std::vector<float>& rate) {
  rate.resize(grid.count());
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const geo::Point p = grid.centre({row, col});
      std::size_t nearest = 0;
      double least_m2 = 1e300;
      for (std::size_t k = 0; k < gauges.size(); ++k) {
        const double dx = gauges[k].at.x_m - p.x_m, dy = gauges[k].at.y_m - p.y_m;
        if (dx * dx + dy * dy < least_m2) least_m2 = dx * dx + dy * dy, nearest = k;
      }
      rate[grid.index({row, col})] = static_cast<float>(rates[nearest]);
    }
}

}  // namespace

void rain_field(const std::vector<RainGauge>& gauges, Between between, const geo::Grid& grid, double from_s,
                std::vector<float>& rate) {
  // Nodes every 16 cells: gauges stand kilometres apart, so the weights hardly bend between nodes.
  constexpr int kNode = 16;
  std::vector<double> rates;
  rates.reserve(gauges.size());
  for (const RainGauge& gauge : gauges) rates.push_back(gauge.rate_m_per_s(from_s));
  if (between == Between::thiessen) return thiessen_field(gauges, rates, grid, rate);
  const int nodes = grid.n_cols / kNode + 2;
  const auto node_row = [&](int row) {
    std::vector<double> values(static_cast<std::size_t>(nodes));
    for (int k = 0; k < nodes; ++k)
      values[static_cast<std::size_t>(k)] = shepard(gauges, rates, grid.centre({row, k * kNode}));
    return values;
  };
  rate.resize(grid.count());
  std::vector<double> upper, lower;
  for (int row = 0; row < grid.n_rows; ++row) {
    const int r = row % kNode;
    if (r == 0) {
      upper = row == 0 ? node_row(0) : lower;
      lower = node_row(row + kNode);
    }
    for (int col = 0; col < grid.n_cols; ++col) {
      const auto k = static_cast<std::size_t>(col / kNode);
      const double x = static_cast<double>(col % kNode) / kNode, y = static_cast<double>(r) / kNode;
      const double north = upper[k] + x * (upper[k + 1] - upper[k]);
      const double south = lower[k] + x * (lower[k + 1] - lower[k]);
      rate[grid.index({row, col})] = static_cast<float>(north + y * (south - north));
    }
  }
}

}  // namespace dayu::hazards::flood
