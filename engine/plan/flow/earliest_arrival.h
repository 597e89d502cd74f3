// SPDX-License-Identifier: Apache-2.0
// The most people in safety by every step, one step after the other: a maximum flow over time for
// theta = 0, 1, 2, ... by augmenting along the labels of LatestReach until no home with people has one. With
// room in every shelter the last flow is best at every step at once (Gale 1959): least left, least mean,
// least clearing time. With full shelters no plan need be best at every step; the counts are then an
// envelope, and the flow at the last step has the fewest left and the least clearing time. Labels of the
// last, failed search of every theta are kept: they are the cuts that prove the counts.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/flow/latest_reach.h"

namespace dayu::plan {

/// Labels of all nodes for theta = 0, 1, ...: for each node the changes of theta - label (kNoLabel: none).
class CutLabels {
 public:
  static constexpr std::int32_t kNoLabel = -1;
  struct Change {
    std::int32_t theta, lag;
  };
  explicit CutLabels(std::size_t nodes) : changes_(nodes) {}
  void add(std::int32_t theta, const std::vector<std::int32_t>& labels);
  const std::vector<Change>& of(std::int32_t node) const { return changes_[static_cast<std::size_t>(node)]; }

 private:
  std::vector<std::vector<Change>> changes_;
};

struct EarliestArrival {
  TimedFlow flow;
  std::vector<std::int32_t> at_home, left;  ///< by node: people still at home for good; free places
  std::vector<std::int64_t> arrived_by;     ///< by theta: the most that can be there (0 .. clear)
  CutLabels cuts;                           ///< one cut for each entry of arrived_by
  std::vector<std::int32_t> last_cut;       ///< labels of the search without any limit of time
  std::vector<std::int32_t> full_at;        ///< by node: theta at which the shelter was full; -1: never
  std::int64_t work = 0;

  std::int64_t arrived() const { return arrived_by.empty() ? 0 : arrived_by.back(); }
  std::int32_t clear() const { return static_cast<std::int32_t>(arrived_by.size()) - 1; }
};

/// Arrivals counted later than they are, and a limit of time: how plans for full shelters are made.
struct Terms {
  std::vector<std::int32_t> later;  ///< steps, by node: an arrival at s at t counts as one at t + later[s]
  std::int32_t latest = kAlways;    ///< nobody arrives after this step
  std::int64_t enough = 0;          ///< this many can and shall arrive
};

EarliestArrival earliest_arrival(const StepNetwork& network);
/// theta then counts as the terms say; no cut without a limit of time is made.
EarliestArrival earliest_arrival(const StepNetwork& network, const Terms& terms);

}  // namespace dayu::plan
