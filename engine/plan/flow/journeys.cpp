// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/journeys.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

/// People of one home who came the same way.
struct Party {
  std::int32_t home, people, hop;
};
struct Hop {
  std::int32_t before, arc, entered;
};

class Walk {
 public:
  Walk(const TimedFlow& flow, const std::vector<std::int32_t>& leaving)
      : flow_(flow),
        net_(flow.network()),
        here_(net_.given.size()),
        rides_(horizon()),
        arriving_(horizon() + 1) {
    for (std::int32_t n = 0; n < net_.n_nodes(); ++n)
      if (at(leaving, n) > 0) arrive(n, {n, at(leaving, n), -1}, 0);
    for (std::int32_t a = 0; a < net_.n_arcs(); ++a)
      for (std::int32_t s = flow.last_used(a, flow.horizon() - 1); s >= 0; s = flow.last_used(a, s - 1))
        at(rides_, s).push_back(a);
  }

  std::vector<Journey> run() {
    for (std::int32_t step = 0; step < flow_.horizon(); ++step) {
      for (const auto& [node, party] : at(arriving_, step)) arrive(node, party, step);
      at(arriving_, step).clear();
      ride(step);
    }
    std::stable_sort(done_.begin(), done_.end(), [](const Journey& a, const Journey& b) {
      return std::tuple(a.home, a.arrives) < std::tuple(b.home, b.arrives);
    });
    return std::move(done_);
  }

 private:
  std::size_t horizon() const { return static_cast<std::size_t>(flow_.horizon()); }

  void arrive(std::int32_t node, const Party& party, std::int32_t step) {
    if (at(net_.places, node) >= 0) {
      done_.push_back(journey(party, node, step));
    } else {
      at(here_, node).push_back(party);
    }
  }

  /// All rides of one step; arcs without travel time may hand people on within it.
  void ride(std::int32_t step) {
    std::map<std::int32_t, std::vector<std::pair<std::int32_t, std::int32_t>>> wanted;  // node -> arc, seats
    for (const std::int32_t a : at(rides_, step))
      wanted[at(net_.arcs, a).tail].emplace_back(a, flow_.entering(a, step));
    std::deque<std::int32_t> nodes;
    for (const auto& [node, arcs] : wanted) nodes.push_back(node);
    while (!nodes.empty()) {
      const std::int32_t node = nodes.front();
      nodes.pop_front();
      const auto found = wanted.find(node);
      if (found == wanted.end()) continue;
      for (auto& [arc, seats] : found->second) board(node, arc, seats, step, nodes);
    }
  }

  void board(std::int32_t node, std::int32_t a, std::int32_t& seats, std::int32_t step,
             std::deque<std::int32_t>& nodes) {
    const StepNetwork::Arc& arc = at(net_.arcs, a);
    while (seats > 0 && !at(here_, node).empty()) {
      Party& first = at(here_, node).front();
      const std::int32_t n = std::min(seats, first.people);
      hops_.push_back({first.hop, a, step});
      const Party party{first.home, n, static_cast<std::int32_t>(hops_.size()) - 1};
      seats -= n;
      first.people -= n;
      if (first.people == 0) at(here_, node).pop_front();
      if (arc.steps == 0) {
        arrive(arc.head, party, step);
        nodes.push_back(arc.head);
      } else if (step + arc.steps <= flow_.horizon()) {
        at(arriving_, step + arc.steps).emplace_back(arc.head, party);
      }
    }
  }

  Journey journey(const Party& party, std::int32_t shelter, std::int32_t step) const {
    std::vector<Hop> way;
    for (std::int32_t h = party.hop; h >= 0; h = at(hops_, h).before) way.push_back(at(hops_, h));
    std::reverse(way.begin(), way.end());
    Journey j{party.home, shelter, party.people, {}, {}, step};
    std::map<std::int32_t, std::size_t> seen;  // node -> arcs before it
    std::int32_t node = party.home;
    for (const Hop& hop : way) {
      if (const auto again = seen.find(node); again != seen.end()) {
        j.arcs.resize(again->second);
        j.entered.resize(again->second);
        std::erase_if(seen, [&](const auto& s) { return s.second > again->second; });
      }
      seen[node] = j.arcs.size();
      j.arcs.push_back(hop.arc);
      j.entered.push_back(hop.entered);
      node = at(net_.arcs, hop.arc).head;
    }
    return j;
  }

  const TimedFlow& flow_;
  const StepNetwork& net_;
  std::vector<std::deque<Party>> here_;
  std::vector<std::vector<std::int32_t>> rides_;  ///< by step: arcs entered
  std::vector<std::vector<std::pair<std::int32_t, Party>>> arriving_;
  std::vector<Hop> hops_;
  std::vector<Journey> done_;
};

}  // namespace

std::vector<Journey> journeys(const TimedFlow& flow, const std::vector<std::int32_t>& leaving) {
  return Walk(flow, leaving).run();
}

}  // namespace dayu::plan
