// SPDX-License-Identifier: Apache-2.0
#include "engine/impact/impact.h"
#include "tests/support/catch.h"

using dayu::impact::hazard_class;

TEST_CASE("AR&R classes at their limits: depth, depth*speed and speed each decide") {
  CHECK(hazard_class(0, 0) == 0);
  CHECK(hazard_class(0.3, 0.3) == 1);
  CHECK(hazard_class(0.31, 0) == 2);
  CHECK(hazard_class(0.3, 0.31) == 2);
  CHECK(hazard_class(0.5, 0.6) == 2);
  CHECK(hazard_class(0.51, 0) == 3);
  CHECK(hazard_class(1.2, 0.6) == 3);
  CHECK(hazard_class(1.21, 0) == 4);
  CHECK(hazard_class(1.0, 0.61) == 4);
  CHECK(hazard_class(2.0, 1.0) == 4);
  CHECK(hazard_class(2.01, 0) == 5);
  CHECK(hazard_class(1.0, 1.01) == 5);
  CHECK(hazard_class(4.0, 4.0) == 5);
  CHECK(hazard_class(4.01, 0) == 6);
  CHECK(hazard_class(2.0, 4.01) == 6);
  CHECK(hazard_class(0.1, 0.21) == 5);   // 2.1 m/s: beyond the 2 m/s of H1 to H4
  CHECK(hazard_class(0.1, 0.41) == 6);   // 4.1 m/s
  CHECK(hazard_class(0.04, 0.20) == 1);  // rounded counts of a film of water say nothing about its speed
}

TEST_CASE("the class never falls with depth at one speed") {
  for (const double speed : {0.0, 0.5, 1.5, 3.0, 5.0}) {
    int before = 0;
    for (int cm = 5; cm < 600; ++cm) {
      const int now = hazard_class(cm / 100.0, cm / 100.0 * speed);
      CHECK(now >= before);
      before = now;
    }
  }
}
