// SPDX-License-Identifier: Apache-2.0
// Assumptions as planners read them, each in the language of its page.
// The plan's unsure inputs come as "plan.walk_m_per_s = 1.1 m/s [C] (source)".
#pragma once

#include <string>

#include "engine/drill/words.h"

namespace dayu::drill {

/// "步行速度 1.1 m/s"; a text of another form is returned as it is, without its source.
std::string unsure_in_words(const world::World& world, const std::string& unsure, Language language);

}  // namespace dayu::drill
