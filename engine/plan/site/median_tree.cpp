// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/median_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace dayu::plan {
namespace {

constexpr double kTreeFar = std::numeric_limits<double>::infinity();
constexpr int kTreeRootSteps = 200, kTreeNodeSteps = 80, kTreeHalveAfter = 8;
constexpr double kTreeKeep = 0.6, kTreeLeastScale = 0.02;

/// The best prices of one node, and what each site is worth at them.
struct Priced {
  double bound = -kTreeFar;
  std::vector<double> prices, worth;  ///< worth: sum over clients of min(0, cost - price), by site
  std::vector<int> chosen, rest;      ///< of the undecided: the ones the bound opens, and the others
};

class Tree {
 public:
  Tree(const Siting& siting, double cost, std::int64_t work_limit)
      : siting_(siting),
        cost_(cost),
        limit_(work_limit),
        worth_(static_cast<std::size_t>(siting.sites)),
        way_(static_cast<std::size_t>(siting.clients)) {}

  MedianTree grow(const std::vector<double>& prices) {
    tree_.bound = cost_;
    MedianNode root;
    root.undecided.resize(static_cast<std::size_t>(siting_.sites));
    std::iota(root.undecided.begin(), root.undecided.end(), 0);
    root.prices = prices;
    root.bound = -kTreeFar;
    std::vector<MedianNode> waiting{std::move(root)};
    while (!waiting.empty()) {
      MedianNode node = std::move(waiting.back());
      waiting.pop_back();
      if (tree_.work > limit_)
        tree_.bound = std::min(tree_.bound, node.bound);  // never looked at: only its parent's bound is known
      else
        visit(std::move(node), waiting);
    }
    tree_.bound = std::min(tree_.bound, cost_);
    return std::move(tree_);
  }

 private:
  /// A node whose bound reaches this cannot hold a better choice.
  double enough() const { return siting_.whole_costs ? cost_ - 1 + 1e-6 : cost_ * (1 - 1e-9); }

  void visit(MedianNode node, std::vector<MedianNode>& waiting) {
    const bool possible = static_cast<int>(node.open.size() + node.undecided.size()) >= siting_.open;
    if (!possible) return;
    Priced priced = price(node, tree_.nodes.empty() ? kTreeRootSteps : kTreeNodeSteps);
    node.bound = std::max(node.bound, priced.bound);
    node.prices = priced.prices;
    const int self = static_cast<int>(tree_.nodes.size());
    if (node.bound >= enough()) {
      tree_.nodes.push_back(std::move(node));
      return;
    }
    settle(node, priced);
    tree_.nodes.push_back(node);
    if (static_cast<int>(node.open.size()) == siting_.open) return evaluate(node.open);
    branch(self, node, priced, waiting);
  }

  Priced price(const MedianNode& node, int steps) {
    Priced best;
    std::vector<double> prices = node.prices;
    std::vector<int> order;
    const auto k = static_cast<std::size_t>(siting_.open) - node.open.size();
    double scale = 1;
    int idle = 0;
    std::fill(way_.begin(), way_.end(), 0.0);
    for (int step = 0; step < steps && best.bound < enough(); ++step) {
      const double bound = relax(node, prices, order, k);
      ++idle;
      if (bound > best.bound) {
        if (bound > best.bound + 1e-6 * std::abs(bound)) idle = 0;
        const auto middle = order.begin() + static_cast<std::ptrdiff_t>(k);
        best = {bound, prices, worth_, {order.begin(), middle}, {middle, order.end()}};
      }
      if (idle >= kTreeHalveAfter) {
        scale /= 2;
        if (scale < kTreeLeastScale) break;
        prices = best.prices;
        std::fill(way_.begin(), way_.end(), 0.0);
        idle = 0;
      } else if (!move(node, order, k, scale * (1.0002 * cost_ - bound), prices)) {
        break;
      }
    }
    return best;
  }

