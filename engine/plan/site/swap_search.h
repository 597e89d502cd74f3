// SPDX-License-Identifier: Apache-2.0
// p-median by exchange of one open site for a closed one (Whitaker 1983's fast interchange): for a candidate
// f the gain of opening it and, for each open r, the loss of closing r after that, come from one pass over
// the clients' nearest and second nearest open sites.
#pragma once

#include "engine/base/random.h"
#include "engine/plan/site/siting.h"

namespace dayu::plan {

class SwapSearch {
 public:
  explicit SwapSearch(const Siting& siting);

  /// Starts from these sites; costs of all clients are set up.
  void start(const std::vector<int>& open);
  /// Swaps while one helps; candidates are visited in a fixed circle. Stops early when `work` passes the
  /// limit.
  void descend(std::int64_t work_limit);
  /// Swaps `count` random pairs.
  void shake(int count, base::Random& random);

  double cost() const { return cost_; }
  const std::vector<int>& open() const { return open_; }
  std::int64_t work() const { return work_; }

 private:
  void swap(std::size_t place, int site);
  void renew(int client);
  void set_up();

  const double* of_site(int site) const {
    return by_site_.data() + static_cast<std::size_t>(site) * near_.size();
  }

  const Siting& siting_;
  std::vector<double> by_site_;  ///< costs[site * clients + client]: a candidate is one pass through memory
  std::vector<int> open_;        ///< sites
  std::vector<int> place_of_;    ///< by site: its place in open_, -1: closed
  std::vector<int> first_, second_;  ///< by client: places of the nearest and second nearest
  std::vector<double> near_, next_;  ///< by client: their costs
  std::vector<double> loss_;         ///< by place, scratch
  double cost_ = 0;
  std::int64_t work_ = 0;
};

}  // namespace dayu::plan
