// SPDX-License-Identifier: Apache-2.0
// manifest.json: with which program, from which inputs, what was made, and how long it took. Written last:
// its presence means that the run is complete. Wall-clock values stand here alone, in their own block.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/drill/scenario.h"
#include "engine/hazards/course.h"

namespace dayu::app {

struct ManifestFacts {
  int threads = 1;
  std::vector<std::string> command_line;
  std::string crs;
  std::vector<std::string> assumptions;
  std::map<std::string, double> wall_s;
  int exit_code = 0;
  std::vector<std::string> overrides;  ///< of --set
};

/// Hashes every input (scenario folder, area folder, files named by the scenario) and every output below
/// `run`.
void write_manifest(const drill::Scenario& scenario, const std::vector<hazards::Course>& courses,
                    const ManifestFacts& facts, const std::filesystem::path& run);

/// Which scenario a finished run is of.
struct ScenarioOfRun {
  std::filesystem::path file;
  std::vector<std::string> overrides;
};

/// InputError: no manifest, or the scenario file is gone or is no longer the one that was run.
ScenarioOfRun scenario_of_run(const std::filesystem::path& run);

}  // namespace dayu::app
