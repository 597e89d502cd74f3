// SPDX-License-Identifier: Apache-2.0
// The exact plan of a given network against a maximum flow on the network expanded in time, built in full
// (Edmonds & Karp 1972): closings and full shelters that bind, homes at shelters, arcs without travel time.
#include <map>
#include <queue>
#include <random>

#include "engine/plan/flow/network_plan.h"
#include "tests/support/catch.h"

using namespace dayu::plan;

namespace {

/// Maximum flow with arrivals by `theta`, every (node, step) a node of its own.
class Expanded {
 public:
  Expanded(const StepNetwork& net, int theta) : theta_(theta) {
    const int n = net.n_nodes(), source = n * (theta + 1), sink = source + 1 + n;
    first_.assign(static_cast<std::size_t>(sink) + 1, {});
    constexpr int many = 1 << 20;
    for (int v = 0; v < n; ++v) {
      const auto i = static_cast<std::size_t>(v);
      if (net.people[i] > 0) add(source, at(v, 0), net.people[i]);
      for (int t = 0; t < theta && net.places[i] < 0; ++t) add(at(v, t), at(v, t + 1), many);
      for (int t = 0; t <= theta && net.places[i] >= 0; ++t) add(at(v, t), source + 1 + v, many);
      if (net.places[i] > 0) add(source + 1 + v, sink, net.places[i]);
    }
    for (const StepNetwork::Arc& arc : net.arcs)
      for (int t = 0; t + arc.steps <= theta && t <= arc.last; ++t)
        if (!net.is_shut(arc, t))
          add(at(arc.tail, t), at(arc.head, t + arc.steps), std::min(arc.per_step, many));
    while (const int more = augment(source, sink)) flow_ += more;
  }
  int flow() const { return flow_; }

 private:
  int at(int v, int t) const { return v * (theta_ + 1) + t; }
  void add(int from, int to, int room) {
    first_[static_cast<std::size_t>(from)].push_back(static_cast<int>(to_.size()));
    to_.push_back(to);
    room_.push_back(room);
    first_[static_cast<std::size_t>(to)].push_back(static_cast<int>(to_.size()));
    to_.push_back(from);
    room_.push_back(0);
  }
  int augment(int source, int sink) {
    std::vector<int> came(first_.size(), -1);
    std::queue<int> queue;
    queue.push(source);
    came[static_cast<std::size_t>(source)] = -2;
    while (!queue.empty() && came[static_cast<std::size_t>(sink)] == -1) {
      const int v = queue.front();
      queue.pop();
      for (const int e : first_[static_cast<std::size_t>(v)]) {
        const auto i = static_cast<std::size_t>(e);
        if (room_[i] > 0 && came[static_cast<std::size_t>(to_[i])] == -1) {
          came[static_cast<std::size_t>(to_[i])] = e;
          queue.push(to_[i]);
        }
      }
    }
    if (came[static_cast<std::size_t>(sink)] == -1) return 0;
    int least = 1 << 20;
    for (int v = sink; v != source; v = to_[static_cast<std::size_t>(came[static_cast<std::size_t>(v)] ^ 1)])
      least = std::min(least, room_[static_cast<std::size_t>(came[static_cast<std::size_t>(v)])]);
    for (int v = sink; v != source;
         v = to_[static_cast<std::size_t>(came[static_cast<std::size_t>(v)] ^ 1)]) {
      room_[static_cast<std::size_t>(came[static_cast<std::size_t>(v)])] -= least;
      room_[static_cast<std::size_t>(came[static_cast<std::size_t>(v)] ^ 1)] += least;
    }
    return least;
  }
  int theta_, flow_ = 0;
  std::vector<std::vector<int>> first_;
  std::vector<int> to_, room_;
};

GivenNetwork random_network(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  GivenNetwork g;
  const int n = 5 + below(8);
  for (int v = 0; v < n; ++v) g.node_ids.push_back(std::to_string(v));
  g.people.assign(g.node_ids.size(), 0);
  g.places.assign(g.node_ids.size(), -1);
  for (int a = 0; a < 3 * n; ++a) {
    const int from = below(n), to = below(n);
    g.arcs.push_back({from, to, 20.0 + 30 * below(12), 1, 60.0 * (1 + below(3))});
    g.close_s.push_back(below(3) == 0 ? 60.0 * below(14) : dayu::base::kNever_s);
  }
  for (int s = 0; s < 3; ++s) g.people[static_cast<std::size_t>(below(n))] += 1 + below(12);
  for (int s = 0; s < 2; ++s) g.places[static_cast<std::size_t>(below(n))] = 2 + below(20);
  return g;
}

/// Everything in whole steps, arcs that reopen, nobody at home where a shelter stands: so that the network as
/// given, without any contraction, can be expanded step by step.
GivenNetwork whole_steps(unsigned seed) {
  GivenNetwork g = random_network(seed);
  std::mt19937 random(seed + 1000);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (std::size_t a = 0; a < g.arcs.size(); ++a) {
    g.arcs[a].length_m = 60.0 * below(5);
    for (double from_s = 60.0 * below(8); below(2) == 0 && from_s < 1800;) {
      const double to_s = from_s + 60.0 * (1 + below(10));
      g.shut.push_back({static_cast<std::int32_t>(a), from_s, to_s});
      from_s = to_s + 60.0 * below(6);
    }
  }
  for (std::size_t n = 0; n < g.people.size(); ++n)
    if (g.places[n] >= 0) g.people[n] = 0;
  return g;
}

/// The given arcs, one to one: nobody is on an arc when it is closed.
StepNetwork as_given(const GivenNetwork& g) {
  StepNetwork net;
  for (std::size_t n = 0; n < g.node_ids.size(); ++n) net.given.push_back(static_cast<std::int32_t>(n));
  net.people = g.people, net.places = g.places;
  for (std::size_t a = 0; a < g.arcs.size(); ++a) {
    const GivenArc& arc = g.arcs[a];
    if (arc.from == arc.to || g.places[static_cast<std::size_t>(arc.from)] >= 0) continue;
    StepNetwork::Arc one;
    one.tail = arc.from, one.head = arc.to;
    one.steps = static_cast<std::int32_t>(arc.length_m / 60);
    one.per_step = static_cast<std::int32_t>(arc.capacity_per_h / 60);
    one.first_shut = static_cast<std::int32_t>(net.shut.size());
    for (int t = 0; t < 120; ++t) {
      bool open = 60.0 * t + arc.length_m <= g.close_s[a];
      for (const GivenShut& s : g.shut)
        if (s.arc == static_cast<std::int32_t>(a))
          open = open && (60.0 * t + arc.length_m <= s.from_s || 60.0 * t >= s.to_s);
      if (!open) net.shut.push_back({t, t + 1});
    }
    one.n_shut = static_cast<std::int32_t>(net.shut.size()) - one.first_shut;
    net.arcs.push_back(one);
  }
  return net;
}

}  // namespace

