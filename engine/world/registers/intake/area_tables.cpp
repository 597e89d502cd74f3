// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/area_tables.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <set>

#include "engine/geo/table.h"
#include "engine/world/ledger.h"
#include "engine/world/load.h"
#include "engine/world/registers/intake/tables.h"

namespace dayu::world::intake {
namespace fs = std::filesystem;
namespace {

const char* const kBom = "\xEF\xBB\xBF";

/// A folder that shows the area with some files exchanged: links to all the others.
class Stage {
 public:
  Stage(const fs::path& area, const Files& files) {
    static std::atomic<int> number{0};
    folder_ = fs::temp_directory_path() /
              ("dayu_intake_" + std::to_string(::getpid()) + "_" + std::to_string(number++));
    fs::create_directories(folder_);
    for (const auto& entry : fs::directory_iterator(area)) {
      const std::string name = entry.path().filename().string();
      if (files.count(name) == 0 && entry.is_regular_file())
        fs::create_symlink(fs::absolute(entry.path()), folder_ / name);
    }
    for (const auto& [name, text] : files) geo::write_file(folder_ / name, text);
  }
  ~Stage() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

std::vector<base::Fault> faults_of(const fs::path& folder, const fs::path& told_as) {
  try {
    load(folder);
  } catch (const base::InputError& error) {
    std::vector<base::Fault> faults = error.faults();
    for (base::Fault& f : faults) {
      const fs::path below = fs::path(f.file).lexically_relative(folder);
      if (!below.empty() && below.begin()->string() != "..") f.file = (told_as / below).string();
    }
    return faults;
  }
  return {};
}

std::string scaled(const std::string& text, double factor) {
  if (factor == 1 || text.empty()) return text;
  char buffer[32];
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, std::strtod(text.c_str(), nullptr) * factor);
  return error == std::errc() ? std::string(buffer, end) : text;
}

}  // namespace

AreaTable read_area_table(const fs::path& area, const std::string& table) {
  AreaTable result;
  result.table = table;
  const fs::path file = area / file_of(table);
  if (!fs::exists(file)) {
    for (const ColumnSpec& spec : columns_of(table))
      if (spec.column.front() != '@') result.columns.push_back(spec.column);
    return result;
  }
  geo::Aliases names;
  const std::map<std::string, Alias> aliases = column_aliases(file.filename().string());
  for (const auto& [written, alias] : aliases) names[written] = alias.column;
  const geo::Table t = geo::read_table(file, names);
  result.columns = t.columns;
  for (const std::vector<std::string>& cells : t.rows) {
    std::map<std::string, std::string> row;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto alias = aliases.find(t.titles[c]);
      row[t.columns[c]] = scaled(cells[c], alias == aliases.end() ? 1 : alias->second.factor);
    }
    result.at.emplace(key_of(table, row), result.rows.size());
    result.rows.push_back(std::move(row));
  }
  return result;
}

std::string AreaTable::csv() const {
  geo::TableWriter out(columns);
  for (const auto& row : rows) {
    for (const std::string& column : columns) {
      const auto cell = row.find(column);
      out.cell(cell == row.end() ? std::string() : cell->second);
    }
    out.end_row();
  }
  return kBom + out.text();
}

GroupNames group_names(const fs::path& area) {
  GroupNames names;
  std::map<std::string, std::vector<std::string>> villages;  // id -> its names
  for (const auto& v : read_area_table(area, "villages").rows) {
    const auto cell = [&](const char* column) {
      const auto found = v.find(column);
      return found == v.end() ? std::string() : found->second;
    };
    villages[cell("village")] = {cell("village"), cell("name_zh"), cell("name_en")};
    const std::string zh = cell("name_zh");
    for (const std::string& end : {std::string("村"), std::string("社区")})
      if (zh.size() > end.size() && zh.compare(zh.size() - end.size(), end.size(), end) == 0)
        villages[cell("village")].push_back(zh.substr(0, zh.size() - end.size()));
  }
  for (const auto& g : read_area_table(area, "groups").rows) {
    const std::string id = g.at("group");
    names.ids[id] = id;
    std::set<std::string> groups;
    for (const char* column : {"name_zh", "name_en"})
      if (g.count(column) != 0 && !g.at(column).empty()) groups.insert(g.at(column));
    std::set<std::string> of;
    for (const std::string& village : villages[g.at("village")])
      if (!village.empty()) of.insert(village);
    for (const std::string& village : of)
      for (const std::string& group : groups) names.named[{village, group}].push_back(id);
  }
  return names;
}

Change put(AreaTable& table, const std::map<std::string, std::string>& cells) {
  const auto [place, is_new] = table.at.emplace(key_of(table.table, cells), table.rows.size());
  if (is_new) table.rows.emplace_back();
  std::map<std::string, std::string>& row = table.rows[place->second];
  Change change = is_new ? Change::added : Change::same;
  for (const auto& [column, text] : cells) {
    if (column.front() == '@') continue;
    if (std::find(table.columns.begin(), table.columns.end(), column) == table.columns.end())
      table.columns.push_back(column);
    if (row[column] == text) continue;
    row[column] = text;
    if (!is_new) change = Change::altered;
  }
  return change;
}

std::vector<base::Fault> new_faults(const fs::path& area, const Files& files) {
  std::vector<base::Fault> faults;
  {
    const Stage stage(area, files);
    faults = faults_of(stage.folder(), area);
  }
  if (faults.empty()) return faults;
  const std::vector<base::Fault> before = faults_of(area, area);
  const auto known = [&](const base::Fault& f) {
    return std::any_of(before.begin(), before.end(), [&](const base::Fault& b) {
      return b.file == f.file && b.place == f.place && b.what == f.what;
    });
  };
  faults.erase(std::remove_if(faults.begin(), faults.end(), known), faults.end());
  return faults;
}

void write_all(const fs::path& area, const Files& files) {
  std::vector<std::pair<fs::path, std::optional<std::string>>> before;
  try {
    for (const auto& [name, text] : files) {
      const fs::path file = area / name;
      before.emplace_back(file,
                          fs::exists(file) ? std::optional<std::string>(geo::read_file(file)) : std::nullopt);
      geo::write_file(file, text);
    }
  } catch (const base::InputError&) {
    for (auto it = before.rbegin(); it != before.rend(); ++it) {  // NOLINT(modernize-loop-convert): backwards
      std::error_code ignored;
      if (it->second)
        geo::write_file(it->first, *it->second);
      else
        fs::remove(it->first, ignored);
    }
    throw;
  }
}

}  // namespace dayu::world::intake
