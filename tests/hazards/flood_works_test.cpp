// SPDX-License-Identifier: Apache-2.0
// Walls, weirs, bridges, gates, culverts, pumps, acts and breaches of the terrain against closed forms, and
// the books of all of them together.
#include <cmath>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// A flume, level, `cols` cells of 2 m and three rows; `q` m2/s comes in at its western end, free in the
/// east.
Inputs flume(int cols, double q_m2_per_s, double until_s) {
  Inputs in = test::ground(3, cols, 2, 0.001F, [](int, int) { return 10; });
  in.edges.east = Edge::free;
  const double q = q_m2_per_s * 6;
  in.inflows = {{"head", {{0, 0}, {1, 0}, {2, 0}}, {0, until_s}, {q, q}}};
  return in;
}

/// Something across the flume east of a column.
Barrier across(int col, Barrier::Kind kind) {
  Barrier barrier;
  barrier.name = "across";
  barrier.kind = kind;
  const double x = (col + 1) * 2;
  barrier.lines = {{{x, 0}, {x, 6}}};
  return barrier;
}

double level(const Solver& solver, int row, int col) {
  const std::ptrdiff_t at = solver.water().shape.at(row, col);
  return static_cast<double>(solver.water().z[at]) + static_cast<double>(solver.water().h[at]);
}

/// A valley dammed by a ridge of cells, 20 m of water behind it.
Inputs dammed_valley() {
  Inputs in = test::ground(60, 80, 10, 0.04F, [](int row, int col) {
    const double side = 0.6 * std::max(0.0, std::abs(row - 30.0) - 6) * 10;
    const double valley = 100 - 0.05 * col + side;
    return col >= 30 && col <= 33 ? std::max(valley, 124.0) : valley;
  });
  in.edges.east = Edge::free;
  for (int row = 0; row < 60; ++row)
    for (int col = 0; col < 80; ++col)
      in.depth_m.push_back(col < 30 ? std::max(0.0F, 120 - in.bed_m[in.grid.index({row, col})]) : 0.0F);
  GroundBreach breach;
  breach.name = "dam";
  breach.from = {320, 200};
  breach.to = {320, 390};
  breach.centre = {320, 295};
  breach.pool = {205, 295};
  breach.thickness_m = 60;
  breach.plan.crest_m = 124;
  breach.plan.floor_m = 102;
  breach.at_s = 30;
  in.works.breaches = {breach};
  return in;
}

}  // namespace

TEST_CASE("still water on both sides of a wall stays still, at any two levels") {
  for (const int order : {1, 2}) {
    Inputs in = test::ground(12, 20, 5, 0.03F, [](int row, int col) { return 100 + test::noise(row, col); });
    in.order = order;
    for (int row = 0; row < 12; ++row)
      for (int col = 0; col < 20; ++col)
        in.depth_m.push_back((col < 9 ? 103.0F : 101.5F) - in.bed_m[in.grid.index({row, col})]);
    Barrier wall;
    wall.name = "wall";
    wall.setting_m = 103.5;
    wall.lines = {{{45, 0}, {45, 60}}};
    in.works.barriers = {wall};
    Solver solver(in);
    const std::vector<float> before = solver.values(solver.water().h);
    solver.advance_to(600);
    const std::vector<float> after = solver.values(solver.water().h);
    for (std::size_t k = 0; k < after.size(); ++k) CHECK(after[k] == Approx(before[k]).margin(1e-5));
    CHECK(std::abs(solver.books().error_1()) < 1e-9);
  }
}

TEST_CASE("a weir holds the water back to the head that its formula asks for") {
  for (const int order : {1, 2}) {
    Inputs in = flume(120, 1, 4000);
    in.order = order;
    Barrier weir = across(60, Barrier::Kind::wall);
    weir.setting_m = 12;
    in.works.barriers = {weir};
    Solver solver(in);
    solver.advance_to(4000);
    CHECK(level(solver, 1, 55) - 12 == Approx(std::pow(1 / 1.7, 2.0 / 3)).epsilon(0.02));
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
  }
}

