// SPDX-License-Identifier: Apache-2.0
// A run that was stopped and taken up again ends with the same bits as one that was not: water, extremes,
// frames, records, books, works, whenever it was stopped.
#include <cmath>
#include <cstring>
#include <fstream>

#include "engine/hazards/checkpoint.h"
#include "engine/hazards/flood/flood.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

world::World slope() {
  world::World world;
  world.crs = "EPSG:4547";
  world.terrain.elevation_m = geo::Raster<float>({60, 70, 0, 600, 10, "EPSG:4547"}, 0);
  for (int row = 0; row < 60; ++row)
    for (int col = 0; col < 70; ++col)
      world.terrain.elevation_m[{row, col}] = static_cast<float>(0.4 * (60 - row) + 0.3 * std::abs(col - 35) +
                                                                 0.7 * ((row * 7 + col * 13) % 11) / 11.0);
  return world;
}

struct Story {
  test::TemporaryFolder folder{"flood_checkpoint"};
  hazards::RunClock clock{base::read_instant("2025-06-18 14:00"), 2400, 300, 2, 1};
  base::SectionSpec root{"", false, "", {}, {hazards::flood::card().settings}};

  base::Settings section(int order) {
    std::ofstream(folder.path() / "rain.csv") << "end_s,rain_mm\n600,12\n1200,3\n1800,0\n";
    std::ofstream(folder.path() / "q.csv") << "time_s,discharge_m3_per_s\n0,0\n900,25\n2400,5\n";
    return base::Settings::parse("[flood]\norder = " + std::to_string(order) + R"(
manning_s_per_m1_3 = 0.04
record_interval_s = 50
[flood.losses]
model = "green_ampt"
conductivity_mm_per_h = 5
suction_mm = 100
moisture_deficit_1 = 0.2
[[flood.rain]]
gauge = "G"
series = "rain.csv"
[[flood.inflow]]
name = "brook"
series = "q.csv"
x_m = 355
y_m = 595
[[flood.wall]]
name = "bags"
height_m = 0
x1_m = 200
y1_m = 200
x2_m = 500
y2_m = 200
[[flood.act]]
work = "bags"
at_s = 400
over_s = 900
to = 2
[[flood.pump]]
name = "pump"
x_m = 355
y_m = 205
to_x_m = 55
to_y_m = 55
capacity_m3_per_s = 0.7
no_power_from_s = [1000]
no_power_until_s = [1500]
[[flood.gauge]]
name = "g"
x_m = 355
y_m = 305
[[flood.section]]
name = "s"
x1_m = 0
y1_m = 100
x2_m = 700
y2_m = 100
)",
                                 (folder.path() / "scenario.toml").string(), root)
        .section("flood");
  }

  hazards::Course run(int order, const hazards::Checkpointing& keeping) {
    for (const hazards::Entry& entry : hazards::catalogue())
      if (entry.card().name == "flood")
        return hazards::simulate(entry, slope(), section(order), clock, {}, keeping);
    throw std::logic_error("no flood in the catalogue");
  }
};

/// Bits, so that two NaN are equal.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

void check_same(const hazards::Course& a, const hazards::Course& b) {
  CHECK(a.figures == b.figures);
  REQUIRE(a.frames.size() == b.frames.size());
  for (std::size_t k = 0; k < a.frames.size(); ++k) {
    CHECK(a.frames[k].times_s == b.frames[k].times_s);
    CHECK(a.frames[k].crc32 == b.frames[k].crc32);
    CHECK(a.frames[k].groups == b.frames[k].groups);
  }
  for (const auto& [name, raster] : a.rasters) CHECK(same_bits(raster.values, b.rasters.at(name).values));
  for (std::size_t k = 0; k < a.gauges.size(); ++k) CHECK(a.gauges[k].fields == b.gauges[k].fields);
  for (std::size_t k = 0; k < a.sections.size(); ++k)
    CHECK(a.sections[k].discharge_m3_per_s == b.sections[k].discharge_m3_per_s);
}

}  // namespace

TEST_CASE("a flood that is stopped between two steps, again and again, ends with the same bits") {
  for (const int order : {1, 2}) {
    Story story;
    const hazards::Course whole = story.run(order, {});
    CHECK(whole.figures.at("pump_pump_m3") > 100);
    hazards::Checkpointing keeping;
    keeping.folder = story.folder.path() / "kept";
    keeping.fingerprint = "story";
    int stops = 0, steps = 0;
    for (;;) {
      // Ever later: in the first interval, in the midst of later ones.
      steps = 0;
      const int until = 40 + 37 * stops;
      keeping.stop = [&] { return ++steps > until; };
      keeping.resume = stops > 0;
      try {
        check_same(whole, story.run(order, keeping));
        break;
      } catch (const hazards::Stopped& stopped) {
        CHECK(stopped.kept);
        ++stops;
        REQUIRE(stops < 200);
      }
    }
    CHECK(stops > 2);
  }
}

TEST_CASE("a run goes on from the last checkpoint at a frame, too") {
  Story story;
  const hazards::Course whole = story.run(1, {});
  hazards::Checkpointing keeping;
  keeping.folder = story.folder.path() / "kept";
  keeping.every_s = 600;
  check_same(whole, story.run(1, keeping));
  REQUIRE(std::filesystem::exists(keeping.folder / "flood.state"));
  keeping.resume = true;
  check_same(whole, story.run(1, keeping));
}

TEST_CASE("a state of other inputs, a damaged one and a cut one are refused") {
  Story story;
  hazards::Checkpointing keeping;
  keeping.folder = story.folder.path() / "kept";
  keeping.every_s = 600;
  keeping.fingerprint = "one";
  story.run(1, keeping);
  keeping.resume = true;
  keeping.fingerprint = "two";
  CHECK_THROWS_AS(story.run(1, keeping), base::InputError);
  keeping.fingerprint = "one";
  const std::filesystem::path file = keeping.folder / "flood.state";
  std::string bytes(std::filesystem::file_size(file), '\0');
  std::ifstream(file, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto write = [&](const std::string& text) {
    std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
  };
  std::string bent = bytes;
  bent[bent.size() / 2] = static_cast<char>(bent[bent.size() / 2] ^ 1);
  write(bent);
  CHECK_THROWS_AS(story.run(1, keeping), base::InputError);
  write(bytes.substr(0, bytes.size() / 2));
  CHECK_THROWS_AS(story.run(1, keeping), base::InputError);
}
