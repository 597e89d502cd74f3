// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/intake.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include "engine/base/errors.h"
#include "engine/world/registers/intake/area_tables.h"
#include "engine/world/registers/intake/points.h"
#include "engine/world/registers/intake/sheets.h"
#include "engine/world/registers/intake/tables.h"

namespace dayu::world::intake {
namespace fs = std::filesystem;
namespace {

class Taking {
 public:
  Taking(const fs::path& area, const fs::path& file, const Options& options)
      : area_(area),
        options_(options),
        mapping_file_(options.mapping.empty() ? area / "mappings.csv" : options.mapping) {
    report_.file = file.string();
  }

  Report run() {
    if (!fs::exists(area_ / "area.toml"))
      throw base::InputError(area_.string(), "", "this is no area folder: area.toml is missing",
                             "name the folder that holds area.toml");
    remembered_ = read_mappings(mapping_file_);
    choose_sheets(options_, remembered_, report_);
    whole_fault_ = report_.faults() > 0;  // a title that means two things
    rows_ = read_rows(report_.table, report_.sheets, group_names(area_), report_.findings);
    report_.rows = static_cast<int>(rows_.size());
    place();
    find_twice();
    merge();
    finish();
    return std::move(report_);
  }

 private:
  // ---- rows ----

  void row_finding(Row& row, Name what, Name remedy, const std::string& value,
                   const std::string& column = "") {
    const TakenSheet& taken = report_.sheets[row.sheet];
    Finding f;
    f.sheet = taken.sheet.name;
    f.row = taken.sheet.lines[row.row];
    f.value = value;
    const auto& columns = taken.header.columns;
    const auto c =
        static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
    if (c < columns.size()) {
      f.letters = geo::column_letters(c);
      f.title = taken.header.titles[c];
    }
    f.what = std::move(what);
    f.remedy = std::move(remedy);
    report_.findings.push_back(std::move(f));
    row.bad = true;
  }

  static std::string shown(const std::string& key) {
    std::string text = key;
    while (!text.empty() && text.back() == '\x1f') text.pop_back();
    std::replace(text.begin(), text.end(), '\x1f', ' ');
    return text;
  }

  /// Points into the area's system; shifted ones that were not said to be are a fault of the whole file.
  void place() {
    if (!options_.crs.empty()) return carry_points(area_, options_.crs, rows_);
    const auto shifted = found_shifted(area_, report_.file, rows_);
    if (!shifted) return;
    const std::string given = std::to_string(std::lround(shifted->as_given_m)),
                      mended = std::to_string(std::lround(shifted->unshifted_m));
    sheet_finding(
        report_, "", true,
        {"坐标像是手机地图的 GCJ-02（火星坐标）：离道路中位距离 " + given + " 米，去掉偏移后 " + mended +
             " 米",
         "the points look like GCJ-02, the shifted coordinates of phone maps: half of them lie over " +
             given + " m from a road, with the shift taken off over " + mended + " m"},
        {"用 --crs GCJ-02 导入；如坐标无误，用 --crs 写明其坐标系",
         "take them in with --crs GCJ-02; if they are right, name their system with --crs"});
    whole_fault_ = true;
  }

  void find_twice() {
    std::map<std::string, const Row*> first;
    for (Row& row : rows_) {
      const std::string key = key_of(report_.table, row.cells);
      if (shown(key).find_first_not_of(' ') == std::string::npos) continue;
      const auto [before, is_new] = first.emplace(key, &row);
      if (is_new) continue;
      const geo::Sheet& sheet = report_.sheets[before->second->sheet].sheet;
      const std::string line = std::to_string(sheet.lines[before->second->row]);
      row_finding(
          row,
          {"出现两次（首次在" + (sheet.name.empty() ? "" : sheet.name + "，") + "第" + line + "行）",
           "stands twice (first in " + (sheet.name.empty() ? "" : sheet.name + ", ") + "row " + line + ")"},
          {"删去一行，或改用不同的编号", "delete one of the rows, or give it an id of its own"}, shown(key),
          first_key());
    }
  }

  std::string first_key() const {
    for (const ColumnSpec& spec : columns_of(report_.table))
      if (spec.is_key()) return spec.column;
    return "";
  }

  void new_rows_are_whole(const AreaTable& table) {
    std::set<std::pair<std::size_t, std::string>> told;
    for (Row& row : rows_) {
      if (row.bad || table.at.count(key_of(report_.table, row.cells)) != 0) continue;
      const TakenSheet& taken = report_.sheets[row.sheet];
      for (const ColumnSpec& spec : columns_of(report_.table)) {
        const auto cell = row.cells.find(spec.column);
        if (!spec.needed || (cell != row.cells.end() && !cell->second.empty())) continue;
        row.bad = true;
        if (told.emplace(row.sheet, spec.column).second)
          sheet_finding(report_, taken.sheet.name, true,
                        {"缺少“" + spec.name.zh + "”一列，新的行无法登记",
                         "lacks the column '" + spec.name.en + "': new rows cannot be entered"},
                        {"补上这一列，或用 --map 指明", "add it, or say which it is with --map"});
      }
    }
  }

