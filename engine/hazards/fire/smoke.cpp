// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/smoke.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/hazards/fire/solve.h"

namespace dayu::hazards::fire {
namespace {

constexpr double kBlock_m = 150;  ///< sources and readings stand on blocks of about this side; own choice [C]
constexpr double kSource_m = 5;   ///< half the height of a surface fire's own smoke; own choice [C]
constexpr double kCalm_m_per_s = 0.5;  ///< no plume formula holds below; own choice [C]
constexpr double kLook_s = 300;
constexpr double kThin_per_km = 0.5;  ///< a visibility of 8 km: not followed farther
constexpr double kAside_1 = 3.5;      ///< s_y; beyond, less than 0.3 % of the middle

/// Width of a square source as a standard deviation (Turner 1970).
double own_width_m(double side_m) {
  return side_m / 4.3;
}

}  // namespace

Widths briggs_open(Stability stability, double x_m) {
  constexpr std::array<double, 6> kAcross = {0.22, 0.16, 0.11, 0.08, 0.06, 0.04};
  const double x = std::max(x_m, 0.0), half = std::sqrt(1 + 0.0001 * x);
  const double across = kAcross[static_cast<std::size_t>(stability)] * x / half;
  switch (stability) {
    case Stability::A:
      return {across, 0.20 * x};
    case Stability::B:
      return {across, 0.12 * x};
    case Stability::C:
      return {across, 0.08 * x / std::sqrt(1 + 0.0002 * x)};
    case Stability::D:
      return {across, 0.06 * x / std::sqrt(1 + 0.0015 * x)};
    case Stability::E:
      return {across, 0.03 * x / (1 + 0.0003 * x)};
    case Stability::F:
      break;
  }
  return {across, 0.016 * x / (1 + 0.0003 * x)};
}

double extinction_per_km(const SmokeSource& source, geo::Point to, Vector wind, const SmokeOptions& options) {
  const double speed = std::hypot(wind.x, wind.y), u = std::max(speed, kCalm_m_per_s);
  const Vector along = speed > 0 ? Vector{wind.x / speed, wind.y / speed} : Vector{0, 1};
  const double dx = to.x_m - source.at.x_m, dy = to.y_m - source.at.y_m;
  const double x = dx * along.x + dy * along.y, y = dx * along.y - dy * along.x;
  if (x < -0.5 * source.side_m) return 0;
  const Widths plume = briggs_open(options.stability, x);
  const double across = std::hypot(plume.across_m, own_width_m(source.side_m));
  // The layer is full when s_z sqrt(pi / 2) reaches its height.
  const double up = std::min(std::hypot(plume.up_m, kSource_m), options.mixing_m * std::sqrt(2 / M_PI));
  if (std::abs(y) > kAside_1 * across) return 0;
  const double g_per_m3 =
      source.low_g_per_s / (M_PI * u * across * up) * std::exp(-0.5 * y * y / (across * across));
  return g_per_m3 * options.extinction_m2_per_g * 1000;
}

Smoke::Smoke(const geo::Grid& grid, const Burned& burned, double burn_out_s, const std::vector<Slice>& slices,
             double ten_metre_to_20ft_1, SmokeOptions options)
    : grid_(grid),
      burned_(burned),
      burn_out_s_(burn_out_s),
      slices_(slices),
      ten_metre_to_20ft_1_(ten_metre_to_20ft_1),
      options_(options) {
  if (!options_.on) return;
  per_block_ = std::max(1, static_cast<int>(std::lround(kBlock_m / grid.cell_m)));
  rows_ = (grid.n_rows + per_block_ - 1) / per_block_;
  cols_ = (grid.n_cols + per_block_ - 1) / per_block_;
  for (std::size_t k = 0; k < burned.arrival_s.size(); ++k)
    if (burned.arrival_s[k] < kNever) order_.push_back(static_cast<std::uint32_t>(k));
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return burned.arrival_s[a] < burned.arrival_s[b];
  });
}

Vector Smoke::wind_at(double time_s) const {
  std::size_t s = 0;
  while (s + 1 < slices_.size() && slices_[s + 1].from_s <= time_s) ++s;
  return {slices_[s].wind_20ft.x / ten_metre_to_20ft_1_, slices_[s].wind_20ft.y / ten_metre_to_20ft_1_};
}

