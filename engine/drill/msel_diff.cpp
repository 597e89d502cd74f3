// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/msel_diff.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/geo/sheet_read.h"

namespace dayu::drill {
namespace {

using Row = std::vector<std::string>;

std::string trimmed(const std::string& text) {
  std::string result;
  for (const char c : text)
    if (c != '\r') result += c;
  const std::size_t first = result.find_first_not_of(" \t\n");
  if (first == std::string::npos) return "";
  return result.substr(first, result.find_last_not_of(" \t\n") - first + 1);
}

/// The sheet of either language whose third row holds the columns' titles, found by the titles.
struct Found {
  const geo::Sheet* sheet = nullptr;
  Language language = Language::zh;
  std::size_t head = 0;         ///< row of the titles
  std::vector<std::size_t> at;  ///< by column of the MSEL: column in the sheet
};

bool titles_at(const Row& row, Language language, std::vector<std::size_t>& at, std::string& missing) {
  at.clear();
  missing.clear();
  int known = 0;
  for (const std::string& key : msel_columns()) {
    const auto cell = std::find_if(row.begin(), row.end(), [&](const std::string& text) {
      return trimmed(text) == word(key, language);
    });
    if (cell == row.end()) {
      missing += (missing.empty() ? "" : ", ") + word(key, language);
      at.push_back(row.size());
    } else {
      ++known;
      at.push_back(static_cast<std::size_t>(cell - row.begin()));
    }
  }
  return known > static_cast<int>(msel_columns().size()) / 2;
}

std::vector<Found> find_sheets(const std::vector<geo::Sheet>& sheets, const std::string& file,
                               base::Faults& faults) {
  std::vector<Found> found;
  for (const geo::Sheet& sheet : sheets)
    for (std::size_t r = 0; r < std::min<std::size_t>(sheet.rows.size(), 10); ++r)
      for (const Language language : {Language::zh, Language::en}) {
        Found one{&sheet, language, r, {}};
        std::string missing;
        if (!titles_at(sheet.rows[r], language, one.at, missing)) continue;
        if (!missing.empty())
          faults.add(file, "sheet " + sheet.name, "columns are missing: " + missing,
                     "put them back; their titles may not be changed");
        found.push_back(std::move(one));
      }
  if (found.empty())
    faults.add(file, "", "no sheet has the columns of a MSEL",
               "use the workbook that the run made (drill/msel.xlsx) and keep its row of titles");
  faults.throw_if_any();
  return found;
}

double clock_s(const std::string& text) {
  int h = 0, m = 0, s = 0;
  const int n = std::sscanf(text.c_str(), "%d:%d:%d", &h, &m, &s);
  return n >= 2 ? h * 3600 + m * 60 + s : std::nan("");
}

/// What a cell means, so that other spellings of the same are no change.
std::string meaning(const std::string& key, const std::string& text) {
  if (text.empty()) return text;
  if (key == "msel.exercise_time") return base::t_plus(read_exercise_time(text));
  if (key == "msel.scenario_time" || key == "msel.actual") {
    const double s = clock_s(text);
    return std::isnan(s) ? text : std::to_string(std::lround(s));
  }
  return text;
}

class Differ {
 public:
  Differ(const Scenario& scenario, const world::World& world, const Log& log, std::string file)
      : scenario_(scenario), world_(world), log_(log), file_(std::move(file)) {}

