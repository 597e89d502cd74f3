// SPDX-License-Identifier: Apache-2.0
// The package's workbooks: goods, shelters in use, evaluation sheet, first report, attendance, call record.
// Both languages in each. Village sums equal the county's; what is masked depends on the persons handed in.
#pragma once

#include <map>

#include "engine/drill/package/package_facts.h"
#include "engine/drill/persons.h"
#include "engine/drill/sheet.h"

namespace dayu::drill {

struct NamedPage {
  std::string name;  ///< goods, shelters, evaluation, report, attendance, calls
  SheetPage page;
};
std::vector<NamedPage> package_pages(const RunValues& run, const std::map<std::string, Person>& persons,
                                     Language language);

/// EXERCISE_<name>.xlsx of each, or of the one named.
void write_package_sheets(const RunValues& run, const std::map<std::string, Person>& persons,
                          const std::filesystem::path& folder, const std::string& only = "");

}  // namespace dayu::drill
