// SPDX-License-Identifier: Apache-2.0
// Rain and discharge series from CSV, with every fault named by file, row and column.
// Invariant: what is returned is finite, non-negative, in order and without gaps.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/errors.h"

namespace dayu::hazards::flood {

/// More rain than any gauge has ever measured over minutes (38 mm in one minute, Barot 1970): a unit gone
/// wrong.
inline constexpr double kRecordRain_mm_per_s = 0.7;

struct Series {
  std::vector<double> time_s, value;
};

/// Columns `time_end` (civil) or `end_s`, and `rain_mm`. `begin_s` becomes the start of the first interval.
Series read_rain(const std::filesystem::path& file, const base::Instant& start, double& begin_s,
                 base::Faults& faults);

/// Columns `time` (civil) or `time_s`, and `column`; values not below 0 where `positive`.
Series read_values(const std::filesystem::path& file, const std::string& column, const base::Instant& start,
                   bool positive, base::Faults& faults);

}  // namespace dayu::hazards::flood
