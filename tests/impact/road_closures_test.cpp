// SPDX-License-Identifier: Apache-2.0
#include "tests/impact/tiny_course.h"
#include "tests/support/catch.h"

using namespace dayu;
using impact::Effected;

namespace {

std::vector<impact::Closure> closures_on(const impact::Impact& impact, int piece, const std::string& who,
                                         Effected effect) {
  std::vector<impact::Closure> found;
  for (const impact::Closure& c : impact.closures)
    if (c.piece.index == piece && c.who == who && c.effect == effect) found.push_back(c);
  return found;
}

impact::Impact assess(const world::World& w, int frames,
                      const std::function<test::Value(int, geo::Cell)>& value) {
  return impact::assess(w, {test::strip_course(frames, value)}, test::test_catalogue());
}

/// Water in the middle of the long piece only, far from both of its ends.
bool middle(geo::Cell c) {
  return c.row == 1 && c.col == 5;
}

}  // namespace

TEST_CASE("a closing begins when the last dry frame ends and ends with the first dry one") {
  // Frame k holds the maximum of (t[k-1], t[k]]: wet frames 3 and 4 mean water somewhere in (200, 400].
  const auto impact = assess(test::strip_world(), 8, [](int k, geo::Cell c) {
    return test::Value{middle(c) && (k == 3 || k == 4) ? (k == 4 ? 0.42 : 0.30) : 0.0, 0};
  });
  const auto stops = closures_on(impact, 0, "walker", Effected::stop);
  REQUIRE(stops.size() == 1);
  CHECK(stops[0].from_s == 200);
  CHECK(stops[0].to_s == 500);
  CHECK(stops[0].value == Approx(0.42));
  CHECK(stops[0].at.x_m == Approx(55).margin(5));
  CHECK(stops[0].field == "water_depth_m");
  CHECK(closures_on(impact, 1, "walker", Effected::stop).empty());
  CHECK(closures_on(impact, 0, "high_truck", Effected::stop).empty());
}

TEST_CASE("water in the first frame closes from the start, water in the last for good") {
  const auto impact = assess(test::strip_world(), 4, [](int k, geo::Cell c) {
    return test::Value{middle(c) && k != 1 ? 0.6 : 0.0, 0};
  });
  const auto stops = closures_on(impact, 0, "walker", Effected::stop);
  REQUIRE(stops.size() == 1);  // the dry frame between only ends at 100, where the next closing begins
  CHECK(stops[0].from_s == 0);
  CHECK(stops[0].to_s == base::kNever_s);
}

TEST_CASE("a reopening long enough is kept") {
  const auto impact = assess(test::strip_world(), 9, [](int k, geo::Cell c) {
    return test::Value{middle(c) && (k == 1 || k == 6) ? 0.6 : 0.0, 0};
  });
  const auto stops = closures_on(impact, 0, "high_truck", Effected::stop);
  REQUIRE(stops.size() == 2);
  CHECK(stops[0].from_s == 0);
  CHECK(stops[0].to_s == 200);
  CHECK(stops[1].from_s == 500);
  CHECK(stops[1].to_s == 700);
}

TEST_CASE("closed if any field says stop; slow outside the closed times") {
  const auto impact = assess(test::strip_world(), 8, [](int k, geo::Cell c) {
    return middle(c) && k >= 2 && k <= 6 ? test::Value{0.12, k == 4 ? 0.35 : 0.0} : test::Value{};
  });
  const auto stops = closures_on(impact, 0, "walker", Effected::stop);
  REQUIRE(stops.size() == 1);
  CHECK(stops[0].from_s == 300);
  CHECK(stops[0].to_s == 500);
  CHECK(stops[0].field == "depth_speed_m2_per_s");
  const auto slows = closures_on(impact, 0, "walker", Effected::slow);
  REQUIRE(slows.size() == 2);
  CHECK(slows[0].from_s == 100);
  CHECK(slows[0].to_s == 300);
  CHECK(slows[1].from_s == 500);
  CHECK(slows[1].to_s == 700);
}

TEST_CASE("a bridge is closed by the water above its deck, with all fields in that share") {
  world::World w = test::strip_world();
  w.network.pieces[0].bridge = true;
  w.network.pieces[0].deck_m = 102;  // 2 m above the bed
  const auto water = [](double depth_m, double flow) {
    return [=](int k, geo::Cell c) {
      return middle(c) && k == 2 ? test::Value{depth_m, flow} : test::Value{};
    };
  };
  CHECK(closures_on(assess(w, 5, water(2.0, 6)), 0, "walker", Effected::stop).empty());
  CHECK(closures_on(assess(w, 5, water(2.2, 2)), 0, "walker", Effected::stop).empty());  // 0.2 m, 0.18 m2/s
  CHECK(closures_on(assess(w, 5, water(2.2, 2)), 0, "walker", Effected::slow).size() == 1);
  CHECK(closures_on(assess(w, 5, water(2.2, 4)), 0, "walker", Effected::stop).size() == 1);  // 0.36 m2/s
  CHECK(closures_on(assess(w, 5, water(2.3, 0)), 0, "walker", Effected::stop).size() == 1);
  w.network.pieces[0].deck_m = 95;  // a deck below the bed is a wrong figure, not a dam of air
  CHECK(closures_on(assess(w, 5, water(0.29, 0)), 0, "walker", Effected::stop).empty());
}

TEST_CASE("a tunnel is closed only when both of its portals are under water") {
  world::World w = test::strip_world();
  w.network.pieces[0].tunnel = true;
  const auto at_columns = [&](int first, int last) {
    return closures_on(assess(w, 4,
                              [=](int k, geo::Cell c) {
                                return test::Value{k == 2 && c.col >= first && c.col <= last ? 0.4 : 0.0, 0};
                              }),
                       0, "walker", Effected::stop)
        .size();
  };
  CHECK(at_columns(1, 8) == 0);
  CHECK(at_columns(0, 8) == 0);
  CHECK(at_columns(0, 9) == 1);
}

TEST_CASE("lower limits and deeper water never shorten a closing") {
  const auto closed_s = [](double depth_m) {
    double sum = 0;
    const auto impact = assess(test::strip_world(), 12, [=](int k, geo::Cell c) {
      return test::Value{middle(c) ? depth_m * (k < 6 ? k : 11 - k) / 6 : 0.0, 0};
    });
    for (const auto& c : closures_on(impact, 0, "walker", Effected::stop))
      sum += std::min(c.to_s, 1100.0) - c.from_s;
    return sum;
  };
  double before = 0;
  for (double depth_m = 0.1; depth_m < 2; depth_m += 0.05) {
    CHECK(closed_s(depth_m) >= before);
    before = closed_s(depth_m);
  }
  CHECK(before > 0);
}

TEST_CASE("an unknown hazard is refused, an absent field is only noted") {
  hazards::Course course = test::strip_course(2, [](int, geo::Cell) { return test::Value{}; });
  course.frames.erase(course.frames.begin());
  const auto impact = impact::assess(test::strip_world(), {course}, test::test_catalogue());
  REQUIRE(impact.notes.size() == 1);
  CHECK(impact.notes[0].find("depth_speed_m2_per_s") != std::string::npos);
  course.hazard = "locusts";
  CHECK_THROWS_AS(impact::assess(test::strip_world(), {course}, test::test_catalogue()), base::InputError);
}
