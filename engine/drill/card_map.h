// SPDX-License-Identifier: Apache-2.0
// What the map of a village shows, and the words that go with it: the same for the card, the A3 route sheet
// and the household cards.
#pragma once

#include "engine/drill/backup_route.h"
#include "engine/drill/route_map.h"
#include "engine/drill/words.h"

namespace dayu::drill {

RouteMap card_map(const world::World& world, const VillageCard& card, const BackupRoute& backup,
                  Language language);

/// The group's name, or the site's.
std::string way_name(const world::World& world, const CardWay& way, Language language);

/// What may not be entered: closed at some time, and on nobody's way out (that is open while they leave).
std::vector<world::PieceId> closed_off_the_ways(const VillageCard& card,
                                                const std::vector<int>& own_arcs = {});
/// Named roads near the village of which pieces off the ways out are closed on foot at some time.
std::string closed_in_words(const world::World& world, const VillageCard& card, Language language);

}  // namespace dayu::drill
