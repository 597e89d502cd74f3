// SPDX-License-Identifier: Apache-2.0
// What an import found and what it assumed, in the words that area.toml and the command line show.
#pragma once

#include <string>
#include <vector>

namespace dayu::world::importing {

struct Notes {
  std::vector<std::string> found, assumptions;
  void find(const std::string& text) { found.push_back(text); }
  /// One assumption in both languages; area.toml holds a single list.
  void assume(const std::string& en, const std::string& zh) { assumptions.push_back(en + " / " + zh); }
};

std::string count_text(long long value);  ///< "24,678"
std::string number_text(double value, int decimals);
/// "a, b, c and 4 more".
std::string list_text(const std::vector<std::string>& words, std::size_t most);

}  // namespace dayu::world::importing
