// SPDX-License-Identifier: Apache-2.0
// What is told to whom: alerts as the rain reaches them, orders to villages, the scenario's injects, and the
// actions expected of the players. An inject may hang on an alert or on another inject, so its moment follows
// the run.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/drill/log_parts.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

using Values = std::vector<std::string>;

std::string gauge_name(const world::World& world, const std::string& id, Language l) {
  for (const world::Gauge& gauge : world.gauges)
    if (gauge.id == id) return name_in(gauge.name, l);
  return id;
}

std::string village_name(const world::World& world, const std::string& id, Language l) {
  for (const world::Village& village : world.villages)
    if (village.id == id) return name_in(village.name, l);
  return id;
}

std::string hours(double window_s) {
  const double h = window_s / 3600;
  return fixed(h, h == std::floor(h) ? 0 : 1);
}

Event alert_event(const Alert& alert, const world::World& world) {
  const bool colour = alert.kind == "rainstorm";
  Event event =
      event_of(alert.time_s, event_id(alert), "alert", alert.place,
               colour ? "event.alert.rainstorm" : "event.alert.transfer", [&](Language l) -> Values {
                 Values tail{gauge_name(world, alert.gauge, l), hours(alert.window_s),
                             short_number(alert.rain_mm), short_number(alert.threshold_mm)};
                 tail.insert(tail.begin(), word("level." + alert.level, l));
                 if (!colour) tail.insert(tail.begin(), village_name(world, alert.place, l));
                 return tail;
               });
  if (alert.superseded) {
    event.zh += word("event.superseded", Language::zh);
    event.en += word("event.superseded", Language::en);
  }
  event.zh = marked(event.zh, Language::zh);
  event.en = marked(event.en, Language::en);
  return event;
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
  return alert.kind == "rainstorm" ? id : id + "-" + alert.place;
}

std::vector<Event> told(const Scenario& scenario, const world::World& world,
                        const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                        const std::vector<Alert>& alerts) {
  std::vector<Event> events = played_injects(scenario, world, courses, plan, alerts);
  for (const Alert& alert : alerts) events.push_back(alert_event(alert, world));
  for (const plan::Order& order : plan.orders) order_events(order, world, events);
  return events;
}

}  // namespace dayu::drill
