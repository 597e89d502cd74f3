// SPDX-License-Identifier: Apache-2.0
// Rule 4 for single trips: the arcs of a route hang together from the door to the shelter, in the directions
// that the roads allow, and the written times leave enough time for the way. Speeds: not above what anybody
// of that class can do, nor above the road's own where roads.csv states it.
#include <algorithm>
#include <cmath>

#include "engine/app/verify/check.h"
#include "engine/app/verify/uses.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

class Route {
 public:
  Route(const Run& run, const Spot& spot, std::string name, const std::vector<int>& arcs, Findings& findings)
      : run_(run), spot_(spot), name_(std::move(name)), arcs_(arcs), findings_(findings) {}

  /// Every arc exists, is allowed and begins where the one before ended.
  bool contiguous() const {
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      const int arc = arcs_[i];
      if (arc < 0 || piece_of(arc) >= static_cast<int>(run_.pieces.size()))
        return refute("route.broken", "经过不存在的行驶方向 " + std::to_string(arc),
                      "takes arc " + std::to_string(arc) + ", which does not exist");
      if (piece(arc).oneway && against(arc))
        return refute("route.oneway", "逆行单行路段 " + std::to_string(piece_of(arc)),
                      "runs against one-way piece " + std::to_string(piece_of(arc)));
      if (i > 0 && head(arcs_[i - 1]) != tail(arc))
        return refute("route.broken",
                      "第 " + std::to_string(i) + " 与 " + std::to_string(i + 1) + " 段不相接",
                      "has a gap between its arcs " + std::to_string(i) + " and " + std::to_string(i + 1));
    }
    return true;
  }

  void ends(int from, int to) const {
    const int first = arcs_.empty() ? from : tail(arcs_.front());
    const int last = arcs_.empty() ? from : head(arcs_.back());
    if (from >= 0 && first != from)
      refute("route.ends", "不从节点 " + std::to_string(from) + " 出发",
             "does not begin at node " + std::to_string(from));
    if (to >= 0 && last != to)
      refute("route.ends", "没有到达节点 " + std::to_string(to),
             "does not end at node " + std::to_string(to));
  }

  /// `enter_s` has a time for each arc (or one more, for leaving the last); all between departure and
  /// arrival.
  void times(const std::vector<double>& enter_s, double depart_s, double leave_s,
             const std::string& who) const {
    const std::size_t n = arcs_.size();
    if (enter_s.size() != n && enter_s.size() != n + 1) {
      refute("time.count", std::to_string(n) + " 段路有 " + std::to_string(enter_s.size()) + " 个时刻",
             "has " + std::to_string(enter_s.size()) + " times for " + std::to_string(n) + " arcs");
      return;
    }
    if (n > 0 && enter_s.front() < depart_s - kRounding_s)
      refute("time.order", "出发前就上了路", "enters its route before departing");
    for (std::size_t i = 0; i < n; ++i) {
      const double until_s = i + 1 < enter_s.size() ? enter_s[i + 1] : leave_s;
      if (until_s < enter_s[i] - kRounding_s) {
        refute("time.order", "第 " + std::to_string(i + 1) + " 段的时刻倒退",
               "goes back in time on its arc " + std::to_string(i + 1));
        return;
      }
      if (until_s - enter_s[i] < least_s(arcs_[i], who) - 2 * kRounding_s) {
        refute("time.speed",
               "第 " + std::to_string(i + 1) + " 段只用 " + figure(until_s - enter_s[i]) + " s，快于可能",
               "takes " + figure(until_s - enter_s[i]) + " s on its arc " + std::to_string(i + 1) +
                   ", faster than possible");
        return;
      }
    }
  }

 private:
  const Piece& piece(int arc) const { return run_.pieces[static_cast<std::size_t>(piece_of(arc))]; }
  int tail(int arc) const { return against(arc) ? piece(arc).to : piece(arc).from; }
  int head(int arc) const { return against(arc) ? piece(arc).from : piece(arc).to; }

  double least_s(int arc, const std::string& who) const {
    const Piece& p = piece(arc);
    double speed_m_per_s = top_speed_m_per_s(who);
    if (!who.starts_with("walker") && p.speed_m_per_s > 0)
      speed_m_per_s = std::min(speed_m_per_s, p.speed_m_per_s);
    return p.length_m / speed_m_per_s;
  }

  bool refute(const char* rule, const std::string& zh, const std::string& en) const {
    findings_.refute(rule, spot_, name_ + " " + zh, name_ + " " + en);
    return false;
  }

  const Run& run_;
  const Spot& spot_;
  std::string name_;
  const std::vector<int>& arcs_;
  Findings& findings_;
};

/// Two paths to leave: the village's order, or the own start from the first water at the place.
double earliest_word_s(const Run& run, const Trip& t) {
  double word_s = run.orders.empty() ? -kNever_s : kNever_s;
  for (const Order& o : run.orders)
    if (o.village == t.village) word_s = std::min({word_s, o.prepare_s, o.immediate_s});
  if (t.basis == "order") return word_s;
  const std::string place = t.unit.substr(0, t.unit.find('#'));
  for (const Settlement& s : run.settlements)
    if (s.id == place) word_s = std::min({word_s, s.touched_s, s.danger_s});
  return word_s;
}

