// SPDX-License-Identifier: Apache-2.0
// The A3 route map of a village (转移路线图): one landscape sheet to pin on a wall, at a round scale true in
// print, with the ways of its groups under the map. Legible in black and white like the card's map. It holds
// no time of departure.
#pragma once

#include "engine/drill/card_content.h"
#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

std::string route_sheet_pdf(const RunValues& run, const VillageCard& card, Language language);

}  // namespace dayu::drill
