// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "engine/geo/table.h"
#include "engine/plan/site/location_files.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using plan::MedianNode;
using plan::Siting;
using plan::SitingAnswer;

namespace {

Siting random_siting(int clients, int sites, int open, std::uint64_t seed, bool whole) {
  Siting siting;
  siting.clients = clients;
  siting.sites = sites;
  siting.open = open;
  siting.whole_costs = whole;
  base::Random random(seed, 1);
  for (int n = 0; n < clients * sites; ++n) {
    const double cost = random.between(0, 100);
    siting.costs.push_back(whole ? std::floor(cost) : cost);
  }
  return siting;
}

double cost_of(const Siting& siting, const std::vector<int>& open) {
  double sum = 0;
  for (int i = 0; i < siting.clients; ++i) {
    double near = 1e300;
    for (const int site : open) near = std::min(near, siting.row(i)[site]);
    sum += near;
  }
  return sum;
}

double least_by_trying_all(const Siting& siting) {
  std::vector<bool> chosen(static_cast<std::size_t>(siting.sites), false);
  std::fill(chosen.begin(), chosen.begin() + siting.open, true);
  double least = 1e300;
  do {
    std::vector<int> open;
    for (int j = 0; j < siting.sites; ++j)
      if (chosen[static_cast<std::size_t>(j)]) open.push_back(j);
    least = std::min(least, cost_of(siting, open));
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return least;
}

/// The bound of a node by its own prices, computed another way than the planner does.
double bound_of(const Siting& siting, const MedianNode& node) {
  double bound = std::accumulate(node.prices.begin(), node.prices.end(), 0.0);
  const auto worth = [&](int site) {
    double sum = 0;
    for (int i = 0; i < siting.clients; ++i)
      sum += std::min(0.0, siting.row(i)[site] - node.prices[static_cast<std::size_t>(i)]);
    return sum;
  };
  for (const int site : node.open) bound += worth(site);
  std::vector<double> rest;
  for (const int site : node.undecided) rest.push_back(worth(site));
  std::sort(rest.begin(), rest.end());
  for (std::size_t k = node.open.size();
       k < static_cast<std::size_t>(siting.open) && k - node.open.size() < rest.size(); ++k)
    bound += rest[k - node.open.size()];
  return bound;
}

}  // namespace

TEST_CASE("p-median equals trying all choices on small cases, and its bound is proven") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Siting siting = random_siting(12 + static_cast<int>(seed % 5), 9 + static_cast<int>(seed % 3),
                                        1 + static_cast<int>(seed % 5), seed, seed % 2 == 0);
    const SitingAnswer answer = plan::p_median(siting, seed, 100000000);
    INFO("seed " << seed);
    CHECK(answer.cost == Approx(least_by_trying_all(siting)));
    CHECK(answer.cost == Approx(cost_of(siting, answer.open)));
    CHECK(answer.bound == Approx(answer.cost));
    CHECK(static_cast<int>(answer.open.size()) == siting.open);
  }
}

TEST_CASE(
    "every leaf of a proof reaches the answer's cost by its own prices, and children cover their parent") {
  const Siting siting = random_siting(40, 25, 4, 7, true);
  const SitingAnswer answer = plan::p_median(siting, 1, 1000000000);
  REQUIRE(!answer.proof.empty());
  std::vector<int> children(answer.proof.size(), 0);
  for (const MedianNode& node : answer.proof)
    if (node.parent >= 0) ++children[static_cast<std::size_t>(node.parent)];
  for (std::size_t n = 0; n < answer.proof.size(); ++n) {
    const MedianNode& node = answer.proof[n];
    const bool decided = static_cast<int>(node.open.size()) == siting.open;
    INFO("node " << n);
    if (children[n] == 0 && decided)
      CHECK(cost_of(siting, node.open) >= answer.cost - 1e-9);
    else if (children[n] == 0)
      CHECK(bound_of(siting, node) > answer.cost - 1);
    CHECK(bound_of(siting, node) <= answer.cost + 1e-6);
  }
}

