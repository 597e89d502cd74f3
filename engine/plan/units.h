// SPDX-License-Identifier: Apache-2.0
// Who must move, and from when on they can: DRILLS' model T = order + decide + chain + prepare, and beside it
// the village's own start from its gauge or an abnormal sign; the earlier governs.
#pragma once

#include <vector>

#include "engine/plan/scene.h"

namespace dayu::plan {

/// Where a unit stands in the call-down, and what its times are made of.
struct Listed {
  int group_in_village = -1, in_group = -1;  ///< places in the lists; -1: a site
  bool on_prepare = false;                   ///< leaves already when told to prepare
  double touched_s = base::kNever_s, prepare_s = 0;
};

/// Members who can help others, by unit (not weak themselves).
struct Movers {
  std::vector<Unit> units;
  std::vector<int> able;
  /// When the order alone would have them ready; kNever_s without one. Later than ready_s after an own start.
  std::vector<double> order_ready_s;
  std::vector<Listed> listed;  ///< by unit
  int people_in_all = 0;       ///< at home and at sites, whoever moves or not
};

/// Units in a fixed order: listed households, groups' remainders, sites, each by the World's order.
Movers movers(const Scene& scene);

}  // namespace dayu::plan
