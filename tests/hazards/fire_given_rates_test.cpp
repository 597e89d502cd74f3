// SPDX-License-Identifier: Apache-2.0
// The Qingming case by given rates: head 8 then 14 m/min, flank 3 then 4, back 1, wind step at 15:30, 1.9 km
// to Shitang.
#include "engine/hazards/fire/given_rates.h"
#include "tests/support/catch.h"

using namespace dayu::hazards::fire;

TEST_CASE("the worked Qingming case") {
  const double start = 13 * 60 + 40, minute = 60;
  const GivenRates fire({{0, 8 / minute, 3 / minute, 1 / minute},
                         {(15 * 60 + 30 - start) * minute, 14 / minute, 4 / minute, 1 / minute}});
  const auto clock_min = [&](double time_s) { return start + time_s / minute; };
  const double step_s = (15 * 60 + 30 - start) * minute;
  CHECK(fire.head_run_m(step_s) == Approx(880));
  const auto arrives_s = fire.head_reaches_s(1900);
  REQUIRE(arrives_s);
  CHECK(clock_min(*arrives_s) == Approx(16 * 60 + 43).margin(1));
  CHECK(fire.area_ha(step_s) == Approx(51).margin(1));
  CHECK(fire.area_ha(*arrives_s) == Approx(204).margin(2));
  const auto trigger_s = fire.trigger_s(1900, 75 * minute, 1.5);
  REQUIRE(trigger_s);
  CHECK(clock_min(*trigger_s) == Approx(14 * 60 + 21).margin(1));
  CHECK_FALSE(
      fire.trigger_s(1500, 75 * minute, 1.5));  // nearer than the trigger distance: too late from the start
  CHECK_FALSE(GivenRates({{0, 0, 0, 0}}).head_reaches_s(1));
}
