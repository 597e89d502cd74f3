// SPDX-License-Identifier: Apache-2.0
// A second way for a village, for when the first is cut: the quickest way on foot to a shelter that the plan
// uses, over no piece that is under water at any time of the run, with at least half of it off the first way.
// Searched on dry, free roads, where walking the first way again counts threefold, tenfold, then not at all.
#pragma once

#include "engine/drill/card_content.h"

namespace dayu::drill {

struct BackupRoute {
  world::ShelterId to;
  std::vector<int> arcs;  ///< empty: there is no second way worth the name
};

BackupRoute backup_route(const world::World& world, const plan::Plan& plan, const CardWay& main,
                         const std::vector<world::PieceId>& closed);

}  // namespace dayu::drill
