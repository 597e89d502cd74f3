// SPDX-License-Identifier: Apache-2.0
// Rows of an office's sheets as rows of one of our ledgers, each cell read by the kind of its column. What
// was taken for granted and what cannot be taken is told with sheet, row, column, value, reason and remedy.
// Invariant: a row with a fault is bad as a whole; nothing of it is taken in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/geo/sheet_read.h"
#include "engine/world/registers/intake/cell_values.h"
#include "engine/world/registers/intake/titles.h"

namespace dayu::world::intake {

struct Finding {
  bool fault = true;  ///< false: a remark, the row is taken
  std::string sheet;
  int row = 0;                 ///< as the spreadsheet numbers it; 0: the sheet or file as a whole
  std::string letters, title;  ///< of the column; may be empty
  std::string value;           ///< phones masked
  Name what, remedy;
};

struct Row {
  std::size_t sheet = 0, row = 0;            ///< where it stands in the sheets that were read
  std::map<std::string, std::string> cells;  ///< by column, '@' columns included
  bool bad = false;
};

/// Where groups are found: by id, or by the names that offices write.
struct GroupNames {
  std::map<std::string, std::string> ids;                                         ///< id -> id
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> named;  ///< village, group -> ids
  std::string resolve(const std::string& village, const std::string& group, std::size_t& candidates) const;
};

struct TakenSheet {
  geo::Sheet sheet;
  Header header;
};

/// Reads all rows below the headers. `findings` gets one entry for each cell that is not plainly right.
std::vector<Row> read_rows(const std::string& table, const std::vector<TakenSheet>& sheets,
                           const GroupNames& groups, std::vector<Finding>& findings);

/// The key of a row, its parts joined.
std::string key_of(const std::string& table, const std::map<std::string, std::string>& cells);

}  // namespace dayu::world::intake
