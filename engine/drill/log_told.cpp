// SPDX-License-Identifier: Apache-2.0
// What is told to whom: alerts as the rain reaches them, orders to villages, the scenario's injects, and the
// actions expected of the players. An inject may hang on an alert or on another inject, so its moment follows
// the run.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/drill/log_parts.h"
#include "engine/drill/thresholds/alert_words.h"
#include "engine/drill/thresholds/village_states.h"

namespace dayu::drill {
namespace {

using Values = std::vector<std::string>;

void mark_both(Event& event) {
  event.zh = marked(event.zh, Language::zh);
  event.en = marked(event.en, Language::en);
}

Event alert_event(const Alert& alert, const world::World& world) {
  Event event = event_of(alert.time_s, event_id(alert), "alert", alert.place, "event.alert." + alert.kind,
                         [&](Language l) -> Values {
                           return {level_in_words(alert, l), alert_place(world, alert, l),
                                   gauge_in_words(world, alert, l), reading_in_words(alert, l)};
                         });
  if (alert.forecast && alert.kind == "rainstorm") {
    event.zh = word("reading.forecast", Language::zh) + event.zh;
    event.en = word("reading.forecast", Language::en) + event.en;
  }
  if (alert.superseded) {
    event.zh += word("event.superseded", Language::zh);
    event.en += word("event.superseded", Language::en);
  }
  mark_both(event);
  return event;
}

void release_events(const Scenario& scenario, const world::World& world, const std::vector<Alert>& alerts,
                    std::vector<Event>& events) {
  std::map<std::string, int> times;
  for (const VillageState& state : village_states(scenario, world, alerts)) {
    if (state.state != "release") continue;
    const int n = ++times[state.village];
    const std::string id = "release-" + state.village + (n > 1 ? "-" + std::to_string(n) : std::string());
    events.push_back(
        event_of(state.time_s, id, "release", state.village, "event.release", [&](Language l) -> Values {
          return {place_name(world, "village", state.village, l), l == Language::zh ? state.zh : state.en};
        }));
    mark_both(events.back());
  }
}

void call_events(const Scenario& scenario, const std::vector<Alert>& alerts, std::vector<Event>& events) {
  for (const CallStep& step : call_steps(scenario, alerts)) {
    events.push_back(
        event_of(step.time_s, "call-631-" + step.level, "call", "", "event.call", [&](Language l) -> Values {
          return {word("call." + step.level, l), base::clock_hh_mm(scenario.start, step.heavy_s),
                  short_number(step.lead_s / 3600), step.late ? word("call.late", l) : std::string()};
        }));
    mark_both(events.back());
  }
}

void order_events(const plan::Order& order, const world::World& world, std::vector<Event>& events) {
  const world::Village& village = world.villages[static_cast<std::size_t>(order.village.index)];
  const auto add = [&](double time_s, const std::string& level) {
    if (!std::isfinite(time_s)) return;
    Event event =
        event_of(time_s, "order-" + village.id + "-" + level, "order", village.id, "event.order." + level,
                 [&](Language l) -> Values { return {name_in(village.name, l)}; });
    event.zh = marked(event.zh, Language::zh);
    event.en = marked(event.en, Language::en);
    events.push_back(std::move(event));
  };
  // Told "move now" at once, a village gets no separate notice to prepare.
  if (order.prepare_s < order.immediate_s) add(order.prepare_s, "prepare");
  add(order.immediate_s, "immediate");
}

}  // namespace

/// Rainstorm signals are one for the county: their id carries no gauge, so that a scenario survives a new
/// gauge.
std::string event_id(const Alert& alert) {
  const std::string id = "alert-" + alert.kind + "-" + alert.level;
  return alert.kind == "rainstorm" || alert.place.empty() ? id : id + "-" + alert.place;
}

std::vector<Event> told(const Scenario& scenario, const world::World& world,
                        const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                        const std::vector<Alert>& alerts) {
  std::vector<Event> events = played_injects(scenario, world, courses, plan, alerts);
  for (const Alert& alert : alerts) events.push_back(alert_event(alert, world));
  release_events(scenario, world, alerts, events);
  call_events(scenario, alerts, events);
  for (const plan::Order& order : plan.orders) order_events(order, world, events);
  return events;
}

}  // namespace dayu::drill
