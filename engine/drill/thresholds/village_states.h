// SPDX-License-Identifier: Apache-2.0
// The state of each village on the drill's clock: 正常 -> 准备转移 -> 立即转移 -> 解除, and up again where a
// threshold is reached after a release. A state goes up with the first reading that reaches it; it is
// released when the village's alerts' readings are all below prepare and the release row holds, for kHold_s
// without a break. A release is never an order by itself: it says that the conditions hold and the
// headquarters may confer (nobody returns before the order). Invariant: states of a village alternate in time
// order.
#pragma once

#include <string>
#include <vector>

#include "engine/drill/alerts.h"

namespace dayu::drill {

struct VillageState {
  double time_s = 0;
  std::string village;  ///< id
  std::string state;    ///< prepare, immediate, release
  std::string zh, en;   ///< what reached it
  std::string source, surety;
};

/// How long the release conditions must hold. Guess [C]: an hour without a threshold.
inline constexpr double kReleaseHold_s = 3600;

/// Of every village that an alert of kind transfer names, in time order. The rain is asked at every stamp.
std::vector<VillageState> village_states(const Scenario& scenario, const world::World& world,
                                         const std::vector<Alert>& alerts);

/// The steps of "631": who is called how long before the heavy rain. Known from the first forecast that shows
/// the signal coming, else from the scenario's own rain, taken as forecast; a call whose moment is past when
/// that is known is made at once.
struct CallStep {
  double time_s = 0;
  std::string level;  ///< county, township, village
  double lead_s = 0;
  double heavy_s = 0;  ///< when the heavy rain is expected
  bool late = false;   ///< known later than its moment
  std::string signal, source, surety;
};
std::vector<CallStep> call_steps(const Scenario& scenario, const std::vector<Alert>& alerts);

}  // namespace dayu::drill
