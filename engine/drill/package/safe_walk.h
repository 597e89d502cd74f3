// SPDX-License-Identifier: Apache-2.0
// The quickest way on foot from a place to a shelter that stays clear of given pieces and given ground: what
// a hazard point's card tells people who live below it. Searched on dry, free roads.
#pragma once

#include <set>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/plan/search.h"

namespace dayu::drill {

struct SafeWalk {
  world::ShelterId to;
  std::vector<int> arcs;
  double minutes = 0;
};

class SafeWalks {
 public:
  SafeWalks(const world::World& world, const plan::Plan& plan);
  /// To the nearest shelter outside the polygon over none of the shut pieces, or, from a start at one of
  /// them, over as few of them as lead out; invalid `to` if there is no way.
  SafeWalk from(world::NodeId node, const std::set<int>& shut, const geo::Feature& clear_of);

 private:
  const world::World& world_;
  plan::Network network_;
  std::vector<plan::Tick> free_;
  plan::Search search_;
};

/// Pieces that touch a polygon.
std::set<int> pieces_in(const world::World& world, const geo::Feature& polygon);

}  // namespace dayu::drill
