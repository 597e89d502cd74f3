// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/drill/behaviour_table.h"
#include "engine/drill/figures.h"
#include "engine/drill/thresholds/village_states.h"
#include "engine/drill/words.h"

namespace dayu::drill {
namespace {

using Json = nlohmann::ordered_json;

/// Nine significant digits: as many as a sum over a million cells keeps, fewer than two formatters could
/// differ in.
Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.9g", value);
  const double rounded = std::strtod(buffer, nullptr);
  if (rounded == std::floor(rounded) && std::abs(rounded) < 1e15) return static_cast<std::int64_t>(rounded);
  return rounded;
}

Json count_json(const Count& count) {
  return {{"people_at_home", count.at_home},  {"people", count.must_move},
          {"need_help", count.need_help},     {"arrived", count.arrived},
          {"left_behind", count.left_behind}, {"in_own_village", count.own_village}};
}

Json villages_json(const world::World& world, const Figures& figures) {
  Json rows = Json::array();
  for (std::size_t v = 0; v < figures.villages.size(); ++v) {
    const Count& count = figures.villages[v];
    const bool none = v == world.villages.size();
    if (count.at_home == 0 && count.must_move == 0) continue;
    Json row{{"village", none ? "" : world.villages[v].id},
             {"name_zh", none ? "" : name_in(world.villages[v].name, Language::zh)},
             {"name_en", none ? "" : name_in(world.villages[v].name, Language::en)}};
    row.update(count_json(count));
    if (count.arrived > 0) {
      row["first_departure_s"] = number(count.first_depart_s);
      row["last_arrival_s"] = number(count.last_arrive_s);
      row["least_margin_s"] = number(count.least_margin_s);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json evacuation_json(const plan::Plan& plan, const Figures& figures) {
  const Count& all = figures.county;
  return {{"people", all.must_move},
          {"arrived", all.arrived},
          {"left_behind", all.left_behind},
          {"safe_in_place", plan.people_safe_in_place},
          {"clear_s", number(all.last_arrive_s)},
          {"mean_arrival_s", number(figures.mean_arrival_s())},
          {"least_margin_s", number(all.least_margin_s)},
          {"bound_clear_s", number(plan.bound_clear_s)},
          {"bound_mean_s", number(plan.bound_mean_s)},
          {"bound_left", plan.bound_left}};
}

/// Absent where a plan was read that has no stress figure.
Json stress_json(const plan::Stress& s) {
  Json json{{"earlier_1", number(s.earlier_1)},
            {"percentile_1", number(s.percentile_1)},
            {"from_s", number(s.from_s)},
            {"made", s.made},
            {"caught", s.caught},
            {"left_if_replanned", s.left_if_replanned},
            {"holds_to_1", number(s.holds_to_1)}};
  if (std::isfinite(s.least_slack_s)) json["least_slack_s"] = number(s.least_slack_s);
  return json;
}

Json dispatch_json(const plan::Plan& plan) {
  int unserved = 0, late = 0;
  for (const plan::Unmet& unmet : plan.unmet)
    if (unmet.kind == "task") ++unserved;
  for (const plan::Task& task : plan.tasks)
    if (task.arrive_s > task.deadline_s) ++late;
  return {{"tasks", plan.tasks.size()}, {"late", late}, {"unserved", unserved}};
}

Json needs_json(const plan::Plan& plan) {
  Json needs = Json::object();
  for (const plan::Need& need : plan.needs)
    needs[need.item] = {{"need", need.need},    {"stock", need.stock},   {"short", need.short_of()},
                        {"sent", need.sent},    {"people", need.people}, {"source", need.source},
                        {"surety", need.surety}};
  return needs;
}

/// Road pieces closed at any time, by who; places where people are in danger at any time.
Json impact_json(const impact::Impact& impact) {
  std::map<std::string, std::set<int>> closed;
  for (const impact::Closure& closure : impact.closures)
    if (closure.effect == impact::Effected::stop) closed[closure.who].insert(closure.piece.index);
  Json pieces = Json::object();
  for (const auto& [who, ids] : closed) pieces[who] = ids.size();
  const auto endangered = [](const std::vector<impact::Danger>& places) {
    return std::count_if(places.begin(), places.end(),
                         [](const impact::Danger& d) { return d.danger_s < base::kNever_s; });
  };
  return {{"closed_pieces", std::move(pieces)},
          {"groups_in_danger", endangered(impact.groups)},
          {"households_in_danger", endangered(impact.households)},
          {"sites_in_danger", endangered(impact.sites)},
          {"shelters_in_danger", endangered(impact.shelters)}};
}

/// Colour signals and village states by themselves: the vectors that drills are checked against.
Json alerts_json(const Scenario& scenario, const std::vector<Alert>& alerts) {
  Json rows = Json::array();
  for (const Alert& alert : alerts)
    if (of_villages_or_signals(alert) && alert.measure == "rain")
      rows.push_back({{"time_s", number(alert.time_s)},
                      {"time", base::iso8601(scenario.start, alert.time_s)},
                      {"kind", alert.kind},
                      {"level", alert.level},
                      {"place", alert.place},
                      {"gauge", alert.gauge},
                      {"window_s", number(alert.window_s)},
                      {"threshold_mm", number(alert.threshold)},
                      {"rain_mm", number(alert.value)},
                      {"issued", !alert.superseded},
                      {"source", alert.source},
                      {"surety", alert.surety}});
  return rows;
}

Json others_json(const Scenario& scenario, const std::vector<Alert>& alerts) {
  Json rows = Json::array();
  for (const Alert& alert : alerts)
    if (!of_villages_or_signals(alert) || alert.measure != "rain")
      rows.push_back({{"time_s", number(alert.time_s)},
                      {"time", base::iso8601(scenario.start, alert.time_s)},
                      {"kind", alert.kind},
                      {"level", alert.level},
                      {"place", alert.place},
                      {"measure", alert.measure},
                      {"read_at", alert.gauge},
                      {"window_s", number(alert.window_s)},
                      {"threshold", number(alert.threshold)},
                      {"value", number(alert.value)},
                      {"unit", alert.unit},
                      {"issued", !alert.superseded},
                      {"source", alert.source},
                      {"surety", alert.surety}});
  return rows;
}

Json states_json(const Scenario& scenario, const world::World& world, const std::vector<Alert>& alerts) {
  Json rows = Json::array();
  for (const VillageState& state : village_states(scenario, world, alerts))
    rows.push_back({{"time_s", number(state.time_s)},
                    {"time", base::iso8601(scenario.start, state.time_s)},
                    {"village", state.village},
                    {"state", state.state},
                    {"zh", state.zh},
                    {"en", state.en}});
  return rows;
}

Json calls_json(const Scenario& scenario, const std::vector<Alert>& alerts) {
  Json rows = Json::array();
  for (const CallStep& step : call_steps(scenario, alerts))
    rows.push_back({{"time_s", number(step.time_s)},
                    {"time", base::iso8601(scenario.start, step.time_s)},
                    {"level", step.level},
                    {"lead_s", number(step.lead_s)},
                    {"heavy_rain_s", number(step.heavy_s)},
                    {"late", step.late},
                    {"source", step.source},
                    {"surety", step.surety}});
  return rows;
}

}  // namespace

std::string summary_json(const Scenario& scenario, const world::World& world,
                         const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                         const plan::Plan& plan, const std::vector<Alert>& alerts) {
  Json json{{"v", 1},
            {"mark", word("mark.page", Language::zh)},
            {"scenario", scenario.name},
            {"area", world.id},
            {"start", base::iso8601(scenario.start)},
            {"opens_s", number(scenario.opens_s)},
            {"duration_s", number(scenario.duration_s)},
            {"seed", scenario.seed}};
  for (const hazards::Course& course : courses) {
    Json figures = Json::object();
    for (const auto& [key, value] : course.figures) figures[key] = number(value);
    json[course.hazard] = std::move(figures);
  }
  json["alerts"] = alerts_json(scenario, alerts);
  json["thresholds_reached"] = others_json(scenario, alerts);
  json["states"] = states_json(scenario, world, alerts);
  json["calls_631"] = calls_json(scenario, alerts);
  if (!impact.effects.empty()) json["impact"] = impact_json(impact);
  if (!plan.standard.name.empty()) {
    const Figures figures = figures_of(world, plan);
    json["evacuation"] = evacuation_json(plan, figures);
    if (std::isfinite(plan.stress.from_s)) json["stress"] = stress_json(plan.stress);
    if (plan.behaviour) json["behaviour"] = Json::parse(behaviour_json(*plan.behaviour));
    json["dispatch"] = dispatch_json(plan);
    json["needs"] = needs_json(plan);
    json["basis"] = "people at home";
    json["county"] = count_json(figures.county);
    json["villages"] = villages_json(world, figures);
  }
  return json.dump(1) + "\n";
}

}  // namespace dayu::drill
