// SPDX-License-Identifier: Apache-2.0
// Which posts must a reservoir have, which items a station, and what does a defect change? Tables beside this
// file, each row with its source; an area's own station_items.csv takes the place of the embedded one.
#pragma once

#include <string>
#include <vector>

#include "engine/world/registers/registers.h"

namespace dayu::world {

/// One of the posts of a reservoir; `triples` are those it belongs to, separated by ';'.
struct PostKind {
  std::string post, triples;
  Name name;
  std::string source, surety;
};
const std::vector<PostKind>& reservoir_post_kinds();

/// What an open defect does: `quantity` (spillway_width, alarm, area, service) of the object times
/// share_left.
struct DefectEffect {
  std::string defect, object_kind, quantity;
  double share_left = 1;
  Name name;
  std::string source, surety;
};
const std::vector<DefectEffect>& defect_effects();

const std::vector<StationItem>& default_station_items();

}  // namespace dayu::world