  /// The bound at these prices; `order`: the undecided with the k most worthwhile first.
  double relax(const MedianNode& node, const std::vector<double>& prices, std::vector<int>& order,
               std::size_t k) {
    std::vector<int> alive = node.open;
    alive.insert(alive.end(), node.undecided.begin(), node.undecided.end());
    for (const int site : alive) worth_[static_cast<std::size_t>(site)] = 0;
    for (int i = 0; i < siting_.clients; ++i) {
      const double* row = siting_.row(i);
      const double price = prices[static_cast<std::size_t>(i)];
      for (const int site : alive) worth_[static_cast<std::size_t>(site)] += std::min(0.0, row[site] - price);
    }
    tree_.work += static_cast<std::int64_t>(alive.size()) * siting_.clients;
    order = node.undecided;
    if (k < order.size())
      std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(),
                       [&](int a, int b) { return std::pair(worth(a), a) < std::pair(worth(b), b); });
    double bound = std::accumulate(prices.begin(), prices.end(), 0.0);
    for (const int site : node.open) bound += worth(site);
    for (std::size_t n = 0; n < k; ++n) bound += worth(order[n]);
    return bound;
  }

  double worth(int site) const { return worth_[static_cast<std::size_t>(site)]; }

  /// One step along the kept direction; false where every client is served exactly once.
  bool move(const MedianNode& node, const std::vector<int>& order, std::size_t k, double length,
            std::vector<double>& prices) {
    double norm = 0;
    for (std::size_t i = 0; i < prices.size(); ++i) {
      const double* row = siting_.row(static_cast<int>(i));
      int served = 0;
      for (const int site : node.open) served += static_cast<int>(row[site] < prices[i]);
      for (std::size_t n = 0; n < k; ++n) served += static_cast<int>(row[order[n]] < prices[i]);
      way_[i] = (1 - served) + kTreeKeep * way_[i];
      norm += way_[i] * way_[i];
    }
    if (norm == 0) return false;
    for (std::size_t i = 0; i < prices.size(); ++i)
      prices[i] = std::max(0.0, prices[i] + length / norm * way_[i]);
    return true;
  }

  /// Sites whose other state would already cost enough are settled.
  void settle(MedianNode& node, Priced& priced) const {
    const auto worth = [&](int site) { return priced.worth[static_cast<std::size_t>(site)]; };
    double last_in = -kTreeFar, first_out = kTreeFar;
    for (const int site : priced.chosen) last_in = std::max(last_in, worth(site));
    for (const int site : priced.rest) first_out = std::min(first_out, worth(site));
    std::erase_if(priced.rest, [&](int site) { return priced.bound + worth(site) - last_in >= enough(); });
    std::erase_if(priced.chosen, [&](int site) {
      if (priced.bound - worth(site) + first_out < enough()) return false;
      node.open.push_back(site);
      return true;
    });
    node.undecided = priced.chosen;
    node.undecided.insert(node.undecided.end(), priced.rest.begin(), priced.rest.end());
  }

  void evaluate(const std::vector<int>& open) {
    double cost = 0;
    for (int i = 0; i < siting_.clients; ++i) {
      double near = kTreeFar;
      for (const int site : open) near = std::min(near, siting_.row(i)[site]);
      cost += near;
    }
    if (cost >= cost_) return;
    cost_ = cost;
    tree_.better = open;
    tree_.better_cost = cost;
  }

  /// On the most worthwhile site that the bound opens: first closed, which raises the bound most.
  void branch(int self, const MedianNode& node, const Priced& priced, std::vector<MedianNode>& waiting) {
    const auto less = [&](int a, int b) {
      return std::pair(priced.worth[static_cast<std::size_t>(a)], a) <
             std::pair(priced.worth[static_cast<std::size_t>(b)], b);
    };
    const std::vector<int>& from = priced.chosen.empty() ? node.undecided : priced.chosen;
    const int site = *std::min_element(from.begin(), from.end(), less);
    MedianNode closed{self, node.open, node.undecided, node.prices, node.bound, site, false};
    std::erase(closed.undecided, site);
    MedianNode open = closed;
    open.open.push_back(site);
    open.opened = true;
    waiting.push_back(std::move(open));
    waiting.push_back(std::move(closed));
  }

  const Siting& siting_;
  double cost_;
  std::int64_t limit_;
  std::vector<double> worth_;
  std::vector<double> way_;
  MedianTree tree_;
};

}  // namespace

MedianTree median_tree(const Siting& siting, double cost, const std::vector<double>& prices,
                       std::int64_t work_limit) {
  return Tree(siting, cost, work_limit).grow(prices);
}

}  // namespace dayu::plan
