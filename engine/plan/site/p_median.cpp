// SPDX-License-Identifier: Apache-2.0
// Best of swap searches from the sites that the Lagrangian bound likes and from shaken bests; and that bound:
//   L(u) = sum_i u_i + sum of the p least over j of rho_j,  rho_j = sum_i min(0, c_ij - u_i)
// (Cornuejols, Fisher & Nemhauser 1977), raised by subgradient steps (Held, Wolfe & Crowder 1974). Invariant:
// bound <= any cost of p open sites, up to rounding of sums (taken off in `median_bound`).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/plan/site/median_tree.h"
#include "engine/plan/site/swap_search.h"

namespace dayu::plan {
namespace {

/// Shares of the work: the bound needs many cheap steps, the search few dear ones.
/// Tuned on the OR-Library problems at hand (a guess elsewhere).
/// Rounds without progress before the tree takes over; where the gap is nearly shut, a search is likelier to
/// shut it than a tree.
constexpr int kIdleRounds = 3, kIdleRoundsNear = 30;
constexpr double kNear_1 = 0.001;
constexpr int kStepsPerRound = 200;
constexpr double kFirstScale = 1.5;
constexpr int kMedianHalveAfter = 15;
/// Part of the last direction that is kept (Crowder 1976): damps the zigzag of plain subgradients.
constexpr double kMedianKeep = 0.6;

struct Relaxed {
  double value = 0;
  std::vector<int> open;    ///< the p sites of least rho
  std::vector<int> served;  ///< by client: how many of them would serve it
};

class Relaxation {
 public:
  explicit Relaxation(const Siting& siting)
      : siting_(siting), rho_(static_cast<std::size_t>(siting.sites)), order_(rho_.size()) {}

  void solve(const std::vector<double>& prices, Relaxed& result) {
    std::fill(rho_.begin(), rho_.end(), 0.0);
    for (int i = 0; i < siting_.clients; ++i) {
      const double* row = siting_.row(i);
      const double price = prices[static_cast<std::size_t>(i)];
      for (std::size_t j = 0; j < rho_.size(); ++j) rho_[j] += std::min(0.0, row[j] - price);
    }
    std::iota(order_.begin(), order_.end(), 0);
    const auto middle = order_.begin() + siting_.open;
    std::nth_element(order_.begin(), middle, order_.end(), [&](int a, int b) {
      const double x = rho_[static_cast<std::size_t>(a)], y = rho_[static_cast<std::size_t>(b)];
      return x != y ? x < y : a < b;
    });
    result.open.assign(order_.begin(), middle);
    std::sort(result.open.begin(), result.open.end());
    result.value = std::accumulate(prices.begin(), prices.end(), 0.0);
    for (const int site : result.open) result.value += rho_[static_cast<std::size_t>(site)];
    result.served.assign(static_cast<std::size_t>(siting_.clients), 0);
    for (int i = 0; i < siting_.clients; ++i)
      for (const int site : result.open)
        result.served[static_cast<std::size_t>(i)] +=
            static_cast<int>(siting_.row(i)[site] < prices[static_cast<std::size_t>(i)]);
  }

 private:
  const Siting& siting_;
  std::vector<double> rho_;
  std::vector<int> order_;
};

class Median {
 public:
  Median(const Siting& siting, std::uint64_t seed, std::int64_t work_limit, double enough)
      : siting_(siting),
        random_(seed, 77),
        search_(siting),
        relaxation_(siting),
        limit_(work_limit),
        enough_(enough) {}

  SitingAnswer solve() {
    first_open();
    first_prices();
    for (int idle = 0; !proven() && work() < limit_ / 2; ++idle) {
      const double cost = answer_.cost, bound = proven_bound();
      if (idle >= (cost - bound <= kNear_1 * cost ? kIdleRoundsNear : kIdleRounds)) break;
      raise_bound();
      search_around();
      if (answer_.cost < cost || proven_bound() > bound + 1e-4 * (cost - bound)) idle = -1;
    }
    prove();
    finish();
    return std::move(answer_);
  }

 private:
  std::int64_t work() const { return search_.work() + bound_work_; }

  /// What a bound says of whole costs.
  double proven_bound() const {
    return siting_.whole_costs ? std::ceil(answer_.bound - 1e-6) : answer_.bound;
  }
  bool proven() const { return answer_.cost <= proven_bound() * (1 + 1e-12) || proven_bound() >= enough_; }

  void take_if_better() {
    if (!answer_.open.empty() && search_.cost() >= answer_.cost - 1e-9) return;
    answer_.open = search_.open();
    answer_.cost = search_.cost();
  }

