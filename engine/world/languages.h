// SPDX-License-Identifier: Apache-2.0
// Notes and sources that come in both languages in one text: "中文 / English", "English. / 中文。",
// "中文。English." Papers print the half in their own language.
#pragma once

#include <string>

namespace dayu::world {

/// The part of a two-language text that is in Chinese (or not); all of it where it has only one language.
std::string one_language(const std::string& text, bool chinese);

}  // namespace dayu::world
