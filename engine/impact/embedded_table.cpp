// SPDX-License-Identifier: Apache-2.0
#include "engine/impact/embedded_table.h"

#include <sstream>

namespace dayu::impact {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

geo::Table table_of_text(const std::string& csv, const std::string& name) {
  geo::Table table;
  table.file = name;
  std::istringstream in(csv);
  std::string line;
  std::getline(in, line);
  table.columns = cells_of(line);
  table.titles = table.columns;
  base::Faults faults;
  for (int number = 2; std::getline(in, line); ++number) {
    if (line.empty() || line == "\r") continue;
    std::vector<std::string> cells = cells_of(line);
    if (cells.size() != table.columns.size()) {
      faults.add(name, "line " + std::to_string(number),
                 "has " + std::to_string(cells.size()) + " cells, the header has " +
                     std::to_string(table.columns.size()),
                 "give every row one cell for each column");
      continue;
    }
    table.rows.push_back(std::move(cells));
    table.lines.push_back(number);
  }
  faults.throw_if_any();
  return table;
}

}  // namespace dayu::impact