TEST_CASE("more open sites never cost more; the same seed gives the same answer") {
  double before = 1e300;
  for (int open = 1; open <= 8; ++open) {
    const Siting siting = random_siting(60, 30, open, 3, true);
    const SitingAnswer answer = plan::p_median(siting, 1, 300000000);
    CHECK(answer.cost <= before);
    before = answer.cost;
    CHECK(plan::p_median(siting, 1, 300000000).open == answer.open);
  }
}

TEST_CASE("an OR-Library file with a fault is told with its line") {
  const test::TemporaryFolder folder("pmed");
  const auto fault = [&](const std::string& text) {
    geo::write_file(folder.path() / "p.txt", text);
    try {
      plan::read_orlib_pmed(folder.path() / "p.txt");
    } catch (const base::InputError& error) {
      return error.faults().front().place + ": " + error.faults().front().what;
    }
    return std::string();
  };
  CHECK(fault("3 2 1\n1 2 5\n2 3 4\n").empty());
  CHECK(fault("3 2 1\n1 2 5\n2 x 4\n").find("line 3") == 0);
  CHECK(fault("3 2 1\n1 2 5\n").find("missing") != std::string::npos);
  CHECK(fault("3 2 4\n1 2 5\n2 3 4\n").find("line 1") == 0);
  CHECK(fault("3 2 1\n1 2 5\n2 4 4\n").find("line 3") == 0);
  CHECK(fault("3 1 1\n1 2 5\n").find("cannot be reached") != std::string::npos);
  CHECK(fault("3 2 1\n1 2 -5\n2 3 4\n").find("negative") != std::string::npos);
  const plan::Siting twice = [&] {
    geo::write_file(folder.path() / "p.txt", "2 2 1\n1 2 9\n1 2 5\n");
    return plan::read_orlib_pmed(folder.path() / "p.txt");
  }();
  CHECK(twice.row(0)[1] == 5);  // the last line of a pair holds
}

TEST_CASE("capacitated siting equals trying all choices on small cases") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    base::Random random(seed, 5);
    plan::CapacitatedSiting siting;
    siting.sites = 6;
    siting.clients = 9;
    for (int j = 0; j < siting.sites; ++j) {
      siting.capacities.push_back(30 + random.below(40));
      siting.fixed.push_back(random.between(10, 200));
    }
    for (int i = 0; i < siting.clients; ++i) {
      siting.demands.push_back(1 + random.below(15));
      for (int j = 0; j < siting.sites; ++j) siting.costs.push_back(random.between(1, 100));
    }
    double least = 1e300;
    for (unsigned mask = 1; mask < 1U << siting.sites; ++mask) {
      std::vector<int> open;
      for (int j = 0; j < siting.sites; ++j)
        if ((mask >> j & 1U) != 0) open.push_back(j);
      least = std::min(least, plan::serving_cost(siting, open));
    }
    const plan::CapacitatedAnswer answer = plan::capacitated(siting, 1000000000);
    INFO("seed " << seed);
    CHECK(answer.cost == Approx(least));
    CHECK(answer.bound == Approx(least));
    std::vector<double> served(9, 0), used(6, 0);
    for (const plan::CapacitatedAnswer::Share& share : answer.shares) {
      served[static_cast<std::size_t>(share.client)] += share.quantity;
      used[static_cast<std::size_t>(share.site)] += share.quantity;
      CHECK(std::find(answer.open.begin(), answer.open.end(), share.site) != answer.open.end());
    }
    for (std::size_t i = 0; i < served.size(); ++i) CHECK(served[i] == Approx(siting.demands[i]));
    for (std::size_t j = 0; j < used.size(); ++j) CHECK(used[j] <= siting.capacities[j] + 1e-9);
  }
}
