// SPDX-License-Identifier: Apache-2.0
// Speed of the flood, by hand: flood_bench [CELLS_ALONG_A_SIDE]. Ratios within one run; nothing is asserted.
//   kernel: the solver against its naive twin on a lake over a rough bed, all wet, both orders, in processor
//   seconds, and how far the two waters differ; share of the memory bandwidth measured in the same run;
//   threads: two against one, wall clock (read it on a quiet machine) and processor seconds;
//   tiles: a valley of which 8 % is wet, with and without leaving dry tiles out.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/benchmarks/cpu_time.h"
#include "tests/benchmarks/flood_naive.h"
#include "tests/hazards/basin.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

double clock_s(clockid_t id) {
  timespec t;
  clock_gettime(id, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}
double wall_s() {
  return clock_s(CLOCK_MONOTONIC);
}

constexpr float kCell_m = 10, kManning = 0.03F;

/// A rough bed under 1 to 4 m of water with a bump of 2 m in its middle.
Inputs lake(int n, int order) {
  Inputs in = test::ground(n, n, static_cast<double>(kCell_m), kManning,
                           [](int row, int col) { return 1.5 * test::noise(row / 4, col / 4); });
  in.order = order;
  for (int row = 0; row < n; ++row)
    for (int col = 0; col < n; ++col) {
      const double r = std::hypot(row - 0.5 * n, col - 0.5 * n) / (0.2 * n);
      in.depth_m.push_back(2.5F - in.bed_m[in.grid.index({row, col})] +
                           static_cast<float>(2 * std::exp(-r * r)));
    }
  return in;
}

/// A winding valley: water 1.5 m deep on 8 % of the cells, running down 0.2 %.
Inputs valley(int n) {
  Inputs in = test::ground(n, n, static_cast<double>(kCell_m), kManning, [n](int row, int col) {
    const double off = std::abs(col - n * (0.5 + 0.25 * std::sin(row * 6.0 / n)));
    return 0.02 * (n - row) + std::max(0.0, off - 0.04 * n) * 0.8;
  });
  in.edges.south = Edge::free;
  for (int row = 0; row < n; ++row)
    for (int col = 0; col < n; ++col) {
      const double off = std::abs(col - n * (0.5 + 0.25 * std::sin(row * 6.0 / n)));
      in.depth_m.push_back(off < 0.04 * n ? 1.5F : 0.0F);
    }
  return in;
}

struct Pace {
  double cpu_ns = 0, wall_ns = 0;  ///< for each cell and step
  double time_s = 0, active_1 = 1;
  long long steps = 0;
};

/// Time of a fixed part of a flood, after a start that is not timed.
Pace pace_of(Solver& solver, double from_s, double until_s) {
  solver.advance_to(from_s);
  const long long before = solver.steps();
  const double cpu = bench::cpu_s(), wall = wall_s();
  solver.advance_to(until_s);
  const long long steps = solver.steps() - before;
  const double updates = static_cast<double>(steps) * static_cast<double>(solver.inputs().grid.count());
  return {(bench::cpu_s() - cpu) * 1e9 / updates, (wall_s() - wall) * 1e9 / updates, solver.time_s(),
          solver.active_1(), steps};
}

/// Real traffic of a copy with non-temporal-free stores, one thread: read + write + write-allocate, bytes/ns.
double bandwidth_bytes_per_ns() {
  constexpr std::size_t n = std::size_t{1} << 26;
  Lattice a(n, 1), b(n, 2), c(n, 3);
  double best = 0;
  for (int round = 0; round < 6; ++round) {
    const double begin = bench::cpu_s();
    float *x = a.begin(), *y = b.begin(), *z = c.begin();
#pragma omp simd
    for (std::size_t i = 0; i < n; ++i) x[i] = y[i] + 0.5F * z[i];
    best = std::max(best, 16.0 * static_cast<double>(n) / ((bench::cpu_s() - begin) * 1e9));
  }
  return a[1] > 0 ? best : 0;
}

const char* words(Width width) {
  return width == Width::avx512 ? "AVX-512, 16 floats"
         : width == Width::avx2 ? "AVX2, 8 floats"
                                : "SSE2, 4 floats";
}

double naive_ns(int n, int order, int steps, const Inputs& in, std::vector<float>& depths, double& time_s) {
  benchmarks::NaiveFlood naive(n, n, kCell_m, order);
  for (int row = 0; row < n; ++row)
    for (int col = 0; col < n; ++col) {
      const std::size_t k = in.grid.index({row, col});
      naive.at(row, col) = {in.depth_m[k], 0, 0, in.bed_m[k], kManning};
    }
  const double begin = bench::cpu_s();
  for (int k = 0; k < steps; ++k) naive.step();
  const double spent = bench::cpu_s() - begin;
  time_s = naive.time_s();
  for (int row = 0; row < n; ++row)
    for (int col = 0; col < n; ++col) depths.push_back(naive.at(row, col).h);
  return spent * 1e9 / (static_cast<double>(steps) * n * n);
}

void kernels(int n) {
  const double bandwidth = bandwidth_bytes_per_ns();
  std::printf("memory: %.1f GB/s, one thread, read + write + write-allocate\n", bandwidth);
  for (const int order : {1, 2}) {
    const Inputs in = lake(n, order);
    std::vector<float> depths;
    double until_s = 0;
    const double naive = naive_ns(n, order, 12, in, depths, until_s);
    Solver same(in);
    same.advance_to(until_s);
    const std::vector<float> found = same.values(same.water().h);
    double largest = 0;
    for (std::size_t k = 0; k < found.size(); ++k)
      largest = std::max(largest, static_cast<double>(std::abs(found[k] - depths[k])));
    double best = 1e9;
    for (int round = 0; round < 4; ++round) {
      Solver solver(in);
      best = std::min(best, pace_of(solver, 10, 60).cpu_ns);
    }
    // Six numbers of a cell are read, four written; a written line is read first.
    constexpr double bytes = 4 * (6 + 4 + 4);
    std::printf(
        "order %d, %d x %d cells, all wet, %s: %.2f ns a cell and step (%.0f million a second), naive twin "
        "(g++ -O2, SSE2) %.1f ns: %.1f times; depths differ by at most %.1e m after 12 steps; %.0f %% of the "
        "memory bandwidth\n",
        order, n, n, words(widest()), best, 1e3 / best, naive, naive / best, largest,
        100 * bytes / best / bandwidth);
  }
}

void threads(int n) {
  for (const int order : {1, 2}) {
    Inputs in = lake(n, order);
    Pace one{1e9, 1e9}, two{1e9, 1e9};
    for (int round = 0; round < 4; ++round) {
      in.threads = 1;
      Solver a(in);
      const Pace pace_a = pace_of(a, 10, 60);
      in.threads = 2;
      Solver b(in);
      const Pace pace_b = pace_of(b, 10, 60);
      if (pace_a.wall_ns < one.wall_ns) one = pace_a;
      if (pace_b.wall_ns < two.wall_ns) two = pace_b;
    }
    std::printf("order %d, two threads: %.2f times one by the wall clock; processor seconds %.2f times\n",
                order, one.wall_ns / two.wall_ns, two.cpu_ns / one.cpu_ns);
  }
}

void tiles(int n) {
  for (const int order : {1, 2}) {
    Inputs in = valley(n);
    in.order = order;
    const double wet = static_cast<double>(std::count_if(in.depth_m.begin(), in.depth_m.end(),
                                                         [](float h) { return h > 0; })) /
                       static_cast<double>(in.grid.count());
    Solver with(in), without(in);
    without.use_all_tiles();
    const Pace a = pace_of(with, 10, 120), b = pace_of(without, 10, 120);
    std::printf("order %d, valley, %.0f %% wet: %.0f %% of the cells looked at, %.1f times over no tiles\n",
                order, 100 * wet, 100 * a.active_1, b.cpu_ns / a.cpu_ns);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int n = argc > 1 ? std::max(64, std::atoi(argv[1])) : 1000;
  double load[3] = {};
  if (getloadavg(load, 3) > 0) std::printf("load of the machine before: %.1f\n", load[0]);
  kernels(n);
  threads(n);
  tiles(n);
  return 0;
}