TEST_CASE("a bridge under pressure follows its orifice, and its deck is topped as a weir") {
  for (const int order : {1, 2}) {
    Inputs in = flume(120, 4, 3000);
    in.order = order;
    Barrier bridge = across(60, Barrier::Kind::bridge);
    bridge.soffit_m = 11;
    bridge.deck_m = 30;
    bridge.orifice_1 = 0.8;
    in.works.barriers = {bridge};
    Solver solver(in);
    solver.advance_to(3000);
    const double up = level(solver, 1, 60) - 10, down = std::max(0.5, level(solver, 1, 61) - 10);
    CHECK(0.8 * std::sqrt(2 * 9.81 * (up - down)) == Approx(4).epsilon(0.01));
    CHECK(up > 1.5);
    in.works.barriers[0].deck_m = 11.2;
    Solver topped(in);
    topped.advance_to(3000);
    CHECK(level(topped, 1, 60) < level(solver, 1, 60) - 0.05);
    CHECK(std::abs(topped.books().error_1()) < 1e-6);
  }
}

TEST_CASE("a bridge that the water does not touch changes nothing") {
  const Inputs plain = flume(60, 0.5, 600);
  Inputs bridged = plain;
  Barrier bridge = across(30, Barrier::Kind::bridge);
  bridge.soffit_m = 20;
  bridge.deck_m = 21;
  bridged.works.barriers = {bridge};
  Solver a(plain), b(bridged);
  a.advance_to(600);
  b.advance_to(600);
  CHECK(a.values(a.water().h) == b.values(b.water().h));
}

TEST_CASE("a gate is shut until somebody opens it, and a row of sandbags stands when it is laid") {
  Inputs in = test::ground(3, 40, 2, 0.03F, [](int, int) { return 10; });
  for (int k = 0; k < 120; ++k) in.depth_m.push_back(k % 40 < 20 ? 2.0F : 0.0F);
  Barrier gate = across(19, Barrier::Kind::gate);
  gate.name = "gate";
  in.works.barriers = {gate};
  Act act;
  act.work = "gate";
  act.at_s = 100;
  act.to = 0.5;
  in.works.acts = {act};
  Solver solver(in);
  solver.advance_to(99);
  CHECK(solver.water().h[solver.water().shape.at(1, 20)] == 0);
  solver.advance_to(101);
  // The gate's 0.6 a sqrt(2 g (h - a/2)) and the simple wave's h 2 (sqrt(2 g) - sqrt(g h)) meet at h = 1.59
  // m.
  const double q = 1.535;
  double passed = 0;
  for (int col = 20; col < 40; ++col)
    passed += 2.0 * static_cast<double>(solver.water().h[solver.water().shape.at(1, col)]);
  CHECK(passed == Approx(q).epsilon(0.05));

  Barrier bags = across(19, Barrier::Kind::wall);
  bags.name = "bags";
  bags.over_ground = true;
  in.works.barriers = {bags};
  act.work = "bags";
  act.at_s = 10;
  act.to = 3;
  in.works.acts = {act};
  Solver sandbagged(in);
  sandbagged.advance_to(10);
  const auto beyond = [&] {
    double sum = 0;
    for (int col = 20; col < 40; ++col)
      sum += static_cast<double>(sandbagged.water().h[sandbagged.water().shape.at(1, col)]);
    return sum;
  };
  const double at_10_s = beyond();
  CHECK(at_10_s > 1);
  sandbagged.advance_to(300);
  CHECK(beyond() == Approx(at_10_s).epsilon(0.1));
}

