// SPDX-License-Identifier: Apache-2.0
// The fast ellipses of the front against the exact ones.
#include <cmath>

#include "engine/base/random.h"
#include "tests/hazards/fire_ground.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::fire;

TEST_CASE("the tabulated ellipse is the exact one to 2e-4") {
  for (const WindLimit limit : {WindLimit::none, WindLimit::reaction, WindLimit::andrews})
    for (const bool trees : {false, true}) {
      Inputs in = test::fire_ground(60, "TU5", 4, -3, 1);
      in.land.fuels = standard_fuels();
      in.options.wind_limit = limit;
      base::Random random(7, 0);
      for (std::size_t k = 0; k < in.land.fuel.size(); ++k) {
        in.land.fuel[k] =
            static_cast<std::uint8_t>(random.below(static_cast<int>(in.land.fuels.models.size())));
        in.land.rise_x[k] = static_cast<float>(random.between(-1, 1));
        in.land.rise_y[k] = static_cast<float>(random.between(-1, 1));
      }
      if (trees) {
        in.land.canopy.cover_1.assign(in.land.fuel.size(), 0.4F);
        in.land.canopy.height_m.assign(in.land.fuel.size(), 15);
      }
      const Rates rates(in.land, in.slices, in.options);
      double worst = 0;
      for (std::size_t k = 0; k < in.land.fuel.size(); ++k) {
        const Spread s = rates.spread(k, 0);
        const Metric fast = rates.metric(k, 0);
        const Metric exact = metric_of(
            s, {static_cast<double>(in.land.rise_x[k]), static_cast<double>(in.land.rise_y[k])}, in.options);
        REQUIRE((fast.a < kNever) == (exact.a < kNever));
        if (!(exact.a < kNever)) continue;
        for (int d = 0; d < 8; ++d) {
          const auto x = static_cast<float>(std::cos(d * M_PI / 4)),
                     y = static_cast<float>(std::sin(d * M_PI / 4));
          worst = std::max(worst, std::abs(static_cast<double>(fast.time(x, y) / exact.time(x, y)) - 1));
        }
      }
      CHECK(worst < 5e-4);
    }
}

TEST_CASE(
    "the passing front: at the head the head's rate, at the back the back's, behind no more than ahead") {
  const Inputs in = test::fire_ground(3, "GR2", 4, 0, 1);
  const Rates rates(in.land, in.slices, in.options);
  const Spread s = rates.spread(0, 0);
  CHECK(rates.passage(0, 0, 1, 0).ros_m_per_s == Approx(s.head_m_per_s).epsilon(1e-3));
  CHECK(rates.passage(0, 0, -1, 0).ros_m_per_s == Approx(s.back_m_per_s()).epsilon(1e-3));
  for (int d = 0; d < 12; ++d) {
    const Passage p = rates.passage(0, 0, static_cast<float>(std::cos(d * M_PI / 12)),
                                    static_cast<float>(std::sin(d * M_PI / 12)));
    // Catchpole's formula by the angle of the normal, and the metric's gradient, are one thing.
    CHECK(p.ros_m_per_s == Approx(s.normal_m_per_s(p.normal.x)).epsilon(2e-3));
    CHECK(p.intensity_kW_per_m == Approx(rates.bed(0, 0).heat_kJ_per_m2 * p.ros_m_per_s));
  }
}
