// SPDX-License-Identifier: Apache-2.0
// Takes an office's ledger (.xlsx, .csv, ...) into an area folder: `dayu area ledger`. Which sheet, which
// header, which column means what; each cell read and each doubt told; the whole area loaded with the new
// rows before a byte is written. Names and phones go to restricted/persons.csv alone. Invariant: with a fault
// left, nothing is written, unless good_rows asks for the good ones; then each bad row stands in an error
// sheet of the same layout.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/world/registers/intake/rows.h"

namespace dayu::world::intake {

struct Options {
  std::string table;                           ///< "households", ...; empty: guessed from the titles
  std::string sheet;                           ///< one tab alone; empty: all
  std::filesystem::path mapping;               ///< empty: mappings.csv of the area
  std::map<std::string, std::string> by_hand;  ///< title -> column, "-" leaves it out
  std::string crs;                             ///< of its points; empty: the area's
  std::filesystem::path errors;                ///< folder of the error sheets; empty: beside the file
  bool dry_run = false, good_rows = false;
};

struct Report {
  std::string table, file, encoding;
  std::vector<Finding> findings;
  std::vector<TakenSheet> sheets;
  int rows = 0, bad = 0, added = 0, altered = 0, same = 0, persons = 0;
  bool imported = false;
  std::vector<std::string> written;  ///< files
  int faults() const;
};

/// InputError: the file cannot be read, the table is not known, no sheet has a header of it.
Report take_in(const std::filesystem::path& area, const std::filesystem::path& file, const Options& options);

/// The bad rows, sheet by sheet, in the layout they came in with one column more; gives the files.
std::vector<std::filesystem::path> write_error_sheets(const Report& report, const std::vector<Row>& rows,
                                                      const std::filesystem::path& folder);
/// The findings as a CSV that a spreadsheet program shows.
std::string report_csv(const Report& report);
/// One line of text for one finding.
std::string to_text(const Finding& finding, bool zh);

}  // namespace dayu::world::intake
