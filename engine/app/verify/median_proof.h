// SPDX-License-Identifier: Apache-2.0
// What the tree of plan/site_proof.csv proves of a p-median. At a node with prices u every choice of p sites
// that holds its `open` and otherwise only `undecided` ones costs at least
//   sum u + sum of worth(open) + the k least worths of undecided,  worth(j) = sum over clients of min(0, cost
//   - u),
// k what is still to be opened. A site was settled rightly if the bound with it in its other state reaches
// the answer's cost; a node without children proves its own bound, or is a choice that was priced; two
// children part on one site. What is not so proves nothing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/app/verify/rows.h"

namespace dayu::verify {

struct MedianCosts {
  std::size_t clients = 0;
  int open = 0;                      ///< p
  std::map<std::string, int> sites;  ///< name -> 0, 1, ...
  std::vector<double> costs;         ///< [client * sites + site]
  double at(std::size_t client, int site) const {
    return costs[client * sites.size() + static_cast<std::size_t>(site)];
  }
};

/// The bound that the file proves for an answer of this cost; -infinity where it proves none.
double proven_median(const MedianCosts& problem, double cost, const std::filesystem::path& folder,
                     Findings& findings);

}  // namespace dayu::verify
