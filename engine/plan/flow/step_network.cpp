// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/step_network.h"

#include <algorithm>
#include <cmath>

#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

/// The given arcs by their ends, and which nodes are left: all but dead ends and nodes without a choice.
class Contraction {
 public:
  explicit Contraction(const GivenNetwork& given)
      : given_(given),
        alive_(given.arcs.size(), 1),
        shut_of_(given.arcs.size()),
        out_(given.node_ids.size()),
        in_(given.node_ids.size()) {
    for (std::size_t k = 0; k < given.shut.size(); ++k)
      at(shut_of_, given.shut[k].arc).push_back(static_cast<std::int32_t>(k));
    for (std::size_t a = 0; a < given.arcs.size(); ++a) {
      const GivenArc& arc = given.arcs[a];
      if (arc.from == arc.to) continue;  // leads nowhere
      at(out_, arc.from).push_back(static_cast<std::int32_t>(a));
      at(in_, arc.to).push_back(static_cast<std::int32_t>(a));
    }
  }

  StepNetwork run() {
    drop_dead_ends();
    for (std::int32_t n = 0; n < n_nodes(); ++n) inner_.push_back(is_inner(n) ? 1 : 0);
    return in_steps();
  }

 private:
  std::int32_t n_nodes() const { return static_cast<std::int32_t>(given_.node_ids.size()); }
  bool kept(std::int32_t node) const { return at(given_.people, node) > 0 || at(given_.places, node) >= 0; }
  bool alive(std::int32_t arc) const { return at(alive_, arc) != 0; }

  /// The other ends of the arcs at a node, once for each arc.
  std::vector<std::int32_t> ends(const std::vector<std::int32_t>& arcs, std::int32_t GivenArc::*end) const {
    std::vector<std::int32_t> nodes;
    for (const std::int32_t a : arcs)
      if (alive(a)) nodes.push_back(at(given_.arcs, a).*end);
    std::sort(nodes.begin(), nodes.end());
    return nodes;
  }

  std::vector<std::int32_t> neighbours(std::int32_t node) const {
    std::vector<std::int32_t> nodes = ends(at(out_, node), &GivenArc::to);
    for (const std::int32_t n : ends(at(in_, node), &GivenArc::from)) nodes.push_back(n);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
  }

  void drop_dead_ends() {
    std::vector<std::int32_t> waiting;
    for (std::int32_t n = n_nodes() - 1; n >= 0; --n) waiting.push_back(n);
    while (!waiting.empty()) {
      const std::int32_t node = waiting.back();
      waiting.pop_back();
      const std::vector<std::int32_t> around = neighbours(node);
      if (kept(node) || around.size() != 1) continue;
      for (const auto* arcs : {&at(out_, node), &at(in_, node)})
        for (const std::int32_t a : *arcs) at(alive_, a) = 0;
      waiting.push_back(around.front());
    }
  }

  /// Two neighbours, and one arc at most from and to each: no choice but to go on.
  bool is_inner(std::int32_t node) const {
    if (kept(node) || neighbours(node).size() != 2) return false;
    for (const auto* arcs : {&at(out_, node), &at(in_, node)})
      for (const std::int32_t a : *arcs)
        if (alive(a) && !at(shut_of_, a).empty()) return false;
    const auto once = [](const std::vector<std::int32_t>& nodes) {
      return std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end();
    };
    return once(ends(at(out_, node), &GivenArc::to)) && once(ends(at(in_, node), &GivenArc::from));
  }

  /// From a node that is left along one of its arcs to the next such node; -1: the way ends, or comes back.
  std::int32_t walk(std::int32_t start, std::int32_t first, std::vector<std::int32_t>& pieces) const {
    std::int32_t before = start, node = at(given_.arcs, first).to;
    pieces.push_back(first);
    while (at(inner_, node) != 0) {
      std::int32_t onward = -1;
      for (const std::int32_t a : at(out_, node))
        if (alive(a) && at(given_.arcs, a).to != before) onward = a;
      if (onward < 0) return -1;
      pieces.push_back(onward);
      before = node;
      node = at(given_.arcs, onward).to;
    }
    return node == start ? -1 : node;
  }

  StepNetwork::Arc arc_of(StepNetwork& net, const std::vector<std::int32_t>& pieces) const {
    StepNetwork::Arc arc;
    arc.first_piece = static_cast<std::int32_t>(net.pieces.size());
    arc.n_pieces = static_cast<std::int32_t>(pieces.size());
    net.pieces.insert(net.pieces.end(), pieces.begin(), pieces.end());
    double time_s = 0, capacity_per_h = base::kNever_s, deadline_s = base::kNever_s;
    for (const std::int32_t piece : pieces) {
      time_s += at(given_.arcs, piece).time_s();
      capacity_per_h = std::min(capacity_per_h, at(given_.arcs, piece).capacity_per_h);
      deadline_s = std::min(deadline_s, at(given_.close_s, piece) - time_s);
    }
    const double limit = kAlways - 1;
    arc.steps = static_cast<std::int32_t>(std::min(std::round(time_s / net.step_s), limit));
    const double capacity = capacity_per_h * net.step_s / 3600;
    arc.per_step = static_cast<std::int32_t>(
        std::min(net.whole_capacity ? std::floor(capacity) : std::round(capacity), limit));
    if (deadline_s < base::kNever_s)
      arc.last = static_cast<std::int32_t>(std::clamp(std::floor(deadline_s / net.step_s), -1.0, limit));
    shut_steps(net, pieces, time_s, arc);
    return arc;
  }

