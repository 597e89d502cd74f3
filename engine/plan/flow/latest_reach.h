// SPDX-License-Identifier: Apache-2.0
// From where and until when can one more person still reach a shelter by step `theta`, given a flow over time
// that may be rearranged? A breadth-first search of the residual graph of the network expanded in time
// (Ford & Fulkerson 1958; Hoppe & Tardos 2000), without building it: anybody may wait, so the steps from
// which a shelter can be reached are, at each node, all steps up to ONE label, the latest. Searched backwards
// from the shelters, latest first, label-correcting because cancelling a ride or a wait leads to later steps.
//   forward   u -a-> w : the latest step with room that arrives by the label of w
//   cancelled w -a-> u : whoever stands at u when that ride ends takes its place, the rider stays at w
//   wait      u        : whoever comes to u takes the place of one who waits, back to the wait's beginning
//   full shelter       : counts as reached when one who arrives there can be led elsewhere
// Invariant: labels only fall while theta stays (augmenting leaves the set of reaching states or shrinks it);
// when no home with people has a label, the labels are a minimum cut: nobody else arrives by theta.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/flow/timed_flow.h"

namespace dayu::plan {

class LatestReach {
 public:
  enum class Step : std::uint8_t { arrive, displace, ride, cancel };

  /// How a state of a node goes on. Records of one node have rising labels; each rests on records made before
  /// it, so a way followed from record to record ends.
  struct Record {
    std::int32_t node, label;   ///< good for every step up to `label`
    std::int32_t base;          ///< the step at which it goes on
    std::int32_t arc, entered;  ///< the ride taken, cancelled or displaced
    std::int32_t before;        ///< the node's record before this one, -1
    Step step;
  };

  explicit LatestReach(const TimedFlow& flow);

  /// Labels for arrivals by `theta`, at shelter s by theta - later[s] at most (empty: 0 everywhere), and by
  /// `latest`; `left`: places that are still free, by node.
  void search(std::int32_t theta, const std::vector<std::int32_t>& left,
              const std::vector<std::int32_t>& later = {}, std::int32_t latest = kAlways);

  /// Latest step from which the node reaches a shelter; -1: never.
  std::int32_t label(std::int32_t node) const { return label_[static_cast<std::size_t>(node)]; }
  const std::vector<std::int32_t>& labels() const { return label_; }
  /// The first record made that leads on from (node, step); step <= label(node).
  std::int32_t onward(std::int32_t node, std::int32_t step) const;
  const Record& record(std::int32_t r) const { return records_[static_cast<std::size_t>(r)]; }
  std::int32_t n_records() const { return static_cast<std::int32_t>(records_.size()); }
  /// Arcs looked at since the beginning: the work, counted.
  std::int64_t work() const { return work_; }

 private:
  void improve(std::int32_t node, std::int32_t base, std::int32_t label, Step step, std::int32_t arc,
               std::int32_t entered);
  void relax(std::int32_t node);
  bool is_shelter(std::int32_t node) const { return net_.places[static_cast<std::size_t>(node)] >= 0; }

  struct End {
    std::int32_t node, steps, arc;
  };
  const StepNetwork& net_;
  const TimedFlow& flow_;
  std::vector<End> from_, to_;  ///< tails of arcs in the order of net.in, heads in that of net.out
  std::vector<std::int32_t> label_, last_record_, by_;  ///< by_: latest arrival that counts, by node
  std::vector<Record> records_;
  std::vector<std::vector<std::int32_t>> buckets_;
  std::vector<char> queued_;
  std::int32_t top_ = -1;
  std::int64_t work_ = 0;
};

}  // namespace dayu::plan
