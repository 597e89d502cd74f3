// SPDX-License-Identifier: Apache-2.0
// Rule 2 for roads and means: no arc takes more vehicles than it can, no vehicle is in two places at once,
// nothing is sent that is not in store. Flow is judged as a leaky bucket: it drains at the arc's capacity and
// may never hold more than one minute's worth, so a burst within a minute is allowed and a lasting excess is
// not.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/uses.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

constexpr double kBurst_s = 60;

struct Entry {
  double enter_s;
  int vehicles;
  const Use* use;
};

void check_arc(std::vector<Entry> entries, double capacity_per_s, Findings& findings) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.enter_s < b.enter_s; });
  const double drains_per_s = std::max(capacity_per_s, 1 / kBurst_s);  // one vehicle a minute passes any road
  const double most = std::ceil(drains_per_s * kBurst_s - 1e-9);
  double held = 0, last_s = -base::kNever_s;
  for (const Entry& e : entries) {
    held = std::max(0.0, held - drains_per_s * (e.enter_s - last_s)) +
           std::min<double>(e.vehicles, most);  // a convoy beyond the limit passes alone
    last_s = e.enter_s;
    if (held <= most + 1e-6) continue;
    const std::string piece = std::to_string(e.use->piece);
    findings.refute("road.flow", e.use->spot,
                    "路段 " + piece + " 在 " + figure(e.enter_s) + " s 的车流超过通行能力 " +
                        figure(capacity_per_s) + " 辆/s",
                    "piece " + piece + " takes more vehicles at " + figure(e.enter_s) +
                        " s than its capacity of " + figure(capacity_per_s) + " a second");
    return;
  }
}

void check_road_flow(const Run& run, Findings& findings) {
  if (!run.roads_have_capacity) {
    findings.skipped("车流：roads.csv 没有通行能力", "road flow: roads.csv states no capacities");
    return;
  }
  const std::vector<Use> uses = uses_of(run);
  std::map<int, std::vector<Entry>> by_arc;
  for (const Use& use : uses)
    if (use.vehicles > 0)
      by_arc[2 * use.piece + (use.against ? 1 : 0)].push_back({use.enter_s, use.vehicles, &use});
  for (auto& [arc, entries] : by_arc) {
    const double capacity_per_s = run.pieces[static_cast<std::size_t>(piece_of(arc))].capacity_per_s;
    if (capacity_per_s > 0) check_arc(std::move(entries), capacity_per_s, findings);
  }
  findings.checked(std::to_string(by_arc.size()) + " 个有车行驶方向的车流",
                   "flow of vehicles on " + std::to_string(by_arc.size()) + " arcs");
}

/// Several items on one load, several households in one boat: rows of one ride.
bool same_ride(const Task& a, const Task& b) {
  return a.depart_s == b.depart_s && a.arrive_s == b.arrive_s && a.route == b.route && b.vehicles == 0;
}

/// Tasks of one vehicle in order of departure: each begins when the one before has ended.
void check_vehicles(const Run& run, Findings& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<const Task*>> by_vehicle;
  for (const Task& t : run.tasks)
    if (!t.team.empty() && std::isfinite(t.depart_s)) by_vehicle[{t.team, t.vehicle}].push_back(&t);
  for (auto& [vehicle, tasks] : by_vehicle) {
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const Task* a, const Task* b) { return a->depart_s < b->depart_s; });
    for (std::size_t i = 1; i < tasks.size(); ++i) {
      const Task& before = *tasks[i - 1];
      if (same_ride(before, *tasks[i])) continue;
      const double free_s = std::isnan(before.free_s) ? before.arrive_s : before.free_s;
      if (tasks[i]->depart_s >= free_s - kRounding_s) continue;
      findings.refute(
          "team.twice", tasks[i]->spot,
          vehicle.first + " 在任务 " + before.id + " 结束前又承担任务 " + tasks[i]->id,
          vehicle.first + " starts task " + tasks[i]->id + " before its task " + before.id + " has ended");
    }
  }
  findings.checked(std::to_string(by_vehicle.size()) + " 支队伍/车辆的任务时间不重叠",
                   "no overlap in the tasks of " + std::to_string(by_vehicle.size()) + " teams or vehicles");
}

void check_stock(const Run& run, Findings& findings) {
  std::map<std::string, double> sent, carried;
  for (const Stock& s : run.stock) {
    sent[s.item] += s.sent;
    if (s.sent > s.stock || s.sent < 0)
      findings.refute("stock.over", s.spot, s.item + " 发出 " + figure(s.sent) + "，库存 " + figure(s.stock),
                      figure(s.sent) + " of " + s.item + " are sent, " + figure(s.stock) + " are in store");
    if (!std::isnan(s.left) && std::abs(s.stock - s.sent - s.left) > 1e-6)
      findings.refute("stock.sum", s.spot, s.item + " 库存减发出不等于剩余",
                      "stock less sent is not what is left of " + s.item);
  }
  for (const Task& t : run.tasks)
    if (!t.item.empty()) carried[t.item] += t.quantity;
  for (const auto& [item, quantity] : carried)
    if (std::abs(quantity - sent[item]) > 1e-6)
      findings.refute(
          "stock.sum", {"plan/dispatch.csv", "item " + item},
          "各任务运出 " + figure(quantity) + "，库存表发出 " + figure(sent[item]),
          "the tasks carry " + figure(quantity) + " of " + item + ", the store sends " + figure(sent[item]));
  findings.checked(std::to_string(run.stock.size()) + " 种物资的收支",
                   "books of " + std::to_string(run.stock.size()) + " items in store");
}

}  // namespace

void check_means(const Run& run, Findings& findings) {
  if (run.has_plan) {
    check_road_flow(run, findings);
  } else {
    findings.skipped("车流：没有转移方案", "road flow: no evacuation plan");
  }
  if (run.tasks.empty() && run.stock.empty()) {
    findings.skipped("调度：没有任务和物资", "dispatch: no tasks and no stock");
    return;
  }
  check_vehicles(run, findings);
  check_stock(run, findings);
}

}  // namespace dayu::verify
