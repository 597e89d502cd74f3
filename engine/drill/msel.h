// SPDX-License-Identifier: Apache-2.0
// The Master Scenario Events List (主场景事件表) as a workbook: HSEEP's columns, one sheet a language.
#pragma once

#include "engine/drill/log.h"

namespace dayu::drill {

/// drill/msel.xlsx. Injects, what is expected, and the computed events that controllers call out; an alert
/// that an inject already announces at the same moment is not listed twice.
void write_msel(const Scenario& scenario, const world::World& world, const Log& log,
                const std::filesystem::path& run);

}  // namespace dayu::drill
