// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/tables.h"

#include <map>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const intake_columns_csv;
}

namespace dayu::world::intake {
namespace {

struct Tables {
  std::vector<std::string> names;
  std::map<std::string, std::vector<ColumnSpec>> columns;
};

const Tables& tables() {
  static const Tables all = [] {
    const geo::Table t = geo::parse_table(embedded::intake_columns_csv, "columns.csv");
    Tables found;
    for (std::size_t row = 0; row < t.rows.size(); ++row) {
      const std::string table = t.text(row, "table");
      if (found.columns.count(table) == 0) found.names.push_back(table);
      found.columns[table].push_back({t.text(row, "column"),
                                      t.text(row, "kind"),
                                      t.text(row, "need") == "yes",
                                      {t.text(row, "zh"), t.text(row, "en")}});
    }
    return found;
  }();
  return all;
}

}  // namespace

std::string ColumnSpec::argument() const {
  const std::size_t colon = kind.find(':');
  return colon == std::string::npos ? std::string() : kind.substr(colon + 1);
}

std::vector<std::string> table_names() {
  return tables().names;
}

const std::vector<ColumnSpec>& columns_of(const std::string& table) {
  static const std::vector<ColumnSpec> none;
  const auto found = tables().columns.find(table);
  return found == tables().columns.end() ? none : found->second;
}

const ColumnSpec* column_of(const std::string& table, const std::string& column) {
  for (const ColumnSpec& spec : columns_of(table))
    if (spec.column == column) return &spec;
  return nullptr;
}

std::string file_of(const std::string& table) {
  return table == "persons" ? "restricted/persons.csv" : table + ".csv";
}

}  // namespace dayu::world::intake
