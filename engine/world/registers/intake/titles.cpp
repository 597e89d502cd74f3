// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/titles.h"

#include <algorithm>
#include <regex>

#include "engine/base/sha256.h"
#include "engine/geo/table.h"
#include "engine/world/ledger.h"
#include "engine/world/registers/intake/cell_values.h"
#include "engine/world/registers/intake/tables.h"

namespace dayu::embedded {
extern const char* const intake_titles_csv;
}

namespace dayu::world::intake {
namespace {

constexpr std::size_t kDeepestHeader = 15;

/// Titles of a row, a two-level header's lower row joined below its upper row.
std::vector<std::string> titles_of(const geo::Sheet& sheet, std::size_t upper, std::size_t lower) {
  std::vector<std::string> titles;
  std::string above;
  for (std::size_t c = 0; c < sheet.rows[upper].size(); ++c) {
    const std::string top = sheet.rows[upper][c], below = sheet.rows[lower][c];
    if (!top.empty()) above = top;
    if (upper == lower || below.empty() || below == top)
      titles.push_back(top);
    else
      titles.push_back(above.empty() ? below : above + "/" + below);
  }
  return titles;
}

Header read_as(const geo::Sheet& sheet, const Titles& titles, std::size_t upper, std::size_t lower) {
  Header h;
  h.first = upper;
  h.last = lower;
  h.titles = titles_of(sheet, upper, lower);
  h.columns.resize(h.titles.size());
  h.factors.assign(h.titles.size(), 1);
  std::map<std::string, std::pair<std::size_t, int>> taken;  // column -> where, strength
  for (std::size_t c = 0; c < h.titles.size(); ++c) {
    const std::optional<Meaning> m = titles.meaning(h.titles[c]);
    if (!m) continue;
    h.columns[c] = m->column;
    h.factors[c] = m->factor;
    if (m->column == "-") continue;
    const auto [before, is_new] = taken.emplace(m->column, std::make_pair(c, m->strength));
    if (is_new) {
      ++h.known;
    } else if (m->strength > before->second.second) {
      h.columns[before->second.first].clear();
      before->second = {c, m->strength};
    } else {
      h.columns[c].clear();
      if (m->strength == before->second.second) h.twice.emplace_back(before->second.first, c);
    }
  }
  return h;
}

}  // namespace

std::string plain_title(const std::string& written) {
  std::string t = plain_text(written);
  t = std::regex_replace(t, std::regex(R"(\([^()]*\))"), "");
  std::string out;
  for (const char c : t)
    if (c != ' ' && c != '*' && c != ':') out += c;
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
  return out;
}

Titles::Titles(const std::string& table) {
  const auto add = [&](const std::string& title, const std::string& column, double factor, int strength) {
    if (title.empty() || (column != "-" && column_of(table, column) == nullptr)) return;
    Meaning& m = meanings_[plain_title(title)];
    if (strength >= m.strength) m = {column, factor, strength};
  };
  for (const auto& [written, alias] :
       column_aliases(file_of(table) == "restricted/persons.csv" ? "persons.csv" : file_of(table)))
    add(written, alias.column, alias.factor, 1);
  const geo::Table t = geo::parse_table(embedded::intake_titles_csv, "titles.csv");
  base::Faults faults;
  for (const std::string& whose : {std::string("*"), table})
    for (std::size_t row = 0; row < t.rows.size(); ++row)
      if (t.text(row, "table") == whose)
        add(t.text(row, "written"), t.text(row, "column"), t.number(row, "factor", faults, 1), 1);
  faults.throw_if_any();
  for (const ColumnSpec& spec : columns_of(table)) {
    add(spec.name.zh, spec.column, 1, 2);
    add(spec.name.en, spec.column, 1, 2);
    add(spec.column, spec.column, 1, 2);
  }
}

void Titles::decide(const std::string& title, const std::string& column, double factor) {
  meanings_[plain_title(title)] = {column, factor, 3};
}

std::optional<Meaning> Titles::single(const std::string& plain) const {
  const auto found = meanings_.find(plain);
  return found == meanings_.end() ? std::nullopt : std::optional<Meaning>(found->second);
}

std::optional<Meaning> Titles::meaning(const std::string& title) const {
  const std::string plain = plain_title(title);
  if (plain.empty()) return {};
  if (auto whole = single(plain)) return whole;
  const std::size_t slash = plain.find('/');
  if (slash == std::string::npos) return {};
  const std::string upper = plain.substr(0, slash), lower = plain.substr(slash + 1);
  for (const std::string& guess : {lower + upper, upper + lower, lower})
    if (auto found = single(guess)) return found;
  return {};
}

std::optional<Header> find_header(const geo::Sheet& sheet, const Titles& titles) {
  std::optional<Header> best;
  const std::size_t n = std::min(sheet.rows.size(), kDeepestHeader);
  for (std::size_t upper = 0; upper < n; ++upper)
    for (std::size_t lower = upper; lower < std::min(upper + 2, n); ++lower) {
      Header h = read_as(sheet, titles, upper, lower);
      if (h.known > (best ? best->known : 0)) best = std::move(h);
    }
  return best;
}

std::string template_of(const std::string& table, const Header& header) {
  std::string text = table;
  for (const std::string& title : header.titles) text += "\n" + plain_title(title);
  return base::sha256_hex(text).substr(0, 12);
}

std::vector<Remembered> read_mappings(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return {};
  const geo::Table t = geo::read_table(file);
  base::Faults faults;
  t.require({"template", "table", "title", "column"}, faults);
  faults.throw_if_any();
  std::vector<Remembered> rows;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    rows.push_back({t.text(row, "template"), t.text(row, "table"), t.text(row, "title"),
                    t.text(row, "column"), t.number(row, "factor", faults, 1)});
    const Remembered& r = rows.back();
    if (!r.column.empty() && r.column != "-" && column_of(r.table, r.column) == nullptr)
      faults.add(file.string(), t.place(row, "column"), "'" + r.column + "' is no column of " + r.table,
                 "correct it, or write - to leave the column out");
  }
  faults.throw_if_any();
  return rows;
}

void write_mappings(const std::filesystem::path& file, const std::vector<Remembered>& rows) {
  geo::TableWriter out({"template", "table", "title", "column", "factor"});
  for (const Remembered& r : rows) {
    out.cell(r.template_id).cell(r.table).cell(r.title).cell(r.column);
    const bool whole = r.factor == static_cast<double>(static_cast<long long>(r.factor));
    out.cell(r.factor, whole ? 0 : 10).end_row();
  }
  out.write(file);
}

}  // namespace dayu::world::intake
