// SPDX-License-Identifier: Apache-2.0
// When which signal is reached: CMA rainstorm colours and the villages' 准备转移 / 立即转移, from rain series
// and threshold tables, exact at the series' own stamps. Tables are data with source and surety.
#pragma once

#include <string>
#include <vector>

#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

struct Alert {
  double time_s = 0;
  std::string kind;   ///< rainstorm (colour signals), transfer (village states)
  std::string level;  ///< blue, yellow, orange, red; prepare, immediate
  std::string place;  ///< gauge or village id
  double window_s = 0, threshold_mm = 0, rain_mm = 0;
  bool superseded = false;  ///< a higher level was reached by the same stamp: this one is not issued
  std::string source, surety;
  std::string gauge;  ///< whose rain reached it
};

/// One row of a threshold table: the signal is reached when the rain of a window reaches a depth.
struct RainRule {
  std::string kind, level, place;
  double window_s = 0, rain_mm = 0;
  std::string soil, source, surety;
  int rank = 0;  ///< of the level within its kind: the higher supersedes
};

/// National rainstorm signals (rainstorm_signals.csv, embedded).
std::vector<RainRule> rainstorm_rules();

/// The rain rules of one village: its own rows, else those of place "*"; rows of the given soil state, else
/// those that name none. Empty: the village has no threshold for this soil (printed as a blind spot).
std::vector<RainRule> village_rules(const world::World& world, const world::Village& village,
                                    const std::string& soil);

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

/// The villages' orders that follow from the alerts.
std::vector<plan::Order> orders(const Scenario& scenario, const world::World& world,
                                const std::vector<Alert>& alerts);

}  // namespace dayu::drill
