// SPDX-License-Identifier: Apache-2.0
// L(u) = sum u_i + min over y of sum_j y_j v_j(u), sum_j s_j y_j >= D, with
//   v_j(u) = f_j + min { sum_i (c_ij - u_i) x_i : sum_i d_i x_i <= s_j, 0 <= x <= 1 }   (a continuous
//   knapsack).
// The cover over y is relaxed to 0 <= y <= 1, whose dual price `cover` gives each site the reduced worth
// r_j = v_j - cover * s_j; L = sum u + sum min(0, r_j) + cover * D. A site whose other state would lift L to
// the best known cost is settled.
#include "engine/plan/site/capacitated.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace dayu::plan {
namespace {

constexpr double kNoCost = std::numeric_limits<double>::infinity();
constexpr int kRootSteps = 1200, kNodeSteps = 120, kHalveAfterRoot = 25, kHalveAfter = 10;
constexpr double kKeep = 0.6, kLeastScale = 0.005;
/// Costs differ by less than this only through rounding.
constexpr double kSame_1 = 1e-9;

enum class State : signed char { closed, open, undecided };

struct Node {
  std::vector<State> states;
  std::vector<double> prices;
  double bound = -kNoCost;
};

struct RelaxedFlows {
  double bound = -kNoCost;
  std::vector<double> reduced;  ///< r_j
  std::vector<double> share;    ///< y_j
  std::vector<double> served;   ///< by client: sum of y_j x_ij
};

class Solver {
 public:
  Solver(const CapacitatedSiting& siting, std::int64_t work_limit)
      : siting_(siting),
        limit_(work_limit),
        demand_(std::accumulate(siting.demands.begin(), siting.demands.end(), 0.0)),
        by_site_(siting.costs.size()) {
    const auto n = static_cast<std::size_t>(siting.clients);
    for (int i = 0; i < siting.clients; ++i)
      for (int j = 0; j < siting.sites; ++j)
        by_site_[static_cast<std::size_t>(j) * n + static_cast<std::size_t>(i)] = siting.row(i)[j];
    answer_.cost = kNoCost;
  }

  CapacitatedAnswer solve() {
    Node root;
    root.states.assign(static_cast<std::size_t>(siting_.sites), State::undecided);
    root.prices.resize(static_cast<std::size_t>(siting_.clients));
    for (int i = 0; i < siting_.clients; ++i)
      root.prices[static_cast<std::size_t>(i)] =
          *std::min_element(siting_.row(i), siting_.row(i) + siting_.sites);
    try_all_open();
    std::vector<Node> waiting{std::move(root)};
    double unexplored = kNoCost;
    while (!waiting.empty()) {
      Node node = std::move(waiting.back());
      waiting.pop_back();
      if (node.bound >= enough()) continue;
      if (answer_.work > limit_)
        unexplored = std::min(unexplored, node.bound);
      else
        visit(std::move(node), waiting);
    }
    answer_.bound = std::min(answer_.cost, unexplored);
    std::sort(answer_.open.begin(), answer_.open.end());
    answer_.shares.clear();
    answer_.cost = serving_cost(siting_, answer_.open, &answer_.shares);
    return std::move(answer_);
  }

 private:
  double enough() const { return answer_.cost * (1 - kSame_1); }

  void try_all_open() {
    std::vector<int> all(static_cast<std::size_t>(siting_.sites));
    std::iota(all.begin(), all.end(), 0);
    offer(all);
  }

  /// Prices a choice exactly, once; then drops, adds and exchanges sites while that helps.
  void offer(std::vector<int> open) {
    std::sort(open.begin(), open.end());
    if (!tried_.insert(open).second) return;
    const double cost = price(open);
    if (cost >= answer_.cost) return;
    answer_.cost = cost;
    answer_.open = open;
  }

  double price(const std::vector<int>& open) {
    answer_.work += static_cast<std::int64_t>(open.size()) * siting_.clients * 20;
    return serving_cost(siting_, open);
  }

  void visit(Node node, std::vector<Node>& waiting) {
    ++answer_.nodes;
    const bool root = answer_.nodes == 1;
    const RelaxedFlows best =
        raise(node, root ? kRootSteps : kNodeSteps, root ? kHalveAfterRoot : kHalveAfter);
    if (root) answer_.prices = node.prices;
    node.bound = std::max(node.bound, best.bound);
    if (node.bound >= enough()) return;
    settle(node, best);
    improve(node, best);
    if (node.bound >= enough()) return;
    branch(node, best, waiting);
  }

