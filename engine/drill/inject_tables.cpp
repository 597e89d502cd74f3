// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/inject_tables.h"

#include <algorithm>
#include <sstream>

namespace dayu::drill {
namespace {

bool is_key_line(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string::npos && line[first] != '#' && line[first] != '[';
}

bool is_table_line(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string::npos && line[first] == '[';
}

std::string key_of(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t"), end = line.find_first_of(" \t=", first);
  return first == std::string::npos ? std::string() : line.substr(first, end - first);
}

}  // namespace

std::string toml_text(const std::string& text) {
  std::string toml = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      toml += std::string("\\") + c;
    } else if (c == '\n') {
      toml += "\\n";
    } else {
      toml += c;
    }
  }
  return toml + "\"";
}

InjectTables::InjectTables(const Scenario& scenario, const std::string& toml) {
  std::istringstream in(toml);
  for (std::string line; std::getline(in, line);) lines_.push_back(line);
  std::size_t n = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::size_t first = lines_[i].find_first_not_of(" \t");
    if (first == std::string::npos || lines_[i].compare(first, 10, "[[inject]]") != 0) continue;
    std::size_t end = i + 1;
    for (std::size_t j = i + 1; j < lines_.size() && !is_table_line(lines_[j]); ++j)
      if (is_key_line(lines_[j])) end = j + 1;
    if (n < scenario.injects.size()) spans_[scenario.injects[n].id] = {i, end};
    ++n;
  }
}

void InjectTables::rewrite(const Span& span, InjectKeys keys, std::string& out) const {
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const auto changed = keys.find(key_of(lines_[i]));
    if (i == span.begin || !is_key_line(lines_[i]) || changed == keys.end()) {
      out += lines_[i] + "\n";
      continue;
    }
    if (changed->second != "\"\"") out += changed->first + " = " + changed->second + "\n";
    keys.erase(changed);
  }
  for (const auto& [key, value] : keys)
    if (value != "\"\"") out += key + " = " + value + "\n";
}

std::string InjectTables::text(const std::map<std::string, InjectKeys>& edited,
                               const std::vector<std::string>& removed,
                               const std::vector<InjectKeys>& fresh) const {
  std::string out;
  for (std::size_t i = 0; i < lines_.size();) {
    const auto at =
        std::find_if(spans_.begin(), spans_.end(), [&](const auto& s) { return s.second.begin == i; });
    if (at == spans_.end()) {
      out += lines_[i++] + "\n";
      continue;
    }
    if (std::find(removed.begin(), removed.end(), at->first) == removed.end())
      rewrite(at->second, edited.contains(at->first) ? edited.at(at->first) : InjectKeys{}, out);
    i = at->second.end;
  }
  for (const InjectKeys& keys : fresh) {
    out += "\n[[inject]]\nid = " + keys.at("id") + "\n";
    for (const auto& [key, value] : keys)
      if (key != "id" && value != "\"\"") out += key + " = " + value + "\n";
  }
  return out;
}

}  // namespace dayu::drill
