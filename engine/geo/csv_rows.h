// SPDX-License-Identifier: Apache-2.0
// Text of a CSV file as rows of cells, and the text of one cell without what input methods and spreadsheets
// leave around it.
#pragma once

#include <string>
#include <vector>

namespace dayu::geo {

struct CsvRow {
  std::vector<std::string> cells;  ///< trimmed
  int line = 1;                    ///< of the file, from 1
};

/// Comma, semicolon or tab, whichever the header has most of outside quotes; remarks before it do not count.
char csv_separator(const std::string& text);
/// RFC 4180: quotes around cells, doubled inside them, line ends allowed there; LF, CRLF and CR end a row.
/// Rows without any text are left out. InputError on a quote that never closes; `name` stands for the file.
std::vector<CsvRow> csv_rows(const std::string& text, char separator, const std::string& name);

/// Without spaces, the ideographic space (U+3000) and the no-break space (U+00A0) at both ends.
std::string trimmed(const std::string& text);
/// Full-width digits, letters and signs as input methods leave them: U+FF01..U+FF5E stand for U+0021..U+007E.
std::string half_width(const std::string& text);

}  // namespace dayu::geo