  std::vector<MselChange> compare(const Found& found) {
    const SheetPage page = msel_page(scenario_, world_, log_, found.language);
    std::map<std::string, const Row*> ours;
    for (const Row& row : page.rows) ours[row[kId]] = &row;
    std::map<std::string, bool> seen;
    for (std::size_t r = found.head + 1; r < found.sheet->rows.size(); ++r) {
      const Row row = cells(found, r);
      if (is_footnote(found, r) ||
          std::all_of(row.begin(), row.end(), [](const auto& c) { return c.empty(); }))
        continue;
      const int line = found.sheet->lines[r];
      const auto known = ours.find(row[kId]);
      if (known == ours.end()) {
        inserted(row, line);
      } else if (!seen.try_emplace(row[kId], true).second) {
        faults_.add(file_, place(found, line), "the id " + row[kId] + " stands twice",
                    "give the new row an id of its own, or leave it empty");
      } else {
        changed(found, *known->second, row, line);
      }
    }
    for (const Row& row : page.rows)
      if (!seen.contains(row[kId]))
        changes_.push_back({MselChange::Kind::deleted, 0, row[kId], "", row[kMessage], "", {}});
    faults_.throw_if_any();
    return std::move(changes_);
  }

 private:
  static constexpr std::size_t kNumber = 0, kId = 1, kTime = 2, kMessage = 9;

  static std::string place(const Found& found, int line) {
    return "sheet " + found.sheet->name + ", row " + std::to_string(line);
  }

  static Row cells(const Found& found, std::size_t r) {
    Row row;
    for (const std::size_t at : found.at)
      row.push_back(at < found.sheet->rows[r].size() ? trimmed(found.sheet->rows[r][at]) : std::string());
    return row;
  }

  /// The line under the table is one merged cell.
  bool is_footnote(const Found& found, std::size_t r) const {
    const std::string text = trimmed(found.sheet->rows[r].empty() ? "" : found.sheet->rows[r].front());
    return text == word("mark.only", found.language);
  }

  void inserted(const Row& row, int line) {
    if (!row[kTime].empty()) readable(row[kTime], "row " + std::to_string(line));
    changes_.push_back({MselChange::Kind::inserted, line, row[kId], "", "", row[kMessage], row});
  }

  bool readable(const std::string& time, const std::string& where) {
    try {
      read_exercise_time(time);
      return true;
    } catch (const base::InputError& error) {
      faults_.add(file_, where, error.faults().front().what, error.faults().front().remedy);
      return false;
    }
  }

  void changed(const Found& found, const Row& before, const Row& after, int line) {
    for (std::size_t c = kNumber + 1; c < before.size(); ++c) {
      const std::string& key = msel_columns()[c];
      const std::string old = trimmed(before[c]);
      if (old == after[c]) continue;
      if (c == kTime && !after[c].empty() && !readable(after[c], place(found, line))) continue;
      if (meaning(key, old) == meaning(key, after[c])) continue;
      changes_.push_back({MselChange::Kind::cell, line, after[kId], key, old, after[c], {}});
    }
  }

  const Scenario& scenario_;
  const world::World& world_;
  const Log& log_;
  std::string file_;
  base::Faults faults_;
  std::vector<MselChange> changes_;
};

}  // namespace

MselEdits msel_changes(const Scenario& scenario, const world::World& world, const Log& log,
                       const std::filesystem::path& edited) {
  base::Faults faults;
  const std::vector<geo::Sheet> sheets = geo::read_sheets(edited);
  MselEdits edits;
  for (const Found& found : find_sheets(sheets, edited.string(), faults)) {
    std::vector<MselChange> changes = Differ(scenario, world, log, edited.string()).compare(found);
    if (changes.empty()) continue;
    if (!edits.changes.empty())
      throw base::InputError(edited.string(), "sheet " + found.sheet->name,
                             "both language sheets were edited; it is not known which one holds",
                             "edit one of them; the other is made again from it");
    edits = {found.language, std::move(changes)};
  }
  return edits;
}

std::string in_words(const MselChange& change, Language l) {
  const std::string line = std::to_string(change.line);
  if (change.kind == MselChange::Kind::deleted)
    return say("msel.diff.deleted", l, {change.id, change.before});
  if (change.kind == MselChange::Kind::inserted)
    return say("msel.diff.inserted", l,
               {line, change.id.empty() ? word("msel.diff.no_id", l) : change.id, change.after});
  return say("msel.diff.cell", l, {line, change.id, word(change.column, l), change.before, change.after});
}

}  // namespace dayu::drill
