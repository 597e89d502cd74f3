// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/rows.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "engine/world/registers/intake/tables.h"

namespace dayu::world::intake {
namespace {

/// Lines that offices put below or between the rows.
bool is_sum_or_note(const std::string& first) {
  for (const char* word : {"合计", "总计", "小计", "填表人", "填报人", "审核人", "制表",
                           "注:", "备注:", "说明:", "Total", "total"})
    if (first.rfind(word, 0) == 0) return true;
  return false;
}

std::string times(const std::string& number, double factor) {
  if (factor == 1 || number.empty()) return number;
  char buffer[32];
  const double scaled = std::strtod(number.c_str(), nullptr) * factor;
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, scaled);
  return error == std::errc() ? std::string(buffer, end) : number;
}

CellValue read_cell(const ColumnSpec& spec, const std::string& cell) {
  if (spec.kind == "count") return read_count(cell);
  if (spec.kind == "amount") return read_decimal(cell, false);
  if (spec.kind == "number") return read_decimal(cell, true);
  if (spec.kind == "code12") return read_digits(cell, 12);
  if (spec.kind == "date") return read_date(cell);
  if (spec.kind == "phone") return read_phone(cell);
  if (spec.kind == "flag" || spec.kind.rfind("mark:", 0) == 0) return read_word(cell, "flag");
  if (spec.kind.rfind("words:", 0) == 0) return read_words(cell, spec.argument());
  if (spec.kind.rfind("word:", 0) == 0 || spec.kind.rfind("keyword:", 0) == 0)
    return read_word(cell, spec.argument());
  if (spec.kind == "person") {  // names are kept as they are, but for spaces inside Chinese ones
    std::string name = plain_text(cell);
    if (!name.empty() && static_cast<unsigned char>(name.front()) >= 0x80)
      name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
    return {name, {}, {}};
  }
  std::string text = plain_text(cell);
  if (spec.is_key() && text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0)
    text.erase(text.size() - 2);  // ids that a spreadsheet took for numbers
  return {text, {}, {}};
}

bool is_figure(const ColumnSpec& spec) {
  return spec.kind == "count" || spec.kind == "amount";
}

class Reader {
 public:
  Reader(const std::string& table, const std::vector<TakenSheet>& sheets, const GroupNames& groups,
         std::vector<Finding>& findings)
      : table_(table), sheets_(sheets), groups_(groups), findings_(findings) {}

  std::vector<Row> read() {
    for (std::size_t s = 0; s < sheets_.size(); ++s)
      for (std::size_t r = sheets_[s].header.last + 1; r < sheets_[s].sheet.rows.size(); ++r) one(s, r);
    return std::move(rows_);
  }

 private:
  void one(std::size_t s, std::size_t r) {
    const TakenSheet& taken = sheets_[s];
    const std::vector<std::string>& cells = taken.sheet.rows[r];
    if (repeats_header(taken, cells)) return;
    const auto first =
        std::find_if(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty(); });
    row_ = {s, r, {}, false};
    if (first != cells.end() && is_sum_or_note(plain_text(*first))) {
      tell(false, cells.size(), *first,
           {{"合计或说明行，已跳过", "is a line of sums or notes: left out"}, {"无须处理", "nothing to do"}});
      return;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) cell(taken, c, cells[c]);
    add_marks();
    find_group(taken);
    needed();
    forget_absent(taken);
    rows_.push_back(std::move(row_));
  }

  static bool repeats_header(const TakenSheet& taken, const std::vector<std::string>& cells) {
    return cells == taken.sheet.rows[taken.header.first] || cells == taken.sheet.rows[taken.header.last];
  }

  void cell(const TakenSheet& taken, std::size_t c, const std::string& written) {
    const std::string& column = taken.header.columns[c];
    if (column.empty() || column == "-") return;
    const ColumnSpec& spec = *column_of(table_, column);
    if (is_figure(spec) && taken.sheet.copied[row_.row][c]) {
      tell(
          true, c, written,
          {{"是合并单元格，一个数不能算给几行", "is one merged cell: a number cannot count for several rows"},
           {"取消合并，逐行填写", "unmerge the cells and fill in each row"}});
      return;
    }
    CellValue v = read_cell(spec, written);
    if (v.fault) tell(true, c, written, *v.fault);
    if (v.remark) tell(false, c, written, *v.remark);
    row_.cells[column] = times(v.text, taken.header.factors[c]);
  }

  void add_marks() {
    std::string& flags = row_.cells["flags"];
    for (const ColumnSpec& spec : columns_of(table_)) {
      if (spec.kind.rfind("mark:", 0) != 0) continue;
      const auto mark = row_.cells.find(spec.column);
      const std::string flag = spec.argument();
      if (mark != row_.cells.end() && mark->second == "1" &&
          (";" + flags + ";").find(";" + flag + ";") == std::string::npos)
        flags += (flags.empty() ? "" : ";") + flag;
    }
  }

