// SPDX-License-Identifier: Apache-2.0
// A signal is reached at the first stamp at which the rain of its window is at least its depth. Several
// windows may lead to one level: the first in time counts, of two at one stamp the shorter window. Invariant:
// one alert for each (kind, level, place), in time order.
#include "engine/drill/alerts.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <tuple>

#include "engine/drill/thresholds/first_reached.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const rainstorm_signals_csv;
}

namespace dayu::drill {
namespace {

// Sums of tenths of a millimetre carry rounding in their last bits; a depth met exactly must count as met.
constexpr double kSameDepth_mm = 1e-9;

/// The rule that an alert met, for the plan's own files.
std::string rule_of(const Alert& alert) {
  char number[32];
  std::snprintf(number, sizeof number, "%g", alert.threshold);
  const std::string limit = std::string(number) + " " + alert.unit;
  if (alert.measure != "rain")
    return alert.measure + " " + alert.gauge + (alert.measure == "fire_distance" ? " <= " : " >= ") + limit;
  return "rain " + alert.gauge + " " + std::to_string(std::lround(alert.window_s / 60)) + " min >= " + limit;
}

/// The village that an alert orders to move, -1 if none. A hazard point's rain orders its village out only in
/// a scenario in which slopes come down: else the alert goes to its watcher.
std::int32_t ordered_village(const Alert& alert, const Scenario& scenario, const world::World& world) {
  if (alert.kind == "transfer") {
    for (std::size_t v = 0; v < world.villages.size(); ++v)
      if (world.villages[v].id == alert.place) return static_cast<std::int32_t>(v);
  } else if (alert.kind == "geology" &&
             std::find(scenario.hazards.begin(), scenario.hazards.end(), "slide") != scenario.hazards.end()) {
    for (const world::HazardPoint& point : world.registers.hazard_points)
      if (point.id == alert.place) return point.village;
  }
  return -1;
}

bool counts(const std::string& soil_of_rule, const std::string& soil) {
  return soil_of_rule.empty() || soil_of_rule == "*" || soil_of_rule == soil;
}

/// First stamp that meets the rule; false if none does.
bool first_reached(const RainRule& rule, const RainSeries& rain, Alert& alert) {
  for (const double end_s : rain.end_s) {
    const double mm = rain.window_mm(end_s, rule.window_s);
    if (mm < rule.rain_mm - kSameDepth_mm) continue;
    alert = {.time_s = end_s,
             .kind = rule.kind,
             .level = rule.level,
             .place = rule.place,
             .window_s = rule.window_s,
             .threshold = rule.rain_mm,
             .value = mm,
             .source = rule.source,
             .surety = rule.surety,
             .gauge = rain.gauge};
    return true;
  }
  return false;
}

const RainSeries* series_at(const Scenario& scenario, const std::string& gauge) {
  for (const RainSeries& series : scenario.rain)
    if (series.gauge == gauge) return &series;
  return nullptr;
}

RainRule rain_rule(const Threshold& t, const std::string& place) {
  return {.kind = t.kind,
          .level = t.level,
          .place = place,
          .window_s = t.window_s,
          .rain_mm = t.value,
          .soil = t.soil,
          .source = printed_source(t),
          .surety = t.surety,
          .rank = t.rank,
          .computed = t.computed()};
}

/// A colour signal is issued when its depth 将达或已达: each forecast is asked too, for what it says of the
/// coming window of the rule. The earliest moment of issue counts.
void add_forecasts(const std::vector<RainRule>& rules, const Scenario& scenario, const RainSeries& observed,
                   FirstReached& found) {
  for (const Forecast& forecast : scenario.forecasts) {
    if (forecast.rain.gauge != observed.gauge) continue;
    const RainSeries known = known_rain(&observed, forecast);
    for (const RainRule& rule : rules) {
      Alert alert;
      if (!first_reached(rule, known, alert) || alert.time_s <= forecast.issued_s ||
          alert.time_s > forecast.issued_s + rule.window_s)
        continue;
      alert.forecast = true;
      alert.expected_s = alert.time_s;
      alert.time_s = forecast.issued_s;
      found.add(alert, rule.rank);
    }
  }
}

double distance_m(const geo::Point& a, const geo::Point& b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

}  // namespace

std::vector<RainRule> rainstorm_rules() {
  std::vector<RainRule> rules;
  base::Faults faults;
  const geo::Table table = geo::parse_table(embedded::rainstorm_signals_csv, "rainstorm_signals.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    rules.push_back({.kind = "rainstorm",
                     .level = table.text(row, "level"),
                     .window_s = table.number(row, "window_s", faults),
                     .rain_mm = table.number(row, "value", faults),
                     .source = table.text(row, "source") + ", " + table.text(row, "edition"),
                     .surety = table.text(row, "surety"),
                     .rank = table.integer(row, "rank", faults)});
  faults.throw_if_any();
  return rules;
}

std::vector<RainRule> computed_rules(const ThresholdChoice& choice, const world::Village& village) {
  std::vector<RainRule> rules;
  for (const Threshold& t : choice.table)
    if (t.computed() && t.kind == "transfer" && t.measure == "rain" && t.place == village.id &&
        counts(t.soil, choice.soil))
      rules.push_back(rain_rule(t, village.id));
  return rules;
}

std::vector<RainRule> village_rules(const ThresholdChoice& choice, const world::World& world,
                                    const world::Village& village) {
  const std::vector<std::string>& named = choice.computed;
  if (std::find(named.begin(), named.end(), village.id) != named.end())
    return computed_rules(choice, village);
  for (const std::string& place : {village.id, std::string("*")}) {
    std::vector<RainRule> exact, any;
    const auto add = [&](RainRule rule) {
      const bool stateless = rule.soil.empty() || rule.soil == "*";
      if (stateless || rule.soil == choice.soil) (stateless ? any : exact).push_back(std::move(rule));
    };
    for (const world::RainThreshold& t : world.rain_thresholds)
      if (t.place == place)
        add({.kind = "transfer",
             .level = t.state,
             .place = village.id,
             .window_s = t.window_s,
             .rain_mm = t.rain_mm,
             .soil = t.soil,
             .source = t.source,
             .surety = t.surety,
             .rank = t.state == "immediate" ? 2 : 1});
    for (const Threshold& t : choice.table)
      if (!t.computed() && t.kind == "transfer" && t.measure == "rain" && t.place == place)
        add(rain_rule(t, village.id));
    if (!exact.empty()) return exact;
    if (!any.empty()) return any;
  }
  return {};
}

std::vector<Alert> rain_alerts(const std::vector<RainRule>& rules, const RainSeries& rain,
                               const std::string& soil) {
  FirstReached found;
  for (const RainRule& rule : rules) {
    Alert alert;
    if (counts(rule.soil, soil) && first_reached(rule, rain, alert)) found.add(alert, rule.rank);
  }
  return found.in_order();
}

RainSeries known_rain(const RainSeries* observed, const Forecast& forecast) {
  RainSeries known{forecast.rain.gauge, {}, {}};
  const auto take = [&](const RainSeries& series, bool fallen) {
    for (std::size_t i = 0; i < series.end_s.size(); ++i)
      if ((series.end_s[i] <= forecast.issued_s) == fallen) {
        known.end_s.push_back(series.end_s[i]);
        known.rain_mm.push_back(series.rain_mm[i]);
      }
  };
  if (observed) take(*observed, true);
  take(forecast.rain, false);
  return known;
}

const RainSeries* series_of(const Scenario& scenario, const world::World& world,
                            const world::Village& village) {
  const RainSeries* nearest = nullptr;
  double nearest_m = base::kNever_s;
  for (const world::Gauge& gauge : world.gauges) {
    const RainSeries* series = series_at(scenario, gauge.id);
    if (!series) continue;
    if (std::find(gauge.villages.begin(), gauge.villages.end(), village.id) != gauge.villages.end())
      return series;
    if (distance_m(gauge.at, village.at) < nearest_m) {
      nearest_m = distance_m(gauge.at, village.at);
      nearest = series;
    }
  }
  if (!nearest && !scenario.rain.empty()) nearest = &scenario.rain.front();
  return nearest;
}

std::vector<Alert> county_alerts(const Scenario& scenario, const world::World& world) {
  std::vector<Alert> alerts;
  if (scenario.rain.empty()) return alerts;
  const RainSeries* county = series_at(scenario, scenario.thresholds.gauge);
  if (!county) county = &scenario.rain.front();
  std::vector<RainRule> rules = rainstorm_rules();
  for (RainRule& rule : rules) rule.place = county->gauge;
  FirstReached signals;
  for (const RainRule& rule : rules)
    if (Alert alert; first_reached(rule, *county, alert)) signals.add(alert, rule.rank);
  add_forecasts(rules, scenario, *county, signals);
  alerts = signals.in_order();
  for (const world::Village& village : world.villages) {
    const RainSeries* series = series_of(scenario, world, village);
    const std::vector<Alert> own =
        rain_alerts(village_rules(scenario.thresholds, world, village), *series, scenario.thresholds.soil);
    alerts.insert(alerts.end(), own.begin(), own.end());
  }
  std::stable_sort(alerts.begin(), alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.time_s < b.time_s; });
  return alerts;
}

