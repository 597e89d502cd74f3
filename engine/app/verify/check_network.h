// SPDX-License-Identifier: Apache-2.0
// The parts of the check of a network run: journeys, cuts, figures.
#pragma once

#include "engine/app/verify/given_roads.h"

namespace dayu::verify {

/// What the plan's own rows add up to.
struct Movement {
  long long people = 0, arrived = 0, left = 0;
  double sum_s = 0, clear_s = 0;
};

/// A run of a [network] scenario holds its tables and nothing of a county.
bool is_network_run(const std::filesystem::path& folder);
Run read_network_run(const std::filesystem::path& folder, Findings& findings);
void check_network(const Run& run, Findings& findings);

Movement check_journeys(const Run& run, const GivenRoads& g, Findings& findings);
void check_cuts(const Run& run, const GivenRoads& g, const Movement& moved, Findings& findings);

}  // namespace dayu::verify
