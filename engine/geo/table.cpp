// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/geo/csv_rows.h"

namespace dayu::geo {
namespace {

std::optional<double> to_number(const std::string& cell) {
  std::string t = half_width(trimmed(cell));
  if (!t.empty() && t.front() == '+') t.erase(0, 1);
  double value = 0;
  const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), value);
  if (error != std::errc() || end != t.data() + t.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// "#UNIT" rows and remarks: "# ...", and "#..." where the cells do not fit the header (SEIMS writes such
/// files).
bool is_remark(const CsvRow& row, std::size_t n_columns) {
  const std::string& first = row.cells.front();
  if (first.empty() || first.front() != '#') return false;
  std::string word = first.substr(0, 5);
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return word == "#UNIT" || first.rfind("# ", 0) == 0 || row.cells.size() != n_columns;
}

void name_columns(Table& table, const CsvRow& header, const Aliases& aliases, base::Faults& faults) {
  for (const std::string& title : header.cells) {
    const auto alias = aliases.find(title);
    const std::string& column = alias == aliases.end() ? title : alias->second;
    const int before = table.column(column);
    if (!column.empty() && before >= 0)
      faults.add(table.file.string(), "row " + std::to_string(header.line),
                 "columns '" + table.titles[static_cast<std::size_t>(before)] + "' and '" + title +
                     "' both mean '" + column + "'",
                 "keep one of them");
    table.columns.push_back(column);
    table.titles.push_back(title);
  }
}

void take_row(Table& table, CsvRow& row, base::Faults& faults) {
  while (row.cells.size() > table.columns.size() && row.cells.back().empty()) row.cells.pop_back();
  if (row.cells.size() != table.columns.size()) {
    faults.add(table.file.string(), "row " + std::to_string(row.line),
               "has " + std::to_string(row.cells.size()) + " cells where the header has " +
                   std::to_string(table.columns.size()),
               "add or remove cells; put a cell that holds the separator in quotes");
    return;
  }
  table.rows.push_back(std::move(row.cells));
  table.lines.push_back(row.line);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

Table parse_table(const std::string& text, const std::string& name, const Aliases& aliases) {
  Table table;
  table.file = name;
  std::vector<CsvRow> rows = csv_rows(text, csv_separator(text), name);
  const auto header =
      std::find_if(rows.begin(), rows.end(), [](const CsvRow& row) { return !is_remark(row, 0); });
  rows.erase(rows.begin(), header);
  if (rows.empty())
    throw base::InputError(name, "", "the table is empty", "give it a header row with column names");
  base::Faults faults;
  name_columns(table, rows.front(), aliases, faults);
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (!is_remark(rows[i], table.columns.size())) take_row(table, rows[i], faults);
  faults.throw_if_any();
  return table;
}

Table read_table(const std::filesystem::path& file, const Aliases& aliases) {
  const std::string bytes = read_file(file);
  std::string text;
  try {
    text = to_utf8(bytes);
  } catch (const base::InputError& error) {
    const base::Fault& fault = error.faults().front();
    throw base::InputError(file.string(), "", fault.what, fault.remedy);
  }
  return parse_table(text, file.string(), aliases);
}

int Table::column(const std::string& name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

void Table::require(const std::vector<std::string>& names, base::Faults& faults) const {
  for (const std::string& name : names)
    if (!has(name))
      faults.add(file.string(), "header", "column '" + name + "' is missing",
                 "add it; the file has: " + joined(titles));
}

std::string Table::place(std::size_t row, const std::string& name) const {
  const int c = column(name);
  std::string text = "row " + std::to_string(lines[row]) + ", column " + name;
  if (c >= 0 && titles[static_cast<std::size_t>(c)] != name)
    text += " (" + titles[static_cast<std::size_t>(c)] + ")";
  return text;
}

std::string Table::text(std::size_t row, const std::string& name, const std::string& fallback) const {
  const int c = column(name);
  if (c < 0) return fallback;
  const std::string& cell = rows[row][static_cast<std::size_t>(c)];
  return cell.empty() ? fallback : cell;
}

double Table::number(std::size_t row, const std::string& name, base::Faults& faults, double fallback) const {
  const std::string cell = text(row, name);
  if (cell.empty()) return fallback;
  const std::optional<double> value = to_number(cell);
  if (!value)
    faults.add(file.string(), place(row, name), "'" + cell + "' is not a number", "write digits only");
  return value.value_or(fallback);
}

int Table::integer(std::size_t row, const std::string& name, base::Faults& faults, int fallback) const {
  const std::string cell = text(row, name);
  if (cell.empty()) return fallback;
  const std::optional<double> value = to_number(cell);
  constexpr double kLargest = std::numeric_limits<int>::max();
  if (!value) {
    faults.add(file.string(), place(row, name), "'" + cell + "' is not a number", "write digits only");
  } else if (*value != std::floor(*value) || std::abs(*value) > kLargest) {
    faults.add(file.string(), place(row, name), "'" + cell + "' is not a whole number",
               "write it without a fraction");
  } else {
    return static_cast<int>(*value);
  }
  return fallback;
}

}  // namespace dayu::geo
