// SPDX-License-Identifier: Apache-2.0
// Two statistics that are not one (应急〔2020〕19号): moved out of danger (紧急避险转移) and housed
// (紧急转移安置), the latter in shelters (集中) or with relatives (分散). Housed are those who arrived and
// whose home the hazard reaches in the run; with relatives are as many of them as the scenario states.
// Invariant: village rows sum to the county's; housed <= moved.
#pragma once

#include <vector>

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

struct Housed {
  int moved = 0, in_shelters = 0, with_relatives = 0;
  int housed() const { return in_shelters + with_relatives; }
  void add(const Housed& other);
};

/// In the World's order; people of no village come last.
std::vector<Housed> housed_by_village(const RunValues& run);

}  // namespace dayu::drill
