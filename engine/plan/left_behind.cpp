// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/left_behind.h"

namespace dayu::plan {
namespace {

LeftBehind left(int index, const Unit& unit, const char* zh, const char* en) {
  return {index, zh, en, unit.danger_s};
}

}  // namespace

LeftBehind why_left(Trips& trips, const Unit& unit, int index) {
  if (!unit.node.valid()) return left(index, unit, "不在路网上", "not on the road network");
  if (unit.ready_s >= base::kNever_s) return left(index, unit, "未收到转移通知", "is not told to go");
  if (unit.danger_s < unit.ready_s)
    return left(index, unit, "准备好之前住处已危险", "in danger at home before they are ready to leave");
  if (trips.ways_on_foot(unit, 0).empty() && trips.ways_by_car(unit, 0).empty()) {
    if (unit.danger_s == base::kNever_s)
      return left(
          index, unit, "出发时道路已中断；本次推演中住处未达危险标准，列入救援名单",
          "no road to a safe shelter stays open long enough when they are ready; the home itself stays "
          "below the danger limit in this run");
    return left(index, unit, "出发时已无安全道路通往安全的安置点",
                "no road to a safe shelter stays open long enough when they are ready");
  }
  return left(index, unit, "能及时到达的安置点已满", "every safe shelter within reach is full");
}

bool no_way_out(Scene& scene, Trips& trips, const Unit& unit) {
  if (!unit.node.valid() || unit.ready_s >= base::kNever_s || unit.danger_s < unit.ready_s) return true;
  if (!trips.ways_on_foot(unit, 0).empty() || !trips.ways_by_car(unit, 0).empty()) return false;
  for (const world::Team& team : scene.world.teams)
    if (team.kind == "bus" && team.node.valid())
      return trips.ways_by_bus(unit, scene.pace_of(team), ceil_tick(unit.ready_s)).empty();
  return true;
}

}  // namespace dayu::plan
