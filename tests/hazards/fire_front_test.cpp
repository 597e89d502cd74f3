// SPDX-License-Identifier: Apache-2.0
// The front itself: exact ellipses, no leak through corners, weather that changes, edits, and the same bits
// from whatever width of buckets and order of ignitions may be.
#include <cmath>

#include "tests/hazards/fire_ground.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

double jaccard(const Burned& a, const Burned& b) {
  double both = 0, either = 0;
  for (std::size_t k = 0; k < a.arrival_s.size(); ++k) {
    both += a.arrival_s[k] < kNever && b.arrival_s[k] < kNever;
    either += a.arrival_s[k] < kNever || b.arrival_s[k] < kNever;
  }
  return both / either;
}

}  // namespace

TEST_CASE("a point burns to its ellipse: head, back and flank arrive when the formula says") {
  Inputs in = test::fire_ground(201, "GR2", 4, 0, 6);
  in.ignitions = {{"p", 0, {test::fire_cell(in, 100, 100)}}};
  const Rates rates(in.land, in.slices, in.options);
  const Metric m = metric_of(rates.spread(0, 0), {}, in.options);
  const Burned b = test::burn(in);
  double worst = 0, n = 0, sum = 0;
  for (int row = 0; row < 201; ++row)
    for (int col = 0; col < 201; ++col) {
      const float t = b.arrival_s[in.land.grid.index({row, col})];
      const float truth = m.time(static_cast<float>(col - 100) * 30, static_cast<float>(100 - row) * 30);
      if (!(t < kNever) || truth < 1) continue;
      const double error = std::abs(static_cast<double>(t / truth) - 1);
      worst = std::max(worst, error);
      sum += error;
      ++n;
    }
  CHECK(n > 5000);
  CHECK(worst < 0.02);
  CHECK(sum / n < 0.006);
  CHECK(b.arrival_s[in.land.grid.index({100, 140})] == Approx(m.time(1200, 0)).epsilon(1e-3));
}

TEST_CASE("no fire leaks through a barrier of cells that touch at corners") {
  for (const bool both : {false, true}) {
    Inputs in = test::fire_ground(61, "GR2", 6, -6, 24);
    for (int k = 0; k < 61; ++k) {
      in.land.fuel[test::fire_cell(in, k, 60 - k)] = kNoFuel;
      if (both && k > 0) in.land.fuel[test::fire_cell(in, k, 61 - k)] = kNoFuel;
    }
    in.ignitions = {{"p", 0, {test::fire_cell(in, 10, 10)}}};
    for (const int refine : {1, 2, 3}) {
      const Burned b = test::burn(in, refine);
      std::size_t before = 0, behind = 0;
      for (int row = 0; row < 61; ++row)
        for (int col = 0; col < 61; ++col)
          if (b.arrival_s[in.land.grid.index({row, col})] < kNever) (row + col < 60 ? before : behind) += 1;
      CHECK(before == 61 * 60 / 2);
      CHECK(behind == 0);
    }
  }
}

TEST_CASE("a gap of one cell lets it through") {
  Inputs in = test::fire_ground(61, "GR2", 6, -6, 24);
  for (int k = 0; k < 61; ++k)
    if (k != 30) in.land.fuel[test::fire_cell(in, k, 60 - k)] = kNoFuel;
  in.ignitions = {{"p", 0, {test::fire_cell(in, 10, 10)}}};
  const Burned b = test::burn(in);
  CHECK(b.arrival_s[in.land.grid.index({45, 45})] < kNever);
}

TEST_CASE("the width of the buckets changes nothing that matters") {
  Inputs in = test::fire_ground(151, "SH5", 3, 2, 3);
  for (std::size_t k = 0; k < in.land.fuel.size(); k += 7) in.land.rise_x[k] = 0.4F;
  in.ignitions = {{"p", 0, {test::fire_cell(in, 75, 75)}}, {"q", 1800, {test::fire_cell(in, 20, 30)}}};
  const Burned a = test::burn(in);
  for (const double width : {5.0, 600.0}) {
    in.bucket_s = width;
    const Burned b = test::burn(in);
    CHECK(jaccard(a, b) > 0.999);
    double worst = 0;
    for (std::size_t k = 0; k < a.arrival_s.size(); ++k)
      if (a.arrival_s[k] < kNever && b.arrival_s[k] < kNever)
        worst = std::max(worst, static_cast<double>(std::abs(a.arrival_s[k] - b.arrival_s[k])));
    CHECK(worst < 30);
  }
}

