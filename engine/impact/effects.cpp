// SPDX-License-Identifier: Apache-2.0
// Which value of which field slows or stops whom: the card's effects.csv, checked row by row.
// Columns: field, who, slows_from, stops_from, source, surety; an empty limit means "never".
// Invariant: every row returned names a field that the card publishes and a source.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/geo/table.h"
#include "engine/impact/impact.h"

namespace dayu::impact {
namespace {

constexpr std::array<const char*, 9> kWho = {"walker", "walker_weak", "car",    "bus",        "high_truck",
                                             "boat",   "shelter",     "person", "person_weak"};

void check_columns(const geo::Table& table, const std::string& file, base::Faults& faults) {
  static const std::set<std::string> known = {"field", "who", "slows_from", "stops_from", "source", "surety"};
  for (const std::string& column : table.columns)
    if (!known.count(column))
      faults.add(file, "line 1, column " + column, "is not a column of an effects table",
                 "use field,who,slows_from,stops_from,source,surety");
  for (const std::string& column : known)
    if (!table.has(column)) faults.add(file, "line 1", "column " + column + " is missing", "add it");
}

double limit_of(const geo::Table& table, std::size_t row, const std::string& column, base::Faults& faults) {
  if (table.text(row, column).empty()) return base::kNever_s;
  return table.number(row, column, faults, base::kNever_s);
}

void check_row(const Effect& e, const geo::Table& table, std::size_t row, const hazards::Card& card,
               base::Faults& faults) {
  const std::string file = table.file.string();
  auto fault = [&](const std::string& column, const std::string& what, const std::string& remedy) {
    faults.add(file, table.place(row, column), what, remedy);
  };
  const bool published = std::any_of(card.publishes.begin(), card.publishes.end(),
                                     [&](const auto& f) { return f.name == e.field; });
  if (!published)
    fault("field", "'" + e.field + "' is not published by hazard " + card.name, "name a field of its card");
  if (std::none_of(kWho.begin(), kWho.end(), [&](const char* who) { return e.who == who; }))
    fault("who", "'" + e.who + "' is nobody we know",
          "use walker, walker_weak, car, bus, high_truck, boat, shelter, person or person_weak");
  if (e.source.empty()) fault("source", "is empty", "say where the limit comes from");
  if (std::isinf(e.slows_from) && std::isinf(e.stops_from))
    fault("stops_from", "the row has no limit at all", "give slows_from, stops_from or both");
  if (std::isfinite(e.slows_from) && e.slows_from > e.stops_from)
    fault("slows_from", "lies above stops_from", "slowing begins before stopping");
}

}  // namespace

std::vector<Effect> effects_of(const hazards::Card& card) {
  const std::string file = card.name + "/effects.csv";
  const geo::Table table = geo::parse_table(card.effects_csv, file);
  base::Faults faults;
  check_columns(table, file, faults);
  faults.throw_if_any();
  std::vector<Effect> effects;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Effect e{card.name, table.text(row, "field"), table.text(row, "who")};
    e.slows_from = limit_of(table, row, "slows_from", faults);
    e.stops_from = limit_of(table, row, "stops_from", faults);
    e.source = table.text(row, "source");
    e.surety = table.text(row, "surety");
    check_row(e, table, row, card, faults);
    effects.push_back(std::move(e));
  }
  faults.throw_if_any();
  return effects;
}

}  // namespace dayu::impact
