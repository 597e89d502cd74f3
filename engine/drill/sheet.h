// SPDX-License-Identifier: Apache-2.0
// One printed workbook: rows of cells on sheets that carry 演练 EXERCISE in title, header and footer, print
// on A4 or A3 landscape with repeated header rows, and filter. libxlsxwriter stays in sheet.cpp. Invariant:
// the same cells give the same bytes (fixed date, fixed zip stamps).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/drill/words.h"

namespace dayu::drill {

struct Column {
  std::string title;
  double width = 10;    ///< characters
  bool number = false;  ///< right aligned, written as a number
};

/// How a row looks; meaning never rests on the colour alone: the words say it too.
enum class RowLook { plain, action, alert, muted, green, yellow, red, total };

struct SheetPage {
  std::string name;  ///< tab
  Language language = Language::zh;
  std::string title, subtitle, footnote;
  std::string stamp;  ///< classification
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<RowLook> looks;  ///< by row; shorter: plain
  bool landscape = true;
  bool a3 = false;  ///< many columns stay legible on A3 only
};

/// Writes `file` atomically; `created` is the date inside the workbook.
void write_sheets(const std::filesystem::path& file, const std::vector<SheetPage>& pages,
                  const base::Instant& created);

}  // namespace dayu::drill
