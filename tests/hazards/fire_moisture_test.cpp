// SPDX-License-Identifier: Apache-2.0
// Dead fuel follows the air: values by hand, the time lags, rain.
#include <cmath>

#include "engine/hazards/fire/dead_moisture.h"
#include "tests/support/catch.h"

using namespace dayu::hazards::fire;

TEST_CASE("equilibrium moisture by hand") {
  CHECK(equilibrium_moisture_1(26, 28) == Approx((2.22749 + 0.160107 * 28 - 0.01478 * 78.8) / 100));
  CHECK(equilibrium_moisture_1(20, 5) == Approx((0.03229 + 0.281073 * 5 - 0.000578 * 5 * 68) / 100));
  CHECK(equilibrium_moisture_1(15, 80) ==
        Approx((21.0606 + 0.005565 * 6400 - 0.00035 * 80 * 59 - 0.483199 * 80) / 100));
}

TEST_CASE("each size follows with its own lag, and rain wets") {
  Slice dry;
  dry.moisture = {0.20, 0.20, 0.20, 0.6, 0.9};
  dry.temperature_c = 26;
  dry.humidity_pct = 28;
  Slice wet = dry;
  wet.from_s = 12 * 3600;
  const std::vector<Slice> all = with_dead_moisture({dry, wet}, {false, true}, 24 * 3600);
  REQUIRE(all.size() == 24);
  const double target = equilibrium_moisture_1(26, 28);
  CHECK(all[0].moisture.d1_1 == Approx(target + (0.20 - target) * std::exp(-0.5)));
  CHECK(all[11].moisture.d10_1 == Approx(target + (0.20 - target) * std::exp(-1.15)));
  CHECK(all[11].moisture.d1_1 == Approx(target).epsilon(1e-3));
  CHECK(all[11].moisture.d100_1 > all[11].moisture.d10_1);
  CHECK(all[23].moisture.d1_1 == Approx(kWet_1).epsilon(1e-3));
  CHECK(all[23].moisture.herb_1 == 0.6);
}
