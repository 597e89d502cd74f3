// SPDX-License-Identifier: Apache-2.0
// Edges: closed ones keep every drop, free ones drain even a pond that lies against them, parts differ.
#include <cmath>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// A trough that falls 2 % to the south with 2 m of water lying in its lowest cells.
Inputs pond() {
  Inputs in = test::ground(40, 9, 5, 0.15F,
                           [](int row, int col) { return 10 - 0.1 * row + std::abs(col - 4) * 0.5; });
  for (const float z : in.bed_m) in.depth_m.push_back(std::max(0.0F, 8.1F - z));
  return in;
}

}  // namespace

TEST_CASE("behind closed edges nothing leaves") {
  Solver solver(pond());
  solver.advance_to(600);
  CHECK(solver.books().out_m3 == 0);
  CHECK(std::abs(solver.books().error_1()) < 1e-9);
}

TEST_CASE("a pond against a free edge drains: it once stood there for ever") {
  Inputs in = pond();
  in.edges.south = Edge::free;
  Solver solver(in);
  solver.advance_to(1800);
  CHECK(solver.books().out_m3 > 0.9 * solver.books().initial_m3);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("a free part of a closed edge is the only way out") {
  Inputs in = pond();
  in.edges.parts = {{Side::south, 4, 5, Edge::free}};
  in.sections = {{"outlet", {20, 0}, {25, 0}}, {"beside", {0, 0}, {20, 0}}};
  Solver solver(in);
  solver.advance_to(120);
  CHECK(solver.books().out_m3 > 0.1 * solver.books().initial_m3);
  CHECK(solver.record().discharge_m3_per_s[0].back() > 0.1);
  CHECK(solver.record().discharge_m3_per_s[1].back() == 0);
}

TEST_CASE("beyond a level edge stands water: a dry trough fills to it and a fuller one drains to it") {
  for (const int order : {1, 2}) {
    Inputs in = test::ground(20, 30, 5, 0.03F, [](int, int) { return 0; });
    in.order = order;
    in.edges.parts = {{Side::west, 0, 20, Edge::level, {{0, 600}, {0.5, 1.0}}}};
    Solver filling(in);
    filling.advance_to(6000);
    CHECK(filling.books().stored_m3 == Approx(1.0 * 20 * 30 * 25).epsilon(0.01));
    CHECK(std::abs(filling.books().error_1()) < 1e-6);
    in.depth_m.assign(in.grid.count(), 2);
    Solver draining(in);
    draining.advance_to(6000);
    CHECK(draining.books().stored_m3 == Approx(1.0 * 20 * 30 * 25).epsilon(0.01));
  }
}
