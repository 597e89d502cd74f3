// SPDX-License-Identifier: Apache-2.0
// A mapped place before it is a village, and the houses or road verges that its people live at.
#pragma once

#include <vector>

#include "engine/world/import/settlements.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {

struct Place {
  const geo::Feature* tags = nullptr;
  const PlaceClass* kind = nullptr;
  geo::Point at;
  int people = -1;  // as tagged; -1: not stated
};

struct Anchor {  // something that people live at
  geo::Point at;
  double weight = 1;
};

Name name_of(const geo::Feature& tags);

/// Each house belongs to the place that is nearest in proportion to its reach.
std::vector<std::vector<Anchor>> anchors_of(const std::vector<Place>& places, const std::vector<Anchor>& all);
std::vector<Anchor> houses(const std::vector<Building>& buildings);
std::vector<Anchor> along_roads(const geo::Layer& roads);

/// Gives the last village of `settled` its groups; `parts` are suburbs, whose names the groups bear.
void add_groups(Settled& settled, const Place& place, std::vector<Anchor> anchors,
                const std::vector<Place>& parts);

}  // namespace dayu::world::importing
