// SPDX-License-Identifier: Apache-2.0
// Which ledgers can be taken in, into which file of the area, and what does each of their columns hold?
// columns.csv beside this file says it. Columns that begin with '@' are read but never written under that
// name: names and phones go to restricted/persons.csv, village and group names find the group, marks become
// flags. Invariant: every table has at least one key column.
#pragma once

#include <string>
#include <vector>

#include "engine/world/name.h"

namespace dayu::world::intake {

/// kind: key, text, count, amount, number, code12, date, phone, person, flag, group, word:V, keyword:V (a
/// word that is part of the key), words:V, mark:F.
struct ColumnSpec {
  std::string column, kind;
  bool needed = false;
  Name name;
  bool is_key() const { return kind == "key" || kind.rfind("keyword:", 0) == 0; }
  /// What follows the colon of the kind.
  std::string argument() const;
};

std::vector<std::string> table_names();
/// Empty for a table that is not known.
const std::vector<ColumnSpec>& columns_of(const std::string& table);
const ColumnSpec* column_of(const std::string& table, const std::string& column);
/// "households.csv", "restricted/persons.csv".
std::string file_of(const std::string& table);

}  // namespace dayu::world::intake
