// SPDX-License-Identifier: Apache-2.0
// When an arc may be used and how long it then takes, for one way of moving: free times, closed and slow
// intervals of its piece. An arc may be used only if it is LEFT before it closes; a slow interval lets the
// work go on at a share of the pace, on foot by the depth of the water (wading.h) (Ichoua, Gendreau & Potvin
// 2003), so nobody who enters later leaves earlier (FIFO). Invariant: leave() never falls when the time of
// entering rises; latest_enter() is its exact inverse.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/plan/network.h"

namespace dayu::plan {

struct Span {
  Tick from = 0, to = kNeverTick;  ///< [from, to)
};

class RoadTimes {
 public:
  /// `who`: whose closures hold; without rows of its own "walker_weak" follows "walker", anything on wheels
  /// "car". "boat" is closed only where neither a high truck nor a boat can pass, and slow where the truck
  /// cannot.
  /// `by_depth`: in slow water of a known depth the share is that of wading, `slow_factor_1` everywhere else.
  RoadTimes(const world::World& world, const impact::Impact& impact, const Network& network, const Pace& pace,
            double slow_factor_1, bool by_depth = false);

  /// Leaving an arc entered at `t` without waiting; kNeverTick if it is closed at `t` or closes before it is
  /// left.
  Tick leave(std::int32_t arc, Tick t) const;
  /// The same, waiting at the arc's tail for a reopening where that is needed.
  Tick leave_waiting(std::int32_t arc, Tick t) const {
    const Plain& p = plain(arc);
    if (p.time < 0) return leave_waiting_slow(arc, t);
    return t + p.time <= p.closes ? t + p.time : kNeverTick;
  }
  /// The moment of entering that belongs to leave_waiting(arc, t).
  Tick enter_waiting(std::int32_t arc, Tick t) const;
  /// The latest entering that leaves by `by`; -1 if none at or after 0.
  Tick latest_enter(std::int32_t arc, Tick by) const {
    const Plain& p = plain(arc);
    if (p.time < 0) return latest_enter_slow(arc, by);
    const Tick end = std::min(p.closes, by);
    return end >= kNeverTick ? kNeverTick : end >= p.time ? end - p.time : Tick{-1};
  }
  /// The span around `t` in which the arc is open; from = kNeverTick if it is closed at `t`.
  Span open_at(std::int32_t arc, Tick t) const;
  /// Travel time from `t` on, closures left aside.
  Tick pass(std::int32_t arc, Tick t) const {
    const Tick time = plain(arc).time;
    if (time < 0) return pass_slow(arc, t);
    return time >= kNeverTick ? kNeverTick : t + time;
  }
  Tick free_time(std::int32_t arc) const { return free_[static_cast<std::size_t>(arc)]; }
  /// Latest entering within one open span, leaving by `by`.
  Tick latest_enter_within(std::int32_t arc, Span open, Tick by) const;
  /// Every moment at which something closes or opens, sorted, each once.
  const std::vector<Tick>& changes() const { return changes_; }
  const Network& network() const { return *network_; }

 private:
  struct Slow {
    Tick from, to;
    double factor_1;
  };
  template <class Item>
  struct Rows {
    std::vector<std::int32_t> first;  ///< piece -> its spans
    std::vector<Item> spans;
    std::pair<const Item*, const Item*> of(std::int32_t arc) const {
      const auto p = static_cast<std::size_t>(arc / 2);
      return {spans.data() + first[p], spans.data() + first[p + 1]};
    }
  };
  /// What most arcs are, in one place: open until `closes` and never slow. time < 0: look at the spans.
  struct Plain {
    Tick time, closes;
  };
  const Plain& plain(std::int32_t arc) const { return plain_[static_cast<std::size_t>(arc)]; }
  void make_plain();
  Tick leave_waiting_slow(std::int32_t arc, Tick t) const;
  Tick latest_enter_slow(std::int32_t arc, Tick by) const;
  Tick pass_slow(std::int32_t arc, Tick t) const;

  const Network* network_;
  std::vector<Tick> free_;
  Rows<Span> closed_;
  Rows<Slow> slow_;
  double slowest_1_ = 1;
  std::vector<Plain> plain_;
  std::vector<Tick> changes_;
};

}  // namespace dayu::plan
