// SPDX-License-Identifier: Apache-2.0
// From frames of fields to intervals in which a road piece is slowed or closed.
#pragma once

#include <vector>

#include "engine/impact/impact.h"
#include "engine/impact/sampling.h"

namespace dayu::impact {

/// Intervals of one course, one for each (field, who, effect): unmerged, in no particular order.
std::vector<Closure> closures_of(const world::World& world, const hazards::Course& course,
                                 const std::vector<Effect>& effects, const RoadSamples& samples,
                                 const DeckShares& decks);

/// Joins overlapping and touching intervals of the same piece, who and effect (closed if any field or hazard
/// says stop); takes the closed times out of the slow ones; sorts by piece, who, from_s.
std::vector<Closure> merge_closures(std::vector<Closure> closures);

}  // namespace dayu::impact
