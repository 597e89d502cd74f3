// SPDX-License-Identifier: Apache-2.0
// A validation case through the program as a stranger calls it, and what it left.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {

/// Runs a scenario below tests/validation into `folder` and gives its flood folder.
inline std::filesystem::path flood_run(const TemporaryFolder& folder, const std::string& scenario,
                                       const std::string& more = "") {
  const std::filesystem::path run = folder.path() / "run";
  const std::string command = std::string(DAYU_BINARY) + " simulate " + DAYU_SOURCE_DIR +
                              "/tests/validation/" + scenario + " -q -o " + run.string() + " " + more +
                              " > /dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  return run / "course" / "flood";
}

struct GaugeRows {
  std::vector<double> time_s, depth_m, level_m, speed_m_per_s;

  /// First time at which the depth is reached, linear between records; -1: never.
  double reaches_s(double depth) const {
    for (std::size_t k = 0; k < depth_m.size(); ++k) {
      if (depth_m[k] < depth) continue;
      if (k == 0) return time_s[0];
      const double w = (depth - depth_m[k - 1]) / (depth_m[k] - depth_m[k - 1]);
      return time_s[k - 1] + w * (time_s[k] - time_s[k - 1]);
    }
    return -1;
  }
};

inline std::map<std::string, GaugeRows> read_gauges(const std::filesystem::path& flood) {
  std::ifstream in(flood / "gauges.csv");
  std::string line, cell;
  std::getline(in, line);
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // spreadsheets want the mark
  std::map<std::string, std::size_t> column;
  for (std::stringstream head(line); std::getline(head, cell, ',');) column.emplace(cell, column.size());
  REQUIRE(column.count("water_level_m") == 1);
  std::map<std::string, GaugeRows> gauges;
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    for (std::stringstream row(line); std::getline(row, cell, ',');) cells.push_back(cell);
    GaugeRows& gauge = gauges[cells.at(column.at("gauge"))];
    gauge.time_s.push_back(std::stod(cells.at(column.at("time_s"))));
    gauge.depth_m.push_back(std::stod(cells.at(column.at("water_depth_m"))));
    gauge.level_m.push_back(std::stod(cells.at(column.at("water_level_m"))));
    gauge.speed_m_per_s.push_back(std::stod(cells.at(column.at("speed_m_per_s"))));
  }
  return gauges;
}

}  // namespace dayu::test
