// SPDX-License-Identifier: Apache-2.0
// Rain by rasters and by the nearest gauge, inflow along lines and sides: the volumes that must come in, and
// what is said of inputs that cannot be right.
#include <cmath>
#include <fstream>

#include "engine/geo/raster_file.h"
#include "engine/hazards/flood/flood.h"
#include "engine/hazards/flood/solver.h"
#include "tests/hazards/basin.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

/// A level ground of 40 x 40 cells of 10 m and a folder for its files.
struct Ground {
  test::TemporaryFolder folder{"flood_rain_fields"};
  hazards::RunClock clock{base::read_instant("2025-06-18 14:00"), 3600, 600, 1, 1};

  void file(const std::string& name, const std::string& text) { std::ofstream(folder.path() / name) << text; }
  /// 4 x 4 cells of 100 m, the western half holds `west`, the eastern `east`.
  void raster(const std::string& name, float west, float east) {
    geo::Raster<float> rain({4, 4, 0, 400, 100, "EPSG:4547"});
    for (std::size_t k = 0; k < 16; ++k) rain.values[k] = k % 4 < 2 ? west : east;
    geo::write_cog(folder.path() / name, rain, {"mm", "rain"});
  }
  Inputs read(const std::string& toml) {
    world::World world;
    world.crs = "EPSG:4547";
    world.terrain.elevation_m = geo::Raster<float>({40, 40, 0, 400, 10, "EPSG:4547"}, 100);
    base::SectionSpec root{"", false, "", {}, {card().settings}};
    const std::string name = (folder.path() / "scenario.toml").string();
    std::vector<std::string> notes;
    return read_inputs(world, base::Settings::parse(toml, name, root).section("flood"), clock, notes);
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

const std::string kClosed = "[flood]\n[flood.edges]\ndefault = 'closed'\n";

}  // namespace

TEST_CASE("rain rasters: each cell gets the rain of the raster cell that holds it, interval by interval") {
  Ground ground;
  ground.raster("a.tif", 6, 0);
  ground.raster("b.tif", 0, 12);
  ground.file("list.csv", "end_s,file\n600,a.tif\n1800,b.tif\n");
  const Inputs in = ground.read(kClosed + "[flood.rain_raster]\nseries = 'list.csv'\n");
  Solver solver(in);
  solver.advance_to(600);
  CHECK(solver.books().rain_m3 == Approx(0.006 * 80000).epsilon(1e-6));
  CHECK(solver.water().h[solver.water().shape.at(20, 2)] == Approx(0.006F).epsilon(0.01));
  CHECK(solver.water().h[solver.water().shape.at(20, 38)] == 0);
  solver.advance_to(3600);
  CHECK(solver.books().rain_m3 == Approx(0.018 * 80000).epsilon(1e-6));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("a raster with bands and rates in mm/h, in another coordinate system, gives the same volume") {
  Ground ground;
  ground.raster("one.tif", 36, 36);
  const Inputs in = ground.read(
      kClosed +
      "[flood.rain_raster]\nfile = 'one.tif'\nbegin_s = 300\ninterval_s = 1000\nunit = 'mm_per_h'\n");
  Solver solver(in);
  solver.advance_to(3600);
  CHECK(solver.books().rain_m3 == Approx(0.01 * 160000).epsilon(1e-6));
}

TEST_CASE("rain rasters that cannot be rain, do not cover the terrain or come beside gauges are refused") {
  Ground ground;
  ground.raster("flood.tif", 5000, 5000);
  CHECK(ground.faults(kClosed + "[flood.rain_raster]\nfile = 'flood.tif'\ninterval_s = 600\n")
            .find("which is no rain") != std::string::npos);
  geo::Raster<float> far({2, 2, 90000, 90000, 100, "EPSG:4547"}, 1);
  geo::write_cog(ground.folder.path() / "far.tif", far, {"mm", "rain"});
  CHECK(ground.faults(kClosed + "[flood.rain_raster]\nfile = 'far.tif'\ninterval_s = 600\n")
            .find("do not cover") != std::string::npos);
  CHECK(ground.faults(kClosed + "[flood.rain_raster]\nfile = 'far.tif'\n").find("interval_s") !=
        std::string::npos);
  ground.file("rain.csv", "end_s,rain_mm\n600,1\n");
  CHECK(
      ground
          .faults(kClosed +
                  "[[flood.rain]]\ngauge = 'a'\nseries = 'rain.csv'\n[flood.rain_raster]\nfile = 'far.tif'\n")
          .find("by gauges and by rasters") != std::string::npos);
}

TEST_CASE("Thiessen: the nearest gauge rains, and the border lies half way") {
  Ground ground;
  ground.file("wet.csv", "end_s,rain_mm\n3600,10\n");
  ground.file("dry.csv", "end_s,rain_mm\n3600,0\n");
  const Inputs in = ground.read(
      "[flood]\nrain_between = 'thiessen'\n[flood.edges]\ndefault = 'closed'\n"
      "[[flood.rain]]\ngauge = 'w'\nseries = 'wet.csv'\nx_m = 50\ny_m = 200\n"
      "[[flood.rain]]\ngauge = 'd'\nseries = 'dry.csv'\nx_m = 250\ny_m = 200\n");
  std::vector<float> rate;
  rain_field(in.rain, in.rain_between, in.grid, 0, rate);
  CHECK(rate[in.grid.index({20, 14})] == Approx(0.01F / 3600));
  CHECK(rate[in.grid.index({20, 15})] == 0);
  Solver solver(in);
  solver.advance_to(3600);
  CHECK(solver.books().rain_m3 == Approx(0.01 * 150 * 400).epsilon(1e-6));
}

TEST_CASE("an inflow along a line and one through a side enter through the cells that lie there") {
  Ground ground;
  ground.file("q.csv", "time_s,discharge_m3_per_s\n0,2\n3600,2\n");
  const Inputs in = ground.read(
      kClosed +
      "[[flood.inflow]]\nname = 'line'\nseries = 'q.csv'\nx1_m = 105\ny1_m = 100\nx2_m = 105\ny2_m = 195\n"
      "[[flood.inflow]]\nname = 'side'\nseries = 'q.csv'\nside = 'north'\nfrom_m = 205\nto_m = 255\n");
  REQUIRE(in.inflows.size() == 2);
  CHECK(in.inflows[0].cells.size() == 11);
  CHECK(in.inflows[1].cells.size() == 6);
  for (const geo::Cell& cell : in.inflows[0].cells) CHECK(cell.col == 10);
  for (const geo::Cell& cell : in.inflows[1].cells) CHECK(cell.row == 0);
  Solver solver(in);
  solver.advance_to(1800);
  CHECK(solver.books().inflow_m3 == Approx(7200));
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
}

TEST_CASE("works of a scenario read into the model, and their faults are told all at once") {
  Ground ground;
  ground.file("rule.csv", "level_m,opening_m\n100,0\n105,1\n");
  ground.file("curve.csv", "level_m,area_m2,volume_m3\n90,1000,0\n110,1000,20000\n");
  const Inputs in = ground.read(kClosed + R"(
[[flood.wall]]
name = "bags"
height_m = 0
x1_m = 100
y1_m = 0
x2_m = 100
y2_m = 400
[[flood.weir]]
name = "weir"
crest_m = 101
x1_m = 200
y1_m = 0
x2_m = 200
y2_m = 400
[[flood.bridge]]
name = "bridge"
soffit_m = 102
deck_m = 103
x1_m = 300
y1_m = 0
x2_m = 300
y2_m = 400
[[flood.culvert]]
name = "pipe"
x1_m = 95
y1_m = 205
x2_m = 125
y2_m = 205
diameter_m = 1.2
[[flood.pump]]
name = "pump"
x_m = 55
y_m = 55
capacity_m3_per_s = 0.4
no_power_from_s = [600, 1800]
no_power_until_s = [1200]
[[flood.breach]]
name = "dam"
x1_m = 205
y1_m = 105
x2_m = 205
y2_m = 295
pool_x_m = 105
pool_y_m = 205
floor_m = 95
at_s = 60
[[flood.reservoir]]
name = "lake"
curve = "curve.csv"
level_m = 104
x_m = 15
y_m = 15
[[flood.reservoir.gate]]
name = "sluice"
rule = "rule.csv"
sill_m = 95
width_m = 2
[[flood.act]]
work = "bags"
at_s = 900
to = 0.8
over_s = 300
[[flood.act]]
work = "sluice"
x_m = 55
y_m = 55
rises_to_m = 101
to = 0.2
)");
  CHECK(in.works.barriers.size() == 3);
  CHECK(in.works.culverts[0].barrel.length_m == Approx(30));
  CHECK(in.works.pumps[0].no_power_until_s == std::vector<double>{1200, base::kNever_s});
  CHECK(in.works.pumps[0].has_power(1300));
  CHECK(!in.works.pumps[0].has_power(5000));
  CHECK(in.works.breaches[0].plan.crest_m == Approx(100));
  CHECK(in.works.breaches[0].thickness_m == Approx(25));
  CHECK(in.reservoirs[0].gates[0].opening_m.at(102.5) == Approx(0.5));
  CHECK(in.works.acts.size() == 2);
  CHECK(in.sections.size() == 2);

  const std::string found = ground.faults(kClosed + R"(
[[flood.wall]]
name = "both"
height_m = 1
crest_m = 101
x1_m = 100
y1_m = 0
x2_m = 100
y2_m = 400
[[flood.weir]]
name = "nowhere"
crest_m = 101
x1_m = 100
y1_m = 50
x2_m = 100
y2_m = 50
[[flood.pump]]
name = "pump"
x_m = 5000
y_m = 55
capacity_m3_per_s = 0.4
start_depth_m = 0.1
stop_depth_m = 0.2
[[flood.act]]
work = "gate"
)");
  CHECK(found.find("either crest_m or height_m") != std::string::npos);
  CHECK(found.find("stands on no cell edges") != std::string::npos);
  CHECK(found.find("outside the terrain") != std::string::npos);
  CHECK(found.find("stop above") != std::string::npos);
  CHECK(found.find("no work 'gate'") != std::string::npos);
  CHECK(found.find("not said when") != std::string::npos);
}
