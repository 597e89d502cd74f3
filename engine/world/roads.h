// SPDX-License-Identifier: Apache-2.0
// Inside the loader: what is taken for a road whose speed or capacity is not stated (road_kinds.csv).
#pragma once

#include <map>
#include <string>

#include "engine/world/reading.h"

namespace dayu::world {

struct RoadKind {
  double speed_m_per_s = 0, capacity_per_s = 0;
};
std::map<std::string, RoadKind> road_kinds();

/// Needs the terrain at its final cells: decks keep their clearance.
void read_roads(Reading& reading);

}  // namespace dayu::world
