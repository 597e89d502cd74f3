// SPDX-License-Identifier: Apache-2.0
// When each inject happens and what it says: at its time, after an alert or another inject, or at the first
// moment of a state of the world. One whose alert or state is never reached in this run does not happen; one
// in the controller's hand has no moment.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/drill/log_parts.h"
#include "engine/drill/world_state.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

using Values = std::vector<std::string>;

/// Every alert that a rule of this scenario could raise, reached or not.
std::set<std::string> possible_alerts(const Scenario& scenario, const world::World& world) {
  std::set<std::string> ids;
  for (const RainRule& rule : rainstorm_rules())
    ids.insert(event_id({.kind = rule.kind, .level = rule.level}));
  for (const world::Village& village : world.villages)
    for (const RainRule& rule : village_rules(scenario.thresholds, world, village))
      ids.insert(event_id({.kind = rule.kind, .level = rule.level, .place = village.id}));
  for (const Threshold& t : scenario.thresholds.table)
    if (t.kind == "transfer" && t.measure != "rain")
      for (const world::Village& village : world.villages)
        if (t.place == "*" || t.place == village.id)
          ids.insert(event_id({.kind = t.kind, .level = t.level, .place = village.id}));
  for (const std::string& level : levels_of("response"))
    ids.insert(event_id({.kind = "response", .level = level}));
  for (const world::Reservoir& r : world.reservoirs)
    for (const std::string& level : levels_of("reservoir"))
      ids.insert(event_id({.kind = "reservoir", .level = level, .place = r.id}));
  for (const world::HazardPoint& point : world.registers.hazard_points)
    for (const std::string& level : levels_of("geology"))
      ids.insert(event_id({.kind = "geology", .level = level, .place = point.id}));
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
  Injects(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses,
          const plan::Plan& plan, const std::vector<Alert>& alerts)
      : scenario_(scenario),
        state_(scenario, world, courses, plan),
        possible_(possible_alerts(scenario, world)),
        quotable_(quotable(world, plan)) {
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
    if (inject.by_hand) return std::nullopt;
    if (inject.at_a_time()) return inject.time_s;
    if (!path.insert(&inject).second) {
      fault(inject, "the injects follow each other in a circle", "give one of them a time with `at`");
      return std::nullopt;
    }
    if (!inject.when.empty()) return state_moment(inject, path);
    if (!inject.if_not_done.empty()) return contingency_moment(inject, path);
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

  /// Players see nothing before the drill opens; a state that holds by then is told at its opening.
  std::optional<double> state_moment(const Inject& inject, const std::set<const Inject*>& path) {
    try {
      const double first_s = Expression::parse(inject.when)
                                 .first_true_s(
                                     [&](const Call& call) {
                                       return call.name == "done" ? done(call, path) : state_.look_up(call);
                                     },
                                     scenario_.opens_s, scenario_.duration_s);
      if (std::isfinite(first_s)) return first_s + inject.delay_s;
    } catch (const base::InputError& error) {
      fault(inject, error.faults().front().what, error.faults().front().remedy);
    }
    return std::nullopt;
  }

  bool not_done(const std::string& id) const {
    return std::find(scenario_.not_done.begin(), scenario_.not_done.end(), id) != scenario_.not_done.end();
  }

  /// At the limit of what was expected, if this run takes it as not done; else it stays in reserve.
  std::optional<double> contingency_moment(const Inject& inject, std::set<const Inject*>& path) {
    const auto other = by_id_.find("inject-" + inject.if_not_done);
    if (other == by_id_.end() || !not_done(inject.if_not_done)) return std::nullopt;
    const auto told_s = moment(*other->second, path);
    if (!told_s) return std::nullopt;
    return *told_s + other->second->expected.limit_min * 60 + inject.delay_s;
  }

  /// In a scripted run what is expected is done at its target minute, unless the scenario says it is not.
  Steps done(const Call& call, std::set<const Inject*> path) {
    const std::string& id = call.arguments.front();
    const auto inject = by_id_.find("inject-" + (id.rfind("EA-", 0) == 0 ? id.substr(3) : id));
    if (inject == by_id_.end() || !inject->second->expected.any())
      throw base::InputError("", "", "no inject expects '" + id + "'", "write done('EA-<id of an inject>')");
    const auto told_s = moment(*inject->second, path);
    if (!told_s || not_done(inject->second->id)) return {};
    return {{*told_s + inject->second->expected.target_min * 60}, {1}};
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
                      marked(filled(inject, inject.en), Language::en), inject.kind != "contingency"});
    decision(inject, time_s, events);
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

  /// What a consultation should decide, by when; the decision of the day goes into its record sheet.
  void decision(const Inject& inject, double time_s, std::vector<Event>& events) {
    const Consultation& c = inject.consultation;
    if (inject.kind != "consultation" || (c.decision_zh.empty() && c.decision_en.empty())) return;
    Event event = event_of(time_s + inject.expected.target_min * 60, "decision-" + inject.id, "decision",
                           inject.place, "event.decision", [&](Language l) -> Values {
                             const bool zh = l == Language::zh;
                             return {scenario_.seat(inject.to, zh), zh ? c.question_zh : c.question_en,
                                     filled(inject, zh ? c.decision_zh : c.decision_en)};
                           });
    event.contextual = false;
    events.push_back(std::move(event));
  }

  const Scenario& scenario_;
  WorldState state_;
  std::set<std::string> possible_;
  std::map<std::string, double> alerts_;
  std::map<std::string, const Inject*> by_id_;
  std::map<std::string, std::string> quotable_;
  base::Faults faults_;
};

}  // namespace

std::vector<Event> played_injects(const Scenario& scenario, const world::World& world,
                                  const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                                  const std::vector<Alert>& alerts) {
  return Injects(scenario, world, courses, plan, alerts).play();
}

}  // namespace dayu::drill
