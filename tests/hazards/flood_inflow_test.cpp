// SPDX-License-Identifier: Apache-2.0
// Hydrographs, sections, gauges, extremes.
#include <cmath>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// A channel 200 m long and 30 m wide, 1 % down to the east, with a triangular flood at its head.
Inputs channel() {
  Inputs in = test::ground(
      6, 80, 5, 0.03F, [](int row, int col) { return 20 - 0.05 * col + (row == 0 || row == 5 ? 5.0 : 0.0); });
  in.edges.east = Edge::free;
  in.inflows = {{"head", {{2, 2}, {3, 2}}, {0, 600, 1200}, {0, 12, 0}}};
  return in;
}

}  // namespace

TEST_CASE("a hydrograph enters to the litre, on whatever steps") {
  Inputs in = channel();
  Solver solver(in);
  for (double t = 37; t < 1300; t += 37) solver.advance_to(t);
  CHECK(solver.books().inflow_m3 == Approx(7200).epsilon(1e-9));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("what passes a section is what came in, and its sign follows the direction of the line") {
  Inputs in = channel();
  in.record_interval_s = 2;
  in.sections = {
      {"down", {300, 30}, {300, 0}}, {"up", {300, 0}, {300, 30}}, {"slanted", {250, 30}, {330, 0}}};
  Solver solver(in);
  solver.advance_to(3600);
  const Record& record = solver.record();
  std::vector<double> passed(3);
  for (std::size_t s = 0; s < 3; ++s)
    for (std::size_t k = 1; k < record.times_s.size(); ++k)
      passed[s] += 0.5 * (record.discharge_m3_per_s[s][k] + record.discharge_m3_per_s[s][k - 1]) *
                   (record.times_s[k] - record.times_s[k - 1]);
  // Walking south, the right-hand side is west: flow to the east counts negative.
  CHECK(passed[0] == Approx(-7200).epsilon(0.01));
  CHECK(passed[1] == Approx(7200).epsilon(0.01));
  CHECK(passed[2] == Approx(-7200).epsilon(0.01));
}

TEST_CASE("a gauge shows the uniform depth of Manning's formula") {
  Inputs in = channel();
  in.inflows[0].time_s = {0, 60, 7200};
  in.inflows[0].discharge_m3_per_s = {0, 10, 10};
  in.stations = {{"middle", {200, 12.5}}};
  Solver solver(in);
  solver.advance_to(3600);
  // q = 10 m3/s over 20 m; wide channel with side walls of no friction: h = (q n / sqrt(S))^(3/5).
  CHECK(solver.record().depth_m[0].back() == Approx(std::pow(0.5 * 0.03 / 0.1, 0.6)).epsilon(0.03));
  CHECK(solver.record().level_m[0].back() == Approx(18.0 + solver.record().depth_m[0].back()).margin(1e-4));
}

TEST_CASE("extremes taken every fourth step are those of every step") {
  Inputs in = test::hillside(60, 50, 10);
  in.rain = {test::even_rain(90, 1200)};
  Solver each(in), fourth(in);
  each.watch_every(1);
  each.advance_to(2400);
  fourth.advance_to(2400);
  CHECK(each.values(each.water().h) == fourth.values(fourth.water().h));
  const auto a = each.values(each.worst().depth), b = fourth.values(fourth.worst().depth);
  const auto t = each.values(each.worst().arrival[1]), u = fourth.values(fourth.worst().arrival[1]);
  for (std::size_t k = 0; k < a.size(); ++k) {
    REQUIRE(std::abs(a[k] - b[k]) < 0.01F);
    if (t[k] >= 0 && u[k] >= 0) REQUIRE(std::abs(t[k] - u[k]) < 10);
  }
}

TEST_CASE("arrivals come in order of depth and only where the maximum says so") {
  Inputs in = channel();
  Solver solver(in);
  solver.advance_to(1800);
  const auto depth = solver.values(solver.worst().depth);
  for (std::size_t k = 0; k < depth.size(); ++k) {
    float before = 0;
    for (std::size_t level = 0; level < kArrival_m.size(); ++level) {
      const float when = solver.values(solver.worst().arrival[level])[k];
      CHECK((when >= 0) == (depth[k] >= kArrival_m[level]));
      if (when < 0) continue;
      CHECK(when >= before);
      before = when;
    }
  }
}

TEST_CASE("a published frame holds the maximum since the frame before") {
  Inputs in = channel();
  Solver solver(in);
  std::vector<float> frame, largest(in.grid.count());
  solver.take_frame_depth(frame);
  for (double t = 300; t <= 1800; t += 300) {
    solver.advance_to(t);
    solver.take_frame_depth(frame);
    const auto now = solver.values(solver.water().h);
    for (std::size_t k = 0; k < frame.size(); ++k) {
      REQUIRE(frame[k] >= now[k]);
      largest[k] = std::max(largest[k], frame[k]);
    }
  }
  CHECK(largest == solver.values(solver.worst().depth));
}

TEST_CASE("a dry ground without sources costs no step") {
  Solver solver(test::ground(10, 10, 10, 0.03F, [](int, int) { return 0; }));
  solver.advance_to(3600);
  CHECK(solver.steps() == 0);
  CHECK(solver.time_s() == 3600);
}
