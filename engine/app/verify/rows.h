// SPDX-License-Identifier: Apache-2.0
// A CSV file of the run, cell by cell, with a violation for whatever cannot be read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/verify/findings.h"
#include "engine/geo/table.h"

namespace dayu::verify {

inline std::size_t idx(long long i) {
  return static_cast<std::size_t>(i);
}

inline constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

class Rows {
 public:
  /// Empty when the file is absent or unreadable (the latter is a violation); so is a missing column of
  /// `demanded`.
  static std::optional<Rows> open(const std::filesystem::path& folder, const std::string& file,
                                  const std::vector<std::string>& demanded, Findings& findings);
  std::size_t count() const { return table_.rows.size(); }
  bool has(const std::string& column) const { return table_.has(column); }
  Spot spot(std::size_t row, const std::string& column = "") const;
  std::string text(std::size_t row, const std::string& column) const;
  double number(std::size_t row, const std::string& column, double if_empty = kAbsent) const;
  int integer(std::size_t row, const std::string& column, int if_empty = 0) const;
  bool yes(std::size_t row, const std::string& column) const;                     ///< 1, true, yes
  std::vector<double> numbers(std::size_t row, const std::string& column) const;  ///< separated by spaces
  const geo::Table& table() const { return table_; }

 private:
  Rows(geo::Table table, std::string file, Findings& findings)
      : table_(std::move(table)), file_(std::move(file)), findings_(&findings) {}
  std::optional<double> parse(const std::string& text, std::size_t row, const std::string& column) const;
  geo::Table table_;
  std::string file_;
  Findings* findings_;
};

}  // namespace dayu::verify
