// SPDX-License-Identifier: Apache-2.0
// Floods with closed or stated truths as ordinary scenario folders, through the program as a stranger calls
// it.
#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/geo/raster_file.h"
#include "tests/validation/flood_run.h"
#include "tests/validation/table.h"

using namespace dayu;

namespace {

constexpr double kG = 9.81;

/// L1 of the middle row's depth against a profile in x (m from the dam), as a share of 1 m.
double dam_break_error(const std::string& name, const std::string& order,
                       const std::function<double(double)>& depth) {
  const test::TemporaryFolder folder(name);
  const geo::Raster<float> found =
      geo::read_raster(test::flood_run(folder, name, "--set flood.order=" + order) / "end_depth_m.tif");
  REQUIRE(found.grid.n_cols == 1000);
  double sum = 0;
  for (int col = 0; col < 1000; ++col)
    sum += std::abs(static_cast<double>(found.values[found.grid.index({1, col})]) - depth(col + 0.5 - 500));
  return sum / 1000;
}

double ritter(double x) {
  const double s = x / 60;
  return s < -std::sqrt(kG) ? 1 : s > 2 * std::sqrt(kG) ? 0 : std::pow(2 * std::sqrt(kG) - s, 2) / (9 * kG);
}

double stoker(double x) {
  constexpr double hr = 0.1;
  double low = hr, high = 1;
  for (int k = 0; k < 100; ++k) {
    const double h = 0.5 * (low + high);
    const double left = 2 * (std::sqrt(kG) - std::sqrt(kG * h)),
                 right = (h - hr) * std::sqrt(kG * (h + hr) / (2 * h * hr));
    (left > right ? low : high) = h;
  }
  const double um = 2 * (std::sqrt(kG) - std::sqrt(kG * low)), s = x / 60;
  if (s < -std::sqrt(kG)) return 1;
  if (s < um - std::sqrt(kG * low)) return std::pow(2 * std::sqrt(kG) - s, 2) / (9 * kG);
  return s < um * low / (low - hr) ? low : hr;
}

float largest(const geo::Raster<float>& raster) {
  float most = 0;
  for (const float value : raster.values)
    if (!std::isnan(value)) most = std::max(most, std::abs(value));
  return most;
}

float depth_at(const std::filesystem::path& flood, geo::Point at) {
  const geo::Raster<float> depth = geo::read_raster(flood / "end_depth_m.tif");
  return depth[*depth.grid.cell_of(at)];
}

}  // namespace

TEST_CASE("a lake with islands stands still") {
  for (const std::string order : {"1", "2"}) {
    const test::TemporaryFolder folder("lake");
    const std::filesystem::path flood =
        test::flood_run(folder, "flood_lake_at_rest", "--set flood.order=" + order);
    const geo::Raster<float> ground = geo::read_raster(flood / "bed_m.tif"),
                             depth = geo::read_raster(flood / "end_depth_m.tif");
    double change = 0;
    for (std::size_t k = 0; k < ground.values.size(); ++k)
      change = std::max(change, std::abs(static_cast<double>(depth.values[k]) -
                                         std::max(0.0, 1.0 - static_cast<double>(ground.values[k]))));
    const double speed = static_cast<double>(
        largest(geo::read_raster(flood / "max_speed_m_per_s.tif", "", geo::Voids::whole)));
    test::table_row("lake with islands, 10,000 steps, order " + order, "speed, m/s", speed, "< 1e-6");
    test::table_row("lake with islands, 10,000 steps, order " + order, "change of depth, m", change,
                    "< 1e-6");
    CHECK(speed < 1e-6);
    CHECK(change < 1e-6);
  }
}

TEST_CASE("Ritter's and Stoker's dam breaks") {
  for (const std::string order : {"1", "2"}) {
    const double dry = dam_break_error("flood_ritter", order, ritter),
                 wet = dam_break_error("flood_stoker", order, stoker);
    const std::string line = order == "1" ? "< 0.012" : "< 0.005";
    test::table_row("Ritter, 1000 cells, order " + order, "L1(h)/h0", dry, line);
    test::table_row("Stoker, 1000 cells, order " + order, "L1(h)/h0", wet, line);
    CHECK(dry < (order == "1" ? 0.012 : 0.005));
    CHECK(wet < (order == "1" ? 0.012 : 0.005));
  }
}

TEST_CASE("the pumps of an underpass lose their power: depths at the minutes worked out by hand") {
  const test::TemporaryFolder folder("underpass"), other("powered");
  const test::GaugeRows depth =
      test::read_gauges(test::flood_run(folder, "flood_pump_underpass")).at("underpass");
  for (const auto& [m, minutes] : std::vector<std::pair<double, double>>{
           {0.15, 1.7}, {0.27, 4.3}, {0.5, 12.0}, {1.0, 31.3}, {1.5, 55.8}}) {
    const double found = depth.reaches_s(m) / 60;
    char name[64];
    std::snprintf(name, sizeof name, "pump underpass, %.2f m", m);
    char line[32];
    std::snprintf(line, sizeof line, "%.1f +- 0.2", minutes);
    test::table_row(name, "reached after, min", found, line);
    CHECK(std::abs(found - minutes) <= 0.2);
  }
  CHECK(*std::max_element(depth.depth_m.begin(), depth.depth_m.end()) == Approx(1.59).margin(0.01));
  const test::GaugeRows powered =
      test::read_gauges(test::flood_run(other, "flood_pump_underpass/powered.toml")).at("underpass");
  CHECK(powered.reaches_s(1.0) > 0);
  CHECK(powered.reaches_s(1.5) < 0);
}

TEST_CASE("three humps: a lake, a thin layer, a dam break") {
  const test::TemporaryFolder lake("humps_lake"), layer("humps_layer");
  const std::filesystem::path still = test::flood_run(lake, "flood_three_humps/lake_at_rest.toml");
  const double speed =
      static_cast<double>(largest(geo::read_raster(still / "max_speed_m_per_s.tif", "", geo::Voids::whole)));
  test::table_row("three humps, lake at rest", "speed, m/s", speed, "0");
  CHECK(speed == 0);
  const std::filesystem::path thin = test::flood_run(layer, "flood_three_humps/thin_layer.toml");
  CHECK(depth_at(thin, {47.5, 15.5}) < 0.0005F);
  CHECK(depth_at(thin, {58.5, 15.5}) > 0.002F);
  const auto at = [](const std::string& seconds, geo::Point place) {
    const test::TemporaryFolder folder("humps_break");
    return depth_at(
        test::flood_run(folder, "flood_three_humps/dam_break.toml",
                        "--set scenario.duration_s=" + seconds + " --set output.interval_s=" + seconds),
        place);
  };
  CHECK(at("2", {24.5, 15.5}) > 0.01F);
  for (const double y : {6.5, 23.5}) CHECK(at("6", {30.5, y}) > 0.005F);
  CHECK(at("12", {63.5, 5.5}) > 0.1F);
  CHECK(at("12", {63.5, 24.5}) > 0.1F);
  CHECK(at("12", {47.5, 15.5}) == 0);
  const test::TemporaryFolder whole("humps_steady");
  const test::GaugeRows behind =
      test::read_gauges(test::flood_run(whole, "flood_three_humps/dam_break.toml")).at("behind");
  const std::size_t n = behind.depth_m.size();
  CHECK(std::abs(behind.depth_m[n - 1] - behind.depth_m[n - 31]) < 0.02);
}
