// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/covering.h"

#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace dayu;
using plan::Reach;
using plan::ReachAnswer;
using plan::Siting;

namespace {

/// Points on a square, lengths between them; whole or not.
Siting points_on_a_square(int clients, int sites, int open, std::uint64_t seed, bool whole) {
  base::Random random(seed, 9);
  std::vector<std::pair<double, double>> at;
  for (int i = 0; i < clients + sites; ++i) at.emplace_back(random.between(0, 100), random.between(0, 100));
  Siting siting;
  siting.clients = clients;
  siting.sites = sites;
  siting.open = open;
  siting.whole_costs = whole;
  for (int i = 0; i < clients; ++i)
    for (int j = 0; j < sites; ++j) {
      const auto &a = at[static_cast<std::size_t>(i)], &b = at[static_cast<std::size_t>(clients + j)];
      const double length = std::hypot(a.first - b.first, a.second - b.second);
      siting.costs.push_back(whole ? std::floor(length) : length);
    }
  return siting;
}

double furthest(const Siting& siting, unsigned mask) {
  double most = 0;
  for (int i = 0; i < siting.clients; ++i) {
    double near = 1e300;
    for (int j = 0; j < siting.sites; ++j)
      if ((mask >> j & 1U) != 0) near = std::min(near, siting.row(i)[j]);
    most = std::max(most, near);
  }
  return most;
}

int beyond(const Siting& siting, unsigned mask, double radius) {
  int count = 0;
  for (int i = 0; i < siting.clients; ++i) {
    bool covered = false;
    for (int j = 0; j < siting.sites; ++j)
      covered = covered || ((mask >> j & 1U) != 0 && siting.row(i)[j] <= radius);
    count += covered ? 0 : 1;
  }
  return count;
}

int bits(unsigned mask) {
  int count = 0;
  for (; mask != 0; mask &= mask - 1) ++count;
  return count;
}

unsigned mask_of(const std::vector<int>& open) {
  unsigned mask = 0;
  for (const int site : open) mask |= 1U << site;
  return mask;
}

constexpr std::int64_t kWork = 1000000000;

}  // namespace

TEST_CASE("p-centre equals trying all choices on small cases, and its bound reaches it") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Siting siting = points_on_a_square(16, 10, 1 + static_cast<int>(seed % 5), seed, seed % 2 == 0);
    double least = 1e300;
    for (unsigned mask = 1; mask < 1U << siting.sites; ++mask)
      if (bits(mask) <= siting.open) least = std::min(least, furthest(siting, mask));
    const ReachAnswer answer = plan::reach(siting, Reach::centre, 0, seed, kWork);
    INFO("seed " << seed);
    CHECK(answer.value == least);
    CHECK(answer.bound == least);
    CHECK(static_cast<int>(answer.open.size()) <= siting.open);
    CHECK(furthest(siting, mask_of(answer.open)) == least);
  }
}

TEST_CASE("set covering equals trying all choices on small cases, and its bound reaches it") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Siting siting = points_on_a_square(18, 11, 1, seed, true);
    const double radius = 40 + static_cast<double>(seed % 4) * 5;
    if (plan::out_of_reach(siting, radius) >= 0) continue;
    int fewest = siting.sites;
    for (unsigned mask = 1; mask < 1U << siting.sites; ++mask)
      if (beyond(siting, mask, radius) == 0) fewest = std::min(fewest, bits(mask));
    const ReachAnswer answer = plan::reach(siting, Reach::covering, radius, seed, kWork);
    INFO("seed " << seed);
    CHECK(answer.value == fewest);
    CHECK(answer.bound == fewest);
    CHECK(beyond(siting, mask_of(answer.open), radius) == 0);
    CHECK(static_cast<int>(answer.open.size()) == fewest);
  }
}

TEST_CASE("maximal covering equals trying all choices on small cases, and its bound reaches it") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Siting siting = points_on_a_square(20, 10, 2 + static_cast<int>(seed % 3), seed, true);
    int least = siting.clients;
    for (unsigned mask = 1; mask < 1U << siting.sites; ++mask)
      if (bits(mask) == siting.open) least = std::min(least, beyond(siting, mask, 25));
    const ReachAnswer answer = plan::reach(siting, Reach::most_covered, 25, seed, kWork);
    INFO("seed " << seed);
    CHECK(answer.value == least);
    CHECK(answer.bound == least);
    CHECK(beyond(siting, mask_of(answer.open), 25) == least);
  }
}

TEST_CASE("a wider radius never needs more sites; more sites never reach less far") {
  const Siting siting = points_on_a_square(60, 60, 1, 4, true);
  double before = 1e300;
  for (const double radius : {30.0, 35.0, 45.0, 60.0, 150.0}) {
    if (plan::out_of_reach(siting, radius) >= 0) continue;
    const double fewest = plan::reach(siting, Reach::covering, radius, 1, kWork).value;
    CHECK(fewest <= before);
    before = fewest;
  }
  CHECK(before == 1);
  double radius = 1e300;
  for (int open = 1; open <= 6; ++open) {
    Siting wider = siting;
    wider.open = open;
    const double least = plan::reach(wider, Reach::centre, 0, 1, kWork).value;
    CHECK(least <= radius);
    radius = least;
  }
}

TEST_CASE("without work the p-centre's bound stays below its value and is still true") {
  const Siting siting = points_on_a_square(40, 40, 4, 2, true);
  const ReachAnswer hasty = plan::reach(siting, Reach::centre, 0, 1, 0);
  const ReachAnswer best = plan::reach(siting, Reach::centre, 0, 1, kWork);
  CHECK(hasty.bound <= best.value);
  CHECK(hasty.value >= best.value);
}
