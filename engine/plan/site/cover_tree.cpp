// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/cover_tree.h"

#include <algorithm>
#include <numeric>

namespace dayu::plan {
namespace {

constexpr int kCoverRootSteps = 600, kCoverNodeSteps = 80, kCoverHalveAfter = 12, kGreedyEvery = 10;
constexpr double kCoverLeastScale = 0.01;
/// L counts as above a whole number only beyond the rounding of its sums.
constexpr double kCoverAbove = 1e-6;

using Lists = std::vector<std::vector<int>>;

std::size_t place_of(int i) {
  return static_cast<std::size_t>(i);
}

class CoverTree {
 public:
  CoverTree(const Lists& covers, int clients, int most, std::int64_t limit)
      : covers_(covers),
        most_(most),
        limit_(limit),
        by_client_(place_of(clients)),
        covered_(place_of(clients), 0) {
    state_.assign(covers.size(), kLeft);
    for (std::size_t j = 0; j < covers.size(); ++j)
      for (const int client : covers[j]) by_client_[place_of(client)].push_back(static_cast<int>(j));
    for (std::size_t j = 0; j < covers.size(); ++j)
      if (outdone(static_cast<int>(j))) state_[j] = kClosed;
    sums_.assign(covers.size(), 0);
  }

  CoverDecision decide() {
    std::vector<double> prices(covered_.size());
    for (std::size_t i = 0; i < prices.size(); ++i) prices[i] = first_price(static_cast<int>(i));
    visit(-1, -1, false, prices);
    if (found_.is == CoverDecision::Is::unknown && !stopped_) found_.is = CoverDecision::Is::impossible;
    return std::move(found_);
  }

 private:
  enum : char { kLeft, kOpen, kClosed };

  /// Does another site cover all that this one does?
  bool outdone(int site) const {
    const std::vector<int>& own = covers_[place_of(site)];
    if (own.empty()) return true;
    for (const int other : by_client_[place_of(own.front())]) {
      const std::vector<int>& more = covers_[place_of(other)];
      if (other == site || more.size() < own.size() || (more.size() == own.size() && other > site)) continue;
      if (std::includes(more.begin(), more.end(), own.begin(), own.end())) return true;
    }
    return false;
  }

  double first_price(int client) const {
    std::size_t most = 1;
    for (const int site : by_client_[place_of(client)]) most = std::max(most, covers_[place_of(site)].size());
    return 1.0 / static_cast<double>(most);
  }

  bool done() const { return stopped_ || found_.is == CoverDecision::Is::possible; }

  /// Opens or closes a site and everything below it; all is as before afterwards.
  void visit(int parent, int site, bool opened, std::vector<double> prices) {
    if (done()) return;
    const int self = static_cast<int>(found_.nodes.size());
    found_.nodes.push_back({parent, site, opened, {}});
    put(site, opened ? kOpen : kClosed, 1);
    const double bound = raise(prices, parent < 0 ? kCoverRootSteps : kCoverNodeSteps);
    if (!done()) {
      if (bound > most_ + kCoverAbove) {
        found_.nodes[place_of(self)].prices = std::move(prices);
      } else {
        branch(self, prices);
      }
    }
    put(site, kLeft, -1);
  }

  void put(int site, char state, int change) {
    if (site < 0) return;
    if (state == kOpen || state_[place_of(site)] == kOpen) {
      opened_ += change;
      for (const int client : covers_[place_of(site)]) covered_[place_of(client)] += change;
    }
    state_[place_of(site)] = state;
  }

  /// On a client with the fewest sites left: its most wanted site.
  void branch(int self, const std::vector<double>& prices) {
    std::size_t fewest = covers_.size() + 1;
    int client = -1;
    for (std::size_t i = 0; i < covered_.size(); ++i) {
      if (covered_[i] > 0) continue;
      const std::size_t left = sites_left(static_cast<int>(i));
      if (left >= fewest) continue;
      fewest = left;
      client = static_cast<int>(i);
    }
    if (client < 0) {  // everybody is covered, with sites to spare
      offer(chosen());
      return;
    }
    total(prices);
    int best = -1;
    for (const int site : by_client_[place_of(client)])
      if (state_[place_of(site)] == kLeft && (best < 0 || sums_[place_of(site)] > sums_[place_of(best)]))
        best = site;
    visit(self, best, true, prices);
    visit(self, best, false, prices);
  }

  std::size_t sites_left(int client) const {
    return static_cast<std::size_t>(std::count_if(by_client_[place_of(client)].begin(),
                                                  by_client_[place_of(client)].end(),
                                                  [&](int site) { return state_[place_of(site)] == kLeft; }));
  }

  /// sums_: by site, the prices of its clients that are not covered.
  void total(const std::vector<double>& prices) {
    std::fill(sums_.begin(), sums_.end(), 0.0);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (covered_[i] > 0 || prices[i] == 0) continue;
      for (const int site : by_client_[i]) sums_[place_of(site)] += prices[i];
      found_.work += static_cast<std::int64_t>(by_client_[i].size());
    }
    if (found_.work > limit_) stopped_ = true;
  }

