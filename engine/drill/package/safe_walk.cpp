// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/safe_walk.h"

#include <algorithm>

namespace dayu::drill {
namespace {

plan::Pace foot_pace(const plan::Plan& plan) {
  for (const plan::Pace& pace : plan.paces)
    if (pace.who == "walker") return pace;
  return {.who = "walker", .speed_m_per_s = 1.0, .on_foot = true};  // plans written by hand carry no paces
}

/// Points every 20 m, so that a long straight piece is not missed between its ends.
bool touches(const std::vector<geo::Point>& line, const geo::Feature& polygon) {
  constexpr double kStep_m = 20;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (geo::inside(polygon, line[i])) return true;
    if (i + 1 == line.size()) break;
    const geo::Point a = line[i], b = line[i + 1];
    const int steps = static_cast<int>(std::hypot(b.x_m - a.x_m, b.y_m - a.y_m) / kStep_m);
    for (int step = 1; step <= steps; ++step) {
      const double f = static_cast<double>(step) / (steps + 1);
      if (geo::inside(polygon, {a.x_m + f * (b.x_m - a.x_m), a.y_m + f * (b.y_m - a.y_m)})) return true;
    }
  }
  return false;
}

}  // namespace

SafeWalks::SafeWalks(const world::World& world, const plan::Plan& plan)
    : world_(world),
      network_(plan::network_of(world)),
      free_(plan::free_times(world, network_, foot_pace(plan))),
      search_(network_) {}

SafeWalk SafeWalks::from(world::NodeId node, const std::set<int>& shut, const geo::Feature& clear_of) {
  SafeWalk best;
  if (!node.valid()) return best;
  // Whoever starts inside leaves it over the least of its roads; from outside none of them is entered.
  constexpr plan::Tick kShun = 20;
  bool any_open = false;
  for (std::size_t p = 0; p < world_.network.pieces.size(); ++p) {
    const world::Piece& piece = world_.network.pieces[p];
    any_open = any_open || ((piece.from == node || piece.to == node) && !shut.contains(static_cast<int>(p)));
  }
  const geo::Point start = world_.network.nodes[static_cast<std::size_t>(node.index)].at;
  const bool starts_inside = !any_open || geo::inside(clear_of, start);
  search_.earliest(node.index, 0, [&](std::int32_t arc, plan::Tick enter) {
    const plan::Tick pass = free_[static_cast<std::size_t>(arc)];
    const bool inside = shut.contains(arc / 2);
    if (pass >= plan::kNeverTick || (inside && !starts_inside)) return plan::kNeverTick;
    return enter + pass * (inside ? kShun : 1);
  });
  plan::Tick best_time = plan::kNeverTick;
  for (std::size_t s = 0; s < world_.shelters.size(); ++s) {
    const world::Shelter& shelter = world_.shelters[s];
    if (!shelter.node.valid() || geo::inside(clear_of, shelter.at)) continue;
    const plan::Tick time = search_.labels().time(shelter.node.index);
    if (time >= best_time) continue;
    best_time = time;
    best.to = {static_cast<std::int32_t>(s)};
  }
  if (best.to.valid()) {
    best.arcs = search_.route_to(world_.shelters[static_cast<std::size_t>(best.to.index)].node.index);
    for (const int arc : best.arcs) best.minutes += plan::seconds(free_[static_cast<std::size_t>(arc)]) / 60;
  }
  return best;
}

std::set<int> pieces_in(const world::World& world, const geo::Feature& polygon) {
  std::set<int> pieces;
  for (std::size_t p = 0; p < world.network.pieces.size(); ++p)
    if (touches(world.network.pieces[p].line, polygon)) pieces.insert(static_cast<int>(p));
  return pieces;
}

}  // namespace dayu::drill
