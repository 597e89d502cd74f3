// SPDX-License-Identifier: Apache-2.0
// Rain on steep ground: the volume to a millionth, the depth of the film where theory knows it, the losses.
#include <cmath>

#include "engine/hazards/flood/riemann.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

TEST_CASE("the inverse cube root is right to a ten-millionth over the range of depths") {
  for (double x = 1e-6; x < 1e4; x *= 1.01) {
    const auto f = static_cast<float>(x);
    CHECK(static_cast<double>(inverse_cube_root(f)) * std::cbrt(static_cast<double>(f)) ==
          Approx(1).margin(2e-7));
  }
}

TEST_CASE("rain on steep rough ground: every litre is accounted for and no depth is negative") {
  Inputs in = test::hillside(80, 60, 10);
  in.rain = {test::even_rain(60, 1800)};
  Solver solver(in);
  solver.advance_to(3600);
  const double fallen_m3 = 0.030 * 80 * 60 * 100;
  CHECK(solver.books().in_m3() == Approx(fallen_m3).epsilon(1e-6));
  CHECK(solver.books().stored_m3 == Approx(fallen_m3).epsilon(1e-6));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  const std::vector<float> depth = solver.values(solver.water().h);
  CHECK(test::least(depth) >= 0);
  CHECK(std::isfinite(test::largest(depth)));
  CHECK(test::largest(solver.values(solver.worst().speed)) < 20);
}

TEST_CASE("through open edges the same ground drains, and the books still close") {
  Inputs in = test::hillside(80, 60, 10);
  in.edges = {Edge::free, Edge::free, Edge::free, Edge::free, {}};
  in.rain = {test::even_rain(60, 1800)};
  in.losses = {LossModel::constant, 0, 5e-3 / 3600};
  Solver solver(in);
  solver.advance_to(7200);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  CHECK(solver.books().out_m3 > 0.2 * solver.books().in_m3());
  CHECK(solver.books().infiltrated_m3 > 0.05 * solver.books().in_m3());
}

TEST_CASE("sheet flow down planes of 5 to 45 % has the depth and the rise of the kinematic wave") {
  // h = (n r x / sqrt(S))^(3/5) (Henderson & Wooding 1964); rise: t = h / r. Hydrostatic reconstruction fails
  // here.
  constexpr double n = 0.05, rain_mm_per_h = 60, r = rain_mm_per_h / 3.6e6;
  for (const int order : {1, 2})
    for (const double cell_m : {1.0, 10.0, 30.0})
      for (const double slope : {0.05, 0.2, 0.45}) {
        const int cols = 100;
        Inputs in = test::ground(3, cols, cell_m, static_cast<float>(n),
                                 [&](int, int col) { return (cols - col - 0.5) * cell_m * slope; });
        in.edges.east = Edge::free;
        in.order = order;
        const double length_m = cols * cell_m;
        const double rise_s = std::pow(n * r * length_m / std::sqrt(slope), 0.6) / r;
        in.rain = {test::even_rain(rain_mm_per_h, 2 * rise_s)};
        in.record_interval_s = rise_s / 200;
        const double at_m = length_m - cell_m;
        in.sections = {{"foot", {at_m, 3 * cell_m}, {at_m, 0}}};
        Solver solver(in);
        solver.advance_to(2 * rise_s);
        const std::vector<float> depth = solver.values(solver.water().h);
        for (int col = 10; col < cols; ++col) {
          const double exact = std::pow(n * r * (col + 0.5) * cell_m / std::sqrt(slope), 0.6);
          REQUIRE(static_cast<double>(depth[in.grid.index({1, col})]) == Approx(exact).epsilon(0.03));
        }
        const Record& record = solver.record();
        const double full = r * at_m * 3 * cell_m;
        double reached_s = 0;
        for (std::size_t k = 0; k < record.times_s.size() && reached_s == 0; ++k)
          if (-record.discharge_m3_per_s[0][k] >= 0.95 * full) reached_s = record.times_s[k];
        const double exact_s = std::pow(0.95 * n * r * at_m / std::sqrt(slope), 0.6) / r;
        CHECK(reached_s == Approx(exact_s).epsilon(0.05));
        CHECK(-record.discharge_m3_per_s[0].back() == Approx(full).epsilon(0.005));
        CHECK(std::abs(solver.books().error_1()) < 1e-6);
      }
}

TEST_CASE("the initial loss takes the first rain, the continuing loss its rate, and both are booked") {
  Inputs in = test::ground(6, 6, 10, 0.05F, [](int, int) { return 0; });
  in.rain = {test::even_rain(30, 3600)};
  in.losses = {LossModel::initial_constant, 0.010, 5e-3 / 3600};
  Solver solver(in);
  solver.advance_to(5400);
  // 10 of 30 mm, then 5 mm/h of what is left of the hour (40 min): 3.333 mm.
  const double kept_m = 0.010 + 0.005 * 40 / 60;
  CHECK(solver.books().infiltrated_m3 == Approx(kept_m * 3600).epsilon(0.01));
  CHECK(solver.books().stored_m3 == Approx((0.030 - kept_m) * 3600).epsilon(0.01));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("two gauges: each rules near itself, and the field's volume is booked") {
  Inputs in = test::ground(40, 200, 10, 0.05F, [](int, int) { return 0; });
  RainGauge west = test::even_rain(60, 600), east = test::even_rain(12, 600);
  west.at = {0, 200};
  east.at = {2000, 200};
  in.rain = {west, east};
  Solver solver(in);
  solver.advance_to(300);
  const std::vector<float> depth = solver.values(solver.water().h);
  CHECK(static_cast<double>(depth[in.grid.index({20, 0})]) == Approx(0.005).epsilon(0.02));
  CHECK(static_cast<double>(depth[in.grid.index({20, 199})]) == Approx(0.001).epsilon(0.02));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("cells without elevation are walls and get no rain") {
  Inputs in = test::ground(20, 20, 10, 0.05F, [](int, int) { return 5; });
  for (int row = 5; row < 10; ++row)
    for (int col = 5; col < 15; ++col) in.bed_m[in.grid.index({row, col})] = std::nanf("");
  in.rain = {test::even_rain(60, 3600)};
  Solver solver(in);
  solver.advance_to(3600);
  CHECK(solver.books().stored_m3 == Approx(0.060 * 350 * 100).epsilon(1e-6));
  CHECK(solver.values(solver.water().h)[in.grid.index({7, 7})] == 0);
}
