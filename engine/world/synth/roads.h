// SPDX-License-Identifier: Apache-2.0
// Which roads join the towns, villages and hamlets, and where do they cross water? Laid in order of rank,
// then smoothed into lines that meet exactly at shared ends, with each bridge a feature of its own.
// Invariant: every place is on one connected network; a line runs over water only where it is a bridge or a
// ford.
#pragma once

#include "engine/world/synth/county.h"
#include "engine/world/synth/route.h"

namespace dayu::world::synth {

const char* kind_name(Rank rank);

/// Lays the network; `shelters` of the cases are chosen on the way, since their distance by road is given.
struct RoadPlan {
  RoadLattice lattice;
  std::vector<Name> names;
  std::map<std::string, geo::Point> refuges;  ///< by village id: shelter of a case at its distance and height
};
RoadPlan lay_roads(County& county);

/// Turns the plan's edges into county.roads.
void draw_roads(County& county, const RoadPlan& plan);

}  // namespace dayu::world::synth
