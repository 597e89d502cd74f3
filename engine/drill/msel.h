// SPDX-License-Identifier: Apache-2.0
// The Master Scenario Events List (主场景事件表) as a workbook: HSEEP's columns, one sheet a language.
#pragma once

#include "engine/drill/log.h"
#include "engine/drill/sheet.h"

namespace dayu::drill {

/// drill/msel.xlsx. Injects, what is expected, and the computed events that controllers call out; an alert
/// that an inject already announces at the same moment is not listed twice.
void write_msel(const Scenario& scenario, const world::World& world, const Log& log,
                const std::filesystem::path& run);

/// Keys (words.csv) of the sheet's columns, in order.
const std::vector<std::string>& msel_columns();

/// The sheet of one language, as it is printed.
SheetPage msel_page(const Scenario& scenario, const world::World& world, const Log& log, Language language);

}  // namespace dayu::drill
