// SPDX-License-Identifier: Apache-2.0
// Which sheets of a file hold the ledger, and which column of each means what? By the titles, by what the
// user said of this template before (mappings.csv), by what he says now (--map).
#pragma once

#include "engine/world/registers/intake/intake.h"

namespace dayu::world::intake {

/// Fills table, encoding and sheets of the report, with a finding for each title that stays unknown.
void choose_sheets(const Options& options, const std::vector<Remembered>& remembered, Report& report);

/// A finding about a sheet, or about the whole file, as such.
void sheet_finding(Report& report, const std::string& sheet, bool fault, Name what, Name remedy);

}  // namespace dayu::world::intake
