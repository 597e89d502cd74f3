// SPDX-License-Identifier: Apache-2.0
// What do sub-grid cells cost, and how far is what they find from the run on the terrain's own cells? Depth,
// extent (critical success index), arrival and processor time of real-shaped ground, through the program as a
// stranger calls it. DAYU_SUBGRID_SCENARIO names another scenario (with DAYU_SUBGRID_MORE for --set options,
// DAYU_SUBGRID_CELLS for the sizes) that is compared by hand in the same way.
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/geo/raster_file.h"
#include "tests/validation/flood_run.h"
#include "tests/validation/table.h"

using namespace dayu;

namespace {

double children_cpu_s() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + 1e-6 * static_cast<double>(used.ru_utime.tv_usec);
}

struct Found {
  geo::Raster<float> depth_m, arrival_s;
  double cpu_s = 0;
};

Found simulated(const std::string& scenario, const std::string& more) {
  const test::TemporaryFolder folder("subgrid");
  const double before = children_cpu_s();
  const std::filesystem::path flood = test::flood_run(folder, scenario, more + " --threads 1");
  return {geo::read_raster(flood / "max_depth_m.tif"),
          geo::read_raster(flood / "arrival_0p3_s.tif", "", geo::Voids::whole), children_cpu_s() - before};
}

struct Gap {
  double rmse_m = 0, csi_1 = 0, arrival_s = 0, ratio = 0;
};

/// Depths where either run is deeper than 0.1 m; the extent of 0.1 m; the median of the differences of the
/// arrivals of 0.3 m where both have one.
Gap gap(const Found& fine, const Found& coarse) {
  double squares = 0;
  std::size_t both = 0, either = 0;
  std::vector<double> late;
  REQUIRE(fine.depth_m.grid.same_cells(coarse.depth_m.grid));
  for (std::size_t k = 0; k < fine.depth_m.values.size(); ++k) {
    const auto a = static_cast<double>(fine.depth_m.values[k]),
               b = static_cast<double>(coarse.depth_m.values[k]);
    if (!(a >= 0.1 || b >= 0.1)) continue;
    ++either;
    both += a >= 0.1 && b >= 0.1 ? 1 : 0;
    squares += (a - b) * (a - b);
    const auto t = static_cast<double>(fine.arrival_s.values[k]),
               u = static_cast<double>(coarse.arrival_s.values[k]);
    if (t >= 0 && u >= 0) late.push_back(std::abs(u - t));
  }
  REQUIRE(either > 0);
  REQUIRE(!late.empty());
  std::nth_element(late.begin(), late.begin() + static_cast<std::ptrdiff_t>(late.size() / 2), late.end());
  return {std::sqrt(squares / static_cast<double>(either)),
          static_cast<double>(both) / static_cast<double>(either), late[late.size() / 2],
          fine.cpu_s / coarse.cpu_s};
}

void tell(const std::string& name, const Gap& found) {
  test::table_row(name, "maximum depth, RMSE, m", found.rmse_m, "< 0.3");
  test::table_row(name, "extent of 0.1 m, CSI", found.csi_1, "> 0.93");
  test::table_row(name, "arrival of 0.3 m, median difference, s", found.arrival_s, "printed");
  test::table_row(name, "processor time, fine over sub-grid", found.ratio, "printed");
}

}  // namespace

TEST_CASE("a valley's dam failure on sub-grid cells against the run on its own cells") {
  const std::string more = "--set flood.order=1 --set scenario.duration_s=5400 --set output.interval_s=600";
  const Found fine = simulated("flood_valley_dam_failure", more);
  for (const int k : {2, 4}) {
    const Gap found = gap(fine, simulated("flood_valley_dam_failure",
                                          more + " --set flood.subgrid.cells=" + std::to_string(k)));
    tell("valley dam failure, sub-grid " + std::to_string(k), found);
    CHECK(found.csi_1 > 0.93);
    CHECK(found.rmse_m < 0.3);
  }
}

TEST_CASE("another scenario on sub-grid cells, by hand", "[.byhand]") {
  const char* scenario = std::getenv("DAYU_SUBGRID_SCENARIO");
  REQUIRE(scenario != nullptr);
  const char *set = std::getenv("DAYU_SUBGRID_MORE"), *sizes = std::getenv("DAYU_SUBGRID_CELLS");
  const std::string more = set ? set : "";
  const Found fine = simulated(scenario, more);
  std::istringstream cells(sizes ? sizes : "3 4 5");
  for (int k = 0; cells >> k;)
    tell(std::string(scenario) + ", sub-grid " + std::to_string(k),
         gap(fine, simulated(scenario, more + " --set flood.subgrid.cells=" + std::to_string(k))));
}