TEST_CASE("a wind step agrees with slices ten times finer") {
  Inputs in = test::fire_ground(301, "GR2", 5, 0, 8);
  in.ignitions = {{"p", 0, {test::fire_cell(in, 200, 100)}}};
  Slice turned = in.slices.front();
  turned.from_s = 4 * 3600;
  turned.wind_20ft = {0, 5};
  in.slices.push_back(turned);
  const Burned step = test::burn(in);
  // The same weather told ten times as often.
  Inputs often = in;
  often.slices.clear();
  for (int k = 0; k < 80; ++k) {
    Slice s = in.slices[k < 40 ? 0 : 1];
    s.from_s = k * 360;
    often.slices.push_back(s);
  }
  CHECK(jaccard(step, test::burn(often)) >= 0.98);
  // A wind that turns steadily: hourly slices against six-minute ones.
  const auto turning = [&](double step_s) {
    Inputs t = in;
    t.slices.clear();
    for (double from = 0; from < t.duration_s; from += step_s) {
      const double angle = (from + step_s / 2) / t.duration_s * M_PI / 2;
      Slice s = in.slices.front();
      s.from_s = from;
      s.wind_20ft = {5 * std::cos(angle), 5 * std::sin(angle)};
      t.slices.push_back(s);
    }
    return test::burn(t);
  };
  CHECK(jaccard(turning(3600), turning(360)) >= 0.95);
  CHECK(jaccard(turning(900), turning(90)) >= 0.98);
}

TEST_CASE("while nothing can burn the front waits, and then goes on from where it stood") {
  Inputs in = test::fire_ground(121, "GR2", 0, 0, 9);
  in.ignitions = {{"p", 0, {test::fire_cell(in, 60, 60)}}};
  Inputs wet = in;
  Slice rain = in.slices.front(), dry = in.slices.front();
  rain.from_s = 2 * 3600;
  rain.moisture.d1_1 = 0.5;
  dry.from_s = 5 * 3600;
  wet.slices.push_back(rain);
  wet.slices.push_back(dry);
  wet.duration_s = 12 * 3600;
  const Burned a = test::burn(in), b = test::burn(wet);
  for (std::size_t k = 0; k < a.arrival_s.size(); ++k) {
    if (!(a.arrival_s[k] < kNever)) continue;
    const double wait = a.arrival_s[k] < 2 * 3600 ? 0 : 3 * 3600;
    REQUIRE(static_cast<double>(b.arrival_s[k]) ==
            Approx(static_cast<double>(a.arrival_s[k]) + wait)
                .margin(900));  // half a cell: the front is broken while it waits
  }
}

TEST_CASE("a line holds the flames it can hold from the moment it is built") {
  Inputs in = test::fire_ground(121, "GR2", 7, 0, 4);
  in.ignitions = {{"p", 0, {test::fire_cell(in, 60, 20)}}};
  const Burned open = test::burn(in);
  const LineCells line = line_cells(in.land.grid, {{501500, 3000000}, {501500, 2996370}});
  Edit edit{"line", line.cells, std::vector<float>(line.cells.size(), 0), kNever, kNever};
  const std::size_t behind = in.land.grid.index({60, 80});
  REQUIRE(open.arrival_s[behind] < kNever);
  in.edits = {edit};
  CHECK_FALSE(test::burn(in).arrival_s[behind] < kNever);
  SECTION("a flame longer than it holds passes") {
    in.edits.front().holds_flame_m = 0.3F;
    CHECK(open.flame_length_m[behind] > 0.3F);
    CHECK(test::burn(in).arrival_s[behind] == Approx(open.arrival_s[behind]).epsilon(1e-3));
  }
  SECTION("a line that comes too late changes nothing") {
    std::fill(in.edits.front().from_s.begin(), in.edits.front().from_s.end(), 4.0F * 3600);
    CHECK(test::burn(in).arrival_s[behind] == open.arrival_s[behind]);
  }
  SECTION("water that dries lets the fire in when it has dried") {
    in.edits.front().until_s = 3.5F * 3600;
    const Burned wet = test::burn(in);
    const std::size_t at_line = in.land.grid.index({60, 50});
    REQUIRE(open.arrival_s[at_line] < 3.5F * 3600);
    CHECK(wet.arrival_s[at_line] == Approx(3.5 * 3600).margin(1));
    CHECK(wet.arrival_s[behind] > open.arrival_s[behind]);
  }
}
