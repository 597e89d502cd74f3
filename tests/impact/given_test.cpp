// SPDX-License-Identifier: Apache-2.0
// Hazards that are given: tables of danger and closing times, and fields that keep their maximum from
// arrival.
#include "engine/impact/given.h"

#include <cmath>
#include <fstream>

#include "engine/geo/raster_file.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

/// Two households of a zone and one outside it, a site, a shelter, two roads.
world::World hamlet() {
  world::World w;
  w.crs = "EPSG:4547";
  w.villages.push_back({"V1", "", {"村", "Village"}, {"", ""}, {0, 0}, 0, 0});
  w.groups.push_back({"G1", {0}, {"组", "Group"}, {0, 0}, 9, 3, {0}, 0});
  for (const char* zone : {"Z1", "Z1", ""}) {
    world::Household h;
    h.id = "H" + std::to_string(w.households.size() + 1);
    h.group = {0}, h.people = 3, h.danger_zone = zone;
    w.households.push_back(h);
  }
  world::Site s;
  s.id = "S1", s.village = {0}, s.danger_zone = "Z1";
  w.sites.push_back(s);
  world::Shelter shelter;
  shelter.id = "SH1";
  w.shelters.push_back(shelter);
  for (int i = 0; i < 3; ++i) w.network.nodes.push_back({{500000.0 + 100 * i, 3100000}, 0});
  for (int i = 0; i < 2; ++i) {
    world::Piece p;
    p.road = "R" + std::to_string(i + 1), p.from = {i}, p.to = {i + 1}, p.length_m = 100;
    p.line = {w.network.nodes[static_cast<std::size_t>(i)].at,
              w.network.nodes[static_cast<std::size_t>(i) + 1].at};
    w.network.pieces.push_back(p);
  }
  return w;
}

hazards::RunClock clock_of_day() {
  hazards::RunClock clock;
  clock.start = base::read_instant("2025-06-18T14:00:00+08:00");
  clock.duration_s = 3600, clock.output_interval_s = 600;
  return clock;
}

base::Settings given(const std::string& text, const std::filesystem::path& folder) {
  base::SectionSpec file;
  file.sections.push_back(impact::given_spec());
  std::ofstream(folder / "scenario.toml") << text;
  return base::Settings::read(folder / "scenario.toml", file).section("given");
}

}  // namespace

TEST_CASE("danger times by household, zone and village; closings by road and by point") {
  const test::TemporaryFolder folder("given_times");
  std::ofstream(folder.path() / "places.csv")
      << "kind,id,danger,danger_s\nzone,Z1,2025-06-18 14:30,\nhousehold,H2,,600\nshelter,SH1,,900\n";
  std::ofstream(folder.path() / "roads.csv")
      << "road,x_m,y_m,who,from_s,to_s\nR1,,,,300,1200\n,500160,3100003,car,500,\n";
  const world::World w = hamlet();
  impact::Impact impact;
  impact::add_given_times(
      given("[given]\nplaces = \"places.csv\"\nroads = \"roads.csv\"\nsource = \"marks\"\n", folder.path()),
      w, clock_of_day(), impact);
  CHECK(impact.households[0].danger_s == 1800);
  CHECK(impact.households[1].danger_s == 600);
  CHECK(impact.households[2].danger_s == base::kNever_s);
  CHECK(impact.sites[0].danger_s == 1800);
  CHECK(impact.shelters[0].danger_s == 900);
  CHECK(impact.duration_s == 3600);
  CHECK(impact.notes.back().find("marks") != std::string::npos);
  REQUIRE(impact.closures.size() == 5);
  for (const impact::Closure& c : impact.closures) {
    if (c.piece.index == 0) {
      CHECK(c.from_s == 300);
      CHECK(c.to_s == 1200);
    } else {
      CHECK(c.who == "car");
      CHECK(c.from_s == 500);
      CHECK(c.to_s == base::kNever_s);
    }
  }
}

TEST_CASE("every fault of a given table is told at once") {
  const test::TemporaryFolder folder("given_faults");
  std::ofstream(folder.path() / "places.csv")
      << "kind,id,danger\nhousehold,H9,2025-06-18 14:30\nzone,Z1,half past two\nkeep,K1,2025-06-18 14:30\n";
  const world::World w = hamlet();
  impact::Impact impact;
  try {
    impact::add_given_times(given("[given]\nplaces = \"places.csv\"\n", folder.path()), w, clock_of_day(),
                            impact);
    FAIL("accepted");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() == 3);
  }
}

TEST_CASE("two rasters stand for a field in time: its maximum from its arrival on") {
  const test::TemporaryFolder folder("given_rasters");
  geo::Grid grid;
  grid.n_rows = 2, grid.n_cols = 2, grid.west_m = 500000, grid.north_m = 3100040, grid.cell_m = 20;
  grid.crs = "EPSG:4547";
  geo::Raster<float> depth_m(grid), arrival_s(grid);
  depth_m.values = {0.5F, 1.25F, 0, 2};
  arrival_s.values = {600, 1300, std::nanf(""), 4000};
  geo::write_cog(folder.path() / "depth.tif", depth_m, {"m", "depth"});
  geo::write_cog(folder.path() / "arrival.tif", arrival_s, {"s", "arrival"});
  const auto courses = impact::given_courses(
      given("[given]\n[[given.raster]]\nmaximum = \"depth.tif\"\narrival = \"arrival.tif\"\n", folder.path()),
      hamlet(), clock_of_day());
  REQUIRE(courses.size() == 1);
  CHECK(courses[0].hazard == "flood");
  CHECK(courses[0].given);
  const hazards::FrameSeries* series = courses[0].series("water_depth_m");
  REQUIRE(series != nullptr);
  series->for_each([&](std::size_t, double time_s, const std::uint16_t* counts) {
    CHECK(counts[0] == (time_s >= 600 ? 50 : 0));
    CHECK(counts[1] == (time_s >= 1300 ? 125 : 0));
    CHECK(counts[2] == 0);
    CHECK(counts[3] == 0);  // arrives after the end
  });
}

TEST_CASE("an unknown field names the known ones; a field given twice is refused") {
  const test::TemporaryFolder folder("given_unknown");
  const auto courses = [&](const std::string& text) {
    return impact::given_courses(given("[given]\n" + text, folder.path()), hamlet(), clock_of_day());
  };
  CHECK_THROWS_AS(courses("[[given.raster]]\nfield = \"snow_m\"\nmaximum = \"a.tif\"\narrival = \"b.tif\"\n"),
                  base::InputError);
  CHECK_THROWS_AS(courses("[[given.raster]]\nhazard = \"comet\"\nmaximum = \"a.tif\"\narrival = \"b.tif\"\n"),
                  base::InputError);
}
