// SPDX-License-Identifier: Apache-2.0
// Who lives where: one village for each mapped place, people by its population tag or else by its class, and
// groups (one, or more for larger places) where its buildings stand, people in proportion to floor area.
// Invariant: the groups of a village sum to the village, the villages to the area.
#pragma once

#include <vector>

#include "engine/geo/osm.h"
#include "engine/world/import/buildings.h"
#include "engine/world/import/notes.h"
#include "engine/world/world.h"

namespace dayu::world::importing {

struct Settled {
  std::vector<Village> villages;
  std::vector<Group> groups;  ///< village: index into `villages`
};

/// `people_total` > 0 scales the assumed figures so that the area sums to it. `roads`: where houses are not
/// mapped, people are placed along small roads. InputError if no place is mapped on the terrain.
Settled settle(const geo::OsmExtract& osm, const std::vector<Building>& buildings, const geo::Layer& roads,
               const geo::Layer& townships, const geo::Box& box, double people_total, const std::string& file,
               Notes& notes);

/// The box that holds all inhabited places inside `within`; empty (east < west) if there is none.
geo::Box box_of_places(const geo::OsmExtract& osm, const geo::Box& within);

/// Whole numbers in proportion to `weights` that sum to `total` (largest remainders first, then the earlier).
std::vector<int> apportion(int total, const std::vector<double>& weights);

/// Index of the village nearest to a point.
VillageId nearest_village(const std::vector<Village>& villages, geo::Point p);

double distance_m(geo::Point a, geo::Point b);

}  // namespace dayu::world::importing
