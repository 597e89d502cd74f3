// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/assign.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace dayu;
using plan::Option;

namespace {

struct Instance {
  std::vector<std::vector<Option>> options;
  std::vector<int> people, sizes;
};

struct Value {
  int without = 0;
  double cost = 0;
};

Value value_of(const Instance& in, const std::vector<int>& chosen) {
  Value v;
  for (std::size_t u = 0; u < chosen.size(); ++u)
    if (chosen[u] < 0)
      v.without += in.people[u];
    else
      v.cost += in.people[u] * in.options[u][static_cast<std::size_t>(chosen[u])].cost;
  return v;
}

bool fits(const Instance& in, const std::vector<int>& chosen) {
  std::vector<int> room = in.sizes;
  for (std::size_t u = 0; u < chosen.size(); ++u)
    if (chosen[u] >= 0)
      room[static_cast<std::size_t>(in.options[u][static_cast<std::size_t>(chosen[u])].place)] -=
          in.people[u];
  return *std::min_element(room.begin(), room.end()) >= 0;
}

void search(const Instance& in, std::vector<int>& chosen, Value& best) {
  if (chosen.size() == in.people.size()) {
    const Value v = value_of(in, chosen);
    if (fits(in, chosen) && (v.without < best.without || (v.without == best.without && v.cost < best.cost)))
      best = v;
    return;
  }
  const int n = static_cast<int>(in.options[chosen.size()].size());
  for (int k = -1; k < n; ++k) {
    chosen.push_back(k);
    search(in, chosen, best);
    chosen.pop_back();
  }
}

Instance random_instance(base::Random& random, int units, int places, double slack) {
  Instance in;
  int people = 0;
  for (int u = 0; u < units; ++u) {
    in.people.push_back(1 + random.below(6));
    people += in.people.back();
    std::vector<Option> options;
    for (int p = 0; p < places; ++p)
      if (random.below(4) > 0) options.push_back({p, std::floor(random.between(100, 1000))});
    in.options.push_back(options);
  }
  for (int p = 0; p < places; ++p) in.sizes.push_back(static_cast<int>(people * slack / places));
  return in;
}

}  // namespace

TEST_CASE("everybody takes the best place while there is room") {
  const Instance in{{{{0, 5}, {1, 9}}, {{1, 2}, {0, 3}}}, {3, 4}, {10, 10}};
  CHECK(plan::assign(in.options, in.people, in.sizes, 10) == std::vector<int>{0, 0});
}

TEST_CASE("who loses least a head goes elsewhere, whole") {
  // Place 0 is 3 short; unit 2 loses 1 s a head elsewhere, the others 100 s.
  const Instance in{{{{0, 0}, {1, 100}}, {{0, 0}, {1, 100}}, {{0, 0}, {1, 1}}}, {4, 4, 5}, {10, 10}};
  CHECK(plan::assign(in.options, in.people, in.sizes, 10) == std::vector<int>{0, 0, 1});
}

TEST_CASE("another unit is moved when that alone makes room") {
  // Unit 1 can only use place 0, which unit 0 prefers.
  const Instance in{{{{0, 1}, {1, 50}}, {{0, 1}}}, {5, 5}, {5, 5}};
  CHECK(plan::assign(in.options, in.people, in.sizes, 10) == std::vector<int>{1, 0});
}

TEST_CASE("a unit without an option or too large for every place gets none") {
  const Instance in{{{}, {{0, 1}}}, {2, 9}, {8}};
  CHECK(plan::assign(in.options, in.people, in.sizes, 10) == std::vector<int>{-1, -1});
}

TEST_CASE("against all assignments of small instances: no place over its size, near the optimum") {
  base::Random random(1, 2);
  double ours = 0, best_sum = 0;
  int more_without = 0, instances = 0;
  for (int round = 0; round < 150; ++round) {
    const Instance in = random_instance(random, 7, 3, 1.15);
    const std::vector<int> chosen = plan::assign(in.options, in.people, in.sizes, 40);
    REQUIRE(fits(in, chosen));
    Value best{1000, std::numeric_limits<double>::infinity()};
    std::vector<int> partial;
    search(in, partial, best);
    const Value got = value_of(in, chosen);
    CHECK(got.without >= best.without);
    more_without += got.without - best.without;
    if (got.without != best.without) continue;
    CHECK(got.cost >= best.cost - 1e-6);
    ours += got.cost;
    best_sum += best.cost;
    ++instances;
  }
  CHECK(instances > 100);
  CHECK(ours <= 1.05 * best_sum);
  CHECK(more_without <= 150);  // tight sizes and whole households: less than one person an instance
}

TEST_CASE("more room never leaves more people without a place") {
  base::Random random(2, 2);
  for (int round = 0; round < 60; ++round) {
    Instance in = random_instance(random, 30, 4, 0.9);
    const int before = value_of(in, plan::assign(in.options, in.people, in.sizes, 40)).without;
    for (int& s : in.sizes) s += 200;
    for (std::size_t u = 0; u < in.options.size(); ++u)
      if (in.options[u].empty()) in.options[u].push_back({0, 1});
    CHECK(value_of(in, plan::assign(in.options, in.people, in.sizes, 40)).without <= before);
  }
}
