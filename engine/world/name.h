// SPDX-License-Identifier: Apache-2.0
// What something is called, in both languages.
#pragma once

#include <string>

namespace dayu::world {

/// A name in both languages; `en` falls back to `zh` and the other way round when one is empty.
struct Name {
  std::string zh, en;
};

}  // namespace dayu::world
