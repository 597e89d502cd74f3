// SPDX-License-Identifier: Apache-2.0
// The keys of walls, weirs, bridges, gates, culverts, pumps, breaches of the terrain and acts.
#pragma once

#include <vector>

#include "engine/base/settings.h"

namespace dayu::hazards::flood {

inline base::KeySpec needed(base::KeySpec spec) {
  spec.required = true;
  return spec;
}

/// [[flood.wall]], weir, bridge, gate, culvert, pump, breach, act.
std::vector<base::SectionSpec> works_sections();
/// [[flood.reservoir.gate]].
base::SectionSpec reservoir_gate_section();
/// [flood.reservoir.breach] and [[flood.breach]] say these alike.
std::vector<base::KeySpec> breach_keys();

}  // namespace dayu::hazards::flood
