// SPDX-License-Identifier: Apache-2.0
// What help there is: shelters, warehouses with their stock, teams with their bases.
#include <set>

#include "engine/world/ledger.h"

namespace dayu::world {
namespace {

void read_shelters(Reading& reading) {
  Ledger rows(reading, "shelters.csv", {"shelter", "indoor_m2", "x_m", "y_m"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Shelter s;
    s.id = rows.id(row, "shelter");
    s.name = rows.name(row);
    s.village = {rows.reference(row, "village", reading.villages, "villages.csv")};
    s.kind = rows.text(row, "kind");
    s.indoor_m2 = rows.amount(row, "indoor_m2");
    s.outdoor_m2 = rows.amount(row, "outdoor_m2");
    s.floors_above_flood = rows.count(row, "floors_above_flood");
    s.open_s = rows.amount(row, "open_s");
    s.accessible = rows.flag(row, "accessible");
    s.at = rows.at(row);
    reading.world.shelters.push_back(std::move(s));
  }
}

void read_warehouses(Reading& reading) {
  Ledger rows(reading, "warehouses.csv", {"warehouse", "x_m", "y_m"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Warehouse w;
    w.id = rows.id(row, "warehouse");
    w.name = rows.name(row);
    w.area_m2 = rows.amount(row, "area_m2");
    w.load_s = rows.amount(row, "load_s");
    w.at = rows.at(row);
    reading.warehouses.emplace(w.id, static_cast<std::int32_t>(reading.world.warehouses.size()));
    reading.world.warehouses.push_back(std::move(w));
  }
}

void read_stock(Reading& reading) {
  Ledger rows(reading, "stock.csv", {"warehouse", "item", "quantity"});
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    StockItem s;
    s.warehouse = {rows.reference(row, "warehouse", reading.warehouses, "warehouses.csv", Need::yes)};
    s.item = rows.text(row, "item", Need::yes);
    if (!seen.emplace(rows.text(row, "warehouse"), s.item).second)
      rows.fault(row, "item", "'" + s.item + "' stands twice for this warehouse", "add the two rows up");
    s.name = rows.name(row);
    s.quantity = rows.count(row, "quantity", Need::yes);
    s.unit = rows.text(row, "unit");
    s.people_per_unit = rows.amount(row, "people_per_unit");
    s.volume_m3 = rows.amount(row, "volume_m3");
    s.mass_kg = rows.amount(row, "mass_kg");
    reading.world.stock.push_back(std::move(s));
  }
}

void read_teams(Reading& reading) {
  Ledger rows(reading, "teams.csv", {"team", "kind", "people", "x_m", "y_m"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Team t;
    t.id = rows.id(row, "team");
    t.kind = rows.text(row, "kind", Need::yes);
    t.name = rows.name(row);
    t.people = rows.count(row, "people", Need::yes);
    t.vehicles = rows.count(row, "vehicles");
    t.seats_per_vehicle = rows.count(row, "seats_per_vehicle");
    t.mobilise_s = rows.amount(row, "mobilise_s");
    t.speed_m_per_s = rows.amount(row, "speed_m_per_s");
    t.who = rows.word(row, "who");
    if (t.who.empty()) t.who = t.vehicles > 0 ? "car" : "walker";
    t.load_kg = rows.amount(row, "load_kg");
    t.load_m3 = rows.amount(row, "load_m3");
    t.at = rows.at(row);
    reading.world.teams.push_back(std::move(t));
  }
}

}  // namespace

void read_means(Reading& reading) {
  read_shelters(reading);
  read_warehouses(reading);
  read_stock(reading);
  read_teams(reading);
}

}  // namespace dayu::world
