// SPDX-License-Identifier: Apache-2.0
// The verbs of the command line. Each returns an exit code; faults leave as exceptions and are told by main.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/app/cli/pipeline.h"

namespace dayu::app {

int run_command(const RunOptions& options, Stage from, Stage to, bool json);
/// `dayu site`: where facilities should stand.
int site_command(const RunOptions& options, bool json);
int demo_command(RunOptions options);
/// Every fault of a scenario or an area at once; kInputInvalid if there is one.
int check_command(const std::filesystem::path& path, const std::vector<std::string>& overrides, bool json);
/// What leaves a finished run: the drill package, into `folder` (default: RUN/package).
/// Shows what was edited in a MSEL workbook; with `apply` carries it into the scenario.
int msel_command(const std::filesystem::path& run, const std::filesystem::path& workbook, bool apply, bool zh,
                 bool json);
int verify_command(const std::filesystem::path& run, bool zh, bool json);
int new_command(const std::string& name, const std::filesystem::path& area, bool zh);
int schema_command();
int doctor_command();
int completion_command(const std::string& shell, const std::vector<std::string>& verbs);

}  // namespace dayu::app
