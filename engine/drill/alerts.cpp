// SPDX-License-Identifier: Apache-2.0
// A signal is reached at the first stamp at which the rain of its window is at least its depth. Several
// windows may lead to one level: the first in time counts, of two at one stamp the shorter window. Invariant:
// one alert for each (kind, level, place), in time order.
#include "engine/drill/alerts.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const rainstorm_signals_csv;
}

namespace dayu::drill {
namespace {

// Sums of tenths of a millimetre carry rounding in their last bits; a depth met exactly must count as met.
constexpr double kSameDepth_mm = 1e-9;

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
             .threshold_mm = rule.rain_mm,
             .rain_mm = mm,
             .source = rule.source,
             .surety = rule.surety,
             .gauge = rain.gauge};
    return true;
  }
  return false;
}

bool sooner(const Alert& a, const Alert& b) {
  return std::tie(a.time_s, a.window_s) < std::tie(b.time_s, b.window_s);
}

struct Ranked {
  Alert alert;
  int rank = 0;
};

void keep_first(std::vector<Ranked>& found, const Alert& alert, int rank) {
  for (Ranked& known : found) {
    if (known.alert.kind != alert.kind || known.alert.level != alert.level ||
        known.alert.place != alert.place)
      continue;
    if (sooner(alert, known.alert)) known.alert = alert;
    return;
  }
  found.push_back({alert, rank});
}

/// 预警信号 are not issued below a higher one that is reached at the same stamp or was before (DRILLS 8a).
void mark_superseded(std::vector<Ranked>& found) {
  for (Ranked& low : found)
    for (const Ranked& high : found)
      if (high.rank > low.rank && high.alert.kind == low.alert.kind && high.alert.place == low.alert.place &&
          high.alert.time_s <= low.alert.time_s)
        low.alert.superseded = true;
}

const RainSeries* series_at(const Scenario& scenario, const std::string& gauge) {
  for (const RainSeries& series : scenario.rain)
    if (series.gauge == gauge) return &series;
  return nullptr;
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

std::vector<RainRule> village_rules(const world::World& world, const world::Village& village,
                                    const std::string& soil) {
  for (const std::string& place : {village.id, std::string("*")}) {
    std::vector<RainRule> exact, any;
    for (const world::RainThreshold& t : world.rain_thresholds) {
      if (t.place != place) continue;
      const bool stateless = t.soil.empty() || t.soil == "*";
      if (!stateless && t.soil != soil) continue;
      (stateless ? any : exact)
          .push_back({.kind = "transfer",
                      .level = t.state,
                      .place = village.id,
                      .window_s = t.window_s,
                      .rain_mm = t.rain_mm,
                      .soil = t.soil,
                      .source = t.source,
                      .surety = t.surety,
                      .rank = t.state == "immediate" ? 2 : 1});
    }
    if (!exact.empty()) return exact;
    if (!any.empty()) return any;
  }
  return {};
}

std::vector<Alert> rain_alerts(const std::vector<RainRule>& rules, const RainSeries& rain,
                               const std::string& soil) {
  std::vector<Ranked> found;
  for (const RainRule& rule : rules) {
    Alert alert;
    if (counts(rule.soil, soil) && first_reached(rule, rain, alert)) keep_first(found, alert, rule.rank);
  }
  mark_superseded(found);
  std::stable_sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.alert.time_s, a.rank, a.alert.place) < std::tie(b.alert.time_s, b.rank, b.alert.place);
  });
  std::vector<Alert> alerts;
  alerts.reserve(found.size());
  for (const Ranked& ranked : found) alerts.push_back(ranked.alert);
  return alerts;
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
  const RainSeries* county = series_at(scenario, scenario.alert_gauge);
  if (!county) county = &scenario.rain.front();
  std::vector<RainRule> rules = rainstorm_rules();
  for (RainRule& rule : rules) rule.place = county->gauge;
  alerts = rain_alerts(rules, *county, scenario.soil);
  for (const world::Village& village : world.villages) {
    const RainSeries* series = series_of(scenario, world, village);
    const std::vector<Alert> own =
        rain_alerts(village_rules(world, village, scenario.soil), *series, scenario.soil);
    alerts.insert(alerts.end(), own.begin(), own.end());
  }
  std::stable_sort(alerts.begin(), alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.time_s < b.time_s; });
  return alerts;
}

std::vector<plan::Order> orders(const Scenario& scenario, const world::World& world,
                                const std::vector<Alert>& alerts) {
  std::vector<plan::Order> orders;
  for (std::size_t v = 0; v < world.villages.size(); ++v) {
    plan::Order order{.village = {static_cast<int>(v)}};
    for (const Alert& alert : alerts) {
      if (alert.kind != "transfer" || alert.place != world.villages[v].id ||
          alert.time_s > scenario.duration_s)
        continue;
      (alert.level == "immediate" ? order.immediate_s : order.prepare_s) = alert.time_s;
      const std::string rule = "rain " + alert.gauge + " " +
                               std::to_string(std::lround(alert.window_s / 60)) +
                               " min >= " + std::to_string(std::lround(alert.threshold_mm)) + " mm";
      order.basis += (order.basis.empty() ? "" : "; ") + alert.level + ": " + rule;
    }
    order.prepare_s = std::min(order.prepare_s, order.immediate_s);
    if (order.prepare_s < base::kNever_s) orders.push_back(order);
  }
  return orders;
}

}  // namespace dayu::drill
