// SPDX-License-Identifier: Apache-2.0
// Tables of text as people keep them: CSV in UTF-8 (with or without BOM) or GB 18030, comma, semicolon or
// tab; every cell remembers its row, so a fault can be shown where it stands.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::geo {

/// Old or Chinese column names and the name used inside: {"admin_code", "code"}, {"户号", "household"}.
using Aliases = std::map<std::string, std::string>;

class Table {
 public:
  std::filesystem::path file;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> lines;           ///< line of each row in the file, for messages
  std::vector<std::string> titles;  ///< the columns as the file calls them, before aliases

  int column(const std::string& name) const;  ///< -1 if absent
  bool has(const std::string& name) const { return column(name) >= 0; }
  /// Adds one fault for each required column that is absent.
  void require(const std::vector<std::string>& names, base::Faults& faults) const;

  /// Typed reading of one cell; a bad value adds a fault "file: row 7, column people: 'abc' is not a number"
  /// and gives the fallback. An absent column or empty cell gives the fallback without a fault.
  std::string text(std::size_t row, const std::string& name, const std::string& fallback = "") const;
  double number(std::size_t row, const std::string& name, base::Faults& faults, double fallback = 0) const;
  int integer(std::size_t row, const std::string& name, base::Faults& faults, int fallback = 0) const;
  std::string place(std::size_t row, const std::string& name) const;
};

/// Reads a CSV file; InputError on a missing file, undecodable bytes or a row with a wrong number of cells
/// (all such rows at once).
Table read_table(const std::filesystem::path& file, const Aliases& aliases = {});
/// The same from a text in memory (tables embedded in the program); `name` stands for the file in messages.
Table parse_table(const std::string& text, const std::string& name, const Aliases& aliases = {});

/// Builds CSV text row by row with quoting where needed; `write` is atomic, UTF-8 with BOM so that office
/// spreadsheet programs show Chinese.
class TableWriter {
 public:
  explicit TableWriter(const std::vector<std::string>& columns);
  TableWriter& cell(const std::string& text);
  TableWriter& cell(double value, int decimals);  ///< fixed decimals, "" for non-finite
  TableWriter& cell(long long value);
  TableWriter& cell(int value) { return cell(static_cast<long long>(value)); }
  void end_row();
  const std::string& text() const { return text_; }
  void write(const std::filesystem::path& file) const;

 private:
  std::size_t n_columns_, in_row_ = 0;
  std::string text_;
};

/// UTF-8 from bytes that are UTF-8 (with or without BOM) or GB 18030; `what` is told which.
std::string to_utf8(const std::string& bytes, std::string* encoding = nullptr);

bool is_utf8(const std::string& text);
/// Empty if the bytes are not GB 18030.
std::string from_gb18030(const std::string& bytes);

/// Whole files, atomically: `*.tmp`, fsync, rename.
void write_file(const std::filesystem::path& file, const std::string& bytes);
std::string read_file(const std::filesystem::path& file);

}  // namespace dayu::geo
