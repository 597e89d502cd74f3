// SPDX-License-Identifier: Apache-2.0
// Whole units to places of limited size: as few people as possible without a place, then the least sum of
// cost * people. Everyone first takes the best place; from places that overflow those go elsewhere who lose
// least a head; then moves and pairwise swaps while they help, within a counted number of rounds. Invariants:
// no place over its size; no unit split; same input, same answer.
#pragma once

#include <vector>

namespace dayu::plan {

struct Option {
  int place = 0;
  double cost = 0;  ///< of one person
};

/// `options[u]`: what unit u may choose. Returns for each unit the index of its option, -1: none.
std::vector<int> assign(const std::vector<std::vector<Option>>& options, const std::vector<int>& people,
                        const std::vector<int>& sizes, int rounds);

}  // namespace dayu::plan
