// SPDX-License-Identifier: Apache-2.0
// Worked case 1: the Longtan reservoir's flood routing, from the invented county's curve and the case's
// inflow.
#include "tests/hazards/worked_reservoir.h"
#include "tests/support/catch.h"

using namespace dayu;
using hazards::flood::Reservoir;

TEST_CASE("worked case 1: peak 214.95 m and 145 m3/s at 22:50, design level at 21:37.5") {
  Reservoir pool = test::longtan();
  REQUIRE(pool.inflow_end_s.size() > 80);
  pool.begin();
  double peak_m = 0, peak_s = 0, peak_m3_per_s = 0, design_s = 0;
  for (double t = 0; t < 50400; t += 30) {
    pool.advance(t, t + 30, 0);
    if (pool.level_m > peak_m) {
      peak_m = pool.level_m;
      peak_s = t + 30;
      peak_m3_per_s = pool.outflow(t + 30, pool.level_m);
    }
    if (design_s == 0 && pool.level_m >= 214.1) design_s = t + 30;
  }
  constexpr double start_s = 14 * 3600;  // civil time of second 0
  CHECK(peak_m == Approx(214.95).margin(0.02));
  CHECK(peak_m3_per_s == Approx(145).margin(2));
  CHECK(start_s + peak_s == Approx((22 * 60 + 50) * 60).margin(600));
  CHECK(start_s + design_s == Approx((21 * 60 + 37.5) * 60).margin(60));
  CHECK(pool.in_m3 - pool.out_m3 == Approx(pool.volume_m3 - pool.start_m3).epsilon(1e-9));
}
