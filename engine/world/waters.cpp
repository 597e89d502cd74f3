// SPDX-License-Identifier: Apache-2.0
// Gauges, reservoirs and their storage curves.
// Invariant: the levels of a reservoir rise from dead to crest; a curve rises in level and never falls in
// volume.
#include "engine/world/ledger.h"

namespace dayu::world {
namespace {

void read_gauges(Reading& reading) {
  Ledger rows(reading, "gauges.csv", {"gauge", "kind", "x_m", "y_m"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Gauge g;
    g.id = rows.id(row, "gauge");
    rows.text(row, "kind", Need::yes);
    g.kind = rows.word(row, "kind", "gauge_kind");
    g.name = rows.name(row);
    // A rain gauge may stand outside the terrain; the hazard says what it does with one.
    g.at = {rows.number(row, "x_m", Need::yes), rows.number(row, "y_m", Need::yes)};
    const std::string all = rows.text(row, "villages") + ";";
    std::size_t begin = 0;
    for (std::size_t end = all.find(';'); end != std::string::npos; end = all.find(';', begin)) {
      const std::string village = all.substr(begin, end - begin);
      begin = end + 1;
      if (village.empty()) continue;
      if (reading.villages.count(village) == 0)
        rows.fault(row, "villages", "'" + village + "' is not in villages.csv",
                   "correct the id, or add it there");
      g.villages.push_back(village);
    }
    reading.world.gauges.push_back(std::move(g));
  }
}

void check_levels(Ledger& rows, std::size_t row, const Reservoir& r) {
  const struct {
    const char* column;
    double level_m;
  } levels[] = {{"dead_m", r.dead_m},
                {"normal_m", r.normal_m},
                {"design_m", r.design_m},
                {"check_m", r.check_m},
                {"crest_m", r.crest_m}};
  double below_m = 0;
  std::string below;
  for (const auto& level : levels) {
    if (level.level_m == 0) continue;  // not stated
    if (!below.empty() && level.level_m < below_m)
      rows.fault(row, level.column, "lies below " + below, "levels rise: dead, normal, design, check, crest");
    below_m = level.level_m;
    below = level.column;
  }
  if (r.flood_limit_m != 0 && r.crest_m != 0 && r.flood_limit_m > r.crest_m)
    rows.fault(row, "flood_limit_m", "lies above crest_m", "correct one of the two");
}

void read_reservoirs(Reading& reading) {
  Ledger rows(reading, "reservoirs.csv", {"reservoir", "x_m", "y_m"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Reservoir r;
    r.id = rows.id(row, "reservoir");
    r.name = rows.name(row);
    r.scale = rows.text(row, "scale");
    r.dam = rows.at(row);
    const bool has_outlet = !rows.text(row, "outlet_x_m").empty();
    r.outlet = has_outlet ? rows.at(row, "outlet_") : r.dam;
    r.catchment_km2 = rows.amount(row, "catchment_km2");
    r.dead_m = rows.number(row, "dead_m");
    r.normal_m = rows.number(row, "normal_m");
    r.flood_limit_m = rows.number(row, "flood_limit_m");
    r.design_m = rows.number(row, "design_m");
    r.check_m = rows.number(row, "check_m");
    r.crest_m = rows.number(row, "crest_m");
    r.spillway_width_m = rows.amount(row, "spillway_width_m");
    r.spillway_coefficient_1 = rows.amount(row, "spillway_coefficient_1");
    check_levels(rows, row, r);
    reading.reservoirs.emplace(r.id, static_cast<std::int32_t>(reading.world.reservoirs.size()));
    reading.world.reservoirs.push_back(std::move(r));
  }
}

void read_curves(Reading& reading) {
  Ledger rows(reading, "reservoir_curves.csv", {"reservoir", "level_m", "volume_m3"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int32_t r = rows.reference(row, "reservoir", reading.reservoirs, "reservoirs.csv", Need::yes);
    const Reservoir::CurvePoint p{rows.number(row, "level_m", Need::yes), rows.amount(row, "area_m2"),
                                  rows.amount(row, "volume_m3", Need::yes)};
    if (r < 0) continue;
    auto& curve = reading.world.reservoirs[static_cast<std::size_t>(r)].curve;
    if (!curve.empty() && p.level_m <= curve.back().level_m)
      rows.fault(row, "level_m", "does not rise above the row before",
                 "sort the curve by level, each level once");
    if (!curve.empty() && p.volume_m3 < curve.back().volume_m3)
      rows.fault(row, "volume_m3", "is less than at the level before", "volumes grow with the level");
    curve.push_back(p);
  }
}

}  // namespace

void read_waters(Reading& reading) {
  read_gauges(reading);
  read_reservoirs(reading);
  read_curves(reading);
}

}  // namespace dayu::world
