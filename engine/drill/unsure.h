// SPDX-License-Identifier: Apache-2.0
// Assumptions as planners read them, each in the language of its page.
// The plan's unsure inputs come as "plan.walk_m_per_s = 1.1 m/s [C] (source)"; notes of an area come in both
// languages in one text, "English. / 中文。" or "中文。English."
#pragma once

#include <string>

#include "engine/drill/words.h"

namespace dayu::drill {

/// "步行速度 1.1 m/s"; a text of another form is returned as it is, without its source.
std::string unsure_in_words(const world::World& world, const std::string& unsure, Language language);

/// The part of a two-language text that is in one language; all of it where it has only one.
std::string one_language(const std::string& text, Language language);

}  // namespace dayu::drill