/// A cell gives its fuel off evenly from the front's arrival until it has burned out: mass = heat per area /
/// heat of fuel.
std::vector<SmokeSource> Smoke::sources_at(double time_s) const {
  const auto first_after = [&](double t) {
    return std::partition_point(order_.begin(), order_.end(), [&](std::uint32_t k) {
      return static_cast<double>(burned_.arrival_s[k]) <= t;
    });
  };
  std::map<int, double> kg_per_s;  // by block, hence in the blocks' order
  const double area_m2 = grid_.cell_m * grid_.cell_m;
  for (auto k = first_after(time_s - burn_out_s_), end = first_after(time_s); k != end; ++k) {
    const float ros = burned_.ros_m_per_s[*k];
    if (!(ros > 0)) continue;
    const double heat_kJ_per_m2 = static_cast<double>(burned_.intensity_kW_per_m[*k] / ros);
    const int row = static_cast<int>(*k) / grid_.n_cols, col = static_cast<int>(*k) % grid_.n_cols;
    kg_per_s[row / per_block_ * cols_ + col / per_block_] +=
        heat_kJ_per_m2 / options_.heat_kJ_per_kg * area_m2 / burn_out_s_;
  }
  std::vector<SmokeSource> sources;
  sources.reserve(kg_per_s.size());
  const double side_m = per_block_ * grid_.cell_m;
  for (const auto& [block, kg] : kg_per_s)
    sources.push_back(
        {{grid_.west_m + (block % cols_ + 0.5) * side_m, grid_.north_m - (block / cols_ + 0.5) * side_m},
         side_m,
         kg * options_.emission_g_per_kg * options_.low_1});
  return sources;
}

/// Adds one plume to the blocks, line by line downwind until its middle is thin.
void Smoke::blow(const SmokeSource& source, Vector wind, std::vector<float>& blocks) const {
  const double side_m = source.side_m, speed = std::hypot(wind.x, wind.y);
  const Vector along = speed > 0 ? Vector{wind.x / speed, wind.y / speed} : Vector{0, 1};
  double reach_m = side_m;
  while (reach_m < 2e5) {
    const geo::Point middle{source.at.x_m + along.x * reach_m, source.at.y_m + along.y * reach_m};
    if (extinction_per_km(source, middle, wind, options_) < kThin_per_km) break;
    reach_m *= 1.3;
  }
  const double aside_m =
      kAside_1 * std::hypot(briggs_open(options_.stability, reach_m).across_m, own_width_m(side_m));
  // The box around the plume, in blocks.
  const double far_x = source.at.x_m + along.x * reach_m, far_y = source.at.y_m + along.y * reach_m;
  const double side_x = aside_m * std::abs(along.y) + side_m, side_y = aside_m * std::abs(along.x) + side_m;
  const auto block_of = [&](double metres) { return static_cast<int>(std::floor(metres / side_m)); };
  const int west = std::max(0, block_of(std::min(source.at.x_m, far_x) - side_x - grid_.west_m));
  const int east = std::min(cols_ - 1, block_of(std::max(source.at.x_m, far_x) + side_x - grid_.west_m));
  const int north = std::max(0, block_of(grid_.north_m - std::max(source.at.y_m, far_y) - side_y));
  const int south = std::min(rows_ - 1, block_of(grid_.north_m - std::min(source.at.y_m, far_y) + side_y));
  for (int row = north; row <= south; ++row)
    for (int col = west; col <= east; ++col) {
      const geo::Point at{grid_.west_m + (col + 0.5) * side_m, grid_.north_m - (row + 0.5) * side_m};
      blocks[static_cast<std::size_t>(row * cols_ + col)] +=
          static_cast<float>(extinction_per_km(source, at, wind, options_));
    }
}

void Smoke::thickest(double from_s, double to_s, std::vector<float>& values) const {
  std::fill(values.begin(), values.end(), 0.0F);
  if (!options_.on || order_.empty()) return;
  std::vector<float> thickest(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_), 0.0F);
  std::vector<float> now(thickest.size());
  const int looks = std::max(1, static_cast<int>(std::ceil((to_s - from_s) / kLook_s)));
  for (int look = 1; look <= looks; ++look) {
    const double time_s = from_s + (to_s - from_s) * look / looks;
    std::fill(now.begin(), now.end(), 0.0F);
    const Vector wind = wind_at(time_s);
    for (const SmokeSource& source : sources_at(time_s)) blow(source, wind, now);
    for (std::size_t b = 0; b < now.size(); ++b) thickest[b] = std::max(thickest[b], now[b]);
  }
  for (int row = 0; row < grid_.n_rows; ++row)
    for (int col = 0; col < grid_.n_cols; ++col)
      values[grid_.index({row, col})] =
          thickest[static_cast<std::size_t>(row / per_block_ * cols_ + col / per_block_)];
}

}  // namespace dayu::hazards::fire
