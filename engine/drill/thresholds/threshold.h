// SPDX-License-Identifier: Apache-2.0
// At which reading is which level reached? One row of a table of thresholds, whatever is measured: rain of a
// window (mm), stage at a gauge (m of water), level of a reservoir (m above datum), distance of a fire (m),
// grade of a warning that others issue (1-5). Tables are data: default_thresholds.csv here, thresholds.csv of
// an area, and a scenario's own. Invariant: a row that was read has a known measure, a level and a place.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::drill {

struct Threshold {
  std::string kind;     ///< transfer, response, reservoir, geology, fire_danger, release, call
  std::string place;    ///< id of a village or hazard point; "*": every one without rows of its own
  std::string level;    ///< prepare, immediate; blue .. red; IV .. I; county, township, village (call)
  std::string measure;  ///< rain, stage, reservoir_level, fire_distance, grade, lead (of a call, s before)
  std::string object;   ///< gauge or reservoir that is read; empty: the place's own
  double window_s = 0, value = 0;
  std::string unit, soil, basis;  ///< basis: approved, computed
  std::string source, edition, region, surety;
  int rank = 0;  ///< of the level within its kind: the higher supersedes
  bool computed() const { return basis == "computed"; }
};

/// Levels of a kind, the lowest first; empty for a kind that is not known.
std::vector<std::string> levels_of(const std::string& kind);

/// Rows of a table; every fault of it at once into `faults`.
std::vector<Threshold> parse_thresholds(const std::string& text, const std::string& file,
                                        base::Faults& faults);
std::vector<Threshold> read_thresholds(const std::filesystem::path& file, base::Faults& faults);

/// default_thresholds.csv: what the program brings along (national signals' grades, samples, guesses).
const std::vector<Threshold>& default_thresholds();

/// "source, edition": what a page prints; empty if the row names no source (the page must say so).
std::string printed_source(const Threshold& threshold);

}  // namespace dayu::drill
