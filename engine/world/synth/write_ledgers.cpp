// SPDX-License-Identifier: Apache-2.0
// How do the ledgers look on paper? One CSV file each, columns as engine/ARCHITECTURE.md lists them.
#include "engine/geo/table.h"
#include "engine/world/synth/write.h"

namespace dayu::world::synth {

namespace {

using geo::TableWriter;

TableWriter& name(TableWriter& t, const Name& n) {
  return t.cell(n.zh).cell(n.en);
}
void end_at(TableWriter& t, geo::Point local) {
  const geo::Point p = on_map(local);
  t.cell(p.x_m, 1).cell(p.y_m, 1).end_row();
}

std::string village_id(const County& c, VillageId v) {
  return v.valid() ? c.ledger.villages[static_cast<std::size_t>(v.index)].id : std::string();
}

void write_villages(const County& c, const std::filesystem::path& folder) {
  TableWriter v({"village", "code", "township_zh", "township_en", "name_zh", "name_en", "people",
                 "households", "x_m", "y_m"});
  for (const Village& row : c.ledger.villages) {
    v.cell(row.id).cell(row.code);
    name(name(v, row.township), row.name).cell(row.people).cell(row.households);
    end_at(v, row.at);
  }
  v.write(folder / "villages.csv");
  TableWriter g({"group", "village", "name_zh", "name_en", "people", "households", "x_m", "y_m"});
  for (const Group& row : c.ledger.groups) {
    g.cell(row.id).cell(village_id(c, row.village));
    name(g, row.name).cell(row.people).cell(row.households);
    end_at(g, row.at);
  }
  g.write(folder / "groups.csv");
}

void write_households(const County& c, const std::filesystem::path& folder) {
  TableWriter h({"household", "group", "danger_zone", "danger_class", "people", "need_help", "over65",
                 "under6", "vehicles", "house", "flags", "floor_m", "registered", "resident", "x_m", "y_m"});
  for (const Household& row : c.ledger.households) {
    h.cell(row.id).cell(c.ledger.groups[static_cast<std::size_t>(row.group.index)].id).cell(row.danger_zone);
    h.cell(row.danger_class).cell(row.people).cell(row.need_help).cell(row.over65).cell(row.under6);
    h.cell(row.vehicles).cell(row.house).cell(row.flags).cell(row.floor_m, 1);
    h.cell(row.registered).cell(row.resident);
    end_at(h, row.at);
  }
  h.write(folder / "households.csv");
}

void write_places(const County& c, const std::filesystem::path& folder) {
  TableWriter s({"site", "kind", "name_zh", "name_en", "village", "people_day", "people_night", "need_help",
                 "danger_zone", "x_m", "y_m"});
  for (const Site& row : c.ledger.sites) {
    name(s.cell(row.id).cell(row.kind), row.name).cell(village_id(c, row.village)).cell(row.people_day);
    s.cell(row.people_night).cell(row.need_help).cell(row.danger_zone);
    end_at(s, row.at);
  }
  s.write(folder / "sites.csv");
  TableWriter h({"shelter", "name_zh", "name_en", "village", "kind", "indoor_m2", "outdoor_m2",
                 "floors_above_flood", "open_s", "accessible", "x_m", "y_m"});
  for (const Shelter& row : c.ledger.shelters) {
    name(h.cell(row.id), row.name).cell(village_id(c, row.village)).cell(row.kind).cell(row.indoor_m2, 0);
    h.cell(row.outdoor_m2, 0).cell(row.floors_above_flood).cell(row.open_s, 0).cell(row.accessible ? 1 : 0);
    end_at(h, row.at);
  }
  h.write(folder / "shelters.csv");
}

void write_means(const County& c, const std::filesystem::path& folder) {
  TableWriter w({"warehouse", "name_zh", "name_en", "area_m2", "load_s", "x_m", "y_m"});
  for (const Warehouse& row : c.ledger.warehouses) {
    name(w.cell(row.id), row.name).cell(row.area_m2, 0).cell(row.load_s, 0);
    end_at(w, row.at);
  }
  w.write(folder / "warehouses.csv");
  TableWriter s({"warehouse", "item", "name_zh", "name_en", "quantity", "unit", "people_per_unit",
                 "volume_m3", "mass_kg"});
  for (const StockItem& row : c.ledger.stock) {
    s.cell(c.ledger.warehouses[static_cast<std::size_t>(row.warehouse.index)].id).cell(row.item);
    name(s, row.name).cell(row.quantity).cell(row.unit).cell(row.people_per_unit, 0).cell(row.volume_m3, 5);
    s.cell(row.mass_kg, 2).end_row();
  }
  s.write(folder / "stock.csv");
  TableWriter t({"team", "kind", "name_zh", "name_en", "people", "vehicles", "seats_per_vehicle",
                 "mobilise_s", "speed_m_per_s", "who", "load_kg", "load_m3", "x_m", "y_m"});
  for (const Team& row : c.ledger.teams) {
    name(t.cell(row.id).cell(row.kind), row.name)
        .cell(row.people)
        .cell(row.vehicles)
        .cell(row.seats_per_vehicle);
    t.cell(row.mobilise_s, 0)
        .cell(row.speed_m_per_s, 2)
        .cell(row.who)
        .cell(row.load_kg, 0)
        .cell(row.load_m3, 1);
    end_at(t, row.at);
  }
  t.write(folder / "teams.csv");
}

void write_waters(const County& c, const std::filesystem::path& folder) {
  TableWriter g({"gauge", "kind", "name_zh", "name_en", "villages", "x_m", "y_m"});
  for (const Gauge& row : c.ledger.gauges) {
    std::string ids;
    for (const std::string& id : row.villages) ids += (ids.empty() ? "" : ";") + id;
    name(g.cell(row.id).cell(row.kind), row.name).cell(ids);
    end_at(g, row.at);
  }
  g.write(folder / "gauges.csv");
  TableWriter r({"reservoir", "name_zh", "name_en", "scale", "catchment_km2", "dead_m", "normal_m",
                 "flood_limit_m", "design_m", "check_m", "crest_m", "spillway_width_m",
                 "spillway_coefficient_1", "outlet_x_m", "outlet_y_m", "x_m", "y_m"});
  TableWriter curve({"reservoir", "level_m", "area_m2", "volume_m3"});
  for (const Reservoir& row : c.ledger.reservoirs) {
    name(r.cell(row.id), row.name).cell(row.scale).cell(row.catchment_km2, 1);
    for (const double z :
         {row.dead_m, row.normal_m, row.flood_limit_m, row.design_m, row.check_m, row.crest_m})
      r.cell(z, 2);
    const geo::Point outlet = on_map(row.outlet);
    r.cell(row.spillway_width_m, 1)
        .cell(row.spillway_coefficient_1, 2)
        .cell(outlet.x_m, 1)
        .cell(outlet.y_m, 1);
    end_at(r, row.dam);
    for (const auto& p : row.curve)
      curve.cell(row.id).cell(p.level_m, 2).cell(p.area_m2, 0).cell(p.volume_m3, 0).end_row();
  }
  r.write(folder / "reservoirs.csv");
  curve.write(folder / "reservoir_curves.csv");
  TableWriter t({"place", "state", "window_s", "rain_mm", "soil", "source", "surety"});
  for (const RainThreshold& row : c.ledger.rain_thresholds)
    t.cell(row.place)
        .cell(row.state)
        .cell(row.window_s, 0)
        .cell(row.rain_mm, 0)
        .cell(row.soil)
        .cell(row.source)
        .cell(row.surety)
        .end_row();
  t.write(folder / "rain_thresholds.csv");
}

void write_persons(const County& c, const std::filesystem::path& folder) {
  TableWriter t({"group", "county", "township", "village", "group_leader", "household"});
  for (const Chain& row : c.ledger.chains) {
    t.cell(c.ledger.groups[static_cast<std::size_t>(row.group.index)].id);
    for (const std::string& person : row.persons) t.cell(person);
    t.end_row();
  }
  t.write(folder / "chains.csv");
  // 11 digits that begin with 100 belong to nobody: mobile numbers begin with 13 to 19.
  TableWriter p({"person", "name_zh", "name_en", "phone", "post_zh", "post_en"});
  int number = 0;
  for (const auto& row : c.persons) {
    const std::string serial = std::to_string(++number);
    name(p.cell(row.id), row.name).cell("1000000" + std::string(4 - serial.size(), '0') + serial);
    name(p, row.post).end_row();
  }
  p.write(folder / "restricted" / "persons.csv");
}

}  // namespace

void write_ledgers(const County& c, const std::filesystem::path& folder) {
  write_villages(c, folder);
  write_households(c, folder);
  write_places(c, folder);
  write_means(c, folder);
  write_waters(c, folder);
  write_persons(c, folder);
}

}  // namespace dayu::world::synth
