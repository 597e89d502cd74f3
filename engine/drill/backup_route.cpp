// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/backup_route.h"

#include <algorithm>
#include <set>

#include "engine/drill/route_words.h"
#include "engine/plan/search.h"

namespace dayu::drill {
namespace {

constexpr double kFarthest_m = 6000;     // an hour and a half by night: nobody is told to walk farther
constexpr double kLargestShare_1 = 0.5;  // more in common with the first way, and both are cut together

plan::Pace walking(const plan::Plan& plan) {
  for (const plan::Pace& pace : plan.paces)
    if (pace.who == "walker") return pace;
  return {.who = "walker", .speed_m_per_s = 1.0, .on_foot = true};  // plans written by hand carry no paces
}

double shared_1(const world::World& world, const std::vector<int>& arcs, const std::set<int>& main_pieces) {
  double shared_m = 0;
  for (const int arc : arcs)
    if (main_pieces.contains(arc / 2)) shared_m += route_length_m(world, {arc});
  const double all_m = route_length_m(world, arcs);
  return all_m > 0 ? shared_m / all_m : 1;
}

}  // namespace

BackupRoute backup_route(const world::World& world, const plan::Plan& plan, const CardWay& main,
                         const std::vector<world::PieceId>& closed) {
  BackupRoute best;
  if (!main.from.valid() || main.arcs.empty()) return best;
  std::set<int> main_pieces, shut;
  for (const int arc : main.arcs) main_pieces.insert(arc / 2);
  for (const world::PieceId piece : closed) shut.insert(piece.index);
  const plan::Network network = plan::network_of(world);
  const std::vector<plan::Tick> free = plan::free_times(world, network, walking(plan));
  plan::Search search(network);
  // Ever less of the first way, until what is left of it is little enough; in the end none of it.
  for (const plan::Tick again : {plan::Tick{3}, plan::Tick{10}, plan::kNeverTick}) {
    search.earliest(main.from.index, 0, [&](std::int32_t arc, plan::Tick enter) {
      const plan::Tick pass = free[static_cast<std::size_t>(arc)];
      const bool same = main_pieces.contains(arc / 2);
      if (shut.contains(arc / 2) || pass >= plan::kNeverTick || (same && again >= plan::kNeverTick))
        return plan::kNeverTick;
      return enter + pass * (same ? again : 1);
    });
    plan::Tick best_time = plan::kNeverTick;
    for (const plan::ShelterUse& use : plan.shelters) {
      if (use.people == 0) continue;
      const std::int32_t node = world.shelters[static_cast<std::size_t>(use.shelter.index)].node.index;
      if (node < 0 || search.labels().time(node) >= best_time) continue;
      std::vector<int> arcs = search.route_to(node);
      if (arcs.empty() || shared_1(world, arcs, main_pieces) > kLargestShare_1 ||
          route_length_m(world, arcs) > kFarthest_m)
        continue;
      best_time = search.labels().time(node);
      best = {use.shelter, std::move(arcs)};
    }
    if (best.to.valid()) break;
  }
  return best;
}

}  // namespace dayu::drill
