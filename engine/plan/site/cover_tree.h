// SPDX-License-Identifier: Apache-2.0
// Do `most` sites cover every client? Set covering as a decision: a Lagrangian bound on a tree of open /
// closed.
//   L(u) = opened + sum over clients not yet covered of u_i + sum over sites left of min(0, 1 - sum of its
//   u_i)
// is at most the number of sites that any completion opens, for every u >= 0 (Beasley 1987); above `most`,
// the node is done. A site whose clients are all covered by another is left out from the start (of equals the
// first stays). Invariant: a node without children has L > most by its own prices: that is the proof.
#pragma once

#include <cstdint>
#include <vector>

namespace dayu::plan {

struct CoverNode {
  int parent = -1, site = -1;  ///< what parts it from its parent: this site
  bool opened = false;         ///< is open here, or is closed
  std::vector<double> prices;  ///< by client; leaves alone
};

struct CoverDecision {
  enum class Is : std::uint8_t { possible, impossible, unknown } is = Is::unknown;
  std::vector<int> open;         ///< possible: at most `most` sites
  std::vector<CoverNode> nodes;  ///< impossible: the proof
  std::int64_t work = 0;
};

/// covers[site]: the clients within reach, increasing. Every client is in one of them.
CoverDecision can_cover(const std::vector<std::vector<int>>& covers, int clients, int most,
                        std::int64_t work_limit);

}  // namespace dayu::plan
