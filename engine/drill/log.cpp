// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/log.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tuple>

#include "engine/drill/log_parts.h"
#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

std::vector<Event> frame_of(const Scenario& scenario) {
  return {event_of(scenario.opens_s, "drill-opens", "drill", "", "event.drill_opens",
                   [&](Language l) -> std::vector<std::string> {
                     return {l == Language::zh ? scenario.title_zh : scenario.title_en};
                   }),
          event_of(scenario.duration_s, "drill-ends", "drill", "", "event.drill_ends",
                   [](Language) -> std::vector<std::string> { return {}; })};
}

}  // namespace

Log play(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses,
         const impact::Impact& impact, const plan::Plan& plan, const std::vector<Alert>& alerts) {
  Log log;
  for (std::vector<Event>& part :
       std::vector<std::vector<Event>>{frame_of(scenario), told(scenario, world, courses, plan, alerts),
                                       ground(scenario, world, courses, impact, plan), movement(world, plan)})
    for (Event& event : part)
      if (event.time_s <= scenario.duration_s) log.events.push_back(std::move(event));
  std::stable_sort(log.events.begin(), log.events.end(), [](const Event& a, const Event& b) {
    return std::tie(a.time_s, a.id) < std::tie(b.time_s, b.id);
  });
  return log;
}

void write_events(const Log& log, const Scenario& scenario, const std::filesystem::path& run) {
  std::string text;
  for (const Event& event : log.events) {
    nlohmann::ordered_json json{{"v", 1},
                                {"time_s", event.time_s},
                                {"time", base::iso8601(scenario.start, event.time_s)},
                                {"t", base::t_plus(event.time_s - scenario.opens_s)},
                                {"id", event.id},
                                {"kind", event.kind},
                                {"place", event.place},
                                {"zh", event.zh},
                                {"en", event.en},
                                {"contextual", event.contextual},
                                {"mark", word("mark.page", Language::zh)}};
    text += json.dump() + "\n";
  }
  geo::write_file(run / "drill" / "events.jsonl", text);
}

Log read_events(const std::filesystem::path& run) {
  const std::filesystem::path file = run / "drill" / "events.jsonl";
  std::istringstream in(geo::read_file(file));
  Log log;
  base::Faults faults;
  std::string line;
  for (int n = 1; std::getline(in, line); ++n) {
    try {
      const nlohmann::json json = nlohmann::json::parse(line);
      log.events.push_back({json.at("time_s"), json.at("id"), json.at("kind"), json.at("place"),
                            json.at("zh"), json.at("en"), json.at("contextual")});
    } catch (const nlohmann::json::exception& error) {
      faults.add(file.string(), "line " + std::to_string(n), std::string("not an event: ") + error.what(),
                 "run the drill again; the log is written by the engine");
    }
  }
  faults.throw_if_any();
  return log;
}

}  // namespace dayu::drill