void check_moments(const Run& run, const Trip& t, Findings& findings) {
  if (t.arrive_s < t.depart_s - kRounding_s)
    findings.refute("time.order", t.spot, t.unit + " 到达早于出发", t.unit + " arrives before it departs");
  if (t.depart_s < t.ready_s - kRounding_s)
    findings.refute("time.ready", t.spot, t.unit + " 准备好之前就出发",
                    t.unit + " departs before it is ready");
  const double order_s = earliest_word_s(run, t);
  if (t.depart_s < order_s - kRounding_s)
    findings.refute("time.order", t.spot,
                    t.unit + " 在接到指令或发现异常（" + figure(order_s) + " s）之前出发",
                    t.unit + " departs before it is told or sees water at " + figure(order_s) + " s");
  if (std::isfinite(t.margin_s) && std::isfinite(t.latest_departure_s) &&
      std::abs(t.latest_departure_s - t.depart_s - t.margin_s) > 2 * kRounding_s)
    findings.refute("time.margin", t.spot, t.unit + " 的余量不等于最晚安全出发减出发",
                    t.unit + " has a margin that is not latest departure less departure");
  if (std::isfinite(t.latest_departure_s) && t.depart_s > t.latest_departure_s + kRounding_s)
    findings.refute("time.late", t.spot, t.unit + " 晚于最晚安全出发时刻出发",
                    t.unit + " departs after its latest safe departure");
}

/// The walks between door and road take their time too.
void check_walks(const Trip& t, double on_road_s, double off_road_s, Findings& findings) {
  const double walk_m_per_s = top_speed_m_per_s("walker");
  if (on_road_s - t.depart_s < t.access_from_m / walk_m_per_s - 2 * kRounding_s)
    findings.refute("time.speed", t.spot, t.unit + " 从家到路上快于可能",
                    t.unit + " is on the road sooner than possible");
  if (t.arrive_s - off_road_s < t.access_to_m / walk_m_per_s - 2 * kRounding_s)
    findings.refute("time.speed", t.spot, t.unit + " 从路上到安置点快于可能",
                    t.unit + " is at the shelter sooner than possible");
}

void check_trip(const Run& run, const Trip& t, Findings& findings) {
  const Route route(run, t.spot, t.unit, t.route, findings);
  check_moments(run, t, findings);
  if (!route.contiguous()) return;
  const Shelter* s = run.shelter(t.to);
  route.ends(t.from, s ? s->node : -1);
  if (t.route.empty()) {
    check_walks(t, t.arrive_s, t.arrive_s - t.access_to_m / top_speed_m_per_s("walker"), findings);
    return;
  }
  if (!t.enter_s) return;
  if (t.enter_s->empty()) {
    findings.refute("time.count", t.spot, t.unit + " 没有进入各路段的时刻",
                    t.unit + " has no times of entering");
    return;
  }
  const double leave_s = leave_last_s(run, t);
  route.times(*t.enter_s, t.depart_s, leave_s, t.who);
  check_walks(t, t.enter_s->front(), leave_s, findings);
}

void check_task(const Run& run, const Task& t, Findings& findings) {
  const Route route(run, t.spot, "task " + t.id, t.route, findings);
  if (t.arrive_s < t.depart_s - kRounding_s)
    findings.refute("time.order", t.spot, "任务 " + t.id + " 到达早于出发",
                    "task " + t.id + " arrives before it departs");
  if (!route.contiguous()) return;
  route.ends(t.from, t.to_node);
  double least_s = 0;
  for (const int arc : t.route)
    least_s += run.pieces[static_cast<std::size_t>(piece_of(arc))].length_m / top_speed_m_per_s(t.who);
  if (t.arrive_s - t.depart_s < least_s - 2 * kRounding_s)
    findings.refute("time.speed", t.spot, "任务 " + t.id + " 快于可能",
                    "task " + t.id + " is faster than possible");
  if (t.enter_s && !t.enter_s->empty()) route.times(*t.enter_s, t.depart_s, t.arrive_s, t.who);
}

}  // namespace

void check_routes(const Run& run, Findings& findings) {
  if (run.trips.empty() && run.tasks.empty()) {
    findings.skipped("路线：没有人出行", "routes: nobody is on the way");
    return;
  }
  for (const Trip& t : run.trips) check_trip(run, t, findings);
  for (const Task& t : run.tasks) check_task(run, t, findings);
  const std::string n = std::to_string(run.trips.size()), m = std::to_string(run.tasks.size());
  findings.checked(n + " 条转移路线和 " + m + " 项任务相接、时刻相加无误",
                   "routes and times of " + n + " trips and " + m + " tasks");
}

}  // namespace dayu::verify
