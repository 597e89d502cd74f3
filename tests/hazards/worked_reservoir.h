// SPDX-License-Identifier: Apache-2.0
// Longtan reservoir of worked case 1: the invented county's curve and spillway, the case's inflow.
#pragma once

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "engine/hazards/flood/reservoir.h"

namespace dayu::test {

inline hazards::flood::Reservoir longtan() {
  using namespace hazards::flood;
  Reservoir pool;
  std::string line;
  std::vector<PoolCurve::Row> rows;
  std::ifstream curve(DAYU_SOURCE_DIR "/gis-data/yunlan/reservoir_curves.csv");
  while (std::getline(curve, line)) {
    PoolCurve::Row row{};
    if (std::sscanf(line.c_str(), "longtan,%lf,%lf,%lf", &row.level_m, &row.area_m2, &row.volume_m3) == 3)
      rows.push_back(row);
  }
  pool.curve = PoolCurve(rows);
  std::ifstream inflow(DAYU_SOURCE_DIR "/scenarios/longtan_flood/case1_reservoir.csv");
  std::getline(inflow, line);
  while (std::getline(inflow, line)) {
    pool.inflow_end_s.push_back(600.0 * static_cast<double>(pool.inflow_end_s.size()));
    pool.inflow_m3_per_s.push_back(std::stod(line.substr(line.find(',') + 1)));
  }
  pool.level_m = 211.6;
  pool.spill_crest_m = 212;
  pool.spill_width_m = 18;
  pool.spill_coefficient_1 = 0.36;
  return pool;
}

}  // namespace dayu::test
