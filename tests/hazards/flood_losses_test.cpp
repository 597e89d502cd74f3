// SPDX-License-Identifier: Apache-2.0
// What the ground keeps, against the closed forms: SCS curve number in three soil states, Green & Ampt,
// drains.
#include <cmath>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

Inputs yard(double mm_per_h, double hours) {
  Inputs in = test::ground(8, 40, 5, 0.05F, [](int, int) { return 10; });
  in.rain = {test::even_rain(mm_per_h, 3600 * hours)};
  return in;
}

/// Direct runoff of NEH 630, all in m.
double direct_runoff(double rain, double retention) {
  const double over = rain - 0.2 * retention;
  return over > 0 ? over * over / (over + retention) : 0;
}

double left_m(const Inputs& in) {
  Solver solver(in);
  solver.advance_to(in.rain[0].end_s.back());
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  return solver.books().stored_m3 / (8 * 40 * 25);
}

}  // namespace

TEST_CASE("curve numbers of dry and wet soil are those of Hawkins' table") {
  // NEH 630 table 10-1: CN 75 is 57 in dry and 88 in wet soil.
  const auto number_of = [](double s) { return 1000 / (s / 0.0254 + 10); };
  CHECK(number_of(retention_m(75, SoilState::dry)) == Approx(57).margin(0.6));
  CHECK(number_of(retention_m(75, SoilState::wet)) == Approx(88).margin(0.6));
  CHECK(number_of(retention_m(75, SoilState::normal)) == Approx(75));
}

TEST_CASE("the curve number leaves what its formula says, in dry, normal and wet soil") {
  double before = 0;
  for (const SoilState soil : {SoilState::dry, SoilState::normal, SoilState::wet}) {
    Inputs in = yard(40, 2.5);
    in.losses.model = LossModel::curve_number;
    in.losses.curve_number = {75};
    in.losses.soil = soil;
    const double left = left_m(in);
    CHECK(left == Approx(direct_runoff(0.1, retention_m(75, soil))).epsilon(0.002));
    CHECK(left > before);
    before = left;
  }
}

TEST_CASE("Green and Ampt: ponding begins and the depth taken is that of the implicit formula") {
  // Silt loam (Rawls et al. 1983): K 6.5 mm/h, psi 166.8 mm, dtheta 0.34; rain 50 mm/h for an hour.
  Inputs in = yard(50, 1);
  in.losses.model = LossModel::green_ampt;
  in.losses.conductivity_m_per_s = 6.5e-3 / 3600;
  in.losses.suction_m = 0.1668;
  in.losses.moisture_deficit_1 = 0.34;
  const double i = 50, k = 6.5, m = 166.8 * 0.34;
  const double ponded_mm = k * m / (i - k), ponded_h = ponded_mm / i;
  // K (t - tp) = F - Fp - m ln((m + F) / (m + Fp)), by bisection.
  double low = ponded_mm, high = 50;
  for (int n = 0; n < 60; ++n) {
    const double f = 0.5 * (low + high);
    (f - ponded_mm - m * std::log((m + f) / (m + ponded_mm)) < k * (1 - ponded_h) ? low : high) = f;
  }
  CHECK(left_m(in) * 1000 == Approx(50 - low).epsilon(0.02));
}

TEST_CASE("drains take their rate from water on the ground, and only where they are") {
  Inputs in = yard(30, 1);
  in.losses.drainage_m_per_s.assign(in.grid.count(), 0);
  for (int row = 0; row < 8; ++row)
    for (int col = 0; col < 40; ++col) in.losses.drainage_m_per_s[in.grid.index({row, col})] = 12e-3F / 3600;
  CHECK(left_m(in) == Approx(0.018).epsilon(0.002));
  in.losses.drainage_m_per_s.assign(1, 40e-3F / 3600);
  CHECK(left_m(in) < 1e-5);
}
