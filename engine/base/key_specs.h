// SPDX-License-Identifier: Apache-2.0
// Short ways to write the keys of a section; hazards' cards read as the list of what they take.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/settings.h"

namespace dayu::base {

inline constexpr double kAny = std::numeric_limits<double>::infinity();

inline KeySpec number(const char* key, const char* about, const char* fallback = "", double low = -kAny,
                      double high = kAny) {
  return {key, KeyKind::number, false, fallback, about, low, high, {}};
}

/// One of the words in `choices`.
inline KeySpec word(const char* key, const char* about, const char* fallback,
                    std::vector<std::string> choices) {
  return {key, KeyKind::text, false, fallback, about, -kAny, kAny, std::move(choices)};
}

}  // namespace dayu::base
