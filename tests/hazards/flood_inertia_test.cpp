// SPDX-License-Identifier: Apache-2.0
// Local inertia: right where it holds (MacDonald's subcritical channel, lakes), and stopped or handed over to
// the full equations where it does not (a dam break, a steep stream).
#include <cmath>
#include <cstring>

#include "engine/base/errors.h"
#include "engine/hazards/state_file.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

constexpr double kG_m_per_s2 = 9.81;

Inputs inertial(Inputs in, BeyondValidity beyond = BeyondValidity::hand_over) {
  in.equations = Equations::local_inertia;
  in.beyond = beyond;
  return in;
}

/// A metre of water behind a wall that is gone at once.
Inputs dam_break(double below_m) {
  Inputs in = test::ground(3, 1000, 1, 0, [](int, int) { return 0; });
  for (int row = 0; row < 3; ++row)
    for (int col = 0; col < 1000; ++col) in.depth_m.push_back(col < 500 ? 1.0F : static_cast<float>(below_m));
  return in;
}

}  // namespace

TEST_CASE("local inertia holds MacDonald's subcritical channel within 1 %") {
  // As in tests/validation, with 0.75 m2/s: Froude numbers of 0.2 to 0.37.
  constexpr int cols = 400;
  constexpr double cell_m = 2.5, q = 0.75, n = 0.033;
  const auto depth = [](double x) {
    return std::cbrt(4 / kG_m_per_s2) * (1 + 0.5 * std::exp(-16 * std::pow(x / 1000 - 0.5, 2)));
  };
  const auto slope = [&](double x) {
    const double h = depth(x), dh = (depth(x + 1e-3) - depth(x - 1e-3)) / 2e-3;
    return (q * q / (kG_m_per_s2 * h * h * h) - 1) * dh - n * n * q * q * std::pow(h, -10.0 / 3);
  };
  std::vector<double> bed(cols);
  double z = 0, x = cols * cell_m;
  for (int col = cols - 1; col >= 0; --col) {
    const double to = (col + 0.5) * cell_m, step = x - to;
    z -= step / 6 * (slope(x) + 4 * slope(x - 0.5 * step) + slope(to));
    bed[static_cast<std::size_t>(col)] = z;
    x = to;
  }
  Inputs in = test::ground(3, cols, cell_m, static_cast<float>(n),
                           [&](int, int col) { return bed[static_cast<std::size_t>(col)]; });
  const double inflow = q * 3 * cell_m;
  in.inflows = {{"head", {{0, 0}, {1, 0}, {2, 0}}, {0, 20000}, {inflow, inflow}}};
  in.edges.parts = {{Side::east, 0, 3, Edge::level, {{0}, {depth(cols * cell_m)}}}};
  for (int row = 0; row < 3; ++row)
    for (int col = 0; col < cols; ++col)
      in.depth_m.push_back(static_cast<float>(depth((col + 0.5) * cell_m)));
  Solver solver(inertial(in, BeyondValidity::stop));
  solver.advance_to(6000);
  const std::vector<float> found = solver.depth_m();
  double sum = 0, whole = 0;
  for (int col = 0; col < cols; ++col) {
    const double exact = depth((col + 0.5) * cell_m);
    sum += std::abs(static_cast<double>(found[static_cast<std::size_t>(cols + col)]) - exact);
    whole += exact;
  }
  CHECK(sum / whole < 0.01);
  CHECK(solver.handed_over_s() < 0);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE(
    "a lake stands still under local inertia, and fills a plain as the full equations of second order do") {
  Inputs lake =
      test::ground(40, 50, 10, 0.03F, [](int row, int col) { return 100 + 3 * test::noise(row, col); });
  for (const float z : lake.bed_m) lake.depth_m.push_back(std::max(0.0F, 102 - z));
  Solver still(inertial(lake, BeyondValidity::stop));
  still.advance_to(3000);
  CHECK(test::largest(still.values(still.worst().speed)) < 1e-4F);

  Inputs plain = test::ground(60, 60, 20, 0.05F, [](int, int col) { return 50 - 0.0005 * 20 * col; });
  plain.edges.east = Edge::free;
  plain.inflows = {{"river", {{30, 5}, {31, 5}, {29, 5}}, {0, 1800, 10000}, {0, 20, 20}}};
  Inputs sharp = plain;
  sharp.order = 2;
  Solver spread(inertial(plain, BeyondValidity::stop)), first(plain), second(sharp);
  for (Solver* solver : {&spread, &first, &second}) solver->advance_to(7200);
  CHECK(std::abs(spread.books().error_1()) < 1e-6);
  const auto gap = [&](const Solver& solver) {
    const std::vector<float> a = solver.depth_m(), b = second.depth_m();
    double apart = 0, whole = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
      apart += std::abs(static_cast<double>(a[k]) - static_cast<double>(b[k]));
      whole += static_cast<double>(b[k]);
    }
    return apart / whole;
  };
  CHECK(gap(spread) < 0.08);
  CHECK(gap(spread) < 0.6 * gap(first));
}

