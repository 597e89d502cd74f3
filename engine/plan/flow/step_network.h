// SPDX-License-Identifier: Apache-2.0
// A given network in whole steps, small enough to be solved exactly. Nothing is lost by the contraction: dead
// ends without people or shelter are dropped (again and again), then chains of nodes with two neighbours and
// no choice become one arc (once; times added, smallest capacity). The last moment of entering a chain is the
// smallest, over its pieces, of the piece's closing less the time driven to the piece's END: everybody is off
// a piece when it closes. Then an arc takes round(time / step) steps (0 is allowed), lets in capacity * step
// a step, rounded (to the nearest whole, or down if asked), and may be entered up to and including step
// floor(deadline / step). Shelters let no traffic through. An arc that reopens is
// never part of a chain - somebody may wait at its ends - and is not entered at a step from which it is left
// after its closing and before its opening.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/flow/given_network.h"

namespace dayu::plan {

/// Later than every step that is ever computed.
inline constexpr std::int32_t kAlways = 1 << 28;

struct StepNetwork {
  struct Arc {
    std::int32_t tail = -1, head = -1;
    std::int32_t steps = 0;                      ///< travel time
    std::int32_t per_step = 0;                   ///< lets in, each step
    std::int32_t last = kAlways;                 ///< latest step of entering; -1: closed from the start
    std::int32_t first_piece = 0, n_pieces = 0;  ///< slice of `pieces`
    std::int32_t first_shut = 0, n_shut = 0;     ///< slice of `shut`
  };
  /// Steps [from, to) at which nobody may enter an arc that reopens.
  struct Shut {
    std::int32_t from, to;
  };
  std::vector<Arc> arcs;
  std::vector<Shut> shut;
  bool is_shut(const Arc& arc, std::int32_t step) const {
    for (std::int32_t k = arc.first_shut; k < arc.first_shut + arc.n_shut; ++k)
      if (step >= shut[static_cast<std::size_t>(k)].from && step < shut[static_cast<std::size_t>(k)].to)
        return true;
    return false;
  }
  std::vector<std::int32_t> pieces;                        ///< rows of the given arc table, in driving order
  std::vector<std::int32_t> first_out, out, first_in, in;  ///< node -> arcs
  std::vector<std::int32_t> given;                         ///< node -> row of the node table
  std::vector<std::int32_t> people, places;                ///< by node; places -1: no shelter
  double step_s = 60;
  bool whole_capacity = false;

  std::int32_t n_nodes() const { return static_cast<std::int32_t>(given.size()); }
  std::int32_t n_arcs() const { return static_cast<std::int32_t>(arcs.size()); }
};

StepNetwork contract(const GivenNetwork& network);

}  // namespace dayu::plan
