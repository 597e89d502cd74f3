// SPDX-License-Identifier: Apache-2.0
// The office's registers on paper: chains of five, the posting sheet of each reservoir, watchers,
// participants, stock by township against what is required, checklists of the stations, known defects. One
// workbook, one language. Invariant: what is masked and what is not depends on the persons handed in alone.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/drill/persons.h"
#include "engine/drill/sheet.h"

namespace dayu::drill {

std::vector<SheetPage> register_pages(const world::World& world, const std::map<std::string, Person>& persons,
                                      Language language);

/// People who fall through: one row for each village and lack.
SheetPage blind_spot_page(const world::World& world, const std::vector<std::vector<std::string>>& rows,
                          Language language);

}  // namespace dayu::drill