TEST_CASE("culverts: critical depth, inlet and outlet control of HDS-5 by hand") {
  Barrel box;
  box.round = false;
  box.width_m = box.rise_m = 2;
  box.length_m = 10;
  for (const CulvertInlet& inlet : culvert_inlets())
    if (inlet.name == "box_flared_wingwalls") box.inlet = inlet;
  const CulvertCurve inlet_control(box);
  // Ku Q/(A D^0.5) = 5: HW/D = 0.0347 * 25 + 0.81 = 1.6775.
  CHECK(inlet_control.inlet_headwater_m(15.618) == Approx(3.355).epsilon(1e-3));
  CHECK(inlet_control.discharge_m3_per_s(3.355, 0) == Approx(15.618).epsilon(0.005));
  CHECK(inlet_control.critical_depth_m(15.618) == Approx(std::cbrt(7.809 * 7.809 / 9.81)).epsilon(1e-4));
  box.length_m = 100;
  // Full, 1 m of fall, loss 1 + 0.4 + 19.62 * 0.012^2 * 100 / 0.5^(4/3) = 2.112.
  CHECK(CulvertCurve(box).discharge_m3_per_s(4, 3) == Approx(12.19).epsilon(0.002));
  Barrel pipe;
  pipe.width_m = pipe.rise_m = 1;
  pipe.length_m = 20;
  pipe.inlet = culvert_inlets().front();
  const CulvertCurve round(pipe);
  CHECK(round.critical_depth_m(std::sqrt(9.81 * std::pow(M_PI / 8, 3))) == Approx(0.5).margin(1e-6));
  double before = 0;
  for (double head = 0.02; head < 5; head += 0.02) {
    const double q = round.discharge_m3_per_s(head, 0);
    CHECK(q >= before);
    CHECK(round.discharge_m3_per_s(head, 0.5 * head) <= q);
    before = q;
  }
}

TEST_CASE("a culvert levels two ponds that a bank parts, and a flap keeps the water back") {
  for (const bool flap : {false, true}) {
    Inputs in = test::ground(5, 21, 4, 0.03F, [](int, int col) { return col == 10 ? 14 : 10; });
    for (int k = 0; k < 105; ++k) in.depth_m.push_back(k % 21 < 10 ? 0.5F : k % 21 > 10 ? 2.5F : 0.0F);
    Culvert culvert;
    culvert.name = "pipe";
    culvert.inlet = {{2, 9}};
    culvert.outlet = {{2, 11}};
    culvert.inlet_floor_m = culvert.outlet_floor_m = 10;
    culvert.flap = flap;
    culvert.barrel.width_m = culvert.barrel.rise_m = 1.2;
    culvert.barrel.length_m = 12;
    culvert.barrel.inlet = culvert_inlets().front();
    in.works.culverts = {culvert};
    Solver solver(in);
    solver.advance_to(3600);
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
    CHECK(level(solver, 2, 2) == Approx(flap ? 10.5 : 11.5).margin(0.02));
    CHECK(solver.works().culverts[0].moved_m3 == Approx(flap ? 0 : -1.0 * 50 * 16).margin(20));
  }
}

TEST_CASE("a pump moves what it can while it has power, stops when its sump is empty, and is booked") {
  Inputs in = test::ground(5, 21, 4, 0.03F, [](int, int col) { return col == 10 ? 14 : 10; });
  for (int k = 0; k < 105; ++k) in.depth_m.push_back(k % 21 < 10 ? 1.0F : 0.0F);
  Pump pump;
  pump.name = "pump";
  pump.intake = {{2, 3}};
  pump.outlet = {{2, 16}};
  pump.capacity_m3_per_s = 0.2;
  pump.no_power_from_s = {600};
  pump.no_power_until_s = {1200};
  in.works.pumps = {pump};
  Solver solver(in);
  solver.advance_to(600);
  CHECK(solver.works().pumps[0].moved_m3 == Approx(120).epsilon(1e-9));
  solver.advance_to(1200);
  CHECK(solver.works().pumps[0].moved_m3 == Approx(120).epsilon(1e-9));
  solver.advance_to(9000);
  // 800 m3 less the 2 cm at which it stops; the sump may be lower than the rest.
  CHECK(solver.works().pumps[0].moved_m3 > 740);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  in.works.pumps[0].outlet.clear();
  Solver out(in);
  out.advance_to(9000);
  CHECK(out.books().pumped_m3 == Approx(out.works().pumps[0].moved_m3));
  CHECK(std::abs(out.books().error_1()) < 1e-6);
}

