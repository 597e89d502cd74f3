// SPDX-License-Identifier: Apache-2.0
// Inside the loader: the columns that every rain rule has, whoever it is for (villages, hazard points):
// state, window_s, rain_mm, soil, source, surety, and edition and region where a table gives them.
#pragma once

#include "engine/world/ledger.h"

namespace dayu::world {

/// Fills the rule's common fields from a row; what is wrong becomes faults of the ledger. The edition and the
/// region are printed with the source, so they are kept there.
template <class RainRule>
void read_rain_rule(Ledger& rows, std::size_t row, RainRule& rule) {
  rows.text(row, "state", Need::yes);
  rule.state = rows.word(row, "state");
  rule.window_s = rows.amount(row, "window_s", Need::yes);
  rule.rain_mm = rows.amount(row, "rain_mm", Need::yes);
  if (rule.window_s == 0) rows.fault(row, "window_s", "a window of 0 s holds no rain", "give its length");
  rule.soil = rows.word(row, "soil");
  if (rule.soil.empty()) rule.soil = "normal";
  rule.source = rows.text(row, "source");
  for (const char* column : {"edition", "region"})
    if (const std::string more = rows.text(row, column); !more.empty() && !rule.source.empty())
      rule.source += ", " + more;
  rule.surety = rows.text(row, "surety");
}

}  // namespace dayu::world