  /// Subgradient steps; leaves the best prices in the node.
  RelaxedFlows raise(Node& node, int steps, int halve_after) {
    RelaxedFlows best, now;
    std::vector<double> prices = node.prices, way(prices.size(), 0.0);
    double scale = 1.5;
    int idle = 0;
    for (int step = 0; step < steps && best.bound < enough() && answer_.work < limit_; ++step) {
      relax(node, prices, now);
      ++idle;
      if (now.bound > best.bound) {
        if (now.bound > best.bound + 1e-6 * std::abs(now.bound)) idle = 0;
        best = now;
        node.prices = prices;
        if (step > steps / 4 && step % 10 == 0) offer(choice(now));
      }
      if (idle >= halve_after) {
        scale /= 2;
        if (scale < kLeastScale) break;
        prices = node.prices;
        std::fill(way.begin(), way.end(), 0.0);
        idle = 0;
        continue;
      }
      double norm = 0;
      for (std::size_t i = 0; i < way.size(); ++i) {
        way[i] = (1 - now.served[i]) + kKeep * way[i];
        norm += way[i] * way[i];
      }
      if (norm < 1e-12) break;
      const double size = scale * (answer_.cost * 1.0005 - now.bound) / norm;
      for (std::size_t i = 0; i < way.size(); ++i) prices[i] += size * way[i];
    }
    offer(choice(best));
    return best;
  }

  /// Sites that a relaxed solution opens; a part counts as whole.
  std::vector<int> choice(const RelaxedFlows& relaxed) const {
    std::vector<int> open;
    for (int j = 0; j < siting_.sites; ++j)
      if (relaxed.share[static_cast<std::size_t>(j)] > 0) open.push_back(j);
    return open;
  }

  void relax(const Node& node, const std::vector<double>& prices, RelaxedFlows& result) {
    const auto sites = static_cast<std::size_t>(siting_.sites);
    result.reduced.assign(sites, 0);
    result.share.assign(sites, 0);
    result.served.assign(prices.size(), 0);
    fills_.resize(sites);
    for (std::size_t j = 0; j < sites; ++j)
      if (node.states[j] != State::closed) result.reduced[j] = knapsack(j, prices, fills_[j]);
    const double cover = cover_price(node, result.reduced);
    if (cover == kNoCost) {
      result.bound = kNoCost;
      return;
    }
    result.bound = std::accumulate(prices.begin(), prices.end(), 0.0) + cover * demand_;
    double open_capacity = 0;
    for (std::size_t j = 0; j < sites; ++j) {
      if (node.states[j] == State::closed) continue;
      result.reduced[j] -= cover * siting_.capacities[j];
      const bool taken = node.states[j] == State::open || result.reduced[j] < 0;
      if (!taken) continue;
      result.bound += result.reduced[j];
      result.share[j] = 1;
      open_capacity += siting_.capacities[j];
    }
    // The site at the margin of the cover (reduced worth 0) fills what is missing.
    for (std::size_t j = 0; j < sites && open_capacity < demand_; ++j)
      if (node.states[j] == State::undecided && result.share[j] == 0 &&
          std::abs(result.reduced[j]) <= 1e-9 * (1 + std::abs(cover * siting_.capacities[j]))) {
        result.share[j] = std::min(1.0, (demand_ - open_capacity) / siting_.capacities[j]);
        open_capacity += result.share[j] * siting_.capacities[j];
      }
    for (std::size_t j = 0; j < sites; ++j)
      if (result.share[j] > 0)
        for (const auto& [client, part] : fills_[j]) result.served[client] += part * result.share[j];
  }

  /// v_j and who is served in it.
  double knapsack(std::size_t site, const std::vector<double>& prices,
                  std::vector<std::pair<std::size_t, double>>& fill) {
    const double* costs = by_site_.data() + site * prices.size();
    worth_.clear();
    double wanted = 0;
    for (std::size_t i = 0; i < prices.size(); ++i)
      if (costs[i] < prices[i]) {
        worth_.emplace_back((costs[i] - prices[i]) / siting_.demands[i], i);
        wanted += siting_.demands[i];
      }
    answer_.work += static_cast<std::int64_t>(prices.size());
    double left = siting_.capacities[site], value = siting_.fixed[site];
    fill.clear();
    if (wanted > left) {
      std::sort(worth_.begin(), worth_.end());
      answer_.work += static_cast<std::int64_t>(worth_.size()) * 4;
    }
    for (const auto& [per_unit, client] : worth_) {
      const double quantity = std::min(left, siting_.demands[client]);
      if (quantity <= 0) break;
      value += per_unit * quantity;
      fill.emplace_back(client, quantity / siting_.demands[client]);
      left -= quantity;
    }
    return value;
  }

