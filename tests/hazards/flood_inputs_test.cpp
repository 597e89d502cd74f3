// SPDX-License-Identifier: Apache-2.0
// From a scenario section to plain inputs, and every way in which a section can be wrong.
#include <algorithm>
#include <cmath>
#include <fstream>

#include "engine/hazards/flood/flood.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using hazards::flood::Inputs;

namespace {

world::World valley() {
  world::World world;
  world.crs = "EPSG:4547";
  world.terrain.elevation_m = geo::Raster<float>({40, 50, 0, 400, 10, "EPSG:4547"}, 100);
  world.terrain.manning_s_per_m1_3 = geo::Raster<float>(world.terrain.elevation_m.grid, 0.07F);
  world.gauges = {{"G1", "rain", {}, {100, 100}, {}}, {"S1", "stage", {}, {250, 250}, {}}};
  world::Reservoir reservoir;
  reservoir.id = "longtan";
  reservoir.outlet = {255, 55};
  world.reservoirs = {reservoir};
  return world;
}

struct Case {
  test::TemporaryFolder folder{"flood_inputs"};
  hazards::RunClock clock{base::read_instant("2025-06-18 14:00"), 7200, 300, 1, 1};

  void file(const std::string& name, const std::string& text) { std::ofstream(folder.path() / name) << text; }

  Inputs read(const std::string& toml) {
    base::SectionSpec root{"", false, "", {}, {hazards::flood::card().settings}};
    const std::string name = (folder.path() / "scenario.toml").string();
    const base::Settings settings = base::Settings::parse(toml, name, root);
    std::vector<std::string> notes;
    return hazards::flood::read_inputs(valley(), settings.section("flood"), clock, notes);
  }

