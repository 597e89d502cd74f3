// SPDX-License-Identifier: Apache-2.0
// Every word that a planner reads, in both languages, from one file: words.csv (key,zh,en), embedded.
// Terms follow the glossary: 准备转移 = prepare to move, 立即转移 = move now, 避险转移 is not 转移安置.
// Invariant: every key has both languages and the same placeholders {0}, {1}, ... in each (a test holds it
// so).
#pragma once

#include <string>
#include <vector>

#include "engine/world/languages.h"
#include "engine/world/world.h"

namespace dayu::drill {

enum class Language { zh, en };

/// std::logic_error for a key that words.csv lacks.
const std::string& word(const std::string& key, Language language);
/// The same with {0}, {1}, ... replaced.
std::string say(const std::string& key, Language language, const std::vector<std::string>& values);
/// word(prefix + code) where the dictionary has it, else the code itself (a team kind of the user's own).
std::string word_or_code(const std::string& prefix, const std::string& code, Language language);
std::vector<std::string> all_word_keys();

/// A number with fixed decimals; "-0" is written "0".
std::string fixed(double value, int decimals);
/// One decimal, none where it is zero: 30, 12.5
std::string short_number(double value);

inline const std::string& name_in(const world::Name& name, Language language) {
  return world::in_language(name, language == Language::zh);
}

/// The half of a two-language text that this page prints.
inline std::string one_language(const std::string& text, Language language) {
  return world::one_language(text, language == Language::zh);
}

/// The stamp of papers that show margins and unmet needs: the area's classification, at least internal.
std::string planners_stamp(const world::World& world, Language language);

/// 【演练】 at both ends, once: what every message to players carries (DRILLS 8a).
std::string marked(const std::string& message, Language language);

/// The invented county's titles say so: "（虚构）" / " (invented)"; empty for a real one.
std::string invented_mark(const world::World& world, Language language);

}  // namespace dayu::drill
