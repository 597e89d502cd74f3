// SPDX-License-Identifier: Apache-2.0
// The same bits on 1, 2, 3 and 8 threads, for every vector width that this machine has, and with or without
// leaving dry tiles out; first and second order.
#include <cstring>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// FNV-1a over the bits of everything a run leaves.
std::uint64_t hash_of(const Solver& solver) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto add = [&](const void* bytes, std::size_t n) {
    const auto* p = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < n; ++i) hash = (hash ^ p[i]) * 1099511628211ULL;
  };
  const Water& w = solver.water();
  const Worst& x = solver.worst();
  for (const Lattice* lattice :
       {&w.h, &w.rest, &w.hu, &w.hv, &x.depth, &x.speed, &x.depth_speed, &x.hazard_class, &x.depth_time,
        &x.arrival[0], &x.arrival[3], &x.above[0], &x.above[3]}) {
    const std::vector<float> values = solver.values(*lattice);
    add(values.data(), values.size() * sizeof(float));
  }
  const Books books = solver.books();
  add(&books, sizeof books);
  for (const auto& series : solver.record().discharge_m3_per_s)
    add(series.data(), series.size() * sizeof(double));
  const long long steps = solver.steps();
  add(&steps, sizeof steps);
  return hash;
}

/// Everything at once: two gauges, losses, an inflow, a lake, holes, open and closed edges.
Inputs busy() {
  Inputs in = test::hillside(67, 83, 10);
  RainGauge a = test::even_rain(70, 900), b = test::even_rain(20, 900);
  a.at = {100, 600};
  b.at = {700, 50};
  in.rain = {a, b};
  in.losses = {LossModel::initial_constant, 0.002, 4e-3 / 3600};
  in.inflows = {{"spill", {{4, 40}, {4, 41}}, {0, 300, 1200}, {5, 40, 5}}};
  in.edges = {Edge::closed, Edge::free, Edge::free, Edge::closed, {}};
  in.depth_m.assign(in.grid.count(), 0);
  for (int row = 30; row < 36; ++row)
    for (int col = 35; col < 45; ++col) in.depth_m[in.grid.index({row, col})] = 1.5F;
  for (int col = 10; col < 20; ++col) in.bed_m[in.grid.index({50, col})] = std::nanf("");
  in.sections = {{"foot", {0, 100}, {830, 100}}};
  return in;
}

/// A dam break and a stream in a dry winding valley: most tiles rest.
Inputs dry_valley() {
  Inputs in = test::hillside(200, 230, 10);
  in.edges.south = Edge::free;
  in.inflows = {{"stream", {{10, 110}}, {0, 300, 900}, {0, 15, 0}}};
  in.depth_m.assign(in.grid.count(), 0);
  for (int row = 60; row < 70; ++row)
    for (int col = 120; col < 130; ++col) in.depth_m[in.grid.index({row, col})] = 3;
  in.losses = {LossModel::constant, 0, 6e-3 / 3600};
  in.sections = {{"below", {800, 1000}, {1500, 1000}}};
  return in;
}

struct Way {
  int threads = 1;
  int order = 1;
  bool all_tiles = false;
  Width width = widest();
};

/// Long enough for water to cross the valley; under the sanitizers, which are twenty times slower, for one
/// front.
#ifdef __SANITIZE_ADDRESS__
constexpr double kEnd_s = 200;
#else
constexpr double kEnd_s = 1400;
#endif

std::uint64_t run(Inputs in, const Way& way) {
  in.threads = way.threads;
  in.order = way.order;
  Solver solver(in);
  solver.use(way.width);
  if (way.all_tiles) solver.use_all_tiles();
  for (double t = 200; t <= kEnd_s; t += 200) solver.advance_to(t);
  return hash_of(solver);
}

}  // namespace

TEST_CASE("the flood gives the same bits on 1, 2, 3 and 8 threads") {
  for (const int order : {1, 2}) {
    const std::uint64_t one = run(busy(), {1, order});
    for (const int threads : {2, 3, 8}) CHECK(run(busy(), {threads, order}) == one);
    const std::uint64_t valley = run(dry_valley(), {1, order});
    for (const int threads : {2, 3}) CHECK(run(dry_valley(), {threads, order}) == valley);
  }
}

TEST_CASE("the flood gives the same bits for every vector width") {
  for (const int order : {1, 2}) {
    const std::uint64_t baseline = run(busy(), {1, order, false, Width::baseline});
    if (widest() == Width::avx2 || widest() == Width::avx512)
      CHECK(run(busy(), {1, order, false, Width::avx2}) == baseline);
    if (widest() == Width::avx512) CHECK(run(busy(), {1, order, false, Width::avx512}) == baseline);
  }
}

TEST_CASE("the flood gives the same bits whether or not dry tiles are left out") {
  for (const int order : {1, 2}) {
    CHECK(run(dry_valley(), {1, order, false}) == run(dry_valley(), {1, order, true}));
    CHECK(run(busy(), {2, order, false}) == run(busy(), {1, order, true}));
  }
}

TEST_CASE("in a dry valley most tiles rest") {
  Solver solver(dry_valley());
  solver.advance_to(600);
  CHECK(solver.active_1() < 0.35);
}

TEST_CASE("the hash sees a difference of one bit") {
  Inputs in = busy();
  Solver a(in);
  in.depth_m[in.grid.index({30, 40})] = 1.5F + 0x1p-23F;
  Solver b(in);
  CHECK(hash_of(a) != hash_of(b));
}
