// SPDX-License-Identifier: Apache-2.0
// The road network as bare vectors (compressed rows), and how long each way of moving takes on each arc.
// Arc 2p runs along piece p, arc 2p+1 against it; a one-way piece has only its even arc. Times are whole
// seconds (Tick), so that searches are exact and every written time adds up. On foot: v = speed * factor *
// exp(-3.5 |s + 0.05|) / exp(-3.5 * 0.05), s the slope between the arc's end nodes (Tobler 1993, scaled to 1
// on the flat), never above Tobler's best. Driving: v = min(road * factor, cap).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace dayu::plan {

using Tick = std::int32_t;
inline constexpr Tick kNeverTick = INT32_MAX / 2;

Tick ceil_tick(double time_s);  ///< kNeverTick from there on
Tick floor_tick(double time_s);
inline double seconds(Tick tick) {
  return tick >= kNeverTick ? base::kNever_s : static_cast<double>(tick);
}

struct Network {
  int n_nodes = 0, n_arcs = 0;                   ///< arcs: 2 * pieces, whether they exist or not
  std::vector<std::int32_t> first_out, out_arc;  ///< node -> arcs that leave it
  std::vector<std::int32_t> first_in, in_arc;    ///< node -> arcs that enter it
  std::vector<std::int32_t> tail, head;
  std::vector<std::int32_t> out_head, in_tail;  ///< beside out_arc and in_arc: the node at the other end
};
Network network_of(const world::World& world);

/// Free travel time of every arc for one way of moving, whole seconds rounded up, at least 1; kNeverTick: not
/// for them (no drivable road).
std::vector<Tick> free_times(const world::World& world, const Network& network, const Pace& pace);

/// Time on the straight way between a door and the road, on foot.
Tick access_time(double access_m, const Pace& on_foot);

}  // namespace dayu::plan
