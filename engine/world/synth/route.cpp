// SPDX-License-Identifier: Apache-2.0
// Which line would a road builder take? Costs of one step, and Dijkstra's search over them.
#include "engine/world/synth/route.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {
constexpr int kStep = 2;  // terrain cells along a road cell
constexpr int kRows[16] = {-1, 1, 0, 0, -1, -1, 1, 1, -2, -2, 2, 2, -1, 1, -1, 1};
constexpr int kCols[16] = {0, 0, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -2, -2, 2, 2};
constexpr double kLengths[16] = {1,
                                 1,
                                 1,
                                 1,
                                 1.4142135623730951,
                                 1.4142135623730951,
                                 1.4142135623730951,
                                 1.4142135623730951,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979,
                                 2.23606797749979};
}  // namespace

RoadLattice::RoadLattice(const County& county) {
  const Lattice& g = county.lattice;
  n_ = g.n_cols / kStep;
  cell_m_ = g.cell_m * kStep;
  const auto count = static_cast<std::size_t>(n_) * static_cast<std::size_t>(n_);
  z_.assign(count, 0);
  wet_.assign(count, 0);
  low_.assign(count, 0);
  side_.assign(count, 0);
  noise_.assign(count, 0);
  barred_.assign(count, 0);
  water_.assign(count, 0);
  water_m_.assign(count, 0);
  degree_.assign(count, 0);
  cost_.assign(count, 0);
  length_.assign(count, 0);
  from_.assign(count, -1);
  stamp_.assign(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const int r = static_cast<int>(i) / n_ * kStep, c = static_cast<int>(i) % n_ * kStep;
    double dry = 0, all = 0;
    int dry_cells = 0;
    for (int k = 0; k < kStep * kStep; ++k) {
      const int cell = (r + k / kStep) * g.n_cols + c + k % kStep;
      const auto s = static_cast<std::size_t>(cell);
      all += county.z_m[s];
      if (county.pond[s]) barred_[i] = 1;
      if (county.channel[s]) {
        water_[i] = 1;
        water_m_[i] = std::max(water_m_[i], channel_width_m(static_cast<double>(county.side.area_km2[s])));
      } else {
        dry += county.z_m[s];
        ++dry_cells;
      }
      const double above = county.above_bank_m(cell);
      const double near = static_cast<double>(county.side.distance_m[s]);
      const double margin = channel_width_m(static_cast<double>(county.side.area_km2[s])) / 2;
      if (above < 1.4) wet_[i] = std::max(wet_[i], 0.7);
      if (above < 5 && near < 400) low_[i] = std::max(low_[i], 1 - above / 5);
      if (near < 34) wet_[i] = std::max(wet_[i], 1.3);
      if (near < margin + 35 && county.side.area_km2[s] > 3) wet_[i] = std::max(wet_[i], 1.6);
      side_[i] = std::max(side_[i], county.slope_1[s]);
    }
    z_[i] = dry_cells > 0 ? dry / dry_cells : all / (kStep * kStep);
    noise_[i] = 1 + 0.3 * gradient_noise_1(county.seed + 91, c * g.cell_m / 330, r * g.cell_m / 330);
  }
}

int RoadLattice::node_of(geo::Point p) const {
  const int r = std::clamp(static_cast<int>(p.y_m / cell_m_), 0, n_ - 1);
  const int c = std::clamp(static_cast<int>(p.x_m / cell_m_), 0, n_ - 1);
  return r * n_ + c;
}

geo::Point RoadLattice::point_of(int node) const {
  return {(node % n_ + 0.5) * cell_m_, (node / n_ + 0.5) * cell_m_};
}

int RoadLattice::nth_neighbour(int node, int k, double& distance_m) const {
  const int r = node / n_ + kRows[k], c = node % n_ + kCols[k];
  if (r < 0 || c < 0 || r >= n_ || c >= n_) return -1;
  distance_m = kLengths[k] * cell_m_;
  return r * n_ + c;
}

double RoadLattice::step_cost(int a, int b, double distance_m, const Taste& t) const {
  const auto ia = static_cast<std::size_t>(a), ib = static_cast<std::size_t>(b);
  if (barred_[ib] || barred_[ia]) return -1;
  if (degree_[ia] && degree_[ib]) {
    const auto found = edges_.find(std::minmax(a, b));
    if (found != edges_.end()) return t.reuse_1 * distance_m * (1 + t.wet_1 * low_[ib]);
  }
  const double grade = std::abs(z_[ib] - z_[ia]) / distance_m / t.grade_1;
  double factor =
      (1 + grade * grade + 13 * side_[ib] * side_[ib] + wet_[ib] + t.wet_1 * low_[ib]) * noise_[ib];
  const double over = grade * t.grade_1 / t.steepest_1;
  if (over > 1) factor *= 6 * over * over;
  double cost = factor * distance_m;
  if (water_[ib]) cost += t.bridge_m / 2 * (1 + water_m_[ib] / 12);
  if (water_[ia]) cost += t.bridge_m / 2 * (1 + water_m_[ia] / 12);
  return cost;
}

RoadLattice::Reached RoadLattice::spread(int from, const Taste& taste,
                                         const std::function<bool(int, double)>& stop,
                                         double limit_cost) const {
  ++round_;
  using Open = std::pair<double, int>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  const auto reach = [&](int node, double cost, double length, int before) {
    const auto i = static_cast<std::size_t>(node);
    if (stamp_[i] == round_ && cost_[i] <= cost) return;
    stamp_[i] = round_;
    cost_[i] = cost;
    length_[i] = length;
    from_[i] = before;
    open.emplace(cost, node);
  };
  reach(from, 0, 0, -1);
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    const auto i = static_cast<std::size_t>(node);
    if (cost > cost_[i]) continue;
    if (cost > limit_cost) break;
    if (stop(node, length_[i])) {
      Reached found{node, length_[i], {}};
      for (int at = node; at >= 0; at = from_[static_cast<std::size_t>(at)]) found.path.push_back(at);
      std::reverse(found.path.begin(), found.path.end());
      return found;
    }
    for (int k = 0; k < 16; ++k) {
      double d = 0;
      const int next = nth_neighbour(node, k, d);
      if (next < 0) continue;
      const double step = step_cost(node, next, d, taste);
      if (step >= 0) reach(next, cost + step, length_[i] + d, node);
    }
  }
  return {};
}

void RoadLattice::lay(const std::vector<int>& path, Rank rank, int name, bool rename) {
  for (std::size_t k = 1; k < path.size(); ++k) {
    const auto key = std::minmax(path[k - 1], path[k]);
    const auto [at, fresh] = edges_.try_emplace(key, RoadEdge{rank, name});
    if (fresh) {
      ++degree_[static_cast<std::size_t>(path[k - 1])];
      ++degree_[static_cast<std::size_t>(path[k])];
    } else if (rank < at->second.rank || (rename && at->second.rank != Rank::trunk)) {
      at->second = {rank, name};
    }
  }
}

}  // namespace dayu::world::synth
