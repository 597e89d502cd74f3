// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/road_flow.h"

#include <algorithm>
#include <cmath>

namespace dayu::plan {
namespace {
constexpr Tick kWindow = 60;
}

RoadFlow::RoadFlow(const world::World& world, double share_1) {
  for (const world::Piece& p : world.network.pieces)
    limit_.push_back(
        p.capacity_per_s > 0
            ? std::max(1, static_cast<int>(std::floor(p.capacity_per_s * kWindow * share_1 + 1e-9)))
            : 0);
}

Tick RoadFlow::first_room(std::int32_t arc, Tick t, int vehicles) const {
  const int limit = limit_[static_cast<std::size_t>(arc / 2)];
  const auto found = entries_.find(arc);
  if (limit == 0 || found == entries_.end()) return t;
  const int most = std::max(0, limit - vehicles);  // a convoy larger than the limit passes alone
  while (true) {
    // Everything within a window's reach on both sides counts: stricter than every single window needs.
    int near = 0;
    for (auto e = found->second.upper_bound(t - kWindow); e != found->second.end() && e->first < t + kWindow;
         ++e)
      near += e->second;
    if (near <= most) return t;
    t = found->second.upper_bound(t - kWindow)->first + kWindow;
  }
}

void RoadFlow::reserve(std::int32_t arc, Tick t, int vehicles) {
  entries_[arc][t] += vehicles;
}

}  // namespace dayu::plan
