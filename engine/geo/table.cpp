// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace dayu::geo {
namespace {

struct Row {
  std::vector<std::string> cells;
  int line = 1;
};

/// Spaces, the ideographic space (U+3000) and the no-break space (U+00A0) at both ends.
std::string trim(const std::string& text) {
  static const std::string spaces[] = {" ", "\t", "\r", "\n", "\xE3\x80\x80", "\xC2\xA0"};
  std::string t = text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string& s : spaces) {
      if (t.size() < s.size()) continue;
      if (t.compare(0, s.size(), s) == 0) {
        t.erase(0, s.size());
        again = true;
      } else if (t.compare(t.size() - s.size(), s.size(), s) == 0) {
        t.erase(t.size() - s.size());
        again = true;
      }
    }
  }
  return t;
}

/// Full-width digits and signs as input methods leave them: U+FF01..U+FF5E stand for U+0021..U+007E.
std::string half_width(const std::string& text) {
  std::string t;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
    if (i + 2 < text.size() && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      const unsigned code = ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);  // U+F000 aside
      if (code >= 0xF01 && code <= 0xF5E) {
        t += static_cast<char>(code - 0xF00 + 0x20);
        i += 3;
        continue;
      }
    }
    t += text[i++];
  }
  return t;
}

std::optional<double> to_number(const std::string& cell) {
  std::string t = half_width(trim(cell));
  if (!t.empty() && t.front() == '+') t.erase(0, 1);
  double value = 0;
  const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), value);
  if (error != std::errc() || end != t.data() + t.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The separator that the header uses most, outside quotes; lines of remarks before it do not count.
char sniff(const std::string& text) {
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '#')
    begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  int counts[3] = {0, 0, 0};
  const char candidates[] = {',', ';', '\t'};
  bool quoted = false;
  for (std::size_t i = begin; i < text.size() && (quoted || text[i] != '\n'); ++i) {
    if (text[i] == '"') quoted = !quoted;
    for (int k = 0; k < 3; ++k)
      if (text[i] == candidates[k] && !quoted) ++counts[k];
  }
  return candidates[std::max_element(counts, counts + 3) - counts];
}

/// RFC 4180: quotes around cells, doubled inside them, line ends allowed there; LF, CRLF and CR end a row.
class Splitter {
 public:
  Splitter(const std::string& text, char separator) : text_(text), separator_(separator) {}

  std::vector<Row> rows(const std::string& name) {
    while (i_ < text_.size()) step();
    if (quoted_)
      throw base::InputError(name, "row " + std::to_string(row_.line), "a quote opens and never closes",
                             "close it, or double the quotes inside a cell");
    if (!cell_.empty() || !row_.cells.empty()) end_row();
    return std::move(rows_);
  }

 private:
  void step() {
    const char c = text_[i_++];
    if (quoted_) {
      if (c == '\n') ++line_;
      if (c != '"') {
        cell_ += c;
      } else if (i_ < text_.size() && text_[i_] == '"') {
        cell_ += text_[i_++];
      } else {
        quoted_ = false;
      }
    } else if (c == '"' && trim(cell_).empty()) {
      cell_.clear();
      quoted_ = true;
    } else if (c == separator_) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i_ < text_.size() && text_[i_] == '\n') ++i_;
      end_row();
    } else {
      cell_ += c;
    }
  }
  void end_cell() {
    row_.cells.push_back(trim(cell_));
    cell_.clear();
  }
  void end_row() {
    end_cell();
    // Spreadsheets leave rows of nothing behind.
    const auto filled = [](const std::string& cell) { return !cell.empty(); };
    if (std::any_of(row_.cells.begin(), row_.cells.end(), filled)) rows_.push_back(row_);
    row_.cells.clear();
    row_.line = ++line_;
  }

  const std::string& text_;
  char separator_;
  std::size_t i_ = 0;
  int line_ = 1;
  bool quoted_ = false;
  std::string cell_;
  Row row_;
  std::vector<Row> rows_;
};

/// "#UNIT" rows and remarks: "# ...", and "#..." where the cells do not fit the header (SEIMS writes such
/// files).
bool is_remark(const Row& row, std::size_t n_columns) {
  const std::string& first = row.cells.front();
  if (first.empty() || first.front() != '#') return false;
  std::string word = first.substr(0, 5);
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return word == "#UNIT" || first.rfind("# ", 0) == 0 || row.cells.size() != n_columns;
}

void name_columns(Table& table, const Row& header, const Aliases& aliases, base::Faults& faults) {
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

void take_row(Table& table, Row& row, base::Faults& faults) {
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
  std::vector<Row> rows = Splitter(text, sniff(text)).rows(name);
  const auto header =
      std::find_if(rows.begin(), rows.end(), [](const Row& row) { return !is_remark(row, 0); });
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
