// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/thresholds/alert_words.h"

#include <algorithm>

namespace dayu::drill {
namespace {

template <class Row>
const world::Name* name_of(const std::vector<Row>& rows, const std::string& id) {
  for (const Row& row : rows)
    if (row.id == id) return &row.name;
  return nullptr;
}

/// The name of whatever has this id; the id itself if nothing has.
std::string name_by_id(const world::World& world, const std::string& id, Language language) {
  for (const world::Name* name : {name_of(world.villages, id), name_of(world.registers.hazard_points, id),
                                  name_of(world.reservoirs, id), name_of(world.gauges, id)})
    if (name) return name_in(*name, language);
  for (const world::Village& village : world.villages)
    if (village.township.zh == id) return name_in(village.township, language);
  return id;
}

std::string in_say(const std::string& prefix, const Alert& alert, Language language) {
  // Levels of a reservoir are read to the centimetre, all else to a tenth.
  const auto number = [&](double value) {
    return alert.measure == "reservoir_level" ? fixed(value, 2) : short_number(value);
  };
  return say(prefix + alert.measure, language,
             {short_number(alert.window_s / 3600), number(alert.value), number(alert.threshold)});
}

}  // namespace

std::string level_in_words(const Alert& alert, Language language) {
  const bool plain = alert.kind == "rainstorm" || alert.kind == "transfer";
  return word((plain ? "level." : "level." + alert.kind + ".") + alert.level, language);
}

std::string alert_place(const world::World& world, const Alert& alert, Language language) {
  return alert.place.empty() ? name_in(world.name, language) : name_by_id(world, alert.place, language);
}

std::string gauge_in_words(const world::World& world, const Alert& alert, Language language) {
  return alert.gauge.empty() ? std::string() : name_by_id(world, alert.gauge, language);
}

std::string reading_in_words(const Alert& alert, Language language) {
  return in_say("reading.", alert, language);
}

std::string limit_in_words(const Alert& alert, Language language) {
  return in_say("limit.", alert, language);
}

std::string source_in_words(const std::string& source, const std::string& surety, Language language) {
  if (source.empty()) return word("source.missing", language);
  return say("source.given", language, {one_language(source, language), surety});
}

std::vector<std::string> unsure_thresholds(const Scenario& scenario, const std::vector<Alert>& alerts,
                                           Language language) {
  std::vector<std::string> list;
  const auto add = [&](const std::string& source) {
    const std::string text =
        source.empty() ? word("source.missing", language) : one_language(source, language);
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
  };
  bool transfers = false;
  for (const Alert& alert : alerts) {
    if (alert.time_s > scenario.duration_s) continue;
    transfers = transfers || alert.kind == "transfer";
    if (alert.surety == "C" || alert.source.empty()) add(alert.source);
  }
  for (const Threshold& t : default_thresholds())
    if (t.kind == "release" && transfers && t.surety == "C") add(printed_source(t));
  return list;
}

}  // namespace dayu::drill
