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

std::string depth(double mm) {
  return fixed(mm, mm == std::floor(mm) ? 0 : 1);
}

Event alert_event(const Alert& alert, const world::World& world) {
  const bool colour = alert.kind == "rainstorm";
  Event event =
      event_of(alert.time_s, event_id(alert), "alert", alert.place,
               colour ? "event.alert.rainstorm" : "event.alert.transfer", [&](Language l) -> Values {
                 Values tail{gauge_name(world, alert.gauge, l), hours(alert.window_s), depth(alert.rain_mm),
                             depth(alert.threshold_mm)};
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

/// Every alert that a rule of this scenario could raise, reached or not.
std::set<std::string> possible_alerts(const Scenario& scenario, const world::World& world) {
  std::set<std::string> ids;
  for (const RainRule& rule : rainstorm_rules())
    ids.insert(event_id({.kind = rule.kind, .level = rule.level}));
  for (const world::Village& village : world.villages)
    for (const RainRule& rule : village_rules(world, village, scenario.soil))
      ids.insert(event_id({.kind = rule.kind, .level = rule.level, .place = village.id}));
  return ids;
}

/// What a message may quote from the run: {sheltered}, {need.cot}, {stock.cot}, {short.cot}, for every item
/// needed.
std::map<std::string, std::string> quotable(const world::World& world, const plan::Plan& plan) {
  std::map<std::string, std::string> values;
  int sheltered = 0;
  for (const plan::ShelterUse& use : plan.shelters) sheltered += use.people;
  values["sheltered"] = std::to_string(sheltered);
  for (const plan::Quota& quota : plan::quotas()) {
    int stock = 0;
    for (const world::StockItem& item : world.stock)
      if (item.item == quota.item) stock += item.quantity;
    values["need." + quota.item] = values["short." + quota.item] = "0";
    values["stock." + quota.item] = std::to_string(stock);
  }
  for (const plan::Need& need : plan.needs) {
    values["need." + need.item] = std::to_string(need.need);
    values["stock." + need.item] = std::to_string(need.stock);
    values["short." + need.item] = std::to_string(need.short_of());
  }
  return values;
}

class Injects {
 public:
  Injects(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
          const std::vector<Alert>& alerts)
      : scenario_(scenario), possible_(possible_alerts(scenario, world)), quotable_(quotable(world, plan)) {
    for (const Alert& alert : alerts) alerts_[event_id(alert)] = alert.time_s;
    for (const Inject& inject : scenario.injects) by_id_["inject-" + inject.id] = &inject;
  }

  std::vector<Event> play() {
    std::vector<Event> events;
    for (const Inject& inject : scenario_.injects) {
      std::set<const Inject*> path;
      if (const auto time_s = moment(inject, path)) add(inject, *time_s, events);
    }
    faults_.throw_if_any();
    return events;
  }

 private:
  std::optional<double> moment(const Inject& inject, std::set<const Inject*>& path) {
    if (inject.after.empty()) return inject.time_s;
    if (!path.insert(&inject).second) {
      fault(inject, "the injects follow each other in a circle", "give one of them a time with `at`");
      return std::nullopt;
    }
    if (const auto other = by_id_.find(inject.after); other != by_id_.end()) {
      const auto before = moment(*other->second, path);
      return before ? std::optional<double>(*before + inject.delay_s) : std::nullopt;
    }
    if (const auto alert = alerts_.find(inject.after); alert != alerts_.end())
      return alert->second + inject.delay_s;
    if (!possible_.contains(inject.after))
      fault(inject, "no rule can raise '" + inject.after + "'", "alerts of this area: " + known());
    return std::nullopt;
  }

  void fault(const Inject& inject, const std::string& what, const std::string& remedy) {
    faults_.add(scenario_.file.string(), inject.where, what, remedy);
  }

  std::string known() const {
    std::string text;
    int n = 0;
    for (const std::string& id : possible_) {
      if (++n > 12) return text + ", ...";
      text += (text.empty() ? "" : ", ") + id;
    }
    return text;
  }

  std::string filled(const Inject& inject, std::string text) {
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
      const std::size_t end = text.find('}', at);
      const std::string name = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      const auto value = quotable_.find(name);
      if (end == std::string::npos || value == quotable_.end()) {
        std::string known;
        for (const auto& [key, ignored] : quotable_) known += (known.empty() ? "" : ", ") + key;
        fault(inject, "a message cannot quote {" + name + "}", "it can quote: " + known);
        return text;
      }
      text.replace(at, end - at + 1, value->second);
    }
    return text;
  }

  void add(const Inject& inject, double time_s, std::vector<Event>& events) {
    events.push_back({time_s, "inject-" + inject.id, "inject", inject.place,
                      marked(filled(inject, inject.zh), Language::zh),
                      marked(filled(inject, inject.en), Language::en), inject.kind == "contextual"});
    const Expected& e = inject.expected;
    if (!e.any()) return;
    Event event =
        event_of(time_s + e.target_min * 60, "expected-" + inject.id, "expected", inject.place,
                 "event.expected", [&](Language l) -> Values {
                   return {scenario_.seat(e.who, l == Language::zh), l == Language::zh ? e.zh : e.en,
                           fixed(e.target_min, 0), fixed(e.limit_min, 0)};
                 });
    event.contextual = false;
    events.push_back(std::move(event));
  }

  const Scenario& scenario_;
  std::set<std::string> possible_;
  std::map<std::string, double> alerts_;
  std::map<std::string, const Inject*> by_id_;
  std::map<std::string, std::string> quotable_;
  base::Faults faults_;
};

}  // namespace

/// Rainstorm signals are one for the county: their id carries no gauge, so that a scenario survives a new
/// gauge.
std::string event_id(const Alert& alert) {
  const std::string id = "alert-" + alert.kind + "-" + alert.level;
  return alert.kind == "rainstorm" ? id : id + "-" + alert.place;
}

std::vector<Event> told(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                        const std::vector<Alert>& alerts) {
  std::vector<Event> events = Injects(scenario, world, plan, alerts).play();
  for (const Alert& alert : alerts) events.push_back(alert_event(alert, world));
  for (const plan::Order& order : plan.orders) order_events(order, world, events);
  return events;
}

}  // namespace dayu::drill
