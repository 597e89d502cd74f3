// SPDX-License-Identifier: Apache-2.0
// What somebody changed in a MSEL workbook: the edited sheet against the sheet that this run makes, row by
// row by id. Times that mean the same are the same (T+01:20, 1:20, H+1; 09:05, 9:05:00), and so are texts
// that differ in the spaces around them. Nothing is written here; see msel_apply.h.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/drill/msel.h"

namespace dayu::drill {

struct MselChange {
  enum class Kind { cell, inserted, deleted } kind = Kind::cell;
  int line = 0;        ///< of the edited sheet; 0 for a deleted row
  std::string id;      ///< the row's id; empty for an inserted row without
  std::string column;  ///< key of the column ("msel.message"); empty for whole rows
  std::string before, after;
  std::vector<std::string> row;  ///< inserted: its cells in the order of the sheet's columns
};

/// The changes of the one sheet that was edited.
struct MselEdits {
  Language language = Language::zh;
  std::vector<MselChange> changes;
};

/// InputError: no MSEL sheet of either language, a column missing, an id twice, a time that cannot be read,
/// both languages edited.
MselEdits msel_changes(const Scenario& scenario, const world::World& world, const Log& log,
                       const std::filesystem::path& edited);

/// One sentence: "行8 inject-I-03 内容：…→…" / "row 8 inject-I-03 message text: ... -> ...".
std::string in_words(const MselChange& change, Language language);

}  // namespace dayu::drill