  void first_open() {
    std::vector<int> open(static_cast<std::size_t>(siting_.open));
    std::vector<int> all(static_cast<std::size_t>(siting_.sites));
    std::iota(all.begin(), all.end(), 0);
    for (std::size_t k = 0; k < open.size(); ++k) {
      std::swap(all[k], all[k + static_cast<std::size_t>(random_.below(static_cast<int>(all.size() - k)))]);
      open[k] = all[k];
    }
    search_.start(open);
    search_.descend(limit_);
    take_if_better();
  }

  /// Between what a client pays to its nearest and to its second nearest open site.
  void first_prices() {
    prices_.resize(static_cast<std::size_t>(siting_.clients));
    way_.assign(prices_.size(), 0.0);
    for (int i = 0; i < siting_.clients; ++i) {
      double near = base_far(), next = near;
      for (const int site : answer_.open) {
        const double cost = siting_.row(i)[site];
        if (cost < near) {
          next = near;
          near = cost;
        } else {
          next = std::min(next, cost);
        }
      }
      prices_[static_cast<std::size_t>(i)] = next < base_far() ? (near + next) / 2 : near + 1;
    }
    best_prices_ = prices_;
    answer_.bound = -base_far();
  }

  static double base_far() { return 1e300; }

  void raise_bound() {
    Relaxed relaxed;
    int idle = 0;
    for (int step = 0; step < kStepsPerRound && !proven() && work() < limit_; ++step) {
      relaxation_.solve(prices_, relaxed);
      bound_work_ += static_cast<std::int64_t>(siting_.clients) * siting_.sites;
      ++idle;
      if (relaxed.value > answer_.bound) {
        if (relaxed.value > answer_.bound + 1e-7 * std::abs(answer_.bound)) idle = 0;
        answer_.bound = relaxed.value;
        best_prices_ = prices_;
        liked_ = relaxed.open;
      }
      if (idle >= kMedianHalveAfter) {
        scale_ /= 2;
        prices_ = best_prices_;
        std::fill(way_.begin(), way_.end(), 0.0);
        idle = 0;
        continue;
      }
      double norm = 0;
      for (std::size_t i = 0; i < prices_.size(); ++i) {
        way_[i] = (1.0 - relaxed.served[i]) + kMedianKeep * way_[i];
        norm += way_[i] * way_[i];
      }
      if (norm == 0) break;
      const double size = scale_ * (1.0005 * answer_.cost - relaxed.value) / norm;
      for (std::size_t i = 0; i < prices_.size(); ++i)
        prices_[i] = std::max(0.0, prices_[i] + size * way_[i]);
    }
    if (scale_ < 1e-3) scale_ = 0.3;  // the best bound may lie on another ridge
  }

  /// From what the bound likes, then from the best, shaken.
  void search_around() {
    if (!liked_.empty()) {
      search_.start(liked_);
      search_.descend(limit_);
      take_if_better();
    }
    const int most = std::max(2, std::min(siting_.open / 4 + 2, 20));
    for (int n = 0; n < 8 && !proven() && work() < limit_; ++n) {
      search_.start(answer_.open);
      search_.shake(2 + random_.below(most), random_);
      search_.descend(limit_);
      take_if_better();
    }
  }

  /// The tree gives the proof in every case; where the root's prices do not reach the cost, it closes the
  /// gap.
  void prove() {
    MedianTree tree = median_tree(siting_, std::min(answer_.cost, enough_), best_prices_, limit_ - work());
    bound_work_ += tree.work;
    if (!tree.better.empty()) answer_.open = tree.better;
    answer_.bound = tree.bound;
    answer_.proof = std::move(tree.nodes);
  }

  void finish() {
    std::sort(answer_.open.begin(), answer_.open.end());
    answer_.served_by.resize(static_cast<std::size_t>(siting_.clients));
    answer_.cost = 0;
    for (int i = 0; i < siting_.clients; ++i) {
      const double* row = siting_.row(i);
      const int site = *std::min_element(answer_.open.begin(), answer_.open.end(),
                                         [row](int a, int b) { return row[a] < row[b]; });
      answer_.served_by[static_cast<std::size_t>(i)] = site;
      answer_.cost += row[site];
    }
    answer_.bound = std::min(proven_bound(), answer_.cost);
    answer_.work = work();
  }

  const Siting& siting_;
  base::Random random_;
  SwapSearch search_;
  Relaxation relaxation_;
  std::int64_t limit_, bound_work_ = 0;
  double enough_;
  SitingAnswer answer_;
  std::vector<double> prices_, best_prices_, way_;  ///< multipliers; the best; the direction they move in
  std::vector<int> liked_;
  double scale_ = kFirstScale;
};

}  // namespace

SitingAnswer p_median(const Siting& siting, std::uint64_t seed, std::int64_t work_limit, double enough) {
  return Median(siting, seed, work_limit, enough).solve();
}

}  // namespace dayu::plan
