// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/search.h"

#include <algorithm>

namespace dayu::plan {
namespace {

/// Before any label of a backward search.
constexpr Tick kUnreached = -1;
constexpr std::size_t kArity = 4;

}  // namespace

Labels::Labels(int n_nodes) : labels_(static_cast<std::size_t>(n_nodes), Label{kNeverTick, -1}) {}

void Labels::clear(Tick empty) {
  if (empty != empty_) {
    empty_ = empty;
    std::fill(labels_.begin(), labels_.end(), Label{empty, -1});
  } else {
    for (const std::int32_t node : touched_) labels_[static_cast<std::size_t>(node)] = {empty, -1};
  }
  touched_.clear();
}

Search::Search(const Network& network) : network_(&network), labels_(network.n_nodes) {}

void Search::push(Entry entry) {
  std::size_t i = heap_.size();
  heap_.push_back(entry);
  while (i > 0) {
    const std::size_t parent = (i - 1) / kArity;
    if (entry.both >= heap_[parent].both) break;
    heap_[i] = heap_[parent];
    i = parent;
  }
  heap_[i] = entry;
}

Search::Entry Search::pop() {
  const Entry top = heap_.front();
  const Entry last = heap_.back();
  heap_.pop_back();
  std::size_t i = 0;
  while (true) {
    const std::size_t begin = kArity * i + 1, end = std::min(begin + kArity, heap_.size());
    if (begin >= end) break;
    std::size_t least = begin;
    for (std::size_t c = begin + 1; c < end; ++c)
      if (heap_[c].both < heap_[least].both) least = c;
    if (heap_[least].both >= last.both) break;
    heap_[i] = heap_[least];
    i = least;
  }
  if (!heap_.empty()) heap_[i] = last;
  return top;
}

template <class LeaveAt, class Enough>
void Search::forward(const LeaveAt& leave, const Enough& enough) {
  while (!heap_.empty()) {
    const Entry at = pop();
    if (at.key() > labels_.time(at.node())) continue;
    if (enough(at.node(), at.key())) break;
    const auto u = static_cast<std::size_t>(at.node());
    for (std::int32_t i = network_->first_out[u]; i < network_->first_out[u + 1]; ++i) {
      const std::int32_t arc = network_->out_arc[static_cast<std::size_t>(i)];
      const Tick out = leave(arc, at.key());
      if (out >= kNeverTick) continue;
      const std::int32_t v = network_->out_head[static_cast<std::size_t>(i)];
      if (labels_.better(v, out, arc, true)) push({out, v});
    }
  }
  heap_.clear();
}

void Search::earliest(std::int32_t node, Tick start, const Leave& leave,
                      const std::function<bool(std::int32_t, Tick)>& enough) {
  labels_.clear(kNeverTick);
  heap_.clear();
  if (labels_.better(node, start, -1, true)) push({start, node});
  if (enough)
    forward(leave, enough);
  else
    forward(leave, [](std::int32_t, Tick) { return false; });
}

void Search::earliest_waiting(const RoadTimes& roads, std::int32_t node, Tick start,
                              const std::function<bool(std::int32_t, Tick)>& enough) {
  labels_.clear(kNeverTick);
  heap_.clear();
  if (labels_.better(node, start, -1, true)) push({start, node});
  auto leave = [&](std::int32_t arc, Tick t) { return roads.leave_waiting(arc, t); };
  if (enough)
    forward(leave, enough);
  else
    forward(leave, [](std::int32_t, Tick) { return false; });
}

void Search::earliest_as_of(const RoadTimes& roads, std::int32_t node, Tick start, Tick asked,
                            const std::function<bool(std::int32_t, Tick)>& enough) {
  labels_.clear(kNeverTick);
  heap_.clear();
  if (labels_.better(node, start, -1, true)) push({start, node});
  auto leave = [&](std::int32_t arc, Tick t) {
    const Span open = roads.open_at(arc, asked);
    if (open.from > asked) return kNeverTick;
    const Tick out = roads.pass(arc, t);
    return out <= open.to ? out : kNeverTick;
  };
  if (enough)
    forward(leave, enough);
  else
    forward(leave, [](std::int32_t, Tick) { return false; });
}

void Search::free(const RoadTimes& roads, const std::vector<Target>& sources) {
  labels_.clear(kNeverTick);
  heap_.clear();
  for (const Target& s : sources)
    if (labels_.better(s.node, s.by, -1, true)) push({s.by, s.node});
  forward(
      [&](std::int32_t arc, Tick t) {
        const Tick work = roads.free_time(arc);
        return work >= kNeverTick ? kNeverTick : t + work;
      },
      [](std::int32_t, Tick) { return false; });
}

void Search::free_to(const RoadTimes& roads, const std::vector<Target>& targets) {
  labels_.clear(kNeverTick);
  heap_.clear();
  for (const Target& s : targets)
    if (labels_.better(s.node, s.by, -1, true)) push({s.by, s.node});
  while (!heap_.empty()) {
    const Entry at = pop();
    if (at.key() > labels_.time(at.node())) continue;
    const auto v = static_cast<std::size_t>(at.node());
    for (std::int32_t i = network_->first_in[v]; i < network_->first_in[v + 1]; ++i) {
      const std::int32_t arc = network_->in_arc[static_cast<std::size_t>(i)];
      const Tick work = roads.free_time(arc);
      if (work >= kNeverTick) continue;
      const std::int32_t u = network_->in_tail[static_cast<std::size_t>(i)];
      if (labels_.better(u, at.key() + work, arc, true)) push({at.key() + work, u});
    }
  }
}

template <class EnterBy>
void Search::backward(const EnterBy& enter, const std::vector<Target>& targets) {
  labels_.clear(kUnreached);  // the heap holds negated times: the latest comes out first
  heap_.clear();
  for (const Target& t : targets)
    if (t.by >= 0 && labels_.better(t.node, t.by, -1, false)) push({-t.by, t.node});
  while (!heap_.empty()) {
    const Entry at = pop();
    if (-at.key() < labels_.time(at.node())) continue;
    const auto v = static_cast<std::size_t>(at.node());
    for (std::int32_t i = network_->first_in[v]; i < network_->first_in[v + 1]; ++i) {
      const std::int32_t arc = network_->in_arc[static_cast<std::size_t>(i)];
      const Tick latest = enter(arc, -at.key());
      if (latest < 0) continue;
      const std::int32_t u = network_->in_tail[static_cast<std::size_t>(i)];
      if (labels_.better(u, latest, arc, false)) push({-latest, u});
    }
  }
}

void Search::latest_waiting(const RoadTimes& roads, const std::vector<Target>& targets) {
  backward([&](std::int32_t arc, Tick by) { return roads.latest_enter(arc, by); }, targets);
}

void Search::latest_as_of(const RoadTimes& roads, const std::vector<Target>& targets, Tick asked) {
  backward(
      [&](std::int32_t arc, Tick by) {
        const Span open = roads.open_at(arc, asked);
        return open.from > asked ? Tick{-1} : roads.latest_enter_within(arc, open, by);
      },
      targets);
}

std::vector<std::int32_t> Search::route_to(std::int32_t node) const {
  std::vector<std::int32_t> route;
  for (std::int32_t arc = labels_.arc(node); arc >= 0; arc = labels_.arc(node)) {
    route.push_back(arc);
    node = network_->tail[static_cast<std::size_t>(arc)];
  }
  std::reverse(route.begin(), route.end());
  return route;
}

}  // namespace dayu::plan