  void find_group(const TakenSheet& taken) {
    const ColumnSpec* spec = column_of(table_, "group");
    if (spec == nullptr || spec->kind != "group") return;
    const std::string written = row_.cells["group"];
    if (groups_.ids.count(written) != 0) return;
    const std::string name = written.empty() ? row_.cells["@group"] : written,
                      village = row_.cells["@village"];
    std::size_t candidates = 0;
    const std::string id = groups_.resolve(village, name, candidates);
    row_.cells["group"] = id;
    if (!id.empty() || (name.empty() && village.empty())) return;
    const std::string value = village + (village.empty() ? "" : " ") + name;
    const std::size_t c = column_at(taken, written.empty() ? "@group" : "group");
    if (candidates > 1)
      tell(true, c, value,
           {{"有" + std::to_string(candidates) + "个这样的组",
             std::to_string(candidates) + " groups are called so"},
            {"写明村名，或填组编号", "add the village's name, or write the group's id"}});
    else
      tell(true, c, value,
           {{"groups.csv 中没有这个组", "is no group of groups.csv"},
            {"改正，或先在 groups.csv 中登记", "correct it, or add it to groups.csv first"}});
    told_group_ = true;
  }

  void needed() {
    for (const ColumnSpec& spec : columns_of(table_)) {
      if (!spec.needed || !row_.cells[spec.column].empty()) continue;
      const std::size_t c = column_at(sheets_[row_.sheet], spec.column);
      const bool told = (spec.kind == "group" && told_group_) || faulty(spec.column);
      if (!told && c < sheets_[row_.sheet].header.columns.size())
        tell(true, c, "", {{"必填，但为空", "must not be empty"}, {"补填", "fill it in"}});
    }
    told_group_ = false;
    faulty_.clear();
  }

  /// A column that the sheet lacks says nothing: what the area has of it stays.
  void forget_absent(const TakenSheet& taken) {
    for (auto it = row_.cells.begin(); it != row_.cells.end();)
      it = it->second.empty() && column_at(taken, it->first) == taken.header.columns.size()
               ? row_.cells.erase(it)
               : std::next(it);
  }

  bool faulty(const std::string& column) const {
    return std::find(faulty_.begin(), faulty_.end(), column) != faulty_.end();
  }

  static std::size_t column_at(const TakenSheet& taken, const std::string& column) {
    const auto& columns = taken.header.columns;
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
  }

  void tell(bool fault, std::size_t c, const std::string& written, const Say& say) {
    const TakenSheet& taken = sheets_[row_.sheet];
    Finding f;
    f.fault = fault;
    f.sheet = taken.sheet.name;
    f.row = taken.sheet.lines[row_.row];
    f.value = written;
    if (c < taken.header.titles.size()) {
      f.letters = geo::column_letters(c);
      f.title = taken.header.titles[c];
      const ColumnSpec* spec = column_of(table_, taken.header.columns[c]);
      if (spec != nullptr && spec->kind == "phone") f.value = masked_digits(written);
      if (fault) faulty_.push_back(taken.header.columns[c]);
    }
    f.what = say.what;
    f.remedy = say.remedy;
    findings_.push_back(std::move(f));
    row_.bad = row_.bad || fault;
  }

  const std::string& table_;
  const std::vector<TakenSheet>& sheets_;
  const GroupNames& groups_;
  std::vector<Finding>& findings_;
  std::vector<Row> rows_;
  Row row_;
  bool told_group_ = false;
  std::vector<std::string> faulty_;
};

}  // namespace

std::string GroupNames::resolve(const std::string& village, const std::string& group,
                                std::size_t& candidates) const {
  std::vector<std::string> found;
  for (const auto& [names, its] : named)
    if (names.second == group && (village.empty() || names.first == village))
      found.insert(found.end(), its.begin(), its.end());
  candidates = found.size();
  return found.size() == 1 ? found.front() : std::string();
}

std::vector<Row> read_rows(const std::string& table, const std::vector<TakenSheet>& sheets,
                           const GroupNames& groups, std::vector<Finding>& findings) {
  return Reader(table, sheets, groups, findings).read();
}

std::string key_of(const std::string& table, const std::map<std::string, std::string>& cells) {
  std::string key;
  for (const ColumnSpec& spec : columns_of(table)) {
    if (!spec.is_key()) continue;
    const auto cell = cells.find(spec.column);
    key += (cell == cells.end() ? std::string() : cell->second) + "\x1f";
  }
  return key;
}

}  // namespace dayu::world::intake
