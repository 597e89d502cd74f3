// SPDX-License-Identifier: Apache-2.0
// What are the places and people called? The embedded tables, split.
#include "engine/world/synth/names.h"

#include <sstream>

namespace dayu::embedded {
extern const char* const synth_names_csv;
}

namespace dayu::world::synth {

std::vector<std::vector<std::string>> rows_of(const char* csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream in(csv);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    std::vector<std::string> cells(1);
    for (const char ch : line) {
      if (ch == ',')
        cells.emplace_back();
      else
        cells.back() += ch;
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<Name> names_of(const std::string& kind) {
  std::vector<Name> names;
  for (const auto& row : rows_of(embedded::synth_names_csv))
    if (row[0] == kind) names.push_back({row[1], row[2]});
  return names;
}

}  // namespace dayu::world::synth
