// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/covering.h"

#include <algorithm>
#include <cmath>

namespace dayu::plan {
namespace {

/// One question of a bisection may use this part of all the work.
constexpr int kQuestions = 4;

class Covering {
 public:
  Covering(const Siting& siting, std::uint64_t seed, std::int64_t limit)
      : siting_(siting), seed_(seed), limit_(limit) {}

  ReachAnswer centre() {
    std::vector<double> lengths(siting_.costs);
    std::sort(lengths.begin(), lengths.end());
    lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
    answer_.kind = Reach::centre;
    // Below `low` nothing is possible as far as is known; `high` is.
    std::size_t low = 0, high = first_radius(lengths), proven = 0;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const CoverDecision asked = ask(lengths[middle], siting_.open);
      if (asked.is == CoverDecision::Is::possible) {
        high = radius_of(lengths, asked.open);
        low = std::min(low, high);
        continue;
      }
      if (asked.is == CoverDecision::Is::impossible) proven = middle + 1;
      low = middle + 1;
    }
    answer_.value = answer_.radius = lengths[high];
    answer_.bound = lengths[std::min(proven, high)];
    finish();
    return std::move(answer_);
  }

  ReachAnswer fewest(double radius) {
    answer_.kind = Reach::covering;
    answer_.radius = radius;
    answer_.open = greedy(radius);
    int low = 1, high = static_cast<int>(answer_.open.size()), proven = 1;
    while (low < high) {
      const int middle = (low + high) / 2;
      const CoverDecision asked = ask(radius, middle);
      if (asked.is == CoverDecision::Is::possible) {
        high = static_cast<int>(asked.open.size());
        low = std::min(low, high);
        continue;
      }
      if (asked.is == CoverDecision::Is::impossible) proven = middle + 1;
      low = middle + 1;
    }
    answer_.value = high;
    answer_.bound = std::min(proven, high);
    finish();
    return std::move(answer_);
  }

  ReachAnswer most(double radius) {
    answer_.kind = Reach::most_covered;
    answer_.radius = radius;
    Siting beyond = siting_;
    beyond.whole_costs = true;
    for (double& cost : beyond.costs) cost = cost <= radius ? 0 : 1;
    const SitingAnswer best = p_median(beyond, seed_, limit_);
    answer_.open = best.open;
    answer_.value = best.cost;
    answer_.bound = best.bound;
    answer_.work = best.work;
    answer_.proof = best.proof;
    answer_.proof_radius = radius;
    answer_.proof_open = siting_.open;
    finish();
    return std::move(answer_);
  }

 private:
  CoverDecision ask(double radius, int most) {
    std::vector<std::vector<int>> covers(static_cast<std::size_t>(siting_.sites));
    for (int i = 0; i < siting_.clients; ++i)
      for (int j = 0; j < siting_.sites; ++j)
        if (siting_.row(i)[j] <= radius) covers[static_cast<std::size_t>(j)].push_back(i);
    const std::int64_t left = std::max<std::int64_t>(0, limit_ - answer_.work);
    CoverDecision asked = can_cover(covers, siting_.clients, most, std::min(left, limit_ / kQuestions));
    answer_.work += asked.work;
    if (asked.is == CoverDecision::Is::possible) answer_.open = asked.open;
    if (asked.is == CoverDecision::Is::impossible) {
      answer_.cover_proof = std::move(asked.nodes);
      answer_.proof_radius = radius;
      answer_.proof_open = most;
    }
    return asked;
  }

  /// Each next site where the furthest client is (Gonzalez 1985): within twice the best on a metric.
  std::size_t first_radius(const std::vector<double>& lengths) {
    std::vector<double> near(static_cast<std::size_t>(siting_.clients), 1e300);
    for (int k = 0; k < siting_.open; ++k) {
      const auto furthest = static_cast<int>(std::max_element(near.begin(), near.end()) - near.begin());
      const double* row = siting_.row(furthest);
      const int site = static_cast<int>(std::min_element(row, row + siting_.sites) - row);
      answer_.open.push_back(site);
      for (int i = 0; i < siting_.clients; ++i) {
        double& least = near[static_cast<std::size_t>(i)];
        least = std::min(least, siting_.row(i)[site]);
      }
    }
    std::sort(answer_.open.begin(), answer_.open.end());
    answer_.open.erase(std::unique(answer_.open.begin(), answer_.open.end()), answer_.open.end());
    return radius_of(lengths, answer_.open);
  }

  std::size_t radius_of(const std::vector<double>& lengths, const std::vector<int>& open) const {
    double radius = 0;
    for (int i = 0; i < siting_.clients; ++i) radius = std::max(radius, siting_.row(i)[nearest(i, open)]);
    return static_cast<std::size_t>(std::lower_bound(lengths.begin(), lengths.end(), radius) -
                                    lengths.begin());
  }

  int nearest(int client, const std::vector<int>& open) const {
    const double* row = siting_.row(client);
    return *std::min_element(open.begin(), open.end(), [row](int a, int b) { return row[a] < row[b]; });
  }

  /// The site that covers most of those still uncovered, again and again (Chvatal 1979).
  std::vector<int> greedy(double radius) const {
    std::vector<char> covered(static_cast<std::size_t>(siting_.clients), 0);
    std::vector<int> open;
    for (;;) {
      std::vector<int> gain(static_cast<std::size_t>(siting_.sites), 0);
      for (int i = 0; i < siting_.clients; ++i)
        if (covered[static_cast<std::size_t>(i)] == 0)
          for (int j = 0; j < siting_.sites; ++j)
            gain[static_cast<std::size_t>(j)] += static_cast<int>(siting_.row(i)[j] <= radius);
      const auto best = std::max_element(gain.begin(), gain.end());
      if (*best == 0) return open;
      open.push_back(static_cast<int>(best - gain.begin()));
      for (int i = 0; i < siting_.clients; ++i)
        if (siting_.row(i)[open.back()] <= radius) covered[static_cast<std::size_t>(i)] = 1;
    }
  }

  void finish() {
    std::sort(answer_.open.begin(), answer_.open.end());
    for (int i = 0; i < siting_.clients; ++i) answer_.served_by.push_back(nearest(i, answer_.open));
  }

  const Siting& siting_;
  std::uint64_t seed_;
  std::int64_t limit_;
  ReachAnswer answer_;
};

}  // namespace

ReachAnswer reach(const Siting& siting, Reach kind, double radius, std::uint64_t seed,
                  std::int64_t work_limit) {
  Covering covering(siting, seed, work_limit);
  if (kind == Reach::centre) return covering.centre();
  return kind == Reach::covering ? covering.fewest(radius) : covering.most(radius);
}

int out_of_reach(const Siting& siting, double radius) {
  for (int i = 0; i < siting.clients; ++i)
    if (*std::min_element(siting.row(i), siting.row(i) + siting.sites) > radius) return i;
  return -1;
}

}  // namespace dayu::plan
