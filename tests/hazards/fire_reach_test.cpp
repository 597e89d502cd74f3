// SPDX-License-Identifier: Apache-2.0
// Backwards and many: trigger times are the forward ones read the other way round; ensembles are the same on
// any number of threads.
#include <cmath>

#include "engine/base/random.h"
#include "engine/hazards/fire/ensemble.h"
#include "engine/hazards/fire/reach.h"
#include "tests/hazards/fire_ground.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::fire;

TEST_CASE("a still scene read backwards: the time from a cell to the place is the forward fire's") {
  Inputs in = test::fire_ground(121, "GR2", 3, 1, 12);
  // Smooth hills, so that neighbouring cells differ little.
  for (int row = 0; row < 121; ++row)
    for (int col = 0; col < 121; ++col) {
      in.land.rise_x[test::fire_cell(in, row, col)] = static_cast<float>(0.25 * std::sin(row * 0.08));
      in.land.rise_y[test::fire_cell(in, row, col)] = static_cast<float>(0.25 * std::cos(col * 0.06));
    }
  const Rates rates(in.land, in.slices, in.options);
  const std::uint32_t village = test::fire_cell(in, 40, 90);
  const std::vector<float> back = time_to_target(in, rates, {"village", {village}}, 0, in.duration_s);
  for (const auto& [row, col] : {std::pair{60, 60}, {80, 40}, {45, 75}, {20, 70}}) {
    in.ignitions = {{"p", 0, {test::fire_cell(in, row, col)}}};
    const float forward = test::burn(in).arrival_s[village];
    REQUIRE(forward < kNever);
    CHECK(back[test::fire_cell(in, row, col)] == Approx(forward).epsilon(0.01));
  }
}

TEST_CASE("houses without fuel are reached from beside them") {
  Inputs in = test::fire_ground(41, "GR2", 3, 0, 6);
  const std::uint32_t house = test::fire_cell(in, 20, 30);
  in.land.fuel[house] = kNoFuel;
  const Rates rates(in.land, in.slices, in.options);
  const std::vector<float> back = time_to_target(in, rates, {"house", {house}}, 0, in.duration_s);
  CHECK(back[test::fire_cell(in, 20, 10)] < kNever);
  CHECK(back[test::fire_cell(in, 20, 29)] == 0);
}

TEST_CASE("an ensemble is the same on one, two and three threads, and its quantiles are in order") {
  Inputs in = test::fire_ground(81, "GR2", 3, 0, 4);
  in.ignitions = {{"p", 0, {test::fire_cell(in, 40, 20)}}};
  const Spreading spreading{60, 0.3, 20, 0.2, 60};
  in.threads = 1;
  const Odds one = burn_odds(in, spreading, 7);
  for (const int threads : {2, 3}) {
    in.threads = threads;
    const Odds more = burn_odds(in, spreading, 7);
    CHECK(more.probability_1 == one.probability_1);
    CHECK(more.p50_s == one.p50_s);
    CHECK(more.areas_ha == one.areas_ha);
  }
  double largest = 0;
  for (std::size_t k = 0; k < one.probability_1.size(); ++k) {
    largest = std::max(largest, static_cast<double>(one.probability_1[k]));
    if (one.probability_1[k] > 0) CHECK((one.p10_s[k] <= one.p50_s[k] && one.p50_s[k] <= one.p90_s[k]));
  }
  CHECK(largest > 0.9);
  in.threads = 1;
  CHECK(burn_odds(in, spreading, 8).areas_ha != one.areas_ha);
  // Nothing drawn: every member is the fire itself.
  const Odds still = burn_odds(in, {3, 0, 0, 0, 0}, 1);
  const Burned fire = test::burn(in);
  CHECK(still.areas_ha[2] == Approx(static_cast<double>(fire.cells) * 0.09));
}

TEST_CASE("an edit re-solves what comes later, and only that") {
  Inputs in = test::fire_ground(121, "GR2", 4, 0, 6);
  const Rates rates(in.land, in.slices, in.options);
  LazyGround ground(rates);
  Front<LazyGround> front(121, 121, 30, 6 * 3600, 60, {}, ground);
  front.ignite(front.at(60, 20), 0);
  front.run(6 * 3600);
  const long long whole = front.taken();
  std::vector<float> before;
  for (int col = 0; col < 121; ++col) before.push_back(front.arrival_s(front.at(60, col)));
  front.forget_from(3 * 3600);
  front.run(6 * 3600);
  for (int col = 0; col < 121; ++col)
    if (before[static_cast<std::size_t>(col)] < kNever)
      CHECK(front.arrival_s(front.at(60, col)) == Approx(before[static_cast<std::size_t>(col)]).margin(1));
  CHECK(front.taken() - whole < whole);
}
