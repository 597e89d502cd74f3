// SPDX-License-Identifier: Apache-2.0
// A scenario folder as a value: what happens, when the drill opens, which area, which hazards, which injects.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/settings.h"
#include "engine/hazards/hazard.h"

namespace dayu::drill {

/// A rain series at a gauge: depth of the interval that ENDS at each stamp.
struct RainSeries {
  std::string gauge;
  std::vector<double> end_s, rain_mm;   ///< s since the scenario's start
  double rain_until(double time_s) const;         ///< cumulative, mm
  double window_mm(double time_s, double window_s) const;
};

struct Scenario {
  std::filesystem::path file;
  base::Settings settings;             ///< the whole tree, checked
  std::string name;                    ///< id used for run folders
  std::string title_zh, title_en;
  base::Instant start;
  double duration_s = 0, opens_s = 0;  ///< when the drill opens for players
  double output_interval_s = 300, cell_m = 0;
  std::uint64_t seed = 1;
  std::filesystem::path area;          ///< area folder; empty: bare terrain
  std::vector<RainSeries> rain;        ///< of [[flood.rain]]
  std::vector<std::string> hazards;    ///< names of the sections present
};

/// One list of keys: [scenario], [area], [grid], [output], [plan], [[inject]], ... and each hazard's card.
base::SectionSpec scenario_spec();

/// Reads a scenario folder or file. InputError with every fault.
Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides = {});

}  // namespace dayu::drill
