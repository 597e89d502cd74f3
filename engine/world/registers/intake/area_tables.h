// SPDX-License-Identifier: Apache-2.0
// The area's own ledgers while new rows come in: what stands there now, what would stand there after, whether
// the whole area still loads, and the writing of all files or none.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/errors.h"
#include "engine/world/registers/intake/rows.h"

namespace dayu::world::intake {

/// One ledger of the area: columns and rows as text, under our column names, numbers in our units.
struct AreaTable {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::map<std::string, std::string>> rows;
  std::map<std::string, std::size_t> at;  ///< key -> row

  std::string csv() const;
};

AreaTable read_area_table(const std::filesystem::path& area, const std::string& table);
GroupNames group_names(const std::filesystem::path& area);

enum class Change { added, altered, same };
/// Adds the row, or alters the one of its key. Columns of '@' are left out.
Change put(AreaTable& table, const std::map<std::string, std::string>& cells);

/// Relative file -> its whole new text.
using Files = std::map<std::string, std::string>;

/// The faults the area would have with these files in place of its own, less those it has already.
std::vector<base::Fault> new_faults(const std::filesystem::path& area, const Files& files);

/// All or none: what was written is put back if a later file fails.
void write_all(const std::filesystem::path& area, const Files& files);

}  // namespace dayu::world::intake
