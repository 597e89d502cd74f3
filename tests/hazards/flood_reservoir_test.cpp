// SPDX-License-Identifier: Apache-2.0
// Level-pool routing and parametric breaches against hand calculations and published figures.
#include <cmath>

#include "engine/hazards/flood/reservoir.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// Vertical walls: 10 ha at every level from 100 to 130 m.
Reservoir tank(double level_m) {
  Reservoir pool;
  pool.name = "tank";
  pool.curve = PoolCurve({{100, 1e5, 0}, {130, 1e5, 3e6}});
  pool.level_m = level_m;
  pool.spill_crest_m = 120;
  pool.spill_width_m = 18;
  pool.spill_coefficient_1 = 0.36;
  return pool;
}

}  // namespace

TEST_CASE("a curve gives back level and volume, and parabolas between its rows") {
  const PoolCurve cone({{0, 0, 0}, {10, 1000, 5000}, {20, 3000, 25000}});
  CHECK(cone.volume_m3(5) == Approx(1250));
  CHECK(cone.volume_m3(15) == Approx(5000 + 0.5 * 5 * (1000 + 2000)));
  for (const double level : {0.5, 7.0, 13.0, 19.9, 24.0})
    CHECK(cone.level_m(cone.volume_m3(level)) == Approx(level).margin(1e-6));
}

TEST_CASE("a spillway empties a tank as the closed form says") {
  // A dH/dt = -c H^1.5: H = (H0^-0.5 + c t / (2 A))^-2.
  Reservoir pool = tank(123);
  pool.begin();
  for (double t = 0; t < 3600; t += 7) pool.advance(t, std::min(t + 7, 3600.0), 0);
  const double c = 0.36 * 18 * std::sqrt(2 * 9.81);
  CHECK(pool.level_m - 120 == Approx(std::pow(std::pow(3, -0.5) + c * 3600 / 2e5, -2)).epsilon(1e-4));
  CHECK(pool.out_m3 == Approx(pool.start_m3 - pool.volume_m3).epsilon(1e-9));
}

TEST_CASE("inflow is the mean of the interval that ends at a stamp") {
  Reservoir pool = tank(110);
  pool.inflow_end_s = {600, 1200};
  pool.inflow_m3_per_s = {10, 30};
  pool.begin();
  pool.advance(0, 600, 0);
  CHECK(pool.in_m3 == Approx(6000));
  pool.advance(600, 1200, 500);
  CHECK(pool.in_m3 == Approx(24500));
  CHECK(pool.level_m == Approx(110.245));
  CHECK(pool.inflow(1201) == 0);
}

TEST_CASE("gates follow their rule by level and by time") {
  Reservoir pool = tank(115);
  GateRule gate;
  gate.release_m3_per_s = {{110, 115}, {0, 50}};
  gate.from_s = 300;
  pool.gates = {gate};
  CHECK(pool.outflow(0, 115) == 0);
  CHECK(pool.outflow(300, 112.5) == Approx(25));
  GateRule orifice;
  orifice.sill_m = 105;
  orifice.width_m = 4;
  orifice.opening_m = {{0}, {1}};
  pool.gates = {orifice};
  CHECK(pool.outflow(0, 115) == Approx(0.6 * 4 * std::sqrt(2 * 9.81 * 9.5)));
}

TEST_CASE("Froehlich 2008 and von Thun & Gillette 1990 give their formulas' breaches") {
  // Teton dam, 1976: Vw 310e6 m3, hb 86.9 m, piping; by hand 168.3 m and 4,088 s.
  const BreachSize teton = froehlich_2008(310e6, 86.9, BreachWay::piping);
  CHECK(teton.width_m == Approx(168.3).epsilon(0.001));
  CHECK(teton.formation_s == Approx(4088).epsilon(0.001));
  CHECK(teton.side_slope_1 == Approx(0.7));
  CHECK(froehlich_2008(1e6, 20, BreachWay::overtopping).width_m ==
        Approx(1.3 * froehlich_2008(1e6, 20, BreachWay::piping).width_m));
  const BreachSize small = von_thun_gillette_1990(1e6, 15, true);
  CHECK(small.width_m == Approx(2.5 * 15 + 6.1));
  CHECK(small.formation_s == Approx(3600 * small.width_m / 60));
  CHECK(von_thun_gillette_1990(1e6, 15, false).formation_s < small.formation_s);
}

TEST_CASE("a dam that overtops breaks by itself and lets out all water above the breach's floor") {
  Reservoir pool = tank(123.9);
  pool.spill_width_m = 0;
  pool.inflow_end_s = {7200};
  pool.inflow_m3_per_s = {60};
  BreachPlan plan;
  plan.crest_m = 124;
  plan.floor_m = 104;
  pool.breach = plan;
  pool.breach_at_level_m = 124;
  pool.begin();
  double peak = 0;
  for (double t = 0; t < 10800; t += 5) {
    pool.advance(t, t + 5, 0);
    peak = std::max(peak, pool.outflow(t + 5, pool.level_m));
  }
  CHECK(pool.breach_began_s == Approx(1e4 / 60).margin(6));
  const BreachSize size = froehlich_2008(2e6, 20, BreachWay::overtopping);
  CHECK(pool.breach_size.width_m == Approx(size.width_m).epsilon(1e-3));
  CHECK(pool.level_m > 104);
  CHECK(pool.level_m < 104.6);
  // Between a third and all of what a full breach would pass at the full head.
  const double full = 1.7 * (size.width_m - 20) * std::pow(20, 1.5) + 1.35 * std::pow(20, 2.5);
  CHECK(peak > full / 4);
  CHECK(peak < full);
}

TEST_CASE("piping starts small, its roof falls, and then it is a weir") {
  BreachPlan plan;
  plan.way = BreachWay::piping;
  plan.crest_m = 124;
  plan.floor_m = 104;
  plan.pipe_m = 110;
  const BreachSize size{40, 1000, 0.7};
  CHECK(breach_outflow(plan, size, 10, 123) < 1);
  CHECK(breach_outflow(plan, size, 500, 123) > breach_outflow(plan, size, 300, 123));
  CHECK(breach_outflow(plan, size, 2000, 110) ==
        Approx(1.7 * (40 - 14) * std::pow(6, 1.5) + 1.35 * 0.7 * std::pow(6, 2.5)));
}

TEST_CASE("inside a run, what a reservoir lets out comes to its outlet and the books close") {
  Inputs in =
      test::ground(20, 60, 10, 0.04F, [](int row, int col) { return 50 - 0.2 * col + std::abs(row - 10); });
  in.edges.east = Edge::free;
  Reservoir pool = tank(122);
  pool.outlet = {{10, 2}};
  for (int col = 40; col < 45; ++col) pool.surface.push_back({10, col});
  pool.catches = true;
  in.reservoirs = {pool};
  Solver solver(in);
  solver.advance_to(3600);
  const Reservoir& after = solver.reservoirs()[0];
  CHECK(solver.books().inflow_m3 == Approx(after.out_m3).epsilon(1e-9));
  CHECK(solver.books().reservoir_m3 > 0.5 * after.out_m3);
  CHECK(after.in_m3 == Approx(solver.books().reservoir_m3).epsilon(1e-6));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}
