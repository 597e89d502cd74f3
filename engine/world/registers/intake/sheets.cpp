// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/sheets.h"

#include <algorithm>
#include <optional>

#include "engine/base/errors.h"
#include "engine/world/registers/intake/tables.h"

namespace dayu::world::intake {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Titles titles_for(const std::string& table, const Options& options) {
  Titles titles(table);
  for (const auto& [title, column] : options.by_hand) {
    if (column != "-" && column_of(table, column) == nullptr)
      throw base::InputError(
          "", "--map " + title + "=" + column, "'" + column + "' is no column of " + table,
          "see `dayu area ledger --columns " + table + "`, or write - to leave the title out");
    titles.decide(title, column);
  }
  return titles;
}

bool has_keys(const std::string& table, const Header& header) {
  for (const ColumnSpec& spec : columns_of(table)) {
    const bool there =
        std::find(header.columns.begin(), header.columns.end(), spec.column) != header.columns.end();
    if (spec.is_key() && spec.needed && !there) return false;
  }
  return true;
}

/// The table whose titles the sheets have most of, keys included.
std::string guess_table(const std::vector<geo::Sheet>& sheets, const std::string& file) {
  std::string best;
  std::size_t most = 0;
  for (const std::string& table : table_names())
    for (const geo::Sheet& sheet : sheets) {
      const std::optional<Header> h = find_header(sheet, Titles(table));
      const auto titled = h ? std::count_if(h->titles.begin(), h->titles.end(),
                                            [](const std::string& t) { return !t.empty(); })
                            : 0;
      // A table of which less than half the titles are known is a guess too many.
      if (h && has_keys(table, *h) && h->known > most && 2 * h->known >= static_cast<std::size_t>(titled)) {
        most = h->known;
        best = table;
      }
    }
  if (best.empty())
    throw base::InputError(file, "", "no sheet has the titles of a ledger that is known here",
                           "name it: --table with one of " + joined(table_names()));
  return best;
}

/// The sheets of a file that hold the ledger, and what was noticed about their titles.
class Choice {
 public:
  Choice(const Options& options, const std::vector<Remembered>& remembered, Report& report)
      : options_(options), remembered_(remembered), report_(report) {}

  void choose() {
    std::vector<geo::Sheet> sheets = geo::read_sheets(report_.file);
    if (!sheets.empty()) report_.encoding = sheets.front().encoding;
    if (!options_.table.empty() && columns_of(options_.table).empty())
      throw base::InputError("", "--table " + options_.table, "there is no such ledger",
                             "use one of: " + joined(table_names()));
    report_.table = options_.table.empty() ? guess_table(sheets, report_.file) : options_.table;
    take(std::move(sheets));
  }

 private:
  void take(std::vector<geo::Sheet> sheets) {
    bool named = false;
    for (geo::Sheet& sheet : sheets) {
      if (!options_.sheet.empty() && sheet.name != options_.sheet) continue;
      named = true;
      Titles titles = titles_for(report_.table, options_);
      std::optional<Header> header = find_header(sheet, titles);
      if (header) {
        recall(titles, *header);
        header = find_header(sheet, titles);
      }
      if (!header || !has_keys(report_.table, *header)) {
        sheet_finding(
            report_, sheet.name, false,
            {"没有" + keys().zh + "等标题，已跳过", "has no titles such as " + keys().en + ": left out"},
            {"要读取它，请补上标题行，或用 --map 指明", "to read it, give it a header row, or use --map"});
        continue;
      }
      tell_columns(sheet, *header);
      report_.sheets.push_back({std::move(sheet), std::move(*header)});
    }
    if (!named)
      throw base::InputError(report_.file, "--sheet " + options_.sheet, "there is no such sheet",
                             "check its name");
    if (report_.sheets.empty())
      throw base::InputError(report_.file, "", "no sheet has a header of the ledger " + report_.table,
                             "the key is " + keys().en + " (" + keys().zh + "); use --map TITLE=COLUMN");
  }

  Name keys() const {
    Name names;
    for (const ColumnSpec& spec : columns_of(report_.table))
      if (spec.is_key() && spec.needed) {
        names.zh += (names.zh.empty() ? "" : "、") + spec.name.zh;
        names.en += (names.en.empty() ? "" : ", ") + spec.name.en;
      }
    return names;
  }

  void recall(Titles& titles, const Header& header) {
    const std::string id = template_of(report_.table, header);
    for (const Remembered& r : remembered_)
      if (r.template_id == id && r.table == report_.table && !r.column.empty() &&
          options_.by_hand.count(r.title) == 0)
        titles.decide(r.title, r.column, r.factor);
  }

  void tell_columns(const geo::Sheet& sheet, const Header& h) {
    for (std::size_t c = 0; c < h.titles.size(); ++c) {
      if (!h.columns[c].empty() || h.titles[c].empty()) continue;
      column_finding(
          sheet, h, c, false,
          {"标题不认识，这一列没有读入", "is not a title that is known here: the column was left out"},
          {"用 --map \"" + h.titles[c] + "=列名\" 指明，或 =- 表示不要",
           "say --map \"" + h.titles[c] + "=COLUMN\", or =- to leave it out"});
    }
    for (const auto& [kept, dropped] : h.twice)
      column_finding(sheet, h, dropped, true,
                     {"与“" + h.titles[kept] + "”都表示" + h.columns[kept],
                      "means " + h.columns[kept] + ", as '" + h.titles[kept] + "' does"},
                     {"用 --map 指明其中一列，或 =- 去掉一列", "say which with --map, or drop one with =-"});
  }

  void column_finding(const geo::Sheet& sheet, const Header& h, std::size_t c, bool fault, Name what,
                      Name remedy) {
    Finding f;
    f.fault = fault;
    f.sheet = sheet.name;
    f.row = sheet.lines[h.last];
    f.letters = geo::column_letters(c);
    f.title = h.titles[c];
    f.what = std::move(what);
    f.remedy = std::move(remedy);
    report_.findings.push_back(std::move(f));
  }

  const Options& options_;
  const std::vector<Remembered>& remembered_;
  Report& report_;
};

}  // namespace

void sheet_finding(Report& report, const std::string& sheet, bool fault, Name what, Name remedy) {
  Finding f;
  f.fault = fault;
  f.sheet = sheet;
  f.what = std::move(what);
  f.remedy = std::move(remedy);
  report.findings.push_back(std::move(f));
}

void choose_sheets(const Options& options, const std::vector<Remembered>& remembered, Report& report) {
  Choice(options, remembered, report).choose();
}

}  // namespace dayu::world::intake
