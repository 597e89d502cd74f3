// SPDX-License-Identifier: Apache-2.0
// The village transfer card (村级转移明白卡): two A4 sides in Chinese, the same in English.
// Front: danger, signals, map and way. Back: groups, responsible persons (masked), what to bring, rules.
#pragma once

#include <map>

#include "engine/drill/card_content.h"
#include "engine/drill/persons.h"
#include "engine/drill/scenario.h"

namespace dayu::drill {

/// The card's bytes (PDF).
std::string card_pdf(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                     const VillageCard& card, const std::map<std::string, MaskedPerson>& persons,
                     Language language);

/// docs/EXERCISE_card_<village>_zh.pdf and _en.pdf.
void write_card(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                const VillageCard& card, const std::map<std::string, MaskedPerson>& persons,
                const std::filesystem::path& run);

}  // namespace dayu::drill
