// SPDX-License-Identifier: Apache-2.0
// What sub-grid cells cost in the solver alone, by hand: flood_subgrid_bench TERRAIN [ROW COL SIZE]. Two
// hours of 60 mm/h and an hour after them on a square of a terrain, n 0.06, free edges; the full equations,
// first order, on the terrain's cells against sub-grid cells of 2 to 5, and against the full equations on
// means of so many cells. Prints the rows of a table: processor seconds, their ratio, depth (RMSE where
// either is deeper than 0.1 m), extent (CSI of 0.3 m), arrival of 0.3 m (median of the differences).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "engine/geo/raster_file.h"
#include "tests/benchmarks/cpu_time.h"
#include "tests/hazards/basin.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

struct Ran {
  std::vector<float> depth_m, arrival_s;  ///< of the terrain's cells
  double cpu_s = 0;
  long long steps = 0;
};

/// `mean`: on means of so many cells of the terrain a side; their results are taken for all cells inside.
Ran ran(Inputs in, int subgrid, int mean) {
  const geo::Grid fine = in.grid;
  if (mean > 1) {
    geo::Raster<float> ground(fine);
    ground.values = in.bed_m;
    const geo::Raster<float> coarse = geo::coarsen_mean(ground, mean);
    in.grid = coarse.grid;
    in.bed_m = coarse.values;
  }
  in.subgrid_cells = subgrid;
  Solver solver(in);
  const double before = bench::cpu_s();
  solver.advance_to(10800);
  Ran found{{}, {}, bench::cpu_s() - before, solver.steps()};
  const std::vector<float> depth = solver.values(solver.worst().depth),
                           when = solver.values(solver.worst().arrival[2]);
  for (int row = 0; row < fine.n_rows; ++row)
    for (int col = 0; col < fine.n_cols; ++col) {
      const geo::Cell at{std::min(row / mean, solver.grid().n_rows - 1),
                         std::min(col / mean, solver.grid().n_cols - 1)};
      found.depth_m.push_back(depth[solver.grid().index(at)]);
      found.arrival_s.push_back(when[solver.grid().index(at)]);
    }
  return found;
}

void row_of(const char* name, int k, const Ran& fine, const Ran& other) {
  double squares = 0;
  std::size_t deeper = 0, both = 0, either = 0;
  std::vector<double> late;
  for (std::size_t i = 0; i < fine.depth_m.size(); ++i) {
    const auto a = static_cast<double>(fine.depth_m[i]), b = static_cast<double>(other.depth_m[i]);
    if (a >= 0.1 || b >= 0.1) ++deeper, squares += (a - b) * (a - b);
    either += a >= 0.3 || b >= 0.3 ? 1 : 0;
    both += a >= 0.3 && b >= 0.3 ? 1 : 0;
    if (a >= 0.3 && b >= 0.3)
      late.push_back(static_cast<double>(other.arrival_s[i]) - static_cast<double>(fine.arrival_s[i]));
  }
  std::sort(late.begin(), late.end());
  std::printf("| %s %d | %.2f | %lld | %.1f | %.3f | %.3f | %.0f |\n", name, k, other.cpu_s, other.steps,
              fine.cpu_s / other.cpu_s,
              std::sqrt(squares / static_cast<double>(std::max<std::size_t>(deeper, 1))),
              static_cast<double>(both) / static_cast<double>(std::max<std::size_t>(either, 1)),
              late.empty() ? 0.0 : late[late.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "flood_subgrid_bench TERRAIN [ROW COL SIZE]\n"), 2;
  const geo::Raster<float> terrain = geo::read_raster(argv[1]);
  const int row = argc > 4 ? std::atoi(argv[2]) : 0, col = argc > 4 ? std::atoi(argv[3]) : 0;
  const int most = std::min(terrain.grid.n_rows - row, terrain.grid.n_cols - col);
  const int n = std::min(argc > 4 ? std::atoi(argv[4]) : 300, most) / 60 * 60;
  if (n <= 0) return std::fprintf(stderr, "the square lies outside the terrain\n"), 2;
  Inputs in = test::ground(n, n, terrain.grid.cell_m, 0.06F, [&](int r, int c) {
    return static_cast<double>(terrain.values[terrain.grid.index({row + r, col + c})]);
  });
  in.edges = {Edge::free, Edge::free, Edge::free, Edge::free, {}};
  in.rain = {test::even_rain(60, 7200)};
  std::printf(
      "| cells | processor s | steps | ratio | depth RMSE, m | CSI of 0.3 m | arrival, s "
      "|\n|---|---|---|---|---|---|---|\n");
  const Ran fine = ran(in, 1, 1);
  row_of("full", 1, fine, fine);
  for (const int k : {2, 3, 4, 5}) row_of("sub-grid", k, fine, ran(in, k, 1));
  for (const int k : {2, 3, 4, 5}) row_of("full, means of", k, fine, ran(in, 1, k));
  return 0;
}