  std::string faults(const std::string& toml) {
    try {
      read(toml);
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "";
  }
};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a section with everything reads in SI units and seconds since the start") {
  Case c;
  c.file("rain.csv", "time_end,rain_mm,r1h\n2025-06-18 14:10,1.0,1\n2025-06-18 14:20,2.5,3.5\n");
  c.file("spill.csv", "time,inflow_m3s,spill_m3s\n2025-06-18 14:00,1,0\n2025-06-18 15:00,2,30\n");
  const Inputs in = c.read(R"(
[flood]
[[flood.rain]]
gauge = "G1"
series = "rain.csv"
[flood.losses]
model = "initial_constant"
initial_mm = 15
rate_mm_per_h = 5
[[flood.inflow]]
name = "spill"
series = "spill.csv"
column = "spill_m3s"
reservoir = "longtan"
[flood.edges]
default = "closed"
east = "free"
[flood.initial]
level_m = 101.5
[[flood.gauge]]
name = "bridge"
x_m = 120
y_m = 130
[[flood.section]]
name = "across"
x1_m = 100
y1_m = 0
x2_m = 100
y2_m = 400
)");
  REQUIRE(in.rain.size() == 1);
  CHECK(in.rain[0].begin_s == 0);
  CHECK(in.rain[0].end_s == std::vector<double>{600, 1200});
  CHECK(in.rain[0].rate_m_per_s(600) == Approx(2.5e-3 / 600));
  CHECK(in.rain[0].rate_m_per_s(1200) == 0);
  CHECK(in.losses.model == hazards::flood::LossModel::initial_constant);
  CHECK(in.losses.initial_m == Approx(0.015));
  CHECK(in.losses.rate_m_per_s == Approx(5e-3 / 3600));
  REQUIRE(in.inflows.size() == 1);
  CHECK(in.inflows[0].discharge(1800) == Approx(15));
  CHECK(in.inflows[0].cells.size() == 1);
  CHECK(in.edges.north == hazards::flood::Edge::closed);
  CHECK(in.edges.east == hazards::flood::Edge::free);
  CHECK(in.depth_m[0] == 1.5F);
  CHECK(in.manning_s_per_m1_3[7] == 0.07F);
  REQUIRE(in.stations.size() == 2);
  CHECK(in.stations[1].name == "S1");
  CHECK(in.sections.size() == 1);
}

TEST_CASE(
    "rain series: gaps, empty cells, negative and impossible depths, disorder are told with row and column") {
  Case c;
  const std::string toml = "[flood]\n[[flood.rain]]\ngauge = 'G1'\nseries = 'rain.csv'\n";
  c.file("rain.csv", "end_s,rain_mm\n600,1\n1200,1\n2400,1\n3000,1\n");
  CHECK(holds(c.faults(toml), "1200 s where the series has 600 s"));
  c.file("rain.csv", "end_s,rain_mm\n600,1\n1200,\n1800,-2\n2400,abc\n");
  const std::string three = c.faults(toml);
  CHECK(holds(three, "empty"));
  CHECK(holds(three, "negative"));
  CHECK(holds(three, "abc"));
  CHECK(holds(three, "rain_mm"));
  c.file("rain.csv", "end_s,rain_mm\n600,1\n600,1\n");
  CHECK(holds(c.faults(toml), "does not come after"));
  c.file("rain.csv", "end_s,rain_mm\n600,1200\n1200,10\n");
  CHECK(holds(c.faults(toml), "more than has ever been measured"));
  c.file("rain.csv", "when,rain\n600,1\n");
  CHECK(holds(c.faults(toml), "no column"));
  c.file("rain.csv", "time_end,rain_mm\nyesterday,1\n");
  CHECK(holds(c.faults(toml), "yesterday"));
  std::filesystem::remove(c.folder.path() / "rain.csv");
  CHECK(holds(c.faults(toml), "rain.csv"));
}

TEST_CASE(
    "an inflow outside the terrain, an unknown reservoir or gauge, and a missing place are told, all at "
    "once") {
  Case c;
  c.file("q.csv", "time_s,discharge_m3_per_s\n0,5\n600,5\n");
  c.file("rain.csv", "end_s,rain_mm\n600,1\n");
  const std::string found = c.faults(R"([flood]
[[flood.inflow]]
name = "far"
series = "q.csv"
x_m = 5000
y_m = 100
[[flood.inflow]]
name = "unknown"
series = "q.csv"
reservoir = "nowhere"
[[flood.inflow]]
name = "placeless"
series = "q.csv"
[[flood.rain]]
gauge = "G1"
series = "rain.csv"
[[flood.rain]]
gauge = "G9"
series = "rain.csv"
[[flood.section]]
name = "dot"
x1_m = 100
y1_m = 100
x2_m = 100
y2_m = 100
)");
  CHECK(holds(found, "far lies outside the terrain"));
  CHECK(holds(found, "no reservoir 'nowhere'"));
  CHECK(holds(found, "placeless"));
  CHECK(holds(found, "no gauge 'G9'"));
  CHECK(holds(found, "'dot' crosses no cell faces"));
}

TEST_CASE("a discharge series without its column names the column") {
  Case c;
  c.file("q.csv", "time_s,flow\n0,5\n600,-1\n");
  const std::string base = "[flood]\n[[flood.inflow]]\nname = 'a'\nseries = 'q.csv'\nx_m = 100\ny_m = 100\n";
  CHECK(holds(c.faults(base), "no column discharge_m3_per_s"));
  CHECK(holds(c.faults(base + "column = 'flow'\n"), "negative"));
}

TEST_CASE("a large inflow spreads over as many cells as its peak needs") {
  Case c;
  c.file("q.csv", "time_s,discharge_m3_per_s\n0,0\n600,200\n");
  const Inputs in = c.read("[flood]\n[[flood.inflow]]\nname = 'a'\nseries = 'q.csv'\nx_m = 205\ny_m = 205\n");
  // 200 m3/s at 5 m2/s: a disc of 40 m across, 13 cells of 10 m.
  CHECK(in.inflows[0].cells.size() == 13);
}

TEST_CASE("a flood behind the door: simulate gives frames, rasters, gauges and closed books") {
  Case c;
  c.file("rain.csv", "end_s,rain_mm\n3600,60\n");
  base::SectionSpec root{"", false, "", {}, {hazards::flood::card().settings}};
  const base::Settings settings = base::Settings::parse(
      "[flood]\n[[flood.rain]]\ngauge = 'G1'\nseries = 'rain.csv'\n[flood.edges]\ndefault = 'closed'\n",
      (c.folder.path() / "scenario.toml").string(), root);
  c.clock.duration_s = 4000;
  c.clock.output_interval_s = 600;
  const auto& catalogue = hazards::catalogue();
  const hazards::Entry& entry = *std::find_if(
      catalogue.begin(), catalogue.end(), [](const hazards::Entry& e) { return e.card().name == "flood"; });
  int calls = 0;
  const hazards::Course course = hazards::simulate(entry, valley(), settings.section("flood"), c.clock,
                                                   [&](const hazards::Progress&) { ++calls; });
  CHECK(course.hazard == "flood");
  CHECK(calls == 8);
  for (const hazards::FieldSpec& field : entry.card().publishes) {
    REQUIRE(course.series(field.name) != nullptr);
    CHECK(course.series(field.name)->times_s ==
          std::vector<double>{0, 600, 1200, 1800, 2400, 3000, 3600, 4000});
  }
  for (const std::string& raster : entry.card().rasters) CHECK(course.rasters.count(raster) == 1);
  CHECK(course.figures.at("volume_in_m3") == Approx(0.06 * 40 * 50 * 100).epsilon(1e-6));
  CHECK(course.figures.at("volume_stored_m3") == Approx(0.06 * 40 * 50 * 100).epsilon(1e-6));
  CHECK(std::abs(course.figures.at("volume_error_1")) < 1e-6);
  CHECK(course.rasters.at("max_depth_m").values[0] == Approx(0.06F).margin(2e-4));
  CHECK(course.rasters.at("arrival_s").values[0] == Approx(3000).margin(60));
  REQUIRE(course.gauges.size() == 1);
  CHECK(course.gauges[0].fields.at("water_level_m").back() == Approx(100.06).margin(1e-3));
}
