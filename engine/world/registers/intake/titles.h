// SPDX-License-Identifier: Apache-2.0
// Where is the header of an office's sheet, and which column does each title mean? Titles stand above one
// another in merged cells ("人口" over "户籍 | 常住 | 在家"), below a line with the sheet's name. What the
// user has decided for a template is kept in a file beside the area and holds from then on.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/sheet_read.h"

namespace dayu::world::intake {

/// What a title stands for; column "-": left out on purpose.
struct Meaning {
  std::string column;
  double factor = 1;
  int strength = 0;  ///< 3 said by the user, 2 the column's own name, 1 an alias
};

/// Without spaces, units in brackets and marks of compulsion: "在家 人数（人）*" -> "在家人数".
std::string plain_title(const std::string& written);

/// Knows the titles of one table.
class Titles {
 public:
  explicit Titles(const std::string& table);
  /// A decision of the user's, or one that the mapping file remembers.
  void decide(const std::string& title, const std::string& column, double factor = 1);
  /// A title of one or two levels: "人口/户籍".
  std::optional<Meaning> meaning(const std::string& title) const;

 private:
  std::optional<Meaning> single(const std::string& plain) const;
  std::map<std::string, Meaning> meanings_;
};

struct Header {
  std::size_t first = 0, last = 0;   ///< rows of the sheet, last inclusive
  std::vector<std::string> titles;   ///< by column; two levels joined by '/'
  std::vector<std::string> columns;  ///< by column; empty: not known, "-": left out on purpose
  std::vector<double> factors;
  std::vector<std::pair<std::size_t, std::size_t>> twice;  ///< columns that mean the same: kept, dropped
  std::size_t known = 0;
};

/// The row or pair of rows, within the first fifteen, whose titles are known best; none: no title is known.
std::optional<Header> find_header(const geo::Sheet& sheet, const Titles& titles);

/// What the mapping file remembers: one template (the same titles in the same order) of one table.
struct Remembered {
  std::string template_id, table, title, column;
  double factor = 1;
};
std::string template_of(const std::string& table, const Header& header);
std::vector<Remembered> read_mappings(const std::filesystem::path& file);
void write_mappings(const std::filesystem::path& file, const std::vector<Remembered>& rows);

}  // namespace dayu::world::intake
