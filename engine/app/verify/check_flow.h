// SPDX-License-Identifier: Apache-2.0
// A minimum-cost flow as given: supplies met, capacities kept, the cost added up, and its bound worked out
// again from the potentials.
#pragma once

#include "engine/app/verify/findings.h"
#include "engine/app/verify/run_files.h"

namespace dayu::verify {

bool is_flow_run(const std::filesystem::path& folder);
void check_flow(const Run& run, Findings& findings);

}  // namespace dayu::verify
