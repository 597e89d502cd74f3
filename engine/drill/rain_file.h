// SPDX-License-Identifier: Apache-2.0
// Series of the ground as given: rain at gauges, levels of reservoirs.
// Which rain does a hazard's section name? Gauge series are read here for alerts exactly as they stand in the
// file.
#pragma once

#include "engine/drill/scenario.h"

namespace dayu::drill {

/// Every [[<hazard>.rain]] with a gauge and a file; empty where the hazard knows no rain. InputError.
std::vector<RainSeries> read_rain(const base::Settings& section, const base::SectionSpec& spec,
                                  const base::Instant& start);

/// A CSV of `time_end` (civil time) or `end_s` (s since the start) and `rain_mm` (or the column named): depth
/// of the interval that ends at the stamp. InputError: no such column, stamps not increasing, negative rain.
RainSeries read_rain_file(const std::filesystem::path& file, const std::string& gauge,
                          const std::string& column, const base::Instant& start);

/// A CSV of `time` (civil time) or `time_s` and a column of levels, m above datum. InputError as above.
LevelSeries read_level_file(const std::filesystem::path& file, const std::string& reservoir,
                            const std::string& column, const base::Instant& start);

}  // namespace dayu::drill