TEST_CASE("roads that close and reopen: the plan equals a full expansion of the network as given") {
  int better = 0, later = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    GivenNetwork given = whole_steps(seed);
    const NetworkPlan plan = plan_network(given, 200'000);
    const StepNetwork truth = as_given(given);
    INFO("seed " << seed);
    REQUIRE(plan.arrived == Expanded(truth, 90).flow());
    REQUIRE(plan.arrived == Expanded(truth, plan.clear).flow());
    if (plan.clear > 0) REQUIRE(Expanded(truth, plan.clear - 1).flow() < plan.arrived);
    // Without the reopenings fewer arrive; without the closings they are sooner there.
    GivenNetwork for_good = given, never = given;
    for (const GivenShut& s : given.shut)
      for_good.close_s[static_cast<std::size_t>(s.arc)] =
          std::min(for_good.close_s[static_cast<std::size_t>(s.arc)], s.from_s);
    for_good.shut.clear(), never.shut.clear();
    const NetworkPlan closed = plan_network(for_good, 0), open = plan_network(never, 0);
    CHECK(closed.arrived <= plan.arrived);
    CHECK(Expanded(as_given(never), 90).flow() >= plan.arrived);
    better += closed.arrived < plan.arrived ? 1 : 0;
    later += open.arrived == plan.arrived && open.clear < plan.clear ? 1 : 0;
  }
  CHECK(better > 30);
  CHECK(later > 30);
}

TEST_CASE("people left and clearing time equal a full time-expanded maximum flow") {
  int bound = 0, full = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    const GivenNetwork given = random_network(seed);
    const NetworkPlan plan = plan_network(given, 2'000'000);
    INFO("seed " << seed);
    const int long_after = 90;
    REQUIRE(plan.arrived == Expanded(plan.network, long_after).flow());
    REQUIRE(plan.arrived == Expanded(plan.network, plan.clear).flow());
    if (plan.clear > 0) REQUIRE(Expanded(plan.network, plan.clear - 1).flow() < plan.arrived);
    REQUIRE(plan.bound_sum <= plan.sum_arrivals);
    if (plan.arrived < plan.people) ++bound;
    for (std::size_t n = 0; n < plan.prices.size(); ++n) full += plan.prices[n] > 0 ? 1 : 0;
  }
  CHECK(bound > 50);  // closings and places did bind
  CHECK(full > 5);
}

TEST_CASE("earlier closings never improve a plan, more capacity never hurts") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    const GivenNetwork given = random_network(seed);
    const NetworkPlan plan = plan_network(given, 0);
    GivenNetwork worse = given, better = given;
    for (double& close_s : worse.close_s) close_s -= 60;
    for (GivenArc& arc : better.arcs) arc.capacity_per_h += 60;
    const NetworkPlan less = plan_network(worse, 0), more = plan_network(better, 0);
    CHECK(less.arrived <= plan.arrived);
    CHECK((less.arrived < plan.arrived || less.clear >= plan.clear));
    CHECK(more.arrived >= plan.arrived);
    CHECK((more.arrived > plan.arrived || more.clear <= plan.clear));
  }
}

TEST_CASE("journeys add up to the flow: everybody leaves once, capacities hold") {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    INFO("seed " << seed);
    const NetworkPlan plan = plan_network(random_network(seed), 500'000);
    std::map<std::pair<int, int>, int> load;
    long long people = 0;
    for (const Journey& j : plan.journeys) {
      people += j.people;
      int node = j.home, step = 0;
      for (std::size_t i = 0; i < j.arcs.size(); ++i) {
        const StepNetwork::Arc& arc = plan.network.arcs[static_cast<std::size_t>(j.arcs[i])];
        REQUIRE(arc.tail == node);
        REQUIRE(j.entered[i] >= step);
        REQUIRE(j.entered[i] <= arc.last);
        load[{j.arcs[i], j.entered[i]}] += j.people;
        REQUIRE(load[{j.arcs[i], j.entered[i]}] <= arc.per_step);
        node = arc.head;
        step = j.entered[i] + arc.steps;
      }
      REQUIRE(node == j.shelter);
      REQUIRE(step == j.arrives);
    }
    CHECK(people == plan.arrived);
  }
}
