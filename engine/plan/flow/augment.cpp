// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/augment.h"

#include <algorithm>

#include "engine/plan/indexed.h"

namespace dayu::plan {

using Step = LatestReach::Step;

Augment::Augment(TimedFlow& flow, const LatestReach& reach, std::vector<std::int32_t>& at_home,
                 std::vector<std::int32_t>& left)
    : flow_(flow), reach_(reach), at_home_(at_home), left_(left) {
  for (std::size_t n = 0; n < at_home.size(); ++n)
    if (at_home[n] > 0) homes_.push_back(static_cast<std::int32_t>(n));
}

std::int64_t Augment::all() {
  std::int64_t moved = 0;
  dead_from_.assign(static_cast<std::size_t>(reach_.n_records()), kAlways);
  for (const std::int32_t home : homes_) {
    std::int32_t& waiting = at_home_[static_cast<std::size_t>(home)];
    while (waiting > 0 && reach_.label(home) >= 0) {
      const std::int32_t count = lead(home);
      if (count == 0) break;
      waiting -= count;
      moved += count;
    }
  }
  std::erase_if(homes_, [&](std::int32_t home) { return at_home_[static_cast<std::size_t>(home)] == 0; });
  return moved;
}

bool Augment::anybody() const {
  return std::any_of(homes_.begin(), homes_.end(), [&](std::int32_t home) {
    return at_home_[static_cast<std::size_t>(home)] > 0 && reach_.label(home) >= 0;
  });
}

std::int32_t Augment::lead(std::int32_t home) {
  if (!find_way(home)) return 0;
  const std::int32_t count = std::min(at_home_[static_cast<std::size_t>(home)], most());
  if (count > 0) apply(count);
  return count;
}

/// Depth first from the home; true when the last visit is a shelter with a free place.
bool Augment::find_way(std::int32_t home) {
  visits_.clear();
  way_.clear();
  if (!visit(home, 0, reach_.n_records())) return false;
  for (;;) {
    Visit& here = visits_.back();
    if (reach_.record(here.record).step == Step::arrive) {
      shelter_ = here.node;
      if (at(left_, shelter_) > 0) return true;
    } else if (go_on(here)) {
      continue;
    }
    at(dead_from_, here.record) = std::min(at(dead_from_, here.record), here.step);
    visits_.pop_back();
    if (visits_.empty()) return false;
    way_.pop_back();
  }
}

bool Augment::visit(std::int32_t node, std::int32_t step, std::int32_t below) {
  if (step > reach_.label(node)) return false;
  const std::int32_t record = reach_.onward(node, step);
  if (record >= below || step >= at(dead_from_, record)) return false;
  visits_.push_back({node, step, record, 0});
  return true;
}

bool Augment::go_on(Visit& here) {
  const StepNetwork& net = flow_.network();
  const Visit from = here;  // visits_ grows
  const std::int32_t first = at(net.first_out, from.node), n = at(net.first_out, from.node + 1) - first;
  for (std::int32_t k = from.tried; k <= n; ++k) {
    visits_[way_.size()].tried = k + 1;
    if (k == 0 ? own_step(from) : other_ride(from, at(net.out, first + k - 1))) return true;
  }
  return false;
}

bool Augment::own_step(const Visit& from) {
  const LatestReach::Record& r = reach_.record(from.record);
  const StepNetwork::Arc& arc = at(flow_.network().arcs, r.arc);
  Move move{r.step, from.node, from.step, r.base, r.arc, r.entered};
  if (r.step == Step::ride && from.step <= r.base) {
    move.entered = move.to = flow_.first_open(r.arc, from.step, r.base);
    if (move.entered < 0) return false;
  } else if (r.step == Step::ride) {
    if (flow_.room(r.arc, r.entered) <= 0) return false;
  } else {
    if (flow_.entering(r.arc, r.entered) <= 0) return false;
    if (r.step == Step::displace) move.to = from.step;
  }
  if (wait_left(move) <= 0) return false;
  const bool ride = r.step == Step::ride;
  if (!visit(ride ? arc.head : arc.tail, ride ? move.entered + arc.steps : move.entered, from.record))
    return false;
  way_.push_back(move);
  return true;
}

bool Augment::other_ride(const Visit& from, std::int32_t a) {
  const StepNetwork::Arc& arc = at(flow_.network().arcs, a);
  const std::int32_t by = reach_.label(arc.head);
  if (by < from.step + arc.steps) return false;
  const std::int32_t enter = flow_.first_open(a, from.step, by >= kAlways ? kAlways : by - arc.steps);
  if (enter < 0 || !visit(arc.head, enter + arc.steps, from.record)) return false;
  way_.push_back({Step::ride, from.node, from.step, enter, a, enter});
  return true;
}

/// People who wait at the node all the way back from `from` to `to`.
std::int32_t Augment::wait_left(const Move& move) const {
  std::int32_t least = kAlways;
  for (std::int32_t s = move.to; s < move.from; ++s) least = std::min(least, flow_.waiting(move.node, s));
  return least;
}

std::int32_t Augment::most() const {
  std::int32_t least = left_[static_cast<std::size_t>(shelter_)];
  for (const Move& move : way_) {
    least = std::min(least, move.step == Step::ride ? flow_.room(move.arc, move.entered)
                                                    : flow_.entering(move.arc, move.entered));
    least = std::min(least, wait_left(move));
  }
  return least;
}

void Augment::apply(std::int32_t count) {
  for (const Move& move : way_) {
    flow_.wait(move.node, move.from, move.to, count);
    flow_.wait(move.node, move.to, move.from, -count);
    flow_.enter(move.arc, move.entered, move.step == Step::ride ? count : -count);
  }
  left_[static_cast<std::size_t>(shelter_)] -= count;
}

}  // namespace dayu::plan
