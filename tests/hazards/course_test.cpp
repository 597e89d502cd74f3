// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/course.h"

#include <zlib.h>

#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace dayu;
using hazards::FrameSeries;

namespace {

FrameSeries series_of(int frames, int rows, int cols) {
  FrameSeries series;
  series.field = {"water_depth_m", "m", "", 0.01, 0.03};
  series.grid = {rows, cols, 0, 100, 10, "EPSG:4547"};
  for (int k = 0; k < frames; ++k) {
    std::vector<float> values(series.grid.count());
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<float>(base::uniform_1(1, static_cast<std::uint64_t>(k), i) * 3);
    series.append(300.0 * k, values);
  }
  series.close();
  return series;
}

}  // namespace

TEST_CASE("counts round to nearest, drop what is below the threshold and saturate") {
  FrameSeries series;
  series.field = {"water_depth_m", "m", "", 0.01, 0.03};
  CHECK(series.count_of(0.029F) == 0);
  CHECK(series.count_of(0.03F) == 3);
  CHECK(series.count_of(1.234F) == 123);
  CHECK(series.count_of(1.236F) == 124);
  CHECK(series.count_of(1e6F) == 65535);
  CHECK(series.count_of(-1.0F) == 0);
  CHECK(series.count_of(std::nanf("")) == 0);
}

TEST_CASE("frames come back as they went in, whatever the number of frames in the last group") {
  for (const int frames : {1, 9, 10, 11, 23}) {
    FrameSeries plain;
    plain.field = {"water_depth_m", "m", "", 0.01, 0.03};
    const FrameSeries series = series_of(frames, 7, 5);
    CHECK(series.count() == static_cast<std::size_t>(frames));
    CHECK(series.groups.size() == static_cast<std::size_t>((frames + 9) / 10));
    int seen = 0;
    series.for_each([&](std::size_t frame, double time_s, const std::uint16_t* counts) {
      CHECK(time_s == 300.0 * seen);
      CHECK(hazards::crc32_of(counts, 35) == series.crc32[frame]);
      for (std::size_t i = 0; i < 35; ++i) {
        const auto value = static_cast<float>(base::uniform_1(1, frame, i) * 3);
        REQUIRE(counts[i] == plain.count_of(value));
      }
      ++seen;
    });
    CHECK(seen == frames);
  }
}

TEST_CASE("frames can be read while the last group is still open") {
  FrameSeries series;
  series.field = {"water_depth_m", "m", "", 0.01, 0.03};
  series.grid = {1, 2, 0, 0, 1, ""};
  series.append(0, {0.5F, 0});
  int seen = 0;
  series.for_each([&](std::size_t, double, const std::uint16_t* counts) {
    CHECK(counts[0] == 50);
    ++seen;
  });
  CHECK(seen == 1);
}

TEST_CASE(
    "the packed bytes are what other readers expect: raw frame, differences, low plane, high plane, zlib") {
  FrameSeries series;
  series.field = {"x_m", "m", "", 1, 0};
  series.grid = {1, 3, 0, 0, 1, ""};
  series.append(0, {1, 300, 65535});
  series.append(1, {0, 301, 2});
  series.close();
  std::string plain(12, '\0');
  uLongf size = 12;
  REQUIRE(uncompress(reinterpret_cast<Bytef*>(plain.data()), &size,
                     reinterpret_cast<const Bytef*>(series.groups[0].data()),
                     static_cast<uLong>(series.groups[0].size())) == Z_OK);
  const std::vector<int> expected = {1, 44, 255, 255, 1, 3, 0, 1, 255, 255, 0, 0};
  for (std::size_t i = 0; i < expected.size(); ++i)
    CHECK(static_cast<unsigned char>(plain[i]) == expected[i]);
  // CRC-32 of 01 00 2C 01 FF FF, computed with Python's zlib.
  CHECK(series.crc32[0] == 0x2F9E1A48U);
}

TEST_CASE("a frame of a wrong size or out of time is a mistake in the engine") {
  FrameSeries series = series_of(2, 3, 3);
  CHECK_THROWS_AS(series.append(900, std::vector<float>(8)), std::logic_error);
  CHECK_THROWS_AS(series.append(300, std::vector<float>(9)), std::logic_error);
}
