// SPDX-License-Identifier: Apache-2.0
// Who lives where: villages, groups, listed households, sites, rain thresholds and chains of responsibility.
// Invariant: a group's people include those of its listed households; a fault otherwise.
#include <algorithm>

#include "engine/world/ledger.h"
#include "engine/world/rain_rules.h"

namespace dayu::world {
namespace {

void read_villages(Reading& reading) {
  Ledger rows(reading, "villages.csv", {"village", "x_m", "y_m", "people"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Village v;
    v.id = rows.id(row, "village");
    v.code = rows.text(row, "code");
    v.name = rows.name(row);
    v.township = rows.name(row, "township");
    v.at = rows.at(row);
    v.people = rows.count(row, "people", Need::yes);
    v.households = rows.count(row, "households");
    reading.villages.emplace(v.id, static_cast<std::int32_t>(reading.world.villages.size()));
    reading.world.villages.push_back(std::move(v));
  }
}

void read_groups(Reading& reading) {
  Ledger rows(reading, "groups.csv", {"group", "village", "x_m", "y_m", "people"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Group g;
    g.id = rows.id(row, "group");
    g.village = {rows.reference(row, "village", reading.villages, "villages.csv", Need::yes)};
    g.name = rows.name(row);
    g.at = rows.at(row);
    g.people = rows.count(row, "people", Need::yes);
    g.households = rows.count(row, "households");
    reading.groups.emplace(g.id, static_cast<std::int32_t>(reading.world.groups.size()));
    reading.world.groups.push_back(std::move(g));
  }
}

void check_parts(Ledger& rows, std::size_t row, const Household& h) {
  const struct {
    const char* column;
    int people;
  } parts[] = {{"need_help", h.need_help}, {"over65", h.over65}, {"under6", h.under6}};
  for (const auto& part : parts)
    if (part.people > h.people)
      rows.fault(row, part.column,
                 std::to_string(part.people) + " of a household of " + std::to_string(h.people) + " people",
                 "correct one of the two");
}

std::string zone_of(Reading& reading, Ledger& rows, std::size_t row) {
  std::string zone = rows.text(row, "danger_zone");
  if (!zone.empty() && reading.zone_classes.count(zone) == 0)
    rows.fault(row, "danger_zone", "'" + zone + "' is not in layer danger_zones of vectors.gpkg",
               "correct the id, or draw the zone");
  return zone;
}

void read_households(Reading& reading) {
  Ledger rows(reading, "households.csv", {"household", "group", "people"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Household h;
    h.id = rows.id(row, "household");
    h.group = {rows.reference(row, "group", reading.groups, "groups.csv", Need::yes)};
    h.danger_zone = zone_of(reading, rows, row);
    h.danger_class = rows.word(row, "danger_class");
    const auto zone = reading.zone_classes.find(h.danger_zone);
    if (h.danger_class.empty() && zone != reading.zone_classes.end()) h.danger_class = zone->second;
    h.people = rows.count(row, "people", Need::yes);
    if (!rows.text(row, "registered").empty()) h.registered = rows.count(row, "registered");
    if (!rows.text(row, "resident").empty()) h.resident = rows.count(row, "resident");
    h.need_help = rows.count(row, "need_help");
    h.over65 = rows.count(row, "over65");
    h.under6 = rows.count(row, "under6");
    h.vehicles = rows.count(row, "vehicles");
    check_parts(rows, row, h);
    h.house = rows.word(row, "house");
    h.flags = rows.word_list(row, "flags");
    h.floor_m = rows.number(row, "floor_m");
    const bool placed = !rows.text(row, "x_m").empty() || !rows.text(row, "y_m").empty();
    if (placed || !h.group.valid())
      h.at = rows.at(row, "", placed ? Need::yes : Need::no);
    else
      h.at = reading.world.groups[static_cast<std::size_t>(h.group.index)].at;
    reading.world.households.push_back(std::move(h));
  }
}

/// Listed households are part of their group.
void check_sums(Reading& reading) {
  const std::vector<Group>& groups = reading.world.groups;
  std::vector<int> people(groups.size(), 0), households(groups.size(), 0);
  for (const Household& h : reading.world.households) {
    if (!h.group.valid()) continue;
    people[static_cast<std::size_t>(h.group.index)] += h.people;
    ++households[static_cast<std::size_t>(h.group.index)];
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string group = "group " + groups[i].id;
    if (people[i] > groups[i].people)
      reading.faults.add(reading.path("groups.csv"), group,
                         "has " + std::to_string(groups[i].people) + " people, its listed households have " +
                             std::to_string(people[i]),
                         "count the listed households into the group");
    if (groups[i].households > 0 && households[i] > groups[i].households)
      reading.faults.add(reading.path("groups.csv"), group,
                         "has " + std::to_string(groups[i].households) + " households, but " +
                             std::to_string(households[i]) + " are listed",
                         "count the listed households into the group");
  }
}

void read_sites(Reading& reading) {
  Ledger rows(reading, "sites.csv", {"site", "kind", "x_m", "y_m", "people_day", "people_night"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Site s;
    s.id = rows.id(row, "site");
    s.kind = rows.text(row, "kind", Need::yes);
    s.name = rows.name(row);
    s.village = {rows.reference(row, "village", reading.villages, "villages.csv")};
    s.people_day = rows.count(row, "people_day");
    s.people_night = rows.count(row, "people_night");
    s.need_help = rows.count(row, "need_help");
    if (s.need_help > std::max(s.people_day, s.people_night))
      rows.fault(row, "need_help", "more people need help than are ever there", "correct one of the two");
    s.danger_zone = zone_of(reading, rows, row);
    s.at = rows.at(row);
    reading.world.sites.push_back(std::move(s));
  }
}

void read_thresholds(Reading& reading) {
  Ledger rows(reading, "rain_thresholds.csv", {"place", "state", "window_s", "rain_mm"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    RainThreshold t;
    t.place = rows.text(row, "place", Need::yes);
    if (t.place != "*") rows.reference(row, "place", reading.villages, "villages.csv");
    read_rain_rule(rows, row, t);
    reading.world.rain_thresholds.push_back(std::move(t));
  }
}

void read_chains(Reading& reading) {
  Ledger rows(reading, "chains.csv", {"group", "county", "township", "village", "group_leader", "household"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Chain c;
    rows.id(row, "group");
    c.group = {rows.reference(row, "group", reading.groups, "groups.csv")};
    c.persons = {rows.text(row, "county"), rows.text(row, "township"), rows.text(row, "village"),
                 rows.text(row, "group_leader"), rows.text(row, "household")};
    reading.world.chains.push_back(std::move(c));
  }
}

}  // namespace

void read_people(Reading& reading) {
  read_villages(reading);
  read_groups(reading);
  read_households(reading);
  check_sums(reading);
  read_sites(reading);
  read_thresholds(reading);
  read_chains(reading);
}

}  // namespace dayu::world
