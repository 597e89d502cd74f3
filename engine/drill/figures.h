// SPDX-License-Identifier: Apache-2.0
// The counts that every document quotes, made once: by village and for the county. Invariant: each village
// column sums to the county's; every person is counted in exactly one of safe in place, arrived, left behind.
// Basis: people at home (在家); a site counts those present at the plan's hour.
#pragma once

#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace dayu::drill {

struct Count {
  int at_home = 0;  ///< of the groups
  int must_move = 0, need_help = 0, arrived = 0, left_behind = 0;
  int own_village = 0;  ///< arrived in a shelter of their own village
  double first_depart_s = base::kNever_s, last_arrive_s = 0;
  double person_arrival_s = 0;  ///< sum over people, for the mean
  double least_margin_s = base::kNever_s;
  void add(const Count& other);
};

struct Figures {
  std::vector<Count> villages;  ///< in the World's order; people of no village come last
  Count county;
  double mean_arrival_s() const { return county.arrived > 0 ? county.person_arrival_s / county.arrived : 0; }
};

Figures figures_of(const world::World& world, const plan::Plan& plan);

}  // namespace dayu::drill
