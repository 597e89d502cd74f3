// SPDX-License-Identifier: Apache-2.0
// Water that is level stays still, for ever, over any ground.
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using hazards::flood::Inputs;
using hazards::flood::Lattice;
using hazards::flood::Solver;

namespace {

/// A rough bed under one level (dry islands where its relief tops 7 m), on multiples of `grain_m` (0: any
/// number).
Inputs lake(double level_m, double grain_m, double relief_m = 12) {
  Inputs in = test::ground(70, 90, 10, 0.03F, [&](int row, int col) {
    const double z = 100 + relief_m * test::noise(row, col);
    return grain_m > 0 ? std::round(z / grain_m) * grain_m : z;
  });
  for (const float z : in.bed_m)
    in.depth_m.push_back(std::max(0.0F, static_cast<float>(level_m - static_cast<double>(z))));
  return in;
}

struct Stillness {
  double speed_m_per_s = 0, change_m = 0;
};

Stillness after_steps(Inputs in, long long steps, int order) {
  in.order = order;
  Solver solver(in);
  solver.watch_every(1);
  while (solver.steps() < steps) solver.advance_to(solver.time_s() + 100);
  const std::vector<float> depth = solver.values(solver.water().h);
  Stillness result{static_cast<double>(test::largest(solver.values(solver.worst().speed))), 0};
  for (std::size_t k = 0; k < depth.size(); ++k)
    result.change_m = std::max(result.change_m, static_cast<double>(std::abs(depth[k] - in.depth_m[k])));
  return result;
}

}  // namespace

TEST_CASE("a lake with dry islands on multiples of 2^-10 m is exactly still") {
  for (const int order : {1, 2}) {
    const Stillness found = after_steps(lake(107, 0x1p-10), 3000, order);
    CHECK(found.speed_m_per_s < 1e-6);
    CHECK(found.change_m < 1e-6);
  }
}

TEST_CASE("a lake on any bed is still to float's last places") {
  for (const int order : {1, 2}) {
    const Stillness found = after_steps(lake(107.3, 0), 3000, order);
    CHECK(found.speed_m_per_s < 1e-4);
    CHECK(found.change_m < 1e-6);
  }
}

TEST_CASE("a disturbed lake comes to rest: small waves over a rough bed do not grow") {
  Inputs in = lake(107, 0x1p-10, 6);
  for (int row = 30; row < 34; ++row)
    for (int col = 40; col < 44; ++col) in.depth_m[in.grid.index({row, col})] += 0.5F;
  for (const int order : {1, 2}) {
    in.order = order;
    Solver solver(in);
    solver.advance_to(3000);
    for (const Lattice* q : {&solver.water().hu, &solver.water().hv}) {
      CHECK(test::largest(solver.values(*q)) < 1e-4F);
      CHECK(test::least(solver.values(*q)) > -1e-4F);
    }
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
  }
}

TEST_CASE("drizzle on a deep lake is not lost to rounding") {
  // 20 mm/h for 6 h at 4 m depth: float additions step by step are wrong by percents.
  Inputs in = test::ground(12, 12, 5, 0.03F, [](int, int) { return 50; });
  in.depth_m.assign(in.grid.count(), 4);
  in.rain = {test::even_rain(20, 21600)};
  Solver solver(in);
  solver.advance_to(21600);
  const std::vector<float> depth = solver.values(solver.water().h);
  CHECK(static_cast<double>(test::least(depth)) == Approx(4.12).margin(1e-5));
  CHECK(static_cast<double>(test::largest(depth)) == Approx(4.12).margin(1e-5));
  CHECK(std::abs(solver.books().error_1()) < 1e-9);
}