  double bound_of(const std::vector<double>& prices) {
    total(prices);
    double bound = opened_;
    for (std::size_t i = 0; i < prices.size(); ++i)
      if (covered_[i] == 0) bound += prices[i];
    for (std::size_t j = 0; j < sums_.size(); ++j)
      if (state_[j] == kLeft && sums_[j] > 1) bound += 1 - sums_[j];
    return bound;
  }

  /// Subgradient steps towards a bound just above `most`; the best prices, and their bound.
  double raise(std::vector<double>& best, int steps) {
    // A client without a site left: no completion, at any price.
    for (std::size_t i = 0; i < covered_.size(); ++i)
      if (covered_[i] == 0 && sites_left(static_cast<int>(i)) == 0) best[i] = most_ + 2;
    std::vector<double> prices = best;
    double best_bound = bound_of(prices), scale = 1;
    int idle = 0;
    for (int step = 0; step < steps && best_bound <= most_ + kCoverAbove && !done(); ++step) {
      if (step % kGreedyEvery == 0) offer(greedy());
      if (!move(prices, scale)) break;
      const double bound = bound_of(prices);
      ++idle;
      if (bound > best_bound) {
        best_bound = bound;
        best = prices;
        idle = 0;
      }
      if (idle < kCoverHalveAfter) continue;
      scale /= 2;
      if (scale < kCoverLeastScale) break;
      prices = best;
      bound_of(prices);
      idle = 0;
    }
    return best_bound;
  }

  /// By sums_ of these prices; false where every client is covered exactly once.
  bool move(std::vector<double>& prices, double scale) {
    double norm = 0, bound = opened_;
    std::vector<double> way(prices.size(), 0);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (covered_[i] > 0) continue;
      bound += prices[i];
      way[i] = 1;
      for (const int site : by_client_[i])
        if (state_[place_of(site)] == kLeft && sums_[place_of(site)] > 1) way[i] -= 1;
      if (prices[i] == 0 && way[i] < 0) way[i] = 0;
      norm += way[i] * way[i];
    }
    for (std::size_t j = 0; j < sums_.size(); ++j)
      if (state_[j] == kLeft && sums_[j] > 1) bound += 1 - sums_[j];
    if (norm == 0) return false;
    const double length = scale * (most_ + 1.05 - bound) / norm;
    for (std::size_t i = 0; i < prices.size(); ++i) prices[i] = std::max(0.0, prices[i] + length * way[i]);
    return true;
  }

  std::vector<int> chosen() const {
    std::vector<int> open;
    for (std::size_t j = 0; j < state_.size(); ++j)
      if (state_[j] == kOpen) open.push_back(static_cast<int>(j));
    return open;
  }

  /// The most wanted sites in turn, each while it covers somebody new; then those who became needless go.
  std::vector<int> greedy() {
    std::vector<int> open = chosen(), order;
    std::vector<int> times(covered_);
    for (std::size_t j = 0; j < sums_.size(); ++j)
      if (state_[j] == kLeft) order.push_back(static_cast<int>(j));
    std::sort(order.begin(), order.end(), [&](int a, int b) {
      return sums_[place_of(a)] != sums_[place_of(b)] ? sums_[place_of(a)] > sums_[place_of(b)] : a < b;
    });
    for (const int site : order) {
      const std::vector<int>& clients = covers_[place_of(site)];
      if (std::none_of(clients.begin(), clients.end(), [&](int c) { return times[place_of(c)] == 0; }))
        continue;
      open.push_back(site);
      for (const int c : clients) ++times[place_of(c)];
    }
    if (std::find(times.begin(), times.end(), 0) != times.end()) return {};
    for (std::size_t k = open.size(); k-- > 0;) {
      const std::vector<int>& clients = covers_[place_of(open[k])];
      if (std::any_of(clients.begin(), clients.end(), [&](int c) { return times[place_of(c)] == 1; }))
        continue;
      for (const int c : clients) --times[place_of(c)];
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
    }
    return open;
  }

  void offer(std::vector<int> open) {
    if (open.empty() || static_cast<int>(open.size()) > most_) return;
    std::sort(open.begin(), open.end());
    found_.is = CoverDecision::Is::possible;
    found_.open = std::move(open);
  }

  const Lists& covers_;
  int most_, opened_ = 0;
  std::int64_t limit_;
  Lists by_client_;
  std::vector<int> covered_;  ///< by client: open sites that cover it
  std::vector<char> state_;
  std::vector<double> sums_;
  bool stopped_ = false;
  CoverDecision found_;
};

}  // namespace

CoverDecision can_cover(const std::vector<std::vector<int>>& covers, int clients, int most,
                        std::int64_t work_limit) {
  return CoverTree(covers, clients, most, work_limit).decide();
}

}  // namespace dayu::plan