TEST_CASE("a dam break stops local inertia, which names the place and the time") {
  Solver solver(inertial(dam_break(0.1), BeyondValidity::stop));
  std::string told;
  try {
    solver.advance_to(60);
  } catch (const base::NumericalError& error) {
    told = error.what();
  }
  CHECK(told.find("local inertia does not hold") != std::string::npos);
  CHECK(told.find("column 499") != std::string::npos);
  CHECK(solver.time_s() < 1);
}

TEST_CASE("a dam break is handed over to the full equations and ends as Ritter's") {
  Solver solver(inertial(dam_break(0)));
  solver.advance_to(60);
  CHECK(solver.handed_over_s() >= 0);
  CHECK(solver.handed_over_s() < 1);
  const std::vector<float> depth = solver.depth_m();
  double sum = 0;
  for (int col = 0; col < 1000; ++col) {
    const double s = (col + 0.5 - 500) / 60.0, c = std::sqrt(kG_m_per_s2);
    const double exact = s < -c ? 1 : s > 2 * c ? 0 : std::pow(2 * c - s, 2) / (9 * kG_m_per_s2);
    sum += std::abs(static_cast<double>(depth[static_cast<std::size_t>(1000 + col)]) - exact);
  }
  CHECK(sum / 1000 < 0.012);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("a hand-over comes at the same step for any threads and widths, and survives an interruption") {
  Inputs in = test::ground(80, 70, 10, 0.03F, [](int row, int col) {
    return (row > 40 ? 0.4 * (80 - row) : 16 + 0.02 * (40 - row)) + 0.05 * std::abs(col - 35);
  });
  in.inflows = {{"river", {{2, 34}, {2, 35}, {2, 36}}, {0, 600, 5000}, {0, 40, 40}}};
  in.edges.south = Edge::free;
  Inputs shared = inertial(in);
  shared.threads = 3;
  Solver a(inertial(in)), b(shared), c(inertial(in)), before(inertial(in)), after(inertial(in));
  c.use(Width::baseline);
  for (Solver* solver : {&a, &b, &c, &before}) solver->advance_to(1800);
  CHECK(a.handed_over_s() > 10);
  CHECK(b.handed_over_s() == a.handed_over_s());
  CHECK(c.handed_over_s() == a.handed_over_s());
  const test::TemporaryFolder folder("flood_inertia");
  hazards::StateWriter to(folder.path() / "state");
  before.save(to);
  to.finish();
  hazards::StateReader from(folder.path() / "state");
  after.restore(from);
  from.finish();
  for (Solver* solver : {&a, &b, &c, &after}) solver->advance_to(2400);
  const std::vector<float> whole = a.depth_m();
  for (const Solver* other : {&b, &c, &after}) {
    const std::vector<float> depth = other->depth_m();
    CHECK(std::memcmp(whole.data(), depth.data(), whole.size() * sizeof(float)) == 0);
    CHECK(other->handed_over_s() == a.handed_over_s());
  }
}
