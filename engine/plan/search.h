// SPDX-License-Identifier: Apache-2.0
// Earliest arrival and latest safe departure on roads that close. One Dijkstra each way with a 4-ary heap;
// the arc's time is a function of arc and time (RoutingKit's way), so closures need no second algorithm.
//  - waiting: trucks and teams may stand at a node until a road reopens; exact because leaving is FIFO.
//  - as of T: people. Nobody is sent towards a road that is under water when they leave, and nobody waits on
//  the
//    way: each road counts in its state at T and, once closed, as closed for good. Departing at any time in
//    [T, latest] is then safe, and the two searches agree: arrival exists if and only if T <= latest
//    departure.
// Ties: the smaller arc. Invariant: earlier closings never give an earlier arrival or a later departure.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/plan/road_times.h"

namespace dayu::plan {

struct Target {
  std::int32_t node = -1;
  Tick by = kNeverTick;  ///< the latest moment to be there (a shelter's danger, less the way to its door)
};

/// Tick labels of all nodes and how they were reached; kept between searches so that nothing is allocated.
class Labels {
 public:
  explicit Labels(int n_nodes);
  /// `empty` is what a node without a label reads: later than all when searching forwards, -1 backwards.
  void clear(Tick empty);
  Tick time(std::int32_t node) const { return labels_[static_cast<std::size_t>(node)].time; }
  std::int32_t arc(std::int32_t node) const { return labels_[static_cast<std::size_t>(node)].arc; }
  bool better(std::int32_t node, Tick time, std::int32_t arc, bool earlier) {
    Label& old = labels_[static_cast<std::size_t>(node)];
    if (earlier ? time >= old.time : time <= old.time) return false;
    if (old.time == empty_) touched_.push_back(node);
    old = {time, arc};
    return true;
  }

 private:
  struct Label {
    Tick time;
    std::int32_t arc;
  };
  std::vector<Label> labels_;
  std::vector<std::int32_t> touched_;
  Tick empty_ = kNeverTick;
};

/// Leaving time of an arc entered at a time; kNeverTick: cannot.
using Leave = std::function<Tick(std::int32_t arc, Tick enter)>;

class Search {
 public:
  explicit Search(const Network& network);

  /// Earliest arrival from `node` at `start` at all nodes, or until `enough(node, time)` says so.
  /// Waiting for reopenings allowed.
  void earliest_waiting(const RoadTimes& roads, std::int32_t node, Tick start,
                        const std::function<bool(std::int32_t, Tick)>& enough = {});
  /// As of `asked`: no waiting, no reopening.
  void earliest_as_of(const RoadTimes& roads, std::int32_t node, Tick start, Tick asked,
                      const std::function<bool(std::int32_t, Tick)>& enough = {});
  /// With any rule of passing (road capacity), FIFO.
  void earliest(std::int32_t node, Tick start, const Leave& leave,
                const std::function<bool(std::int32_t, Tick)>& enough = {});
  /// Free roads: no closure, no slowing; from many sources at once.
  void free(const RoadTimes& roads, const std::vector<Target>& sources);
  /// Free roads backwards: time(node) is the shortest way from the node to any target.
  void free_to(const RoadTimes& roads, const std::vector<Target>& targets);

  /// Latest safe departure of every node to any target: roads with all their closings and reopenings (waiting
  /// allowed). time(node) = -1: never possible; kNeverTick: always.
  void latest_waiting(const RoadTimes& roads, const std::vector<Target>& targets);
  /// The same as of `asked`; safe for every departure in [asked, latest].
  void latest_as_of(const RoadTimes& roads, const std::vector<Target>& targets, Tick asked);

  const Labels& labels() const { return labels_; }
  /// Arcs from the source of an earliest search to `node`, in order.
  std::vector<std::int32_t> route_to(std::int32_t node) const;

 private:
  template <class LeaveAt, class Enough>
  void forward(const LeaveAt& leave, const Enough& enough);
  template <class EnterBy>
  void backward(const EnterBy& enter, const std::vector<Target>& targets);
  /// Key and node in one number: the smaller key first, then the smaller node.
  struct Entry {
    Entry(Tick key, std::int32_t node)
        : both((static_cast<std::int64_t>(key) << 32) | static_cast<std::uint32_t>(node)) {}
    Tick key() const { return static_cast<Tick>(both >> 32); }
    std::int32_t node() const { return static_cast<std::int32_t>(both & 0xffffffff); }
    std::int64_t both;
  };
  void push(Entry entry);
  Entry pop();

  const Network* network_;
  Labels labels_;
  std::vector<Entry> heap_;
};

}  // namespace dayu::plan
