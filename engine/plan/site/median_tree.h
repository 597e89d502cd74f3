// SPDX-License-Identifier: Apache-2.0
// Closing the gap of a p-median that the plain Lagrangian bound leaves: a tree of "this site is open / is
// closed", each node bounded by its own prices, sites settled by what opening or closing them would cost
// (Beasley 1985). The nodes with their prices are the proof: a node's children cover all that it leaves open,
// and a node without children has a bound that reaches the answer's cost.
#pragma once

#include "engine/plan/site/siting.h"

namespace dayu::plan {

struct MedianTree {
  double bound = 0;         ///< no choice of p sites costs less
  std::vector<int> better;  ///< a choice below the cost at the start, if one was met; empty: none
  double better_cost = 0;
  std::int64_t work = 0;
  std::vector<MedianNode> nodes;
};

/// `cost`: of the best choice known; `prices`: of the root.
MedianTree median_tree(const Siting& siting, double cost, const std::vector<double>& prices,
                       std::int64_t work_limit);

}  // namespace dayu::plan
