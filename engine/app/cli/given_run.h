// SPDX-License-Identifier: Apache-2.0
// Runs of problems as given in files: a network ([network], by `dayu plan`), vehicles to clients ([dispatch],
// by `dayu plan`), a location problem ([location], by `dayu site`). They have no area, no hazard and no
// papers, but the same run folder, manifest and checker.
#pragma once

#include <string>

#include "engine/app/cli/pipeline.h"
#include "engine/app/run_folder.h"

namespace dayu::app {

Outcome run_network(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter);
/// Reads a problem as given, with all its faults; false: the scenario has none.
bool read_given(const drill::Scenario& scenario);
Outcome run_dispatch(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter);
/// summary.json, manifest and inputs of such a run; ends its folder.
Outcome finish_given(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter,
                     RunFolder& folder, std::string summary_json, int people_left);
/// A location problem, or a county's shelters (county_site_run.h). InputError: neither [site] nor [location].
Outcome run_site(const RunOptions& options);

}  // namespace dayu::app