  /// Dual price of sum s_j y_j >= D: the worth per capacity at which the undecided, cheapest first, cover it.
  double cover_price(const Node& node, const std::vector<double>& values) const {
    double capacity = 0;
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (node.states[j] == State::open || (node.states[j] == State::undecided && values[j] < 0))
        capacity += siting_.capacities[j];
      else if (node.states[j] == State::undecided)
        order.emplace_back(values[j] / siting_.capacities[j], j);
    }
    if (capacity >= demand_) return 0;
    std::sort(order.begin(), order.end());
    for (const auto& [per_unit, j] : order) {
      capacity += siting_.capacities[j];
      if (capacity >= demand_) return per_unit;
    }
    return kNoCost;  // this node cannot serve everybody
  }

  void settle(Node& node, const RelaxedFlows& best) const {
    for (std::size_t j = 0; j < node.states.size(); ++j) {
      if (node.states[j] != State::undecided) continue;
      if (best.bound + best.reduced[j] >= enough())
        node.states[j] = State::closed;
      else if (best.bound - best.reduced[j] >= enough())
        node.states[j] = State::open;
    }
  }

  /// Exchanges around the best choice met; the root only, and whenever a better one was found.
  void improve(const Node& node, const RelaxedFlows& best) {
    if (improved_cost_ <= answer_.cost) return;
    std::vector<int> useful;
    for (int j = 0; j < siting_.sites; ++j) {
      const auto site = static_cast<std::size_t>(j);
      if (node.states[site] == State::open ||
          (node.states[site] == State::undecided && best.reduced[site] < answer_.cost - best.bound))
        useful.push_back(j);
    }
    for (bool again = true; again && answer_.work < limit_;) {
      const double before = answer_.cost;
      exchange(useful);
      again = answer_.cost < before * (1 - kSame_1);
    }
    improved_cost_ = answer_.cost;
  }

  void exchange(const std::vector<int>& useful) {
    const std::vector<int> open = answer_.open;
    for (const int site : open) {
      std::vector<int> fewer = open;
      std::erase(fewer, site);
      offer(fewer);
      for (const int other : useful) {
        if (std::find(open.begin(), open.end(), other) != open.end() || answer_.work >= limit_) continue;
        std::vector<int> swapped = fewer;
        swapped.push_back(other);
        offer(swapped);
      }
    }
    for (const int other : useful) {
      if (std::find(open.begin(), open.end(), other) != open.end()) continue;
      std::vector<int> more = open;
      more.push_back(other);
      offer(more);
    }
  }

  /// On the undecided site nearest to both states; the state that the bound likes is looked at first.
  void branch(const Node& node, const RelaxedFlows& best, std::vector<Node>& waiting) {
    std::size_t site = node.states.size();
    for (std::size_t j = 0; j < node.states.size(); ++j)
      if (node.states[j] == State::undecided &&
          (site == node.states.size() || std::abs(best.reduced[j]) < std::abs(best.reduced[site])))
        site = j;
    if (site == node.states.size()) {
      std::vector<int> open;
      for (std::size_t j = 0; j < node.states.size(); ++j)
        if (node.states[j] == State::open) open.push_back(static_cast<int>(j));
      offer(open);
      return;
    }
    const bool likes_open = best.share[site] > 0;
    Node later = node, sooner = node;  // the last in is taken first
    later.states[site] = likes_open ? State::closed : State::open;
    sooner.states[site] = likes_open ? State::open : State::closed;
    waiting.push_back(std::move(later));
    waiting.push_back(std::move(sooner));
  }

  const CapacitatedSiting& siting_;
  std::int64_t limit_;
  double demand_;
  std::vector<double> by_site_;
  CapacitatedAnswer answer_;
  std::set<std::vector<int>> tried_;
  std::vector<std::vector<std::pair<std::size_t, double>>> fills_;
  std::vector<std::pair<double, std::size_t>> worth_;
  double improved_cost_ = kNoCost;
};

}  // namespace

CapacitatedAnswer capacitated(const CapacitatedSiting& siting, std::int64_t work_limit) {
  return Solver(siting, work_limit).solve();
}

}  // namespace dayu::plan
