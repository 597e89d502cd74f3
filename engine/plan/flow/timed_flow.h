// SPDX-License-Identifier: Apache-2.0
// Who is on which arc and who waits where, step by step: a flow over time on the network expanded in time,
// which is never built. Counts are kept for used steps only; three rows of bits (room left on an arc, anybody
// on an arc, anybody waiting at a node) let searches jump over 64 steps at once.
// Invariant: 0 <= entering <= per_step; nobody enters after `last`; waiting >= 0.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/flow/step_network.h"

namespace dayu::plan {

class TimedFlow {
 public:
  explicit TimedFlow(const StepNetwork& network);

  /// Makes room for steps [0, steps).
  void reach(std::int32_t steps);
  std::int32_t horizon() const { return 64 * words_; }

  std::int32_t entering(std::int32_t arc, std::int32_t step) const;
  std::int32_t waiting(std::int32_t node, std::int32_t step) const;  ///< during [step, step + 1)
  std::int32_t room(std::int32_t arc, std::int32_t step) const;

  /// Latest step <= `step` at which the arc lets another one in; -1: none.
  std::int32_t last_open(std::int32_t arc, std::int32_t step) const;
  /// Earliest such step in [from, to]; -1: none.
  std::int32_t first_open(std::int32_t arc, std::int32_t from, std::int32_t to) const;
  /// Latest step <= `step` at which anybody enters the arc; -1: none.
  std::int32_t last_used(std::int32_t arc, std::int32_t step) const;
  /// From `step` on somebody waits at the node in every step before the returned one.
  std::int32_t waits_until(std::int32_t node, std::int32_t step) const;

  void enter(std::int32_t arc, std::int32_t step, std::int32_t count);  ///< count < 0: cancels
  void wait(std::int32_t node, std::int32_t from, std::int32_t to, std::int32_t count);

  const StepNetwork& network() const { return *network_; }

 private:
  using Word = std::uint64_t;
  const Word* row(const std::vector<Word>& bits, std::int32_t i) const {
    return bits.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(words_);
  }
  static void put(std::vector<Word>& bits, std::size_t row_start, std::int32_t step, bool value);

  const StepNetwork* network_;
  std::int32_t words_ = 0;
  std::vector<Word> open_, used_, waits_;
  std::vector<std::vector<std::int32_t>> entering_, waiting_;  ///< empty rows: nobody ever
};

}  // namespace dayu::plan
