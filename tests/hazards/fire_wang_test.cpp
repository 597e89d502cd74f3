// SPDX-License-Identifier: Apache-2.0
// Wang and Mao: sixty cases in eight sectors, worked outside the engine from the published formulas
// (fire_wang_cases.csv), and the ellipse that stands for them.
#include <cmath>

#include "engine/geo/table.h"
#include "engine/hazards/fire/wang.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

Vector towards(double length, double deg) {
  return {length * std::sin(deg * M_PI / 180), length * std::cos(deg * M_PI / 180)};
}

}  // namespace

TEST_CASE("sixty cases of Wang and Mao") {
  const geo::Table t = geo::read_table(test::source_dir() / "tests/hazards/fire_wang_cases.csv");
  const WangConstants c = wang_constants();
  base::Faults faults;
  REQUIRE(t.rows.size() == 60);
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    INFO("row " << row);
    const int force = beaufort(number("wind_m_per_s"));
    CHECK(force == t.integer(row, "wind_force", faults));
    const double r0 = wang_r0_m_per_min(c, number("temperature_c"), force, number("humidity_pct"));
    CHECK(r0 == Approx(number("r0_m_per_min")).margin(1e-6));
    const double rate = wang_rate_m_per_min(
        c, r0, c.k.at(t.text(row, "fuel")), towards(number("wind_m_per_s"), number("wind_to_deg")),
        towards(std::tan(number("slope_deg") * M_PI / 180), number("uphill_deg")),
        towards(1, number("direction_deg")));
    CHECK(rate == Approx(number("rate_m_per_min")).epsilon(1e-6).margin(1e-6));
  }
  CHECK(faults.empty());
}

TEST_CASE("Wang's ellipse carries the formula's head and flank") {
  const WangConstants c = wang_constants();
  const Spread s = wang_spread(c, 1, 1, {0, 6}, {0, 0.3});
  const double head = std::exp(0.1783 * 6 + 3.533 * std::pow(0.3, 1.2));
  CHECK(s.head_m_per_s * 60 == Approx(head));
  CHECK(s.ray_m_per_s(0) * 60 == Approx(1.0));
  CHECK(s.toward.y == Approx(1));
  // Downhill with the wind uphill: the stronger of the two leads.
  CHECK(wang_spread(c, 1, 1, {0, -1}, {0, 0.8}).toward.y > 0);
  CHECK(wang_spread(c, 1, 1, {0, -8}, {0, 0.1}).toward.y < 0);
  CHECK_FALSE(wang_constants().unsure.empty());
}
