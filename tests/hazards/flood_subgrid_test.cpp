// SPDX-License-Identifier: Apache-2.0
// Sub-grid cells against closed forms: lakes, normal flow in a channel narrower than a cell, a hillside's
// balance, a dam break; against their books; and the same bits for any threads, widths, tiles and
// interruptions.
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/hazards/flood/flood.h"
#include "engine/hazards/state_file.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

constexpr double kG_m_per_s2 = 9.81;

Inputs on_subgrid(Inputs in, int cells) {
  in.subgrid_cells = cells;
  return in;
}

Inputs rainy_hillside(int cells) {
  Inputs in = test::hillside(61, 70, 10);
  in.rain = {test::even_rain(60, 1800)};
  in.losses.model = LossModel::green_ampt;
  in.losses.conductivity_m_per_s = 2e-6;
  in.losses.suction_m = 0.1;
  in.losses.moisture_deficit_1 = 0.2;
  in.inflows = {{"brook", {{2, 35}, {2, 36}, {3, 35}}, {0, 900, 2400}, {0, 20, 4}}};
  in.edges.south = Edge::free;
  in.stations = {{"g", in.grid.centre({40, 35})}};
  in.sections = {{"s", {0, 300}, {700, 300}}};
  return on_subgrid(std::move(in), cells);
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

bool same_runs(const Solver& a, const Solver& b) {
  const Worst &x = a.worst(), &y = b.worst();
  return same_bits(a.values(a.water().h), b.values(b.water().h)) &&
         same_bits(a.values(a.water().hu), b.values(b.water().hu)) &&
         same_bits(a.values(x.depth), b.values(y.depth)) && same_bits(a.values(x.speed), b.values(y.speed)) &&
         same_bits(a.values(x.arrival[1]), b.values(y.arrival[1])) &&
         same_bits(a.values(x.above[0]), b.values(y.above[0])) && same_bits(a.depth_m(), b.depth_m()) &&
         a.record().depth_m == b.record().depth_m &&
         a.record().discharge_m3_per_s == b.record().discharge_m3_per_s && a.steps() == b.steps();
}

}  // namespace

TEST_CASE("a lake with islands and shores is level and still on sub-grid cells, whatever the grid's size") {
  for (const int cells : {2, 3, 5}) {
    Inputs in = test::ground(52, 47, 20, 0.03F, [](int row, int col) {
      return 200 + 6 * std::sin(row * 0.4) * std::cos(col * 0.3) + 3 * test::noise(row, col);
    });
    in.bed_m[in.grid.index({20, 20})] = std::nanf("");
    for (const float z : in.bed_m) in.depth_m.push_back(z < 202 ? 202 - z : 0);
    for (std::size_t k = 0; k < in.bed_m.size(); ++k)
      if (std::isnan(in.bed_m[k])) in.depth_m[k] = 0;
    const std::vector<float> start = in.depth_m;
    Solver solver(on_subgrid(in, cells));
    solver.advance_to(3000);
    const std::vector<float> depth = solver.depth_m();
    float change = 0;
    for (std::size_t k = 0; k < depth.size(); ++k)
      if (!std::isnan(in.bed_m[k])) change = std::max(change, std::abs(depth[k] - start[k]));
    CHECK(solver.steps() > 100);
    CHECK(change < 2e-5F);
    CHECK(test::largest(solver.values(solver.worst().speed)) < 1e-4F);
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
  }
}

TEST_CASE("normal flow in a channel a quarter of a cell wide has the depth of Manning's formula") {
  // A rectangular channel of one fine cell (5 m) between banks of 20 m, 1 % along the rows.
  constexpr double slope = 0.01, n = 0.035, q_m3_per_s = 12;
  Inputs in = test::ground(12, 400, 5, static_cast<float>(n),
                           [&](int row, int col) { return 100 - slope * 5 * col + (row == 5 ? 0 : 20); });
  in.edges.east = Edge::free;
  in.inflows = {{"head", {{5, 0}}, {0, 20000}, {q_m3_per_s, q_m3_per_s}}};
  in.sections = {{"across", in.grid.centre({0, 250}), in.grid.centre({11, 250})}};
  Solver solver(on_subgrid(in, 4));
  solver.advance_to(6000);
  const double normal = std::pow(q_m3_per_s / 5 * n / std::sqrt(slope), 0.6);
  const std::vector<float> depth = solver.depth_m();
  double sum = 0;
  for (int col = 100; col < 300; ++col) {
    sum += static_cast<double>(depth[in.grid.index({5, col})]);
    CHECK(depth[in.grid.index({4, col})] == 0);
  }
  CHECK(sum / 200 == Approx(normal).epsilon(0.02));
  CHECK(std::abs(solver.record().discharge_m3_per_s[0].back()) == Approx(q_m3_per_s).epsilon(0.005));
}

TEST_CASE("a hillside in steady rain passes what falls on it, as deep as the kinematic wave") {
  constexpr double slope = 0.1, n = 0.05, mm_per_h = 60;
  for (const int cells : {2, 4}) {
    Inputs in =
        test::ground(8, 80, 10, static_cast<float>(n), [&](int, int col) { return 300 - slope * 10 * col; });
    in.edges.east = Edge::free;
    in.rain = {test::even_rain(mm_per_h, 30000)};
    Solver solver(on_subgrid(in, cells));
    solver.advance_to(9000);
    const std::vector<float> depth = solver.depth_m();
    for (const int col : {30, 50, 70}) {
      const double q = mm_per_h * 1e-3 / 3600 * (col + 0.5) * 10,
                   exact = std::pow(q * n / std::sqrt(slope), 0.6);
      double mean = 0;
      for (int c = col / cells * cells; c < (col / cells + 1) * cells; ++c)
        mean += static_cast<double>(depth[in.grid.index({4, c})]) / cells;
      CHECK(mean == Approx(exact).epsilon(0.1));
    }
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
  }
}

