// SPDX-License-Identifier: Apache-2.0
// One fire from its inputs: arrival and behaviour of every cell of the landscape.
// Invariant: arrival_s is kNever where the fire does not come before the end; behaviour is 0 there.
#pragma once

#include "engine/hazards/fire/inputs.h"

namespace dayu::hazards::fire {

struct Burned {
  std::vector<float> arrival_s, ros_m_per_s, flame_length_m, intensity_kW_per_m;
  std::size_t cells = 0;
  long long taken = 0;  ///< cells taken from the queue, of the solver's own (finer) grid
};

enum class Want { arrival, behaviour };

/// Each cell of the landscape in `refine` x `refine` parts; its arrival is that of the part at its middle.
Burned solve(const Inputs& inputs, const Rates& rates, int refine, Want want);

}  // namespace dayu::hazards::fire