std::vector<Alert> all_alerts(const Scenario& scenario, const world::World& world,
                              const std::vector<hazards::Course>& courses) {
  const std::vector<Alert> others = other_alerts(scenario, world, courses);
  if (others.empty()) return county_alerts(scenario, world);
  std::vector<Alert> alerts = county_alerts(scenario, world);
  for (const Alert& other : others) {
    const auto same = std::find_if(alerts.begin(), alerts.end(), [&](const Alert& a) {
      return a.kind == other.kind && a.level == other.level && a.place == other.place;
    });
    if (same == alerts.end())
      alerts.push_back(other);
    else if (other.time_s < same->time_s)
      *same = other;
  }
  for (Alert& low : alerts)
    if (low.kind == "transfer" && low.level == "prepare")
      low.superseded = std::any_of(alerts.begin(), alerts.end(), [&](const Alert& high) {
        return high.kind == low.kind && high.place == low.place && high.level == "immediate" &&
               high.time_s <= low.time_s;
      });
  std::stable_sort(alerts.begin(), alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.time_s < b.time_s; });
  return alerts;
}

bool of_villages_or_signals(const Alert& alert) {
  return alert.kind == "rainstorm" || alert.kind == "transfer";
}

std::vector<plan::Order> orders(const Scenario& scenario, const world::World& world,
                                const std::vector<Alert>& alerts) {
  std::vector<plan::Order> orders;
  for (std::size_t v = 0; v < world.villages.size(); ++v) {
    plan::Order order{.village = {static_cast<int>(v)}};
    for (const Alert& alert : alerts) {
      if (ordered_village(alert, scenario, world) != static_cast<std::int32_t>(v) ||
          alert.time_s > scenario.duration_s)
        continue;
      double& time_s = alert.level == "immediate" ? order.immediate_s : order.prepare_s;
      time_s = std::min(time_s, alert.time_s);
      order.basis += (order.basis.empty() ? "" : "; ") + alert.level + ": " + rule_of(alert);
    }
    order.prepare_s = std::min(order.prepare_s, order.immediate_s);
    if (order.prepare_s < base::kNever_s) orders.push_back(order);
  }
  return orders;
}

}  // namespace dayu::drill
