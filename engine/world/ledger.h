// SPDX-License-Identifier: Apache-2.0
// One ledger (CSV) of an area folder, read cell by cell; whatever is wrong becomes a fault with row and
// column. Column names of offices and their codes are translated by column_aliases.csv and words.csv.
// Invariant: a cell with a fault gives a harmless value, so that reading goes on and finds the other faults.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/geo/table.h"
#include "engine/world/reading.h"

namespace dayu::world {

enum class Need { yes, no };

class Ledger {
 public:
  /// A file that is absent, or lacks a required column, is an empty ledger.
  Ledger(Reading& reading, const std::string& file, const std::vector<std::string>& required);

  std::size_t size() const { return table_.rows.size(); }
  bool has(const std::string& column) const { return table_.has(column); }
  std::string text(std::size_t row, const std::string& column, Need need = Need::no);
  /// Not empty, and once only in the file.
  std::string id(std::size_t row, const std::string& column);
  double number(std::size_t row, const std::string& column, Need need = Need::no);
  /// A number that is not negative.
  double amount(std::size_t row, const std::string& column, Need need = Need::no, double fallback = 0);
  int count(std::size_t row, const std::string& column, Need need = Need::no);
  bool flag(std::size_t row, const std::string& column);
  /// A word of words.csv (`vocabulary`: the name of the list if it is not the column's).
  std::string word(std::size_t row, const std::string& column, const std::string& vocabulary = "");
  /// Several words with semicolons between them.
  std::string word_list(std::size_t row, const std::string& column);
  Name name(std::size_t row, const std::string& stem = "name");
  /// x_m, y_m; a fault if they are absent or outside the terrain.
  geo::Point at(std::size_t row, const std::string& prefix = "", Need need = Need::yes);
  /// The row of `file` that a cell names, -1 if none.
  std::int32_t reference(std::size_t row, const std::string& column, const Index& index,
                         const std::string& file, Need need = Need::no);
  void fault(std::size_t row, const std::string& column, const std::string& what, const std::string& remedy);

 private:
  std::string translate(std::size_t row, const std::string& column, const std::string& vocabulary,
                        const std::string& written);
  double factor(const std::string& column) const;

  Reading& reading_;
  std::map<std::string, double> factors_;  ///< column as written -> what its numbers are multiplied by
  geo::Table table_;
  std::map<std::string, int> ids_;  ///< id -> line
};

/// What a column's title stands for, and what its numbers are multiplied by.
struct Alias {
  std::string column;
  double factor = 1;
};
/// How the columns of a file of an area may be called; rows for the file itself win over rows for "*".
std::map<std::string, Alias> column_aliases(const std::string& file);

/// The word that a text stands for, empty if `vocabulary` has none; `known` is told the allowed words.
std::string word_for(const std::string& vocabulary, const std::string& written, std::string* known = nullptr);

}  // namespace dayu::world
