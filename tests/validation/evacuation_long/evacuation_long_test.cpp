// SPDX-License-Identifier: Apache-2.0
// The same at the size of a large county: the Yarra network, 20,559 and 104,770 vehicles, a moving front.
#include "tests/validation/evacuation_given/given_cases.h"

using dayu::test::planned_case;

TEST_CASE("1,000 settlements and 40 shelters") {
  const auto plan = planned_case("yarra_1000x40");
  CHECK(plan.arrived == 20559);
  CHECK(plan.clear == 266);
  CHECK(plan.bound_clear == 266);
}

TEST_CASE("5,000 settlements and 200 shelters") {
  const auto plan = planned_case("yarra_5000x200");
  CHECK(plan.people - plan.arrived == 2062);
  CHECK(plan.bound_left == 2062);
  CHECK(plan.clear == 100);
  CHECK(plan.bound_clear == 100);
}