  /// Entered at s, left at s + time: apart from [from, to) if left by `from`, or entered from `to` on.
  void shut_steps(StepNetwork& net, const std::vector<std::int32_t>& pieces, double time_s,
                  StepNetwork::Arc& arc) const {
    const double limit = kAlways - 1;
    arc.first_shut = static_cast<std::int32_t>(net.shut.size());
    if (pieces.size() == 1)
      for (const std::int32_t k : at(shut_of_, pieces.front())) {
        const GivenShut& s = at(given_.shut, k);
        const double from = std::clamp(std::floor((s.from_s - time_s) / net.step_s) + 1, 0.0, limit);
        const double to = std::clamp(std::ceil(s.to_s / net.step_s), 0.0, limit);
        if (from < to) net.shut.push_back({static_cast<std::int32_t>(from), static_cast<std::int32_t>(to)});
      }
    arc.n_shut = static_cast<std::int32_t>(net.shut.size()) - arc.first_shut;
  }

  /// Nodes that are left, in the order of the table; arcs by tail, in the order of their first piece.
  StepNetwork in_steps() const {
    StepNetwork net;
    net.step_s = given_.step_s;
    net.whole_capacity = given_.whole_capacity;
    std::vector<std::int32_t> name(given_.node_ids.size(), -1);
    for (std::int32_t n = 0; n < n_nodes(); ++n) {
      if (at(inner_, n) != 0 || (!kept(n) && neighbours(n).empty())) continue;
      at(name, n) = net.n_nodes();
      net.given.push_back(n);
      net.people.push_back(at(given_.people, n));
      net.places.push_back(at(given_.places, n));
    }
    for (const std::int32_t start : std::vector(net.given))
      for (const std::int32_t first : at(out_, start)) {
        std::vector<std::int32_t> pieces;
        const std::int32_t end = alive(first) ? walk(start, first, pieces) : -1;
        if (end < 0) continue;
        StepNetwork::Arc arc = arc_of(net, pieces);
        arc.tail = at(name, start);
        arc.head = at(name, end);
        net.arcs.push_back(arc);
      }
    return net;
  }

  const GivenNetwork& given_;
  std::vector<char> alive_, inner_;
  std::vector<std::vector<std::int32_t>> shut_of_;  ///< arc -> rows of given.shut
  std::vector<std::vector<std::int32_t>> out_, in_;
};

void bucket(StepNetwork& net, std::int32_t StepNetwork::Arc::*end, std::vector<std::int32_t>& first,
            std::vector<std::int32_t>& list) {
  first.assign(net.given.size() + 1, 0);
  for (const StepNetwork::Arc& arc : net.arcs) ++first[static_cast<std::size_t>(arc.*end) + 1];
  for (std::size_t n = 1; n < first.size(); ++n) first[n] += first[n - 1];
  list.resize(net.arcs.size());
  std::vector<std::int32_t> next(first.begin(), first.end() - 1);
  for (std::size_t a = 0; a < net.arcs.size(); ++a)
    list[static_cast<std::size_t>(next[static_cast<std::size_t>(net.arcs[a].*end)]++)] =
        static_cast<std::int32_t>(a);
}

/// People who live where a shelter stands get a home of their own beside it, with the shelter's ways out:
/// they may leave, but nobody passes through. Arcs that nobody can use go.
void part_homes_from_shelters(StepNetwork& net) {
  std::vector<std::int32_t> home(net.given.size());
  const std::int32_t n = net.n_nodes();
  for (std::int32_t v = 0; v < n; ++v) {
    const auto i = static_cast<std::size_t>(v);
    home[i] = v;
    if (net.places[i] < 0 || net.people[i] == 0) continue;
    home[i] = net.n_nodes();
    const std::int32_t given = net.given[i], people = net.people[i];
    net.given.push_back(given);
    net.people.push_back(people);
    net.places.push_back(-1);
    net.people[i] = 0;
  }
  for (StepNetwork::Arc& arc : net.arcs) arc.tail = home[static_cast<std::size_t>(arc.tail)];
  std::erase_if(net.arcs, [&](const StepNetwork::Arc& arc) {
    return arc.per_step <= 0 || arc.last < 0 || net.places[static_cast<std::size_t>(arc.tail)] >= 0;
  });
  for (std::int32_t v = 0; v < n; ++v)
    if (home[static_cast<std::size_t>(v)] != v)
      net.arcs.push_back({home[static_cast<std::size_t>(v)], v, 0, kAlways - 1, kAlways, 0, 0, 0, 0});
}

}  // namespace

StepNetwork contract(const GivenNetwork& network) {
  StepNetwork net = Contraction(network).run();
  part_homes_from_shelters(net);
  bucket(net, &StepNetwork::Arc::tail, net.first_out, net.out);
  bucket(net, &StepNetwork::Arc::head, net.first_in, net.in);
  return net;
}

}  // namespace dayu::plan
