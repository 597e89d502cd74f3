// SPDX-License-Identifier: Apache-2.0
// Walking by hand: Tobler's slopes, the weak, stretchers, night, and water by its depth.
#include <cmath>

#include "engine/plan/network.h"
#include "engine/plan/road_times.h"
#include "engine/plan/wading.h"
#include "tests/plan/tiny_town.h"
#include "tests/support/catch.h"

using namespace dayu;
using test::TinyTown;

namespace {

/// Seconds for 100 m that rise by `rise_m`.
int seconds_for(const plan::Pace& pace, double rise_m) {
  TinyTown town;
  const int a = town.node(0, 0, 0), b = town.node(100, 0, rise_m);
  town.road(a, b, 100);
  return plan::free_times(town.world, plan::network_of(town.world), pace)[0];
}

/// One piece of 100 m, walked at 1 m/s from `start` on, in slow water of a depth during [from, to).
struct Ford {
  TinyTown town;
  Ford() {
    const int a = town.node(0, 0), b = town.node(100, 0);
    town.road(a, b, 100);
  }
  Ford& water(double depth_m, double from_s, double to_s, const std::string& field = "water_depth_m") {
    town.close(0, "walker", from_s, to_s, impact::Effected::slow);
    town.impact.closures.back().value = depth_m;
    town.impact.closures.back().field = field;
    return *this;
  }
  int leave(int start, bool by_depth = true) const {
    const plan::Network network = plan::network_of(town.world);
    const plan::RoadTimes roads(town.world, town.impact, network, {"walker", 1, 1, true}, 0.5, by_depth);
    return roads.leave_waiting(0, start);
  }
};

}  // namespace

TEST_CASE("Tobler's slopes: fastest at five percent down, as on the flat at ten percent down") {
  const plan::Pace adult{"walker", 1.1, 1, true};
  CHECK(seconds_for(adult, 0) == 91);                      // 100 / 1.1 = 90.9
  CHECK(seconds_for(adult, -10) == 91);                    // |-0.10 + 0.05| = 0.05: the same
  CHECK(seconds_for(adult, -5) == 77);                     // 1.1 e^0.175 = 1.3103 m/s
  CHECK(seconds_for(adult, 10) == 130);                    // 1.1 e^(-3.5 * 0.10) = 0.7752 m/s
  CHECK(seconds_for(adult, 35) == 310);                    // 1.1 e^(-3.5 * 0.35) = 0.3232 m/s
  CHECK(seconds_for(adult, 60) == 310);                    // steeper than 0.35 is taken as 0.35
  CHECK(seconds_for({"walker", 2.4, 1, true}, -5) == 60);  // never above 6 km/h
}

TEST_CASE("the weak, stretchers and the night") {
  CHECK(seconds_for({"walker_weak", 1.1 * 0.6, 1, true}, 0) == 152);     // 0.66 m/s
  CHECK(seconds_for({"walker_weak", 1.1 * 0.6, 0.7, true}, 10) == 308);  // 0.462 e^-0.35 = 0.3256 m/s
  CHECK(seconds_for({"walker_stretcher", 0.4, 1, true}, 0) == 250);
  CHECK(seconds_for({"walker_stretcher", 0.4, 0.7, true}, 0) == 358);  // 0.28 m/s
}

TEST_CASE("wading: the table's rows, straight between them") {
  CHECK(plan::wading_factor_1(0) == 1);
  CHECK(plan::wading_factor_1(0.175) == Approx(0.8));
  CHECK(plan::wading_factor_1(0.35) == Approx(0.6));
  CHECK(plan::wading_factor_1(0.475) == Approx(0.55));
  CHECK(plan::wading_factor_1(0.9) == Approx(0.4));
  CHECK(plan::wading_factor_1(5) == Approx(0.4));
}

TEST_CASE("speed in water by its depth") {
  CHECK(Ford().water(0.175, 0, 9000).leave(0) == 125);
  CHECK(Ford().water(0.35, 0, 9000).leave(0) == 167);
  // 50 s at 0.8 are 40 m; the other 60 m are dry.
  CHECK(Ford().water(0.175, 0, 50).leave(0) == 110);
  // Two spells, the second deeper: 20 dry, 30 s at 0.8, then 56 m at 0.6.
  CHECK(Ford().water(0.175, 20, 50).water(0.35, 50, 9000).leave(0) == 144);
  // Where they overlap the slower counts: 20 m dry, 80 m at 0.6.
  CHECK(Ford().water(0.175, 20, 9000).water(0.35, 20, 9000).leave(0) == 154);
  // What is known by another field, or by none, keeps the common factor.
  CHECK(Ford().water(0.175, 0, 9000, "depth_speed_m2_per_s").leave(0) == 200);
  CHECK(Ford().water(0.175, 0, 9000).leave(0, false) == 200);
}

TEST_CASE("slow water is never deeper than what stops them") {
  Ford ford;
  ford.water(1.5, 0, 9000);
  ford.town.impact.effects.push_back({"flood", "water_depth_m", "walker", 0.1, 0.3, "test", "A"});
  CHECK(ford.leave(0) == 153);  // 1 - 0.4 * 0.30 / 0.35 = 0.6571
}

TEST_CASE("a household with somebody on a stretcher goes at the carriers' pace, and needs carriers") {
  const auto town_with = [](int neighbours) {
    TinyTown town;
    const int home = town.node(0, 0), hall = town.node(400, 0);
    town.road(home, hall, 400);
    town.shelter(hall, 100);
    const int g = town.group(home, 3 + neighbours, 2);
    town.household(g, 3, 20000, 1);
    town.world.households.back().flags = "riverside;stretcher";
    town.order(base::kNever_s, 1000);
    return town;
  };
  const plan::Plan enough = town_with(2).plan();  // two able at home, two neighbours who stay
  REQUIRE(enough.trips.size() == 1);
  CHECK(enough.trips[0].who == "walker_stretcher");
  CHECK(enough.trips[0].arrive_s == 1000 + 1000);  // 400 m at 0.4 m/s
  CHECK(enough.trips[0].helper == "G1");
  const plan::Plan few = town_with(1).plan();
  CHECK(few.trips[0].helper.empty());
  REQUIRE(few.unmet.size() >= 1);
  bool named = false;
  for (const plan::Unmet& u : few.unmet) named |= u.kind == "helper" && u.need == 4 && u.have == 3;
  CHECK(named);
}
