// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/transport/transport.h"

#include <algorithm>
#include <functional>

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using plan::FlowAnswer;
using plan::FlowProblem;

namespace {

/// Few nodes and arcs of small capacity, supplies that some flow made.
FlowProblem random_flow(std::uint64_t seed) {
  base::Random random(seed, 6);
  FlowProblem problem;
  problem.nodes = 4;
  problem.supply.assign(4, 0);
  for (int a = 0; a < 7; ++a) {
    plan::FlowArc arc;
    arc.from = random.below(4);
    arc.to = (arc.from + 1 + random.below(3)) % 4;
    arc.capacity = 1 + random.below(3);
    arc.low = random.below(5) == 0 ? 1 : 0;
    arc.cost = random.below(9) - 1;
    const std::int64_t moved = arc.low + random.below(static_cast<int>(arc.capacity - arc.low) + 1);
    problem.supply[static_cast<std::size_t>(arc.from)] += moved;
    problem.supply[static_cast<std::size_t>(arc.to)] -= moved;
    problem.arcs.push_back(arc);
  }
  return problem;
}

std::int64_t least_by_trying_all(const FlowProblem& problem) {
  std::int64_t least = 1 << 30;
  std::vector<std::int64_t> left = problem.supply;
  const std::function<void(std::size_t, std::int64_t)> go = [&](std::size_t a, std::int64_t cost) {
    if (a == problem.arcs.size()) {
      if (std::all_of(left.begin(), left.end(), [](std::int64_t x) { return x == 0; }))
        least = std::min(least, cost);
      return;
    }
    const plan::FlowArc& arc = problem.arcs[a];
    for (std::int64_t moved = arc.low; moved <= arc.capacity; ++moved) {
      left[static_cast<std::size_t>(arc.from)] -= moved;
      left[static_cast<std::size_t>(arc.to)] += moved;
      go(a + 1, cost + moved * arc.cost);
      left[static_cast<std::size_t>(arc.from)] += moved;
      left[static_cast<std::size_t>(arc.to)] -= moved;
    }
  };
  go(0, 0);
  return least;
}

std::string fault_of(const std::string& text) {
  const test::TemporaryFolder folder("dimacs");
  geo::write_file(folder.path() / "p.min", text);
  try {
    plan::read_dimacs_flow(folder.path() / "p.min");
  } catch (const base::InputError& error) {
    return error.faults().front().place + ": " + error.faults().front().what;
  }
  return "";
}

}  // namespace

TEST_CASE("least-cost flow equals trying all flows on small cases, and its potentials prove it") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const FlowProblem problem = random_flow(seed);
    const FlowAnswer answer = plan::least_cost_flow(problem);
    INFO("seed " << seed);
    REQUIRE(answer.feasible);
    CHECK(answer.cost == least_by_trying_all(problem));
    CHECK(answer.bound == answer.cost);
  }
}

TEST_CASE("supplies that cannot get where they are needed are no flow") {
  FlowProblem problem;
  problem.nodes = 2;
  problem.supply = {5, -5};
  problem.arcs = {{0, 1, 0, 4, 1}};
  CHECK_FALSE(plan::least_cost_flow(problem).feasible);
}

TEST_CASE("faults of a DIMACS file are told with their lines") {
  CHECK(fault_of("c x\np min 2 1\nn 1 3\nn 2 -3\na 1 2 0 5 7\n").empty());
  CHECK(fault_of("p min 2 1\nn 1 3\nn 2 -3\na 1 3 0 5 7\n").find("line 4: there is no node 3") == 0);
  CHECK(fault_of("p min 2 1\nn 1 3\nn 2 -3\na 1 2 0 x 7\n").find("line 4: 'x'") == 0);
  CHECK(fault_of("p min 2 1\nn 1 3\nn 2 -3\na 1 2 6 5 7\n").find("line 4") == 0);
  CHECK(fault_of("p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 5 7\n").find("states 2 arcs") != std::string::npos);
  CHECK(fault_of("p min 2 1\nn 1 4\nn 2 -3\na 1 2 0 5 7\n").find("add up to 1") != std::string::npos);
  CHECK(fault_of("n 1 3\n").find("line 1") == 0);
  CHECK(fault_of("x\n").find("begins with 'x'") != std::string::npos);
}
