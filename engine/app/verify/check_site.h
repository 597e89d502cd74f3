// SPDX-License-Identifier: Apache-2.0
// A location problem on a graph as given: the sites chosen, whom they serve, the value, and for set coverings
// and p-centres the proof of the bound.
#pragma once

#include "engine/app/verify/findings.h"
#include "engine/app/verify/run_files.h"

namespace dayu::verify {

bool is_site_run(const std::filesystem::path& folder);
void check_site(const Run& run, Findings& findings);

/// A county's choice of shelters.
bool is_county_site_run(const std::filesystem::path& folder);
void check_county_site(const Run& run, Findings& findings);

}  // namespace dayu::verify
