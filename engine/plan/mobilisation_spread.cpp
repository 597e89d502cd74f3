// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/mobilisation_spread.h"

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const plan_mobilisation_spread_csv;
}  // namespace dayu::embedded

namespace dayu::plan {

SpreadRange spread_of(const std::string& what) {
  const geo::Table t =
      geo::parse_table(embedded::plan_mobilisation_spread_csv, "engine/plan/mobilisation_spread.csv");
  base::Faults faults;
  SpreadRange range;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    if (t.text(row, "what") == what)
      range = {t.number(row, "low_1", faults), t.number(row, "high_1", faults)};
  faults.throw_if_any();
  return range;
}

}  // namespace dayu::plan
