// SPDX-License-Identifier: Apache-2.0
// A dispatch run of a problem as given: every client once or named as unmet, no vehicle twice, capacities,
// windows and limits kept, times and costs as the stops give them.
#pragma once

#include "engine/app/verify/given_tours.h"

namespace dayu::verify {

/// The run of a [dispatch] scenario holds its instance and nothing of a county.
bool is_dispatch_run(const std::filesystem::path& folder);
void check_dispatch(const Run& run, Findings& findings);

}  // namespace dayu::verify