TEST_CASE("Ritter's dam break on sub-grid cells: momentum is carried") {
  constexpr int n = 1000;
  Inputs in = test::ground(4, n, 1, 0, [](int, int) { return 0; });
  for (int row = 0; row < 4; ++row)
    for (int col = 0; col < n; ++col) in.depth_m.push_back(col < n / 2 ? 1.0F : 0.0F);
  Solver solver(on_subgrid(in, 2));
  solver.advance_to(60);
  const std::vector<float> depth = solver.depth_m();
  double sum = 0;
  for (int col = 0; col < n; ++col) {
    const double s = (col + 0.5 - n / 2) / 60.0, c = std::sqrt(kG_m_per_s2);
    const double exact = s < -c ? 1 : s > 2 * c ? 0 : std::pow(2 * c - s, 2) / (9 * kG_m_per_s2);
    sum += std::abs(static_cast<double>(depth[in.grid.index({1, col})]) - exact);
  }
  CHECK(sum / n < 0.02);  // 500 cells of 2 m
}

TEST_CASE("rain, losses, inflow and edges close their books on sub-grid cells of every size") {
  for (const int cells : {2, 3, 4, 7}) {
    Solver solver(rainy_hillside(cells));
    solver.advance_to(3600);
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
    CHECK(solver.books().rain_m3 == Approx(0.03 * 61 * 70 * 100).epsilon(1e-6));
    CHECK(solver.books().infiltrated_m3 > 0);
    CHECK(solver.books().out_m3 > 0);
    CHECK(test::least(solver.depth_m()) >= 0);
    double stored = 0;
    for (const float h : solver.values(solver.water().h))
      stored += static_cast<double>(h) * 100 * cells * cells;
    CHECK(stored == Approx(solver.books().stored_m3).epsilon(1e-4));
  }
}

TEST_CASE("no frame on sub-grid cells is deeper than the maximum") {
  Solver solver(rainy_hillside(3));
  std::vector<float> frame;
  for (double t = 100; t <= 2400; t += 100) {
    solver.advance_to(t);
    solver.take_frame_depth(frame);
    const std::vector<float> deepest = solver.values(solver.worst().depth), now = solver.depth_m();
    for (std::size_t k = 0; k < frame.size(); ++k) {
      REQUIRE(frame[k] <= deepest[k]);
      REQUIRE(now[k] <= frame[k]);
    }
  }
}

TEST_CASE("a tide beyond an edge fills a bay to its level on sub-grid cells") {
  Inputs in = test::ground(24, 36, 10, 0.03F,
                           [](int row, int col) { return 0.1 * col + 0.4 * test::noise(row, col); });
  in.edges.parts = {{Side::west, 0, 24, Edge::level, {{0}, {2}}}};
  Solver solver(on_subgrid(in, 3));
  solver.advance_to(20000);
  const std::vector<float> depth = solver.depth_m();
  for (const int col : {0, 9, 15})
    CHECK(static_cast<double>(depth[in.grid.index({12, col})] + in.bed_m[in.grid.index({12, col})]) ==
          Approx(2).margin(0.01));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("sub-grid cells give the same bits for any threads, widths and tiles") {
  Inputs alone = rainy_hillside(3);
  alone.rain.clear();  // so that tiles are left out
  Inputs shared = alone;
  shared.threads = 3;
  Solver a(alone), b(shared), c(alone), d(alone), e(alone);
  c.use(Width::baseline);
  d.use(Width::avx2);
  e.use_all_tiles();
  for (Solver* solver : {&a, &b, &c, &d, &e}) solver->advance_to(2000);
  CHECK(a.active_1() < 1);
  CHECK(same_runs(a, b));
  CHECK(same_runs(a, c));
  CHECK(same_runs(a, d));
  CHECK(same_runs(a, e));
}

TEST_CASE("a run on sub-grid cells is taken up bit for bit") {
  const test::TemporaryFolder folder("flood_subgrid");
  Solver whole(rainy_hillside(4)), first(rainy_hillside(4)), second(rainy_hillside(4));
  whole.advance_to(1000);
  first.advance_to(1000);
  hazards::StateWriter to(folder.path() / "state");
  first.save(to);
  to.finish();
  hazards::StateReader from(folder.path() / "state");
  second.restore(from);
  from.finish();
  whole.advance_to(2500);
  second.advance_to(2500);
  CHECK(same_runs(whole, second));
}

TEST_CASE("works and the second order are refused on sub-grid cells, all at once") {
  world::World world;
  world.crs = "EPSG:4547";
  world.terrain.elevation_m = geo::Raster<float>({40, 50, 0, 400, 10, "EPSG:4547"}, 100);
  const base::SectionSpec root{"", false, "", {}, {card().settings}};
  const base::Settings settings = base::Settings::parse(
      "[flood]\norder = 2\nmanning_s_per_m1_3 = 0.04\n[flood.subgrid]\ncells = 4\n[[flood.wall]]\nname = "
      "\"bags\"\nheight_m = 1\nx1_m = 100\ny1_m = 100\nx2_m = 300\ny2_m = 100\n",
      "scenario.toml", root);
  std::vector<std::string> notes;
  std::string told;
  try {
    read_inputs(world, settings.section("flood"), {base::read_instant("2025-06-18 14:00"), 7200, 300, 1, 1},
                notes);
  } catch (const base::InputError& error) {
    told = error.what();
  }
  CHECK(told.find("second order") != std::string::npos);
  CHECK(told.find("[[flood.wall]]") != std::string::npos);
}
