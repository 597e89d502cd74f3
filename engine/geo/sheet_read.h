// SPDX-License-Identifier: Apache-2.0
// A ledger as an office keeps it, cell by cell as text: every sheet of an .xlsx (.xls and .ods too), a CSV in
// any of their encodings, or the rows of a shapefile. Nothing is interpreted here: no header, no numbers. A
// merged area of an .xlsx gives its text to all its cells, and `copied` tells which cells got it that way.
// Invariant: all rows of a sheet are equally wide; `lines` are the row numbers that the spreadsheet shows.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dayu::geo {

struct Sheet {
  std::string file, name;                      ///< name: of the tab; empty for a file without tabs
  std::string encoding;                        ///< of a CSV: "UTF-8", "UTF-8 with BOM", "GB 18030", ...
  std::vector<std::vector<std::string>> rows;  ///< trimmed; rows of nothing are left out
  std::vector<std::vector<bool>> copied;       ///< text that came from the first cell of a merged area
  std::vector<int> lines;
};

/// Every sheet that holds anything. InputError: missing, damaged, encrypted or of another kind.
std::vector<Sheet> read_sheets(const std::filesystem::path& file);

/// "A" for column 0, "AA" for 26.
std::string column_letters(std::size_t column);

}  // namespace dayu::geo
