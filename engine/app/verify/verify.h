// SPDX-License-Identifier: Apache-2.0
// The independent checker: is what a run folder claims true, judged from its files alone?
// It shares no code with world, hazards, impact, plan or drill; it reads text tables, rasters and packed
// frames again by itself. Rules follow "What is always true of a run": 1 roads and shelters, 2 capacities, 3
// people, 4 sums and times, 5 water, 6 sources, 7 the exercise mark. Invariant: no rule passes in silence -
// each is either named in `checked`, or in `skipped` with its reason, or in `violations` with file and place.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dayu::verify {

/// One thing that is not true. `rule` is a stable word like "road.closed"; `file` is relative to the run
/// folder.
struct Violation {
  std::string rule, file, place, zh, en;
};

struct Report {
  std::vector<Violation> violations;
  std::vector<std::string> checked;  ///< "English / 中文", with counts
  std::vector<std::string> skipped;  ///< "English / 中文", with the reason
};

/// Never throws for what stands in the run folder: an unreadable file is a violation.
Report verify(const std::filesystem::path& run);

}  // namespace dayu::verify
