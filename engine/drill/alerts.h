// SPDX-License-Identifier: Apache-2.0
// When which signal is reached: CMA rainstorm colours and the villages' 准备转移 / 立即转移, from rain series
// and threshold tables, exact at the series' own stamps; and, in other_alerts, what is not rain or not of a
// village. Tables are data with source and surety; approved values are used, computed ones only by name.
#pragma once

#include <string>
#include <vector>

#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

struct Alert {
  double time_s = 0;
  std::string kind;   ///< rainstorm (colour signals), transfer (village states), or one of Threshold::kind
  std::string level;  ///< blue, yellow, orange, red; prepare, immediate; ...
  std::string place;  ///< gauge, village, hazard point or reservoir id; empty: the county
  double window_s = 0, threshold = 0, value = 0;  ///< in `unit`; window of a rain only
  bool superseded = false;  ///< a higher level was reached by the same stamp: this one is not issued
  std::string source, surety;
  std::string gauge;  ///< whose reading reached it
  std::string measure = "rain", unit = "mm";
  bool forecast = false;  ///< 将达: issued on a forecast, reached at `expected_s`
  double expected_s = 0;
};

/// One row of a threshold table: the signal is reached when the rain of a window reaches a depth.
struct RainRule {
  std::string kind, level, place;
  double window_s = 0, rain_mm = 0;
  std::string soil, source, surety;
  int rank = 0;           ///< of the level within its kind: the higher supersedes
  bool computed = false;  ///< 复核参考，未经批准: used only where a scenario names the place
};

/// National rainstorm signals (rainstorm_signals.csv, embedded).
std::vector<RainRule> rainstorm_rules();

/// The rain rules of one village: its own rows, else those of place "*"; rows of the soil state of the
/// choice, else those that name none. Approved rows, unless the choice names the village for its computed
/// ones. Empty: the village has no threshold for this soil (printed as a blind spot).
std::vector<RainRule> village_rules(const ThresholdChoice& choice, const world::World& world,
                                    const world::Village& village);
/// Its computed rows, for the papers: they lie beside the approved ones.
std::vector<RainRule> computed_rules(const ThresholdChoice& choice, const world::Village& village);

/// First time of every rule's level, in time order; one entry for each (kind, level, place).
std::vector<Alert> rain_alerts(const std::vector<RainRule>& rules, const RainSeries& rain,
                               const std::string& soil);

/// The series that speaks for a village: of the gauge that serves it, else of the nearest gauge with a
/// series; nullptr if the scenario has no rain.
const RainSeries* series_of(const Scenario& scenario, const world::World& world,
                            const world::Village& village);

/// Alerts of the whole county: rainstorm signals at the first gauge, transfer states of every village at the
/// gauge that serves it (or the nearest with a series).
std::vector<Alert> county_alerts(const Scenario& scenario, const world::World& world);

/// The rain of a gauge as known when the forecast was issued: what has fallen, then what was forecast.
RainSeries known_rain(const RainSeries* observed, const Forecast& forecast);

/// The rain triggers of a hazard point: its own rows, else those of "*".
std::vector<world::PointTrigger> triggers_of(const world::World& world, const world::HazardPoint& point);

/// What is not a village's rain or a rainstorm signal: stages and fire distances of villages, levels of
/// reservoirs, response levels, hazard points, warnings given. InputError: a row names what the area lacks.
std::vector<Alert> other_alerts(const Scenario& scenario, const world::World& world,
                                const std::vector<hazards::Course>& courses);

/// county_alerts and other_alerts in time order; of two that raise one level of one place the earlier.
std::vector<Alert> all_alerts(const Scenario& scenario, const world::World& world,
                              const std::vector<hazards::Course>& courses);

/// True for the rain's own alerts: rainstorm signals, and village states (whatever raised them).
bool of_villages_or_signals(const Alert& alert);

/// The villages' orders that follow from the alerts.
std::vector<plan::Order> orders(const Scenario& scenario, const world::World& world,
                                const std::vector<Alert>& alerts);

}  // namespace dayu::drill
