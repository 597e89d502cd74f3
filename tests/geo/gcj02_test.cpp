// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/gcj02.h"

#include "tests/support/catch.h"

using namespace dayu;
using geo::Point;

TEST_CASE("GCJ-02 of three cities as open converters give it, and back") {
  struct City {
    Point wgs84, gcj02;
  };
  for (const City& city : {City{{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
                           City{{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
                           City{{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}}}) {
    const Point there = geo::gcj02_from_wgs84(city.wgs84);
    CHECK(there.x_m == Approx(city.gcj02.x_m).margin(2e-8));
    CHECK(there.y_m == Approx(city.gcj02.y_m).margin(2e-8));
    const Point back = geo::wgs84_from_gcj02(there);
    CHECK(back.x_m == Approx(city.wgs84.x_m).margin(1e-7));
    CHECK(back.y_m == Approx(city.wgs84.y_m).margin(1e-7));
  }
}
