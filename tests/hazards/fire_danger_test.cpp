// SPDX-License-Identifier: Apache-2.0
// Twenty weather days, their index and level read off the tables by hand (fire_danger_days.csv).
#include "engine/geo/table.h"
#include "engine/hazards/fire/danger.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::fire;

TEST_CASE("twenty weather days have their danger level, exactly") {
  const geo::Table t = geo::read_table(test::source_dir() / "tests/hazards/fire_danger_days.csv");
  base::Faults faults;
  REQUIRE(t.rows.size() == 20);
  int seen = 0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    INFO("row " << row);
    const Danger d = danger_of({t.number(row, "temperature_c", faults), t.number(row, "humidity_pct", faults),
                                t.integer(row, "dry_days", faults), t.integer(row, "wind_force", faults),
                                t.number(row, "greenness_points", faults)});
    CHECK(d.index == t.integer(row, "index", faults));
    CHECK(d.level == t.integer(row, "level", faults));
    seen |= 1 << d.level;
  }
  CHECK(seen == 0b111110);  // every level occurs
}
