// SPDX-License-Identifier: Apache-2.0
// The CSV files of a run folder back to an Impact: so that `plan` can run alone, also on files made by hand.
// Invariant: what write_impact wrote reads back equal, to the decimals written.
#include <cstdlib>
#include <map>
#include <sstream>

#include "engine/geo/table.h"
#include "engine/impact/impact_files.h"

namespace dayu::impact {
namespace {

double time_of(const geo::Table& t, std::size_t row, const std::string& column, base::Faults& faults) {
  return t.text(row, column).empty() ? base::kNever_s : t.number(row, column, faults, base::kNever_s);
}

std::vector<Effect> read_effects(const std::filesystem::path& file, base::Faults& faults) {
  const geo::Table t = geo::read_table(file);
  t.require({"hazard", "field", "who", "slows_from", "stops_from", "source", "surety"}, faults);
  std::vector<Effect> effects;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    effects.push_back({t.text(row, "hazard"), t.text(row, "field"), t.text(row, "who"),
                       time_of(t, row, "slows_from", faults), time_of(t, row, "stops_from", faults),
                       t.text(row, "source"), t.text(row, "surety")});
  return effects;
}

std::vector<Closure> read_closures(const world::World& world, const std::filesystem::path& file,
                                   base::Faults& faults) {
  const geo::Table t = geo::read_table(file);
  t.require({"piece", "who", "effect", "from_s", "to_s"}, faults);
  const int n_pieces = static_cast<int>(world.network.pieces.size());
  std::vector<Closure> closures;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    Closure c;
    c.piece.index = t.integer(row, "piece", faults, -1);
    if (c.piece.index < 0 || c.piece.index >= n_pieces)
      faults.add(t.file.string(), t.place(row, "piece"), "no such road piece",
                 "use row numbers of impact/roads.csv (0 to " + std::to_string(n_pieces - 1) + ")");
    c.who = t.text(row, "who");
    const std::string effect = t.text(row, "effect");
    if (effect != "stop" && effect != "slow")
      faults.add(t.file.string(), t.place(row, "effect"), "'" + effect + "' is no effect",
                 "use stop or slow");
    c.effect = effect == "slow" ? Effected::slow : Effected::stop;
    c.from_s = t.number(row, "from_s", faults, 0);
    c.to_s = time_of(t, row, "to_s", faults);
    c.at = {t.number(row, "x_m", faults), t.number(row, "y_m", faults)};
    c.hazard = t.text(row, "hazard");
    c.field = t.text(row, "field");
    c.value = t.number(row, "value", faults);
    closures.push_back(std::move(c));
  }
  return closures;
}

std::map<std::string, double> worst_of(const std::string& text) {
  std::map<std::string, double> worst;
  std::istringstream in(text);
  for (std::string item; std::getline(in, item, ';');) {
    const std::size_t equals = item.find('=');
    if (equals != std::string::npos)
      worst[item.substr(0, equals)] = std::strtod(item.c_str() + equals + 1, nullptr);
  }
  return worst;
}

Danger danger_of(const geo::Table& t, std::size_t row, base::Faults& faults) {
  Danger d;
  d.touched_s = time_of(t, row, "touched_s", faults);
  d.danger_s = time_of(t, row, "danger_s", faults);
  d.worst_class_1 = t.integer(row, "worst_class_1", faults);
  d.worst = worst_of(t.text(row, "worst"));
  return d;
}

template <class Item>
void by_id(std::map<std::string, Danger*>& where, const std::string& kind, const std::vector<Item>& items,
           std::vector<Danger>& dangers) {
  dangers.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) where[kind + " " + items[i].id] = &dangers[i];
}

void read_dangers(const geo::Table& t, const std::string& id_column, std::map<std::string, Danger*>& where,
                  base::Faults& faults) {
  t.require({id_column, "touched_s", "danger_s"}, faults);
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const std::string kind = id_column == "id" ? t.text(row, "kind") : id_column;
    const auto found = where.find(kind + " " + t.text(row, id_column));
    if (found == where.end())
      faults.add(t.file.string(), t.place(row, id_column),
                 "the area has no " + kind + " '" + t.text(row, id_column) + "'",
                 "use the ids of the area folder");
    else
      *found->second = danger_of(t, row, faults);
  }
}

void read_notes(const std::filesystem::path& file, Impact& impact, base::Faults& faults) {
  const geo::Table t = geo::read_table(file);
  t.require({"key", "value"}, faults);
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const std::string key = t.text(row, "key");
    if (key == "interval_s") impact.interval_s = t.number(row, "value", faults);
    if (key == "duration_s") impact.duration_s = t.number(row, "value", faults);
    if (key == "note") impact.notes.push_back(t.text(row, "value"));
  }
}

}  // namespace

Impact read_impact(const world::World& world, const std::filesystem::path& run) {
  const std::filesystem::path folder = run / "impact";
  Impact impact;
  base::Faults faults;
  impact.effects = read_effects(folder / "effects.csv", faults);
  impact.closures = read_closures(world, folder / "closures.csv", faults);
  std::map<std::string, Danger*> where;
  by_id(where, "group", world.groups, impact.groups);
  by_id(where, "household", world.households, impact.households);
  by_id(where, "site", world.sites, impact.sites);
  by_id(where, "shelter", world.shelters, impact.shelters);
  read_dangers(geo::read_table(folder / "settlements.csv"), "id", where, faults);
  read_dangers(geo::read_table(folder / "shelters.csv"), "shelter", where, faults);
  read_notes(folder / "notes.csv", impact, faults);
  faults.throw_if_any();
  return impact;
}

}  // namespace dayu::impact