TEST_CASE("a dam breaks inside the terrain: width and time by Froehlich from the water behind it") {
  for (const int order : {1, 2}) {
    Inputs in = dammed_valley();
    in.order = order;
    in.sections = {{"below", {350, 0}, {350, 600}}};
    in.record_interval_s = 30;
    double water = 0;
    for (std::size_t k = 0; k < in.depth_m.size(); ++k)
      water += in.depth_m[k] > 0.01F ? 100 * (120.0 - std::max(102.0, static_cast<double>(in.bed_m[k]))) : 0;
    Solver solver(in);
    solver.advance_to(5000);
    const GroundBreach& breach = solver.works().breaches[0];
    CHECK(breach.began_s == 30);
    CHECK(breach.water_m3 == Approx(water).epsilon(0.01));
    const BreachSize size = froehlich_2008(breach.water_m3, 22, BreachWay::overtopping);
    CHECK(breach.size.width_m == Approx(size.width_m));
    CHECK(breach.size.formation_s == Approx(size.formation_s));
    // The ground at the axis is down to the floor over the bottom width, and untouched beyond the top width.
    CHECK(solver.water().z[solver.water().shape.at(30, 31)] == 102.0F);
    CHECK(
        solver.water().z[solver.water().shape.at(30 + static_cast<int>((size.width_m + 22) / 20) + 2, 31)] ==
        124.0F);
    CHECK(level(solver, 30, 10) < 104.5);
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
    double peak = 0;
    for (const double q : solver.record().discharge_m3_per_s[0]) peak = std::max(peak, q);
    // Between a tenth and all of a full breach at the full head.
    const double full = 1.7 * (size.width_m - 22) * std::pow(18, 1.5) + 1.35 * std::pow(18, 2.5);
    CHECK(peak > 0.1 * full);
    CHECK(peak < full);
  }
}

TEST_CASE("a breach may begin at a level or by an act; a resistant dam takes longer") {
  Inputs in = dammed_valley();
  in.works.breaches[0].at_s = 1e300;
  in.works.breaches[0].at_level_m = 121;
  Solver waits(in);
  waits.advance_to(60);
  CHECK(waits.works().breaches[0].began_s < 0);
  in.works.breaches[0].at_level_m = 1e300;
  Act act;
  act.work = "dam";
  act.at_s = 45;
  in.works.acts = {act};
  in.works.breaches[0].plan.formula = BreachFormula::von_thun_gillette_1990;
  Solver called(in);
  called.advance_to(60);
  CHECK(called.works().breaches[0].began_s == 45);
  const double depth = level(called, 29, 20) - 102;
  CHECK(
      called.works().breaches[0].size.width_m ==
      Approx(von_thun_gillette_1990(called.works().breaches[0].water_m3, depth, true).width_m).epsilon(0.01));
}

TEST_CASE(
    "all works together give the same bits on any number of threads, with and without tiles, for any width") {
  for (const int order : {1, 2}) {
    Inputs in = dammed_valley();
    in.order = order;
    Barrier levee;
    levee.name = "levee";
    levee.over_ground = true;
    levee.setting_m = 3;
    levee.lines = {{{400, 260}, {560, 260}, {620, 300}}};
    Barrier bridge;
    bridge.name = "bridge";
    bridge.kind = Barrier::Kind::bridge;
    bridge.soffit_m = 100;
    bridge.deck_m = 101;
    bridge.lines = {{{640, 200}, {640, 400}}};
    in.works.barriers = {levee, bridge};
    Culvert culvert;
    culvert.name = "pipe";
    culvert.inlet = {{30, 45}};
    culvert.outlet = {{36, 63}};
    culvert.inlet_floor_m = 98;
    culvert.outlet_floor_m = 97;
    culvert.barrel.width_m = culvert.barrel.rise_m = 2;
    culvert.barrel.length_m = 200;
    culvert.barrel.slope_1 = 0.005;
    culvert.barrel.inlet = culvert_inlets().front();
    in.works.culverts = {culvert};
    Pump pump;
    pump.name = "pump";
    pump.intake = {{31, 40}};
    pump.outlet = {{15, 31}};
    pump.capacity_m3_per_s = 3;
    in.works.pumps = {pump};
    const auto run = [&](int threads, Width width, bool all_tiles) {
      in.threads = threads;
      Solver solver(in);
      solver.use(width);
      if (all_tiles) solver.use_all_tiles();
      solver.advance_to(400);
      CHECK(std::abs(solver.books().error_1()) < 1e-6);
      return solver.values(solver.water().h);
    };
    const std::vector<float> one = run(1, widest(), false);
    CHECK(test::largest(one) > 1);
    CHECK(one == run(3, widest(), false));
    CHECK(one == run(1, Width::baseline, false));
    CHECK(one == run(2, widest(), true));
  }
}