  // ---- the area with the new rows ----

  Files files() {
    AreaTable table = read_area_table(area_, report_.table);
    report_.added = report_.altered = report_.same = report_.persons = 0;
    staged_.clear();
    AreaTable persons = read_area_table(area_, "persons");
    for (Row& row : rows_) {
      if (row.bad) continue;
      const Change change = put(table, row.cells);
      ++(change == Change::added     ? report_.added
         : change == Change::altered ? report_.altered
                                     : report_.same);
      staged_[table.at.at(key_of(report_.table, row.cells))] = &row;
      if (report_.table == "households") put_head(persons, row);
    }
    Files files;
    if (report_.added + report_.altered > 0) files[file_of(report_.table)] = table.csv();
    if (report_.persons > 0) files[file_of("persons")] = persons.csv();
    return files;
  }

  void put_head(AreaTable& persons, const Row& row) {
    std::map<std::string, std::string> person{{"person", row.cells.at("household")}};
    const auto take = [&](const char* from, const char* to) {
      const auto cell = row.cells.find(from);
      if (cell != row.cells.end() && !cell->second.empty()) person[to] = cell->second;
    };
    take("@head", "name_zh");
    take("@phone", "phone");
    if (person.size() == 1) return;
    if (persons.at.count(key_of("persons", person)) == 0) {
      person["post_zh"] = "户主";
      person["post_en"] = "head of household";
    }
    if (put(persons, person) != Change::same) ++report_.persons;
  }

  /// A fault of the loader goes back to the row it came from.
  bool blame(const base::Fault& fault) {
    std::smatch m;
    static const std::regex line("row ([0-9]+)(, column ([^ ]+))?.*");
    const bool here = fs::path(fault.file).filename() == fs::path(file_of(report_.table)).filename();
    if (here && std::regex_match(fault.place, m, line)) {
      const auto row = staged_.find(static_cast<std::size_t>(std::stoi(m[1])) - 2);  // below the header
      if (row != staged_.end()) {
        row_finding(*row->second, {fault.what, fault.what}, {fault.remedy, fault.remedy}, "", m[3]);
        return true;
      }
    }
    sheet_finding(report_, "", true,
                  {fault.file + "，" + fault.place + "：" + fault.what,
                   fault.file + ", " + fault.place + ": " + fault.what},
                  {fault.remedy, fault.remedy});
    return false;
  }

  void merge() {
    new_rows_are_whole(read_area_table(area_, report_.table));
    files_ = files();
    if (files_.count(file_of(report_.table)) == 0 || report_.table == "persons") return;
    // Each round takes out rows that the loader refuses; a fault of no row ends it.
    for (bool again = true; again && !whole_fault_;) {
      again = false;
      for (const base::Fault& fault : new_faults(area_, files_)) (blame(fault) ? again : whole_fault_) = true;
      if (again) files_ = files();
    }
  }

  void finish() {
    report_.bad =
        static_cast<int>(std::count_if(rows_.begin(), rows_.end(), [](const Row& r) { return r.bad; }));
    const bool clean = report_.faults() == 0;
    if (options_.dry_run || whole_fault_ || (!clean && !options_.good_rows)) return;
    write_all(area_, files_);
    for (const auto& [name, text] : files_) report_.written.push_back((area_ / name).string());
    const fs::path folder = options_.errors.empty() ? fs::path(report_.file).parent_path() : options_.errors;
    for (const fs::path& sheet : write_error_sheets(report_, rows_, folder))
      report_.written.push_back(sheet.string());
    remember();
    report_.imported = true;
  }

  /// Every title of the templates seen, so that the next time nothing need be said.
  void remember() {
    std::set<std::string> seen;
    for (const TakenSheet& taken : report_.sheets) {
      const std::string id = template_of(report_.table, taken.header);
      if (!seen.insert(id).second) continue;
      remembered_.erase(std::remove_if(remembered_.begin(), remembered_.end(),
                                       [&](const Remembered& r) { return r.template_id == id; }),
                        remembered_.end());
      for (std::size_t c = 0; c < taken.header.titles.size(); ++c)
        if (!taken.header.titles[c].empty())
          remembered_.push_back(
              {id, report_.table, taken.header.titles[c], taken.header.columns[c], taken.header.factors[c]});
    }
    write_mappings(mapping_file_, remembered_);
    report_.written.push_back(mapping_file_.string());
  }

  const fs::path area_;
  const Options& options_;
  const fs::path mapping_file_;
  Report report_;
  std::vector<Remembered> remembered_;
  std::vector<Row> rows_;
  Files files_;
  std::map<std::size_t, Row*> staged_;  ///< row of the area's table -> row of the sheet
  bool whole_fault_ = false;
};

}  // namespace

Report take_in(const fs::path& area, const fs::path& file, const Options& options) {
  return Taking(area, file, options).run();
}

}  // namespace dayu::world::intake
