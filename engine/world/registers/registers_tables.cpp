// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/registers_tables.h"

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const registers_reservoir_posts_csv;
extern const char* const registers_ledger_effects_csv;
extern const char* const registers_station_items_csv;
}  // namespace dayu::embedded

namespace dayu::world {
namespace {

Name name_of(const geo::Table& t, std::size_t row) {
  return {t.text(row, "name_zh"), t.text(row, "name_en")};
}

std::vector<PostKind> read_posts() {
  const geo::Table t = geo::parse_table(embedded::registers_reservoir_posts_csv, "reservoir_posts.csv");
  std::vector<PostKind> all;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    all.push_back({t.text(row, "post"), t.text(row, "triples"), name_of(t, row), t.text(row, "source"),
                   t.text(row, "surety")});
  return all;
}

std::vector<DefectEffect> read_effects() {
  const geo::Table t = geo::parse_table(embedded::registers_ledger_effects_csv, "ledger_effects.csv");
  base::Faults faults;
  std::vector<DefectEffect> all;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    all.push_back({t.text(row, "defect"), t.text(row, "object_kind"), t.text(row, "quantity"),
                   t.number(row, "share_left", faults, 1), name_of(t, row), t.text(row, "source"),
                   t.text(row, "surety")});
  faults.throw_if_any();
  return all;
}

std::vector<StationItem> read_items() {
  const geo::Table t = geo::parse_table(embedded::registers_station_items_csv, "station_items.csv");
  std::vector<StationItem> all;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    all.push_back({t.text(row, "level"), t.text(row, "item"), name_of(t, row), t.text(row, "source"),
                   t.text(row, "surety")});
  return all;
}

}  // namespace

const std::vector<PostKind>& reservoir_post_kinds() {
  static const std::vector<PostKind> kinds = read_posts();
  return kinds;
}

const std::vector<DefectEffect>& defect_effects() {
  static const std::vector<DefectEffect> effects = read_effects();
  return effects;
}

const std::vector<StationItem>& default_station_items() {
  static const std::vector<StationItem> items = read_items();
  return items;
}

}  // namespace dayu::world
