// SPDX-License-Identifier: Apache-2.0
// Who holds which post, who takes part, what a township keeps and what its stations have.
#include <algorithm>
#include <set>

#include "engine/world/ledger.h"
#include "engine/world/registers/registers_reading.h"
#include "engine/world/registers/registers_tables.h"

namespace dayu::world {
namespace {

std::set<std::string> townships_of(const World& world) {
  std::set<std::string> names;
  for (const Village& v : world.villages) {
    names.insert(v.township.zh);
    names.insert(v.township.en);
  }
  return names;
}

/// A township by either of its names, kept in Chinese where there is one.
std::string township(Ledger& rows, std::size_t row, const std::string& column, const World& world,
                     const std::set<std::string>& known, Need need) {
  std::string written = rows.text(row, column, need);
  if (written.empty()) return written;
  if (known.count(written) == 0)
    rows.fault(row, column, "'" + written + "' is no township of villages.csv",
               "write the township's name as villages.csv has it");
  for (const Village& v : world.villages)
    if (v.township.en == written && !v.township.zh.empty()) return v.township.zh;
  return written;
}

void read_posts(Reading& reading) {
  Ledger rows(reading, "reservoir_posts.csv", {"reservoir", "post", "person"});
  std::set<std::pair<std::int32_t, std::string>> seen;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ReservoirPost p;
    p.reservoir = rows.reference(row, "reservoir", reading.reservoirs, "reservoirs.csv", Need::yes);
    rows.text(row, "post", Need::yes);
    p.post = rows.word(row, "post", "reservoir_post");
    p.person = rows.text(row, "person");
    if (!p.post.empty() && !seen.emplace(p.reservoir, p.post).second)
      rows.fault(row, "post", "'" + p.post + "' stands twice for this reservoir", "keep one of the two rows");
    reading.world.registers.reservoir_posts.push_back(std::move(p));
  }
}

void read_units(Reading& reading, const std::set<std::string>& townships, Index& units) {
  Ledger rows(reading, "units.csv", {"unit", "kind"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Unit u;
    u.id = rows.id(row, "unit");
    rows.text(row, "kind", Need::yes);
    u.kind = rows.word(row, "kind", "unit_kind");
    u.name = rows.name(row);
    u.township = township(rows, row, "township", reading.world, townships, Need::no);
    u.leader = rows.text(row, "leader");
    u.people = rows.count(row, "people");
    u.equipment = rows.text(row, "equipment");
    units.emplace(u.id, static_cast<std::int32_t>(reading.world.registers.units.size()));
    reading.world.registers.units.push_back(std::move(u));
  }
}

void read_participants(Reading& reading, const Index& units) {
  Ledger rows(reading, "participants.csv", {"unit", "role"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Participant p;
    p.unit = rows.reference(row, "unit", units, "units.csv", Need::yes);
    rows.text(row, "role", Need::yes);
    p.role = rows.word(row, "role", "participant_role");
    p.post = rows.name(row, "post");
    p.person = rows.text(row, "person");
    p.people = rows.text(row, "people").empty() ? 1 : rows.count(row, "people");
    reading.world.registers.participants.push_back(std::move(p));
  }
}

void read_township_stock(Reading& reading, const std::set<std::string>& townships) {
  Ledger rows(reading, "township_stock.csv", {"township", "item", "quantity"});
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    TownshipStock s;
    s.township = township(rows, row, "township", reading.world, townships, Need::yes);
    s.kind = rows.word(row, "kind", "stock_kind");
    if (s.kind.empty()) s.kind = "flood";
    s.item = rows.text(row, "item", Need::yes);
    if (!seen.emplace(s.township, s.item).second)
      rows.fault(row, "item", "'" + s.item + "' stands twice for this township", "add the two rows up");
    s.name = rows.name(row);
    s.quantity = rows.count(row, "quantity", Need::yes);
    s.required = rows.count(row, "required");
    s.unit = rows.text(row, "unit");
    s.source = rows.text(row, "source");
    s.surety = rows.text(row, "surety");
    reading.world.registers.township_stock.push_back(std::move(s));
  }
}

void read_station_items(Reading& reading) {
  std::vector<StationItem>& items = reading.world.registers.station_items;
  Ledger rows(reading, "station_items.csv", {"level", "item"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.text(row, "level", Need::yes);
    items.push_back({rows.word(row, "level", "station_level"), rows.text(row, "item", Need::yes),
                     rows.name(row), rows.text(row, "source"), rows.text(row, "surety")});
  }
  if (items.empty()) items = default_station_items();
}

void read_station_marks(Reading& reading, const std::set<std::string>& townships) {
  Registers& r = reading.world.registers;
  std::set<std::pair<std::string, std::string>> known;
  for (const StationItem& item : r.station_items) known.emplace(item.level, item.item);
  Ledger rows(reading, "station_marks.csv", {"level", "place", "item", "present"});
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    StationMark m;
    rows.text(row, "level", Need::yes);
    m.level = rows.word(row, "level", "station_level");
    m.item = rows.text(row, "item", Need::yes);
    if (!m.level.empty() && !m.item.empty() && known.count({m.level, m.item}) == 0)
      rows.fault(row, "item", "'" + m.item + "' is not on the checklist of a " + m.level,
                 "correct it, or add it to station_items.csv");
    if (m.level == "village") {
      m.place = rows.text(row, "place", Need::yes);
      rows.reference(row, "place", reading.villages, "villages.csv");
    } else {
      m.place = township(rows, row, "place", reading.world, townships, Need::yes);
    }
    rows.text(row, "present", Need::yes);
    m.present = rows.flag(row, "present");
    m.note = rows.text(row, "note");
    if (!seen.emplace(m.level, m.place, m.item).second)
      rows.fault(row, "item", "'" + m.item + "' stands twice for " + m.place, "keep one of the two rows");
    r.station_marks.push_back(std::move(m));
  }
}

}  // namespace

void read_office(Reading& reading) {
  const std::set<std::string> townships = townships_of(reading.world);
  Index units;
  read_posts(reading);
  read_units(reading, townships, units);
  read_participants(reading, units);
  read_township_stock(reading, townships);
  read_station_items(reading);
  read_station_marks(reading, townships);
}

void tell_basis(Reading& reading) {
  int registered = 0, resident = 0, home = 0, stated = 0;
  for (const Household& h : reading.world.households) {
    if (h.registered < 0 && h.resident < 0) continue;
    ++stated;
    registered += std::max(h.registered, 0);
    resident += std::max(h.resident, 0);
    home += h.people;
  }
  if (stated == 0) return;
  const auto n = [](int v) { return std::to_string(v); };
  reading.world.assumptions.push_back("人数一律按在家人数计：列名的" + n(stated) + "户中户籍" +
                                      n(registered) + "人、常住" + n(resident) + "人、在家" + n(home) +
                                      "人。Plans count the people at home: of the " + n(stated) +
                                      " listed households " + n(registered) + " people are registered, " +
                                      n(resident) + " live there, " + n(home) + " are at home.");
}

}  // namespace dayu::world
