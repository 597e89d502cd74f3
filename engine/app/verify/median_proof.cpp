// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/median_proof.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <sstream>

namespace dayu::verify {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();
constexpr const char* kSiteProof = "plan/site_proof.csv";

struct ProofNode {
  int parent = -1, site = -1;
  bool opened = false;
  std::set<int> open, undecided;  ///< after settling
  std::vector<double> prices;
  std::vector<int> children;
};

class MedianProof {
 public:
  MedianProof(const MedianCosts& problem, double cost) : p_(problem), cost_(cost) {
    const bool whole =
        std::all_of(p_.costs.begin(), p_.costs.end(), [](double c) { return c == std::floor(c); });
    // With whole costs a bound above cost - 1 leaves nothing better.
    enough_ = (whole ? cost - 1 : cost * (1 - 1e-9)) - 1e-9 * std::max(1.0, std::abs(cost));
  }

  double proven(const std::filesystem::path& folder, Findings& findings) {
    if (!read(folder, findings)) return kNothing;
    double least = cost_;
    for (const ProofNode& node : nodes_) least = std::min(least, proven_at(node));
    return least;
  }

 private:
  bool read(const std::filesystem::path& folder, Findings& findings) {
    const auto rows =
        Rows::open(folder, kSiteProof, {"node", "parent", "branch", "open", "undecided", "prices"}, findings);
    if (!rows || rows->count() == 0) return false;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      ProofNode node;
      node.parent = rows->integer(i, "parent", -1);
      const std::string branch = rows->text(i, "branch");
      if ((i == 0) != branch.empty() || (i > 0 && (node.parent < 0 || node.parent >= static_cast<int>(i))))
        return false;
      if (!branch.empty()) {
        node.opened = branch[0] == '+';
        node.site = site(branch.substr(1));
        if (node.site < 0) return false;
      }
      node.prices = rows->numbers(i, "prices");
      if (!named(rows->text(i, "open"), node.open) || !named(rows->text(i, "undecided"), node.undecided) ||
          node.prices.size() != p_.clients)
        return false;
      if (i > 0) nodes_[idx(node.parent)].children.push_back(static_cast<int>(i));
      nodes_.push_back(std::move(node));
    }
    return true;
  }

  int site(const std::string& name) const {
    const auto found = p_.sites.find(name);
    return found == p_.sites.end() ? -1 : found->second;
  }
  bool named(const std::string& text, std::set<int>& into) const {
    std::istringstream in(text);
    for (std::string word; in >> word;)
      if (!into.insert(site(word)).second || site(word) < 0) return false;
    return true;
  }

  /// What stood open and undecided when the node was entered.
  void entered(const ProofNode& node, std::set<int>& open, std::set<int>& undecided) const {
    if (node.parent < 0) {
      for (const auto& [name, site] : p_.sites) undecided.insert(site);
      return;
    }
    const ProofNode& above = nodes_[idx(node.parent)];
    open = above.open;
    undecided = above.undecided;
    undecided.erase(node.site);
    if (node.opened) open.insert(node.site);
  }

  double proven_at(const ProofNode& node) const {
    std::set<int> open, undecided;
    entered(node, open, undecided);
    const int k = p_.open - static_cast<int>(open.size());
    if (k < 0 || k > static_cast<int>(undecided.size())) return kNothing;
    const std::vector<double> worth = worths(node.prices);
    std::vector<int> order(undecided.begin(), undecided.end());
    std::sort(order.begin(), order.end(), [&](int a, int b) { return worth[idx(a)] < worth[idx(b)]; });
    double bound = std::accumulate(node.prices.begin(), node.prices.end(), 0.0);
    for (const int s : open) bound += worth[idx(s)];
    for (int n = 0; n < k; ++n) bound += worth[idx(order[idx(n)])];
    if (bound >= enough_) return std::max(bound, cost_);
    if (!settled_rightly(node, open, order, k, worth, bound)) return kNothing;
    if (static_cast<int>(node.open.size()) == p_.open)
      return cost_of(node.open) >= enough_ ? cost_ : kNothing;
    return children_cover(node) ? cost_ : bound;
  }

  std::vector<double> worths(const std::vector<double>& prices) const {
    std::vector<double> worth(p_.sites.size(), 0);
    for (std::size_t i = 0; i < p_.clients; ++i)
      for (std::size_t j = 0; j < worth.size(); ++j)
        worth[j] += std::min(0.0, p_.at(i, static_cast<int>(j)) - prices[i]);
    return worth;
  }

  bool settled_rightly(const ProofNode& node, const std::set<int>& open, const std::vector<int>& order, int k,
                       const std::vector<double>& worth, double bound) const {
    if (!std::includes(node.open.begin(), node.open.end(), open.begin(), open.end())) return false;
    std::size_t kept = open.size();
    for (std::size_t n = 0; n < order.size(); ++n) {
      const int s = order[n];
      const bool chosen = static_cast<int>(n) < k, left = node.undecided.contains(s),
                 forced = node.open.contains(s);
      kept += forced ? 1 : 0;
      if (left == forced) {
        // Given up (neither) must be dear to open; nothing may be both.
        if (left || chosen || k == 0 || bound + worth[idx(s)] - worth[idx(order[idx(k - 1)])] < enough_)
          return false;
      } else if (forced) {
        const bool other = k < static_cast<int>(order.size());
        if (!chosen || (other && bound - worth[idx(s)] + worth[idx(order[idx(k)])] < enough_)) return false;
      }
    }
    const auto known = [&](int s) { return std::find(order.begin(), order.end(), s) != order.end(); };
    return kept == node.open.size() && std::all_of(node.undecided.begin(), node.undecided.end(), known);
  }

  /// Both sides of one site, or the side that is missing could not open p sites.
  bool children_cover(const ProofNode& node) const {
    if (node.children.empty() || node.children.size() > 2) return false;
    const int s = nodes_[idx(node.children[0])].site;
    if (!node.undecided.contains(s)) return false;
    if (node.children.size() == 2)
      return nodes_[idx(node.children[1])].site == s &&
             nodes_[idx(node.children[0])].opened != nodes_[idx(node.children[1])].opened;
    return nodes_[idx(node.children[0])].opened &&
           static_cast<int>(node.open.size() + node.undecided.size()) - 1 < p_.open;
  }

  double cost_of(const std::set<int>& open) const {
    double cost = 0;
    for (std::size_t i = 0; i < p_.clients; ++i) {
      double near = std::numeric_limits<double>::infinity();
      for (const int s : open) near = std::min(near, p_.at(i, s));
      cost += near;
    }
    return cost;
  }

  const MedianCosts& p_;
  double cost_, enough_ = 0;
  std::vector<ProofNode> nodes_;
};

}  // namespace

double proven_median(const MedianCosts& problem, double cost, const std::filesystem::path& folder,
                     Findings& findings) {
  return MedianProof(problem, cost).proven(folder, findings);
}

}  // namespace dayu::verify
