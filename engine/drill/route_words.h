// SPDX-License-Identifier: Apache-2.0
// A route as a local would say it: which road, which way, how far, over which bridge, to where.
#pragma once

#include "engine/drill/words.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

/// Arcs in order as one line of points; empty for a route without arcs.
std::vector<geo::Point> route_line(const world::World& world, const std::vector<int>& arcs);
/// Road length of the arcs, m; access to and from the network is not part of it.
double route_length_m(const world::World& world, const std::vector<int>& arcs);
/// Door to door: access + road + access, m.
double way_length_m(const world::World& world, const plan::Unit& unit, const plan::Trip& trip);

/// "沿青龙路向东北走650米，过上湾桥，…，到上湾村部。"
std::string route_in_words(const world::World& world, const std::vector<int>& arcs, const std::string& to,
                           Language language);

/// "东北" / "north-east", of the straight line between two points.
std::string direction_word(geo::Point from, geo::Point to, Language language);

}  // namespace dayu::drill
