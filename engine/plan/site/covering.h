// SPDX-License-Identifier: Apache-2.0
// Questions of reach.
//   p-centre (Hakimi 1964)   the least r within which p sites cover everybody, by bisection over the costs
//   that
//                            occur; each step is a set covering (Minieka 1970)
//   set covering (LSCP; Toregas et al. 1971)      the fewest sites that cover everybody within r
//   maximal covering (MCLP; Church & ReVelle 1974) p sites that cover the most clients within r: the p-median
//                            of costs 0 within r and 1 beyond
#pragma once

#include "engine/plan/site/cover_tree.h"
#include "engine/plan/site/siting.h"

namespace dayu::plan {

enum class Reach { centre, covering, most_covered };

struct ReachAnswer {
  Reach kind = Reach::centre;
  std::vector<int> open, served_by;  ///< by client: its nearest open site
  double value = 0;                  ///< radius, sites, clients beyond the radius
  double bound = 0;                  ///< no choice has less
  double radius = 0;                 ///< within which clients count as covered
  /// What the proof shows: `proof_open` sites do not cover everybody within `proof_radius` (cover_proof), or
  /// leave at least `bound` clients beyond it (proof). Neither: the bound holds by itself (0, or one site).
  double proof_radius = 0;
  int proof_open = 0;
  std::vector<CoverNode> cover_proof;
  std::vector<MedianNode> proof;
  std::int64_t work = 0;
};

/// `siting.costs` are lengths or times; `radius` counts for the two coverings. InputError-free: that
/// everybody has a site within the radius is the caller's to check for set covering (out_of_reach).
ReachAnswer reach(const Siting& siting, Reach kind, double radius, std::uint64_t seed,
                  std::int64_t work_limit);

/// The first client without a site within the radius; -1: none.
int out_of_reach(const Siting& siting, double radius);

}  // namespace dayu::plan
