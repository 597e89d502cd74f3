// SPDX-License-Identifier: Apache-2.0
// Household cards (户用明白卡): two A5 cards on an A4 page, one for each household that must move, in the
// order of the transfer list. A household finds its own people, way, shelter and chain of five on one side;
// it holds no departure time. Names and phones are as the persons handed in: masked, unless an audit line
// says else.
#pragma once

#include <map>

#include "engine/drill/card_content.h"
#include "engine/drill/package/package_facts.h"
#include "engine/drill/persons.h"

namespace dayu::drill {

/// Empty if no household of the village moves. `cards` is raised by the number of cards.
std::string household_cards_pdf(const RunValues& run, const VillageCard& card,
                                const std::map<std::string, Person>& persons, Language language, int& cards);

}  // namespace dayu::drill
