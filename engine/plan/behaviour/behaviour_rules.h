// SPDX-License-Identifier: Apache-2.0
// The numbers of the [plan.behaviour] section as one value: how people and their chain of calls really
// behave. Names, ranges, sources and surety: keys.csv; nothing here has a default of its own. What depends on
// the hour (night) has been applied.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/base/settings.h"
#include "engine/plan/rules.h"

namespace dayu::plan {

enum class MobilisationCurve { planned, weibull, lognormal };

struct BehaviourRules {
  int draws = 0;
  std::vector<double> compliance_1;
  double step_s, spread_1, decide_sigma_1;
  std::array<double, 3> call_failure_1, runner_s;  ///< to township, village, group
  int attempts;
  double retry_s;
  double outage_probability_1;
  std::vector<std::string> outage_villages;
  double outage_from_s, outage_to_s;
  double broadcast_per_s, contagion_per_s;  ///< k a1 and (1 - k) a2 of Rogers & Sorensen
  double gong_heard_1;
  MobilisationCurve curve;
  double weibull_shape_1, lognormal_sigma_1;
  double gauge_probability_1, gauge_read_s, sign_probability_1, sign_acts_1, sign_report_s;
  double storage_m_per_vehicle, stuck_s;
  bool turn_off;
};

base::SectionSpec behaviour_spec();

/// `plan`: the [plan] section, whose inner section "behaviour" is read.
BehaviourRules behaviour_rules(const base::Settings& plan, const Rules& rules);

}  // namespace dayu::plan
