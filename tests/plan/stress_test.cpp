// SPDX-License-Identifier: Apache-2.0
// The stress figure by hand: one household, one road, everything in round numbers.
#include "engine/plan/stress.h"

#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::TinyTown;

namespace {

/// Home 600 m from the hall at 1 m/s; told at 1000 s, ready at 1000 s (no preparation).
TinyTown lane(double closes_s, double danger_s) {
  TinyTown town;
  const int home = town.node(0, 0), hall = town.node(600, 0);
  town.close_all(town.road(home, hall, 600), closes_s);
  town.shelter(hall, 100);
  const int g = town.group(home, 4, 1);
  town.household(g, 4, danger_s);
  town.order(base::kNever_s, 1000);
  return town;
}

}  // namespace

TEST_CASE("everything after the first word comes earlier by a share of the time since then") {
  CHECK(plan::earlier_time_s(900, 1000, 0.1) == 900);
  CHECK(plan::earlier_time_s(1000, 1000, 0.1) == 1000);
  CHECK(plan::earlier_time_s(3000, 1000, 0.1) == 2800);
  CHECK(plan::earlier_time_s(base::kNever_s, 1000, 0.1) == base::kNever_s);
}

TEST_CASE("time to spare on the road: closing moved, less the leaving") {
  // Closes at 3000: moved to 2800; leaves home at 1000, is off the road at 1600: 1200 s to spare.
  const plan::Plan plan = lane(3000, 9000).plan();
  REQUIRE(plan.stress.rows.size() == 1);
  CHECK(plan.stress.from_s == 1000);
  CHECK(plan.stress.made == 4);
  CHECK(plan.stress.caught == 0);
  CHECK(plan.stress.least_slack_s == 1200);
  CHECK(plan.stress.rows[0].arrive_s == 1600);
  // 1600 <= 1000 + (1 - x) 2000 holds up to x = 0.7; more than half is not tried.
  CHECK(plan.stress.holds_to_1 == 0.5);
}

TEST_CASE("a road that closes just after they are past it catches them when it closes earlier, and says so") {
  // Closes at 1650: at 10 % earlier 1585, they are off it at 1600.
  const plan::Plan plan = lane(1650, 9000).plan();
  REQUIRE(plan.trips.size() == 1);
  CHECK(plan.stress.made == 0);
  CHECK(plan.stress.caught == 4);
  CHECK(plan.stress.left_if_replanned == 4);
  CHECK(plan.stress.rows[0].reason_en.find("piece 0") != std::string::npos);
  CHECK(plan.stress.holds_to_1 == 0.07);  // 1000 + 0.93 * 650 = 1604.5; at 0.08: 1598
}

TEST_CASE("slow preparation counts: the ninetieth percentile of its range") {
  TinyTown town = lane(base::kNever_s, 2000);
  // Ready by the plan at 1000 + 0 + fraction * 1000; slow: at least 900 s of preparation.
  const plan::Plan plan = town.plan("prepare_day_s = [0, 1000]\nown_prepare_s = 600\n");
  REQUIRE(plan.trips.size() == 1);
  CHECK(plan.stress.rows[0].depart_s >= 1900);
  CHECK(plan.stress.rows[0].depart_s == 1962);  // 900 and 0.618 of the last 100
  CHECK(plan.stress.caught == 4);               // danger at home moved from 2000 to 1900
  CHECK(plan.stress.holds_to_1 == 0.03);        // 1970 at 3 %, 1960 at 4 %
}

TEST_CASE("a share counted from a given moment") {
  const plan::Plan plan = lane(3000, 9000).plan("stress_from_s = 0\nstress_earlier_1 = 0.5\n");
  CHECK(plan.stress.caught == 4);  // closes at 1500, they are off it at 1600
}
