// SPDX-License-Identifier: Apache-2.0
// The analytic ellipse on level ground, in one wind and in sixteen.
#include "tests/validation/fire_scenes/scene.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

/// Arrival by the formula of the ellipse, from the middle of the ignition's cell.
std::vector<float> analytic(const test::Scene& scene, const Rates& rates) {
  const geo::Grid& g = scene.in.land.grid;
  const std::uint32_t from = scene.in.ignitions.front().cells.front();
  const geo::Point start = g.centre({static_cast<int>(from) / g.n_cols, static_cast<int>(from) % g.n_cols});
  const Metric m = metric_of(rates.spread(from, 0), {}, scene.in.options);
  std::vector<float> times;
  for (int row = 0; row < g.n_rows; ++row)
    for (int col = 0; col < g.n_cols; ++col) {
      const geo::Point p = g.centre({row, col});
      times.push_back(m.time(static_cast<float>(p.x_m - start.x_m), static_cast<float>(p.y_m - start.y_m)));
    }
  return times;
}

}  // namespace

TEST_CASE("the flat fire is the analytic ellipse") {
  const test::Scene scene("fire_flat");
  const Rates rates(scene.in.land, scene.in.slices, scene.in.options);
  const Spread s = rates.spread(0, 0);
  const double intensity = s.head_m_per_s * rates.bed(0, 0).heat_kJ_per_m2;
  CHECK(s.head_m_per_s * 60 == Approx(13.788).epsilon(1e-3));
  CHECK(s.back_m_per_s() * 60 == Approx(1.4553).epsilon(1e-3));
  CHECK(s.flank_m_per_s() * 60 == Approx(4.479).epsilon(1e-3));
  CHECK(s.length_to_width_1 == Approx(1.7015).epsilon(1e-3));
  CHECK(s.eccentricity_1 == Approx(0.80907).epsilon(1e-3));
  CHECK(intensity == Approx(633.2).epsilon(1e-3));
  CHECK(flame_length_m(intensity) == Approx(1.506).epsilon(1e-3));
  const Burned found = solve(scene.in, rates, 1, Want::behaviour);
  const test::Agreement a = test::compare(found.arrival_s, analytic(scene, rates), 86400);
  INFO("jaccard " << a.jaccard_1() << ", area " << a.area_ratio_1() << ", RMSE " << a.rmse_s() / 60
                  << " min");
  CHECK(a.truth == Approx(247090).epsilon(2e-3));
  CHECK(a.jaccard_1() >= 0.99);
  CHECK(a.area_ratio_1() == Approx(1).margin(0.01));
  CHECK(a.rmse_s() <= 300);
  // The way of the fire in the head's direction carries the head's behaviour.
  const geo::Grid& g = scene.in.land.grid;
  const std::size_t ahead = g.index({700 - 77, 250 + 186});  // 67.5 degrees from north
  CHECK(found.ros_m_per_s[ahead] * 60 == Approx(s.head_m_per_s * 60).epsilon(0.01));
  CHECK(found.intensity_kW_per_m[ahead] == Approx(intensity).epsilon(0.01));
}

TEST_CASE("sixteen winds burn the same area") {
  double least = 2, most = 0, worst = 0;
  test::Scene scene("fire_flat");
  const Vector wind = scene.in.slices.front().wind_20ft;
  const double speed = std::hypot(wind.x, wind.y);
  scene.in.duration_s = 43200;
  scene.in.ignitions.front().cells = {static_cast<std::uint32_t>(scene.in.land.grid.index({500, 500}))};
  for (int k = 0; k < 16; ++k) {
    const double towards = M_PI / 8 * k;
    scene.in.slices.front().wind_20ft = {speed * std::sin(towards), speed * std::cos(towards)};
    const Rates rates(scene.in.land, scene.in.slices, scene.in.options);
    const Burned found = solve(scene.in, rates, 1, Want::arrival);
    const std::vector<float> truth = analytic(scene, rates);
    const test::Agreement a = test::compare(found.arrival_s, truth, 43200);
    least = std::min(least, a.area_ratio_1());
    most = std::max(most, a.area_ratio_1());
    double error = 0, n = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
      if (found.arrival_s[i] < 43200 && truth[i] > 3600) {
        error += static_cast<double>(std::abs(found.arrival_s[i] - truth[i]) / truth[i]);
        ++n;
      }
    worst = std::max(worst, error / n);
  }
  INFO("area ratios " << least << " to " << most << ", worst mean relative error " << worst);
  CHECK(most - least <= 0.01);
  CHECK(least >= 0.98);
  CHECK(worst <= 0.01);
}
