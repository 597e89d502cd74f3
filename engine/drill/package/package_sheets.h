// SPDX-License-Identifier: Apache-2.0
// The package's spreadsheets: goods, shelters in use, evaluation, first report, attendance, calls.
#pragma once

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

/// internal/EXERCISE_*.xlsx below the folder, each with a Chinese and an English sheet.
void write_package_sheets(const RunValues& run, const std::filesystem::path& folder);

}  // namespace dayu::drill
