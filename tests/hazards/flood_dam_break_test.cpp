// SPDX-License-Identifier: Apache-2.0
// The dam breaks that have exact solutions: Ritter (dry valley, 1892) and Stoker (wet valley, 1957).
#include <cmath>

#include "engine/hazards/flood/riemann.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using hazards::flood::Inputs;
using hazards::flood::Solver;

namespace {

constexpr int kCells = 1000;
constexpr double kDepth_m = 10, kTime_s = 20, kG = static_cast<double>(hazards::flood::kGravity_m_per_s2);

Inputs dam(double below_m, bool along_rows) {
  const int across = 3;
  Inputs in = test::ground(along_rows ? across : kCells, along_rows ? kCells : across, 1, 0,
                           [](int, int) { return 0; });
  in.depth_m.resize(in.grid.count());
  for (int row = 0; row < in.grid.n_rows; ++row)
    for (int col = 0; col < in.grid.n_cols; ++col)
      in.depth_m[in.grid.index({row, col})] =
          static_cast<float>((along_rows ? col : row) < kCells / 2 ? kDepth_m : below_m);
  return in;
}

/// Celerity between the waves, by bisection on the Rankine-Hugoniot condition.
double middle_celerity(double below_m) {
  const double c0 = std::sqrt(kG * kDepth_m);
  double low = std::sqrt(kG * below_m), high = c0;
  for (int k = 0; k < 100; ++k) {
    const double c = 0.5 * (low + high), h = c * c / kG;
    const double shock = (h - below_m) * std::sqrt(0.5 * kG * (h + below_m) / (h * below_m));
    (2 * (c0 - c) > shock ? low : high) = c;
  }
  return low;
}

double exact_depth(double xi, double below_m) {
  const double c0 = std::sqrt(kG * kDepth_m);
  if (xi <= -c0) return kDepth_m;
  const double fan = std::pow(2 * c0 - xi, 2) / (9 * kG);
  if (below_m == 0) return xi < 2 * c0 ? fan : 0;
  const double c = middle_celerity(below_m), h = c * c / kG, u = 2 * (c0 - c);
  if (xi < u - c) return fan;
  return xi < h * u / (h - below_m) ? h : below_m;
}

/// Mean error of depth over the channel, as a share of the depth behind the dam.
double error_1(double below_m, bool along_rows, int order = 1) {
  Inputs in = dam(below_m, along_rows);
  in.order = order;
  Solver solver(in);
  solver.advance_to(kTime_s);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  const std::vector<float> depth = solver.values(solver.water().h);
  CHECK(test::least(depth) >= 0);
  double sum = 0;
  for (int k = 0; k < kCells; ++k) {
    const geo::Cell cell = along_rows ? geo::Cell{1, k} : geo::Cell{k, 1};
    sum += std::abs(static_cast<double>(depth[in.grid.index(cell)]) -
                    exact_depth((k + 0.5 - kCells / 2.0) / kTime_s, below_m));
  }
  return sum / kCells / kDepth_m;
}

}  // namespace

TEST_CASE("Ritter's dam break over a dry bed, along rows and along columns") {
  CHECK(error_1(0, true) < 0.005);
  CHECK(error_1(0, false) < 0.005);
  CHECK(error_1(0, true, 2) < 0.0015);
  CHECK(error_1(0, false, 2) < 0.0015);
}

TEST_CASE("Stoker's dam break over shallow and deeper water") {
  CHECK(error_1(0.1, true) < 0.012);
  CHECK(error_1(1, true) < 0.005);
  CHECK(error_1(2, false) < 0.005);
  CHECK(error_1(0.1, true, 2) < 0.005);
  CHECK(error_1(1, true, 2) < 0.001);
}

TEST_CASE("the dry front is within two cells of Ritter's at the 5 % contour") {
  const Inputs in = dam(0, true);
  Solver solver(in);
  solver.advance_to(kTime_s);
  const std::vector<float> depth = solver.values(solver.water().h);
  int front = 0, exact = 0;
  for (int k = 0; k < kCells; ++k) {
    if (static_cast<double>(depth[in.grid.index({1, k})]) > 0.05 * kDepth_m) front = k;
    if (exact_depth((k + 0.5 - kCells / 2.0) / kTime_s, 0) > 0.05 * kDepth_m) exact = k;
  }
  CHECK(std::abs(front - exact) <= 2);
}

TEST_CASE("a round column collapses alike in all directions") {
  Inputs in = test::ground(60, 60, 1, 0, [](int, int) { return 0; });
  for (int row = 0; row < 60; ++row)
    for (int col = 0; col < 60; ++col)
      in.depth_m.push_back(std::hypot(row - 29.5, col - 29.5) < 12 ? 2.5F : 0.0F);
  Solver solver(in);
  solver.advance_to(3);
  const std::vector<float> depth = solver.values(solver.water().h);
  float worst = 0;
  for (int row = 0; row < 60; ++row)
    for (int col = 0; col < 60; ++col) {
      const float d = depth[in.grid.index({row, col})];
      worst = std::max(worst, std::abs(d - depth[in.grid.index({59 - row, col})]));
      worst = std::max(worst, std::abs(d - depth[in.grid.index({col, row})]));
    }
  CHECK(worst < 1e-4F);
}

TEST_CASE("one lone column of water falls without making or losing water") {
  Inputs in = test::ground(21, 21, 2, 0, [](int, int) { return 0; });
  in.depth_m.assign(in.grid.count(), 0);
  in.depth_m[in.grid.index({10, 10})] = 8;
  Solver solver(in);
  solver.advance_to(60);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  CHECK(test::least(solver.values(solver.water().h)) >= 0);
}
