// SPDX-License-Identifier: Apache-2.0
// Where facilities should stand: clients with weights, candidate sites, the cost of serving each client from
// each site. p-median: open p sites so that the weighted sum of costs to the nearest is least. Every answer
// carries a lower bound that no choice can undercut. Work is counted (swaps, bound steps), never timed.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dayu::plan {

/// One node of a proof: what is decided there, and the prices that bound it.
struct MedianNode {
  int parent = -1;
  std::vector<int> open;       ///< sites that must be open here, settled ones included
  std::vector<int> undecided;  ///< sites that may be; all others are closed
  std::vector<double> prices;  ///< by client
  double bound = 0;            ///< by these prices
  int site = -1;               ///< what parts it from its parent: this site
  bool opened = false;         ///< is open here, or is closed
};

/// costs[client * sites + site], weight included.
struct Siting {
  int clients = 0, sites = 0;
  int open = 0;  ///< p
  std::vector<double> costs;
  std::vector<std::string> client_names, site_names;
  bool whole_costs = false;  ///< every cost is a whole number: so is the best, and a bound may be rounded up

  const double* row(int client) const {
    return costs.data() + static_cast<std::size_t>(client) * static_cast<std::size_t>(sites);
  }
};

struct SitingAnswer {
  std::vector<int> open;       ///< sites, increasing
  std::vector<int> served_by;  ///< by client: a site of `open`
  double cost = 0, bound = 0;
  std::vector<MedianNode> proof;  ///< the tree that proves the bound (median_tree.h); its root alone may do
  std::int64_t work = 0;
  double gap_1() const { return cost > 0 ? (cost - bound) / cost : 0; }
};

/// Deterministic for a seed. `work_limit`: cost cells looked at, about 1e9 a CPU second. `enough`: a bound
/// that reaches it needs no raising (is there a choice below it?).
SitingAnswer p_median(const Siting& siting, std::uint64_t seed, std::int64_t work_limit,
                      double enough = std::numeric_limits<double>::infinity());

}  // namespace dayu::plan
