// SPDX-License-Identifier: Apache-2.0
#include "engine/world/ledger.h"

namespace dayu::embedded {
extern const char* const world_column_aliases_csv;
extern const char* const world_words_csv;
}  // namespace dayu::embedded

namespace dayu::world {
namespace {

const geo::Table& words() {
  static const geo::Table table = geo::parse_table(embedded::world_words_csv, "words.csv");
  return table;
}

}  // namespace

std::map<std::string, Alias> column_aliases(const std::string& file) {
  const geo::Table table = geo::parse_table(embedded::world_column_aliases_csv, "column_aliases.csv");
  base::Faults faults;
  std::map<std::string, Alias> aliases;
  for (const std::string& whose : {std::string("*"), file})
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      if (table.text(row, "file") == whose)
        aliases[table.text(row, "written")] = {table.text(row, "column"),
                                               table.number(row, "factor", faults, 1)};
  faults.throw_if_any();
  return aliases;
}

std::string word_for(const std::string& vocabulary, const std::string& written, std::string* known) {
  std::string allowed, found;
  for (std::size_t row = 0; row < words().rows.size(); ++row) {
    if (words().text(row, "column") != vocabulary) continue;
    const std::string text = words().text(row, "written"), word = words().text(row, "word");
    if (text == written) found = word;
    if (text == word) allowed += (allowed.empty() ? "" : ", ") + word;
  }
  if (known != nullptr) *known = allowed;
  return found;
}

Ledger::Ledger(Reading& reading, const std::string& file, const std::vector<std::string>& required)
    : reading_(reading) {
  if (!reading.has(file)) return;
  geo::Aliases names;
  for (const auto& [written, alias] : column_aliases(file)) {
    names[written] = alias.column;
    factors_[written] = alias.factor;
  }
  try {
    geo::Table table = geo::read_table(reading.folder / file, names);
    base::Faults missing;
    table.require(required, missing);
    for (const base::Fault& f : missing.all()) reading.faults.add(f.file, f.place, f.what, f.remedy);
    if (missing.empty()) table_ = std::move(table);
  } catch (const base::InputError& error) {
    reading.faults.add(error);
  }
}

void Ledger::fault(std::size_t row, const std::string& column, const std::string& what,
                   const std::string& remedy) {
  reading_.faults.add(table_.file.string(), table_.place(row, column), what, remedy);
}

std::string Ledger::text(std::size_t row, const std::string& column, Need need) {
  std::string text = table_.text(row, column);
  if (text.empty() && need == Need::yes) fault(row, column, "the cell is empty", "fill it in");
  return text;
}

std::string Ledger::id(std::size_t row, const std::string& column) {
  std::string id = text(row, column, Need::yes);
  if (id.empty()) return id;
  const auto [first, is_new] = ids_.emplace(id, table_.lines[row]);
  if (!is_new)
    fault(row, column, "'" + id + "' stands twice (first in row " + std::to_string(first->second) + ")",
          "give each row an id of its own");
  return id;
}

double Ledger::factor(const std::string& column) const {
  const int c = table_.column(column);
  if (c < 0) return 1;
  const auto found = factors_.find(table_.titles[static_cast<std::size_t>(c)]);
  return found == factors_.end() ? 1 : found->second;
}

double Ledger::number(std::size_t row, const std::string& column, Need need) {
  if (text(row, column, need).empty()) return 0;
  return table_.number(row, column, reading_.faults) * factor(column);
}

double Ledger::amount(std::size_t row, const std::string& column, Need need, double fallback) {
  if (text(row, column, need).empty()) return fallback;
  const double value = table_.number(row, column, reading_.faults) * factor(column);
  if (value >= 0) return value;
  fault(row, column, "'" + text(row, column) + "' is negative", "write zero or more");
  return 0;
}

int Ledger::count(std::size_t row, const std::string& column, Need need) {
  if (text(row, column, need).empty()) return 0;
  const int value = table_.integer(row, column, reading_.faults);
  if (value >= 0) return value;
  fault(row, column, "'" + text(row, column) + "' is negative", "write zero or more");
  return 0;
}

std::string Ledger::translate(std::size_t row, const std::string& column, const std::string& vocabulary,
                              const std::string& written) {
  std::string known;
  std::string word = word_for(vocabulary, written, &known);
  if (word.empty())
    fault(row, column, "'" + written + "' is not a word that is known here", "use one of: " + known);
  return word;
}

std::string Ledger::word(std::size_t row, const std::string& column, const std::string& vocabulary) {
  const std::string written = text(row, column);
  return written.empty() ? "" : translate(row, column, vocabulary.empty() ? column : vocabulary, written);
}

std::string Ledger::word_list(std::size_t row, const std::string& column) {
  std::string result;
  const std::string all = text(row, column) + ";";
  std::size_t begin = 0;
  for (std::size_t end = all.find(';'); end != std::string::npos; end = all.find(';', begin)) {
    const std::string written = all.substr(begin, end - begin);
    if (!written.empty()) result += (result.empty() ? "" : ";") + translate(row, column, column, written);
    begin = end + 1;
  }
  return result;
}

bool Ledger::flag(std::size_t row, const std::string& column) {
  return word(row, column, "flag") == "1";
}

Name Ledger::name(std::size_t row, const std::string& stem) {
  return {table_.text(row, stem + "_zh"), table_.text(row, stem + "_en")};
}

geo::Point Ledger::at(std::size_t row, const std::string& prefix, Need need) {
  const std::string x = prefix + "x_m", y = prefix + "y_m";
  const bool has_x = !text(row, x, need).empty(), has_y = !text(row, y, need).empty();
  if (!has_x || !has_y) return {};
  const std::size_t before = reading_.faults.all().size();
  const geo::Point p{table_.number(row, x, reading_.faults), table_.number(row, y, reading_.faults)};
  if (reading_.faults.all().size() != before || reading_.ground.values.empty()) return p;
  if (!reading_.ground.grid.cell_of(p)) {
    const Misplaced why = misplaced(reading_.ground.grid, p);
    fault(row, x, why.what, why.remedy);
  }
  return p;
}

std::int32_t Ledger::reference(std::size_t row, const std::string& column, const Index& index,
                               const std::string& file, Need need) {
  const std::string id = text(row, column, need);
  if (id.empty()) return -1;
  const auto found = index.find(id);
  if (found != index.end()) return found->second;
  fault(row, column, "'" + id + "' is not in " + file, "correct the id, or add it there");
  return -1;
}

}  // namespace dayu::world
