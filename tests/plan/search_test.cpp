// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/search.h"

#include "tests/plan/random_roads.h"
#include "tests/support/catch.h"

using namespace dayu;
using plan::kNeverTick;
using plan::Tick;

namespace {

/// Everything that a search needs, on one random town.
struct Case {
  test::TinyTown town;
  plan::Network network;
  plan::RoadTimes roads;
  test::EverySecond truth;
  plan::Search search;

  explicit Case(test::TinyTown t)
      : town(std::move(t)),
        network(plan::network_of(town.world)),
        roads(town.world, town.impact, network, {"walker", 1, 1, true}, 0.5),
        truth(town),
        search(network) {}
};

bool agree(Tick found, int truth) {
  if (truth >= 0) return found == truth;
  return found >= test::kHorizon;  // later than the brute force looks, or never
}

}  // namespace

TEST_CASE("earliest arrival equals brute force, with closings, reopenings, slow spells and waiting") {
  base::Random random(1, 1);
  int queries = 0, differences = 0;
  for (int round = 0; round < 290; ++round) {
    Case c(test::random_town(random, 7, 12));
    for (int q = 0; q < 5; ++q) {
      const int source = random.below(7), start = random.below(60);
      const std::vector<int> truth = c.truth.earliest(source, start, -1);
      c.search.earliest_waiting(c.roads, source, start);
      for (int v = 0; v < 7; ++v, ++queries)
        differences += agree(c.search.labels().time(v), truth[static_cast<std::size_t>(v)]) ? 0 : 1;
    }
  }
  CHECK(queries == 10150);
  CHECK(differences == 0);
}

TEST_CASE("earliest arrival as of a moment equals brute force: no waiting, closed is closed for good") {
  base::Random random(2, 1);
  int differences = 0, reached = 0;
  for (int round = 0; round < 120; ++round) {
    Case c(test::random_town(random, 7, 12));
    for (int q = 0; q < 5; ++q) {
      const int source = random.below(7), asked = random.below(60), start = asked + random.below(10);
      const std::vector<int> truth = c.truth.earliest(source, start, asked);
      c.search.earliest_as_of(c.roads, source, start, asked);
      for (int v = 0; v < 7; ++v) {
        differences += agree(c.search.labels().time(v), truth[static_cast<std::size_t>(v)]) ? 0 : 1;
        reached += v != source && truth[static_cast<std::size_t>(v)] >= 0;
      }
    }
  }
  CHECK(differences == 0);
  CHECK(reached > 500);
}

TEST_CASE("latest safe departure equals the last start from which brute force is in time") {
  base::Random random(3, 1);
  int queries = 0, differences = 0;
  for (int round = 0; round < 1700; ++round) {
    Case c(test::random_town(random, 6, 10));
    const std::vector<plan::Target> targets = {{random.below(6), 60 + random.below(60)},
                                               {random.below(6), 30 + random.below(60)}};
    const std::vector<int> last = c.truth.latest(targets);
    c.search.latest_waiting(c.roads, targets);
    for (int u = 0; u < 6; ++u, ++queries)
      differences += c.search.labels().time(u) == last[static_cast<std::size_t>(u)] ? 0 : 1;
  }
  CHECK(queries == 10200);
  CHECK(differences == 0);
}

TEST_CASE("as of a moment there is a way exactly until the latest departure, at every moment before it") {
  base::Random random(4, 1);
  int differences = 0, ways = 0;
  for (int round = 0; round < 200; ++round) {
    Case c(test::random_town(random, 7, 12));
    const std::vector<plan::Target> targets = {{random.below(7), 40 + random.below(80)},
                                               {random.below(7), kNeverTick}};
    const int asked = random.below(60);
    c.search.latest_as_of(c.roads, targets, asked);
    std::vector<Tick> latest;
    for (int u = 0; u < 7; ++u) latest.push_back(c.search.labels().time(u));
    for (int q = 0; q < 10; ++q) {
      const int u = random.below(7), depart = asked + random.below(60);
      c.search.earliest_as_of(c.roads, u, depart, asked);
      bool in_time = false;
      for (const plan::Target& t : targets)
        in_time |= c.search.labels().time(t.node) <= t.by && c.search.labels().time(t.node) < kNeverTick;
      differences += in_time == (depart <= latest[static_cast<std::size_t>(u)]) ? 0 : 1;
      ways += in_time;
    }
  }
  CHECK(differences == 0);
  CHECK(ways > 300);
}

TEST_CASE("the latest entering is the inverse of leaving, second by second") {
  base::Random random(5, 1);
  for (int round = 0; round < 60; ++round) {
    Case c(test::random_town(random, 4, 6));
    for (std::int32_t arc = 0; arc < c.network.n_arcs; arc += 2) {
      Tick before = 0;
      for (Tick t = 0; t < test::kHorizon; ++t) {
        const Tick out = c.roads.leave_waiting(arc, t);
        CHECK(out >= before);  // FIFO
        before = out;
        Tick latest = -1;
        for (Tick in = 0; in <= t; ++in)
          if (c.roads.leave(arc, in) <= t) latest = in;
        if (c.roads.latest_enter(arc, t) != latest) CHECK(c.roads.latest_enter(arc, t) == latest);
      }
    }
  }
}

TEST_CASE("earlier closings never help") {
  base::Random random(6, 1);
  for (int round = 0; round < 100; ++round) {
    test::TinyTown town = test::random_town(random, 7, 12);
    test::TinyTown earlier = town;
    for (impact::Closure& c : earlier.impact.closures)
      if (c.effect == impact::Effected::stop) c.from_s = std::max(0.0, c.from_s - random.below(20));
    Case a(std::move(town)), b(std::move(earlier));
    const int source = random.below(7), start = random.below(40);
    a.search.earliest_waiting(a.roads, source, start);
    b.search.earliest_waiting(b.roads, source, start);
    for (int v = 0; v < 7; ++v) CHECK(b.search.labels().time(v) >= a.search.labels().time(v));
    const std::vector<plan::Target> targets = {{random.below(7), 100}};
    a.search.latest_waiting(a.roads, targets);
    b.search.latest_waiting(b.roads, targets);
    for (int v = 0; v < 7; ++v) CHECK(b.search.labels().time(v) <= a.search.labels().time(v));
  }
}

TEST_CASE("a search forgets the one before") {
  base::Random random(7, 1);
  Case c(test::random_town(random, 7, 12));
  c.search.earliest_waiting(c.roads, 0, 10);
  std::vector<Tick> first;
  for (int v = 0; v < 7; ++v) first.push_back(c.search.labels().time(v));
  c.search.latest_as_of(c.roads, {{3, 90}}, 5);
  c.search.earliest_as_of(c.roads, 2, 7, 7);
  c.search.free(c.roads, {{1, 0}, {2, 5}});
  c.search.earliest_waiting(c.roads, 0, 10);
  for (int v = 0; v < 7; ++v) CHECK(c.search.labels().time(v) == first[static_cast<std::size_t>(v)]);
}
