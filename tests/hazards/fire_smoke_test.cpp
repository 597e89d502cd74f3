// SPDX-License-Identifier: Apache-2.0
// Smoke against what must hold of any plume: what passes a line across the wind is what was emitted; along
// the middle it is the closed form; wind and fuel act in proportion; nothing upwind.
#include <cmath>

#include "engine/hazards/fire/smoke.h"
#include "tests/hazards/fire_ground.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

SmokeOptions day() {
  SmokeOptions o;
  o.on = true;
  return o;
}

/// Smoke that crosses the line x = `x_m`, g/s: from the ground's value, the vertical profile being half a
/// Gaussian.
double flux_g_per_s(const SmokeSource& source, double x_m, double wind, const SmokeOptions& o) {
  const double step_m = 5, up = std::min(std::hypot(briggs_open(o.stability, x_m).up_m, 5.0),
                                         o.mixing_m * std::sqrt(2 / M_PI));
  double sum = 0;
  for (double y = -6000; y <= 6000; y += step_m)
    sum += extinction_per_km(source, {x_m, y}, {wind, 0}, o) / 1000 / o.extinction_m2_per_g * step_m;
  return sum * wind * up * std::sqrt(M_PI / 2);
}

}  // namespace

TEST_CASE("the smoke that passes any line across the wind is what was emitted") {
  const SmokeSource source{{0, 0}, 150, 40};
  for (const Stability s : {Stability::A, Stability::D, Stability::F})
    for (const double x : {200.0, 1000.0, 5000.0}) {
      SmokeOptions o = day();
      o.stability = s;
      o.mixing_m = 1e6;
      INFO("class " << static_cast<int>(s) << ", " << x << " m");
      CHECK(flux_g_per_s(source, x, 3, o) == Approx(40).epsilon(0.002));
    }
}

TEST_CASE("Briggs's open-country widths at 1 km") {
  // Class D: 0.08 x / sqrt(1.1), 0.06 x / sqrt(2.5); class F: 0.04 x / sqrt(1.1), 0.016 x / 1.3.
  CHECK(briggs_open(Stability::D, 1000).across_m == Approx(76.28).epsilon(1e-3));
  CHECK(briggs_open(Stability::D, 1000).up_m == Approx(37.95).epsilon(1e-3));
  CHECK(briggs_open(Stability::F, 1000).across_m == Approx(38.14).epsilon(1e-3));
  CHECK(briggs_open(Stability::F, 1000).up_m == Approx(12.31).epsilon(1e-3));
}

TEST_CASE("no smoke upwind; more wind, less of it; more emitted, more of it") {
  const SmokeSource source{{0, 0}, 150, 40};
  SmokeSource twice = source;
  twice.low_g_per_s = 80;
  const SmokeOptions o = day();
  const double here = extinction_per_km(source, {800, 0}, {4, 0}, o);
  CHECK(here > 0);
  CHECK(extinction_per_km(source, {-800, 0}, {4, 0}, o) == 0);
  CHECK(extinction_per_km(source, {800, 0}, {8, 0}, o) == Approx(here / 2));
  CHECK(extinction_per_km(twice, {800, 0}, {4, 0}, o) == Approx(2 * here));
  CHECK(std::isfinite(extinction_per_km(source, {0, 0}, {0, 0}, o)));
}

TEST_CASE("a fire's smoke lies downwind of what burns now and leaves when it has burned out") {
  Inputs in = test::fire_ground(81, "GR2", 5, 0, 2);
  in.ignitions = {{"spark", 0, {test::fire_cell(in, 40, 20)}}};
  in.burn_out_s = 1200;
  const Burned burned = test::burn(in);
  const Smoke smoke(in.land.grid, burned, in.burn_out_s, in.slices, in.options.ten_metre_to_20ft_1, day());
  std::vector<float> values(in.land.grid.count());
  smoke.thickest(3300, 3600, values);
  const auto at = [&](int row, int col) { return values[in.land.grid.index({row, col})]; };
  CHECK(at(40, 70) > 1);
  CHECK(at(40, 2) == 0);
  // Every cell that burns at 3,600 s stands in smoke.
  for (std::size_t k = 0; k < values.size(); ++k)
    if (burned.arrival_s[k] <= 3600 && burned.arrival_s[k] > 2400 && burned.ros_m_per_s[k] > 0)
      CHECK(values[k] > 0);
  double last_s = 0;
  for (const float t : burned.arrival_s)
    if (t < kNever) last_s = std::max(last_s, static_cast<double>(t));
  smoke.thickest(last_s + 1201, last_s + 1500, values);
  for (const float v : values) REQUIRE(v == 0);
}
