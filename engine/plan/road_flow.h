// SPDX-License-Identifier: Apache-2.0
// Which vehicles enter which arc when, so that no 60 s hold more of them than the road takes.
// Limit: floor(capacity_per_s * 60 * share), at least 1; a road without a capacity has no limit.
// Invariant: in every window [t, t + 60) the vehicles reserved on an arc stay within its limit.
#pragma once

#include <map>
#include <vector>

#include "engine/plan/network.h"

namespace dayu::plan {

class RoadFlow {
 public:
  RoadFlow(const world::World& world, double share_1);
  /// The first moment from `t` on at which `vehicles` may enter; never falls when t rises.
  Tick first_room(std::int32_t arc, Tick t, int vehicles) const;
  void reserve(std::int32_t arc, Tick t, int vehicles);

 private:
  std::vector<int> limit_;  ///< by piece; 0: none
  std::map<std::int32_t, std::map<Tick, int>> entries_;
};

}  // namespace dayu::plan
