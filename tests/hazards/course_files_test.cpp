// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/course_files.h"

#include <cmath>
#include <fstream>

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using hazards::Course;

namespace {

Course small_course() {
  Course course;
  course.hazard = "flood";
  course.grid = {6, 8, 500000, 3100000, 20, "EPSG:4547"};
  course.duration_s = 3600;
  for (const char* name : {"water_depth_m", "depth_speed_m2_per_s"}) {
    hazards::FrameSeries series;
    series.field = {name, "m", "about", 0.01, 0.03};
    series.grid = course.grid;
    for (int k = 0; k <= 12; ++k) {
      std::vector<float> values(course.grid.count());
      for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(base::uniform_1(7, static_cast<std::uint64_t>(k), i));
      series.append(300.0 * k, values);
    }
    series.close();
    course.frames.push_back(series);
  }
  geo::Raster<float> arrival(course.grid, std::nanf(""));
  arrival.values[5] = 612.25F;
  course.rasters["arrival_s"] = arrival;
  course.rasters["max_hazard_class_1"] = geo::Raster<float>(course.grid, 3);
  course.gauges = {{"S1", {500010, 3099990}, {0, 60, 120}, {{"water_depth_m", {0, 0.25, 0.5}}}}};
  course.sections = {{"bridge", {0, 60}, {0, 12.5}}, {"mouth", {0, 60}, {1, 2}}};
  course.figures = {{"volume_error_1", 1.5e-9}, {"steps", 1234}};
  course.notes = {"演练 note"};
  return course;
}

void spoil(const std::filesystem::path& file, std::streamoff at) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekg(at);
  const char c = static_cast<char>(bytes.get() ^ 0x10);
  bytes.seekp(at);
  bytes.put(c);
}

}  // namespace

TEST_CASE("a course comes back from its files as it was") {
  const test::TemporaryFolder run("course");
  const Course course = small_course();
  hazards::write_course(course, run.path());
  const Course back = hazards::read_course(run.path(), "flood");
  CHECK(back.grid.same_cells(course.grid));
  CHECK(back.grid.crs == course.grid.crs);
  CHECK(back.duration_s == course.duration_s);
  CHECK_FALSE(back.given);
  CHECK(back.figures == course.figures);
  CHECK(back.notes == course.notes);
  REQUIRE(back.frames.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(back.frames[k].groups == course.frames[k].groups);
    CHECK(back.frames[k].times_s == course.frames[k].times_s);
    CHECK(back.frames[k].field.name == course.frames[k].field.name);
    CHECK(back.frames[k].field.threshold == course.frames[k].field.threshold);
  }
  CHECK(back.series("water_depth_m") != nullptr);
  CHECK(back.series("no_such_field") == nullptr);
  CHECK(back.rasters.at("arrival_s").values[5] == 612.25F);
  CHECK(std::isnan(back.rasters.at("arrival_s").values[6]));
  CHECK(back.rasters.at("max_hazard_class_1").values[0] == 3);
  REQUIRE(back.gauges.size() == 1);
  CHECK(back.gauges[0].times_s == course.gauges[0].times_s);
  CHECK(back.gauges[0].fields == course.gauges[0].fields);
  REQUIRE(back.sections.size() == 2);
  CHECK(back.sections[1].section == "mouth");
  CHECK(back.sections[0].discharge_m3_per_s == course.sections[0].discharge_m3_per_s);
}

TEST_CASE("a damaged, cut or missing pack is refused by name") {
  const test::TemporaryFolder run("course_bad");
  hazards::write_course(small_course(), run.path());
  const auto pack = run.path() / "course" / "frames" / "flood.water_depth_m.pack";
  const auto refused = [&] {
    try {
      hazards::read_course(run.path(), "flood");
    } catch (const base::InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused().empty());
  spoil(pack, 40);
  CHECK(refused().find("flood.water_depth_m.pack") != std::string::npos);
  spoil(pack, 40);
  CHECK(refused().empty());
  std::filesystem::resize_file(pack, std::filesystem::file_size(pack) - 3);
  CHECK(refused().find("cut off") != std::string::npos);
  std::filesystem::remove(pack);
  CHECK_FALSE(refused().empty());
}

TEST_CASE("a given course shows its maximum from the arrival on") {
  geo::Grid grid{1, 3, 0, 0, 10, "EPSG:4547"};
  geo::Raster<float> maximum(grid), arrival(grid, std::nanf(""));
  maximum.values = {1.0F, 0.5F, 0.0F};
  arrival.values[0] = 0;
  arrival.values[1] = 450;
  const Course course =
      hazards::given_course("flood", {"water_depth_m", "m", "", 0.01, 0.03}, maximum, arrival, 1000, 300);
  CHECK(course.given);
  const hazards::FrameSeries& series = *course.series("water_depth_m");
  CHECK(series.times_s == std::vector<double>{0, 300, 600, 900, 1000});
  std::vector<int> second;
  series.for_each([&](std::size_t, double, const std::uint16_t* counts) {
    CHECK(counts[0] == 100);
    second.push_back(counts[1]);
    CHECK(counts[2] == 0);
  });
  CHECK(second == std::vector<int>{0, 0, 50, 50, 50});
}
