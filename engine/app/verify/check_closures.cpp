// SPDX-License-Identifier: Apache-2.0
// Rule 1: nobody is on a road piece while it is closed for them. A closure holds in [from_s, to_s); a use
// lasts from entering the piece to entering the next one: who entered before must be off it by then.
#include <algorithm>

#include "engine/app/verify/check.h"
#include "engine/app/verify/uses.h"

namespace dayu::verify {
namespace {

using ByPiece = std::vector<std::vector<const Closure*>>;

ByPiece by_piece(const Run& run, Findings& findings) {
  ByPiece closures(run.pieces.size());
  for (const Closure& c : run.closures) {
    if (c.piece < 0 || c.piece >= static_cast<int>(run.pieces.size())) {
      findings.refute("files.format", c.spot, "所封路段不在 roads.csv 中",
                      "closes a piece that roads.csv does not hold");
    } else if (!(c.from_s < c.to_s)) {
      findings.refute("files.format", c.spot, "封路时段为空或倒置", "the closure ends before it begins");
    } else if (c.stop) {
      closures[static_cast<std::size_t>(c.piece)].push_back(&c);
    }
  }
  return closures;
}

/// A boat floats: a piece is closed to it only while neither a boat nor a high truck can pass.
Closure closed_to_boats(const Closure& boat, const std::vector<const Closure*>& closures, const Use& use) {
  Closure both = boat;
  both.to_s = both.from_s;
  for (const Closure* truck : closures) {
    if (truck->who != "high_truck") continue;
    const double from_s = std::max(boat.from_s, truck->from_s), to_s = std::min(boat.to_s, truck->to_s);
    if (from_s < to_s && use.leave_s > from_s && use.enter_s < to_s) both.from_s = from_s, both.to_s = to_s;
  }
  return both;
}

void check_use(const Use& use, const std::vector<const Closure*>& closures, Findings& findings) {
  for (const Closure* row : closures) {
    if (row->who != use.who) continue;
    const Closure closed_row = use.who == "boat" ? closed_to_boats(*row, closures, use) : *row;
    const Closure* c = &closed_row;
    if (!(c->from_s < c->to_s)) continue;
    if (use.leave_s <= c->from_s + kRounding_s || use.enter_s >= c->to_s - kRounding_s) continue;
    const std::string piece = std::to_string(use.piece);
    const std::string span = figure(use.enter_s) + "–" + figure(use.leave_s) + " s";
    const std::string closed = figure(c->from_s) + "–" + figure(c->to_s) + " s";
    findings.refute(
        "road.closed", use.spot,
        use.unit + " 在路段 " + piece + " 上（" + span + "），该段对 " + use.who + " 封闭（" + closed + "）",
        use.unit + " is on piece " + piece + " during " + span + ", closed for " + use.who + " during " +
            closed);
    return;
  }
}

/// Without times of entering only this is certain: a piece closed from departure to arrival was used closed.
void check_untimed(const Run& run, const Task& task, const ByPiece& closures, Findings& findings) {
  for (const int arc : task.route) {
    if (arc < 0 || piece_of(arc) >= static_cast<int>(closures.size())) continue;
    for (const Closure* c : closures[static_cast<std::size_t>(piece_of(arc))]) {
      if (!task.who.empty() && c->who != road_class(run, task.who)) continue;
      if (task.who.empty() && c->who != "high_truck") continue;
      if (c->from_s > task.depart_s || c->to_s < task.arrive_s || !(task.arrive_s > task.depart_s)) continue;
      findings.refute("road.closed", task.spot,
                      "任务 " + task.id + " 全程行驶期间路段 " + std::to_string(piece_of(arc)) + " 一直封闭",
                      "task " + task.id + " uses piece " + std::to_string(piece_of(arc)) +
                          ", which is closed from its departure to its arrival");
      return;
    }
  }
}

}  // namespace

void check_closures(const Run& run, Findings& findings) {
  if (run.pieces.empty() || (run.trips.empty() && run.tasks.empty())) {
    findings.skipped("封路：没有路网或没有人出行", "closed roads: no network, or nobody on the way");
    return;
  }
  const ByPiece closures = by_piece(run, findings);
  const std::vector<Use> uses = uses_of(run);
  for (const Use& use : uses) check_use(use, closures[static_cast<std::size_t>(use.piece)], findings);
  std::size_t untimed = 0;
  for (const Task& task : run.tasks) {
    if (task.enter_s && !task.who.empty()) continue;
    ++untimed;
    check_untimed(run, task, closures, findings);
  }
  const std::string n = std::to_string(uses.size()), m = std::to_string(run.closures.size());
  findings.checked(n + " 次路段使用对照 " + m + " 条封路记录",
                   n + " uses of road pieces against " + m + " closures");
  if (untimed > 0)
    findings.skipped(
        std::to_string(untimed) + " 项任务没有逐段时刻：只查全程封闭的路段",
        std::to_string(untimed) + " tasks without times for each arc: only pieces closed all the way");
  const auto timeless = std::count_if(run.trips.begin(), run.trips.end(),
                                      [](const Trip& t) { return !t.enter_s && !t.route.empty(); });
  if (timeless > 0)
    findings.refute("time.absent", {"plan/evacuation.csv", "column enter_s"},
                    "没有进入各路段的时刻，无法证明",
                    "has no times of entering the arcs: nothing can be proved about " +
                        std::to_string(timeless) + " trips");
}

}  // namespace dayu::verify
