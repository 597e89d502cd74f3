// SPDX-License-Identifier: Apache-2.0
// The numbers of the [plan] section as one value. Defaults, ranges, sources and surety stand in defaults.csv;
// nothing here has a default of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace dayu::plan {

struct Rules {
  bool night = true, prepare_counts = true, gong = true, cold = false;
  std::optional<double> order_s;
  std::vector<std::string> order_villages;  ///< whom order_s is for; empty: every village without an order
  double decide_s, call_s, door_s, prepare_min_s, prepare_max_s, own_prepare_s;
  int pairs_per_group, stretcher_carriers;
  double walk_m_per_s, weak_factor_1, stretcher_m_per_s, night_factor_1, vehicle_factor_1, slow_factor_1,
      capacity_factor_1, weak_share_1;
  double walk_limit_m;
  int seats_per_car, seats_per_helped;
  double boarding_s, other_village_s, vehicle_last_s, unload_s, rescue_s, boat_m_per_s, goods_deadline_s;
  int improve_rounds;
  double stress_earlier_1, stress_percentile_1;
  std::optional<double> stress_from_s;
};

Rules rules_of(const base::Settings& settings);

/// Keys of surety C that the user left at their default: what the plan's figures rest on.
std::vector<std::string> unsure_keys(const base::Settings& settings);

/// One row of quota.csv.
struct Quota {
  std::string item;
  world::Name name;
  double per_person = 1, people_per_unit = 1;
  bool cold_only = false, dispatched = true;
  std::string source, surety;
};
std::vector<Quota> quotas();

}  // namespace dayu::plan
