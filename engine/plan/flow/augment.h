// SPDX-License-Identifier: Apache-2.0
// Leads people along the labels of one search: every home with people in turn, as many as its way takes.
// A blocking flow (Dinic 1970): the records of a search are numbered, a way goes from each to smaller numbers
// only, by the record's own step or by any other ride that does so; what turns out to lead nowhere is not
// tried again. A ride is taken at the first step with room, so that those who come later still find theirs.
// Invariant: a way uses no ride twice and takes back no wait that it needs, so its least room is room for
// all.
#pragma once

#include "engine/plan/flow/latest_reach.h"

namespace dayu::plan {

class Augment {
 public:
  Augment(TimedFlow& flow, const LatestReach& reach, std::vector<std::int32_t>& at_home,
          std::vector<std::int32_t>& left);

  /// Moves people from every home; how many reached a shelter.
  std::int64_t all();
  /// Does any home with people have a label?
  bool anybody() const;

 private:
  struct Move {
    LatestReach::Step step;
    std::int32_t node, from, to;  ///< waits at the node from..to (backwards: takes the place of who waits)
    std::int32_t arc, entered;
  };
  /// A state on the way that is being looked for.
  struct Visit {
    std::int32_t node, step, record, tried;  ///< tried: 0 none, 1 the record's own step, 1 + k: k rides
  };
  std::int32_t lead(std::int32_t home);
  bool find_way(std::int32_t home);
  bool visit(std::int32_t node, std::int32_t step, std::int32_t below);
  bool go_on(Visit& at);
  bool own_step(const Visit& at);
  bool other_ride(const Visit& at, std::int32_t arc);
  std::int32_t most() const;
  std::int32_t wait_left(const Move& move) const;
  void apply(std::int32_t count);

  TimedFlow& flow_;
  const LatestReach& reach_;
  std::vector<std::int32_t>&at_home_, &left_;
  std::vector<std::int32_t> homes_;
  std::vector<Visit> visits_;
  std::vector<Move> way_;                ///< way_[i] leads from visits_[i] to visits_[i + 1]
  std::vector<std::int32_t> dead_from_;  ///< by record: from this step on nothing is left
  std::int32_t shelter_ = -1;
};

}  // namespace dayu::plan
