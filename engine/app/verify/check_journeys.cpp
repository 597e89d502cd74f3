// SPDX-License-Identifier: Apache-2.0
// A network run's plan against its tables: every journey holds together and adds up, nobody enters a chain
// too late to be off it when it closes, no chain takes more than it can in any step, no shelter is over its
// places or driven through, everybody is accounted for once.
#include <cmath>
#include <unordered_map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/check_network.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kPlan = "plan/evacuation.csv";

class Journeys {
 public:
  Journeys(const Run& run, const GivenRoads& g, Findings& findings)
      : run_(run),
        g_(g),
        findings_(findings),
        leaving_(g.people.size(), 0),
        staying_(g.people.size(), 0),
        sheltered_(g.people.size(), 0) {}

  Movement check() {
    const auto rows = Rows::open(
        run_.folder, kPlan,
        {"group", "people", "from", "to", "depart_s", "arrive_s", "route", "chain_enter_s"}, findings_);
    if (!rows) {
      if (!std::filesystem::exists(run_.folder / kPlan))
        findings_.refute("files.missing", {kPlan, ""}, "没有这个文件", "is absent");
      return moved_;
    }
    for (std::size_t i = 0; i < rows->count(); ++i) journey(*rows, i);
    left();
    everybody();
    shelters();
    findings_.checked(std::to_string(rows->count()) + " 行路线：接续、时刻、封闭、通行能力、去向",
                      std::to_string(rows->count()) +
                          " journeys: unbroken, times, closings, capacities, where everybody is");
    return moved_;
  }

 private:
  int node(const Rows& rows, std::size_t i, const char* column) {
    const auto found = g_.node_of.find(rows.text(i, column));
    if (found != g_.node_of.end()) return found->second;
    findings_.refute("network.node", rows.spot(i, column), "没有这个节点", "names no node of nodes.csv");
    return -1;
  }

  void journey(const Rows& rows, std::size_t i) {
    const int from = node(rows, i, "from"), to = node(rows, i, "to");
    const int people = rows.integer(i, "people");
    if (from < 0 || to < 0) return;
    if (people <= 0) {
      findings_.refute("people.sum", rows.spot(i, "people"), "人数不是正数", "moves nobody");
      return;
    }
    if (g_.places[idx(to)] < 0)
      findings_.refute("shelter.unknown", rows.spot(i, "to"), "终点不是安置点", "does not end at a shelter");
    leaving_[idx(from)] += people;
    sheltered_[idx(to)] += people;
    moved_.arrived += people;
    const double arrives_s = rows.number(i, "arrive_s"), departs_s = rows.number(i, "depart_s");
    moved_.sum_s += arrives_s * people;
    moved_.clear_s = std::max(moved_.clear_s, arrives_s);
    drive(rows, i, from, to, people, departs_s, arrives_s);
  }

  void drive(const Rows& rows, std::size_t i, int from, int to, int people, double departs_s,
             double arrives_s) {
    const std::vector<double> route = rows.numbers(i, "route"), enter_s = rows.numbers(i, "chain_enter_s");
    int at = from;
    double free_s = 0, first_s = arrives_s;
    std::size_t done = 0, chains = 0;
    while (done < route.size()) {
      const Chain* chain = chain_from(rows, i, route, done);
      if (chain == nullptr) return;
      if (chains >= enter_s.size()) {
        findings_.refute("time.count", rows.spot(i, "chain_enter_s"), "时刻比路链少",
                         "has fewer times than chains");
        return;
      }
      if (chain->from != at) {
        findings_.refute("route.broken", rows.spot(i, "route"), "路线断开", "does not hold together");
        return;
      }
      if (done > 0 && g_.places[idx(at)] >= 0)
        findings_.refute("route.through_shelter", rows.spot(i, "route"), "穿过安置点",
                         "drives through a shelter");
      enter(rows, i, *chain, enter_s[chains], free_s, people);
      if (chains == 0) first_s = enter_s[0];
      free_s = enter_s[chains] + static_cast<double>(chain->steps) * g_.step_s;
      at = chain->to;
      done += chain->roads.size();
      ++chains;
    }
    if (at != to)
      findings_.refute("route.ends", rows.spot(i, "to"), "没有到达所写的地方", "does not end where it says");
    if (chains != enter_s.size())
      findings_.refute("time.count", rows.spot(i, "chain_enter_s"), "时刻比路链多",
                       "has more times than chains");
    if (std::abs(first_s - departs_s) > kRounding_s)
      findings_.refute("time.depart", rows.spot(i, "depart_s"), "出发时刻与进入首段不符",
                       "does not leave when it enters its first chain");
    if (std::abs(arrives_s - (chains == 0 ? 0 : free_s)) > kRounding_s)
      findings_.refute("time.arrive", rows.spot(i, "arrive_s"), "到达时刻与行程不符",
                       "arrival and travel times do not add up");
  }

  /// The chain that the route drives next, if it drives it whole.
  const Chain* chain_from(const Rows& rows, std::size_t i, const std::vector<double>& route,
                          std::size_t done) {
    const double road = route[done];
    const int id = road >= 0 && road < static_cast<double>(g_.chain_at.size()) && road == std::floor(road)
                       ? g_.chain_at[idx(static_cast<long long>(road))]
                       : -1;
    bool whole = id >= 0;
    if (whole) {
      const std::vector<int>& roads = g_.chains[idx(id)].roads;
      whole = done + roads.size() <= route.size();
      for (std::size_t k = 0; whole && k < roads.size(); ++k) whole = route[done + k] == roads[k];
    }
    if (whole) return &g_.chains[idx(id)];
    findings_.refute("route.broken", rows.spot(i, "route"), "路段不接续",
                     "holds arcs that do not follow each other");
    return nullptr;
  }

  void enter(const Rows& rows, std::size_t i, const Chain& chain, double enter_s, double free_s, int people) {
    const double step = enter_s / g_.step_s;
    if (std::abs(step - std::round(step)) > 1e-6 || step < -1e-6)
      findings_.refute("time.step", rows.spot(i, "chain_enter_s"), "时刻不在时间步上",
                       "is not on a time step");
    if (enter_s < free_s - kRounding_s)
      findings_.refute("time.order", rows.spot(i, "chain_enter_s"), "未到先入",
                       "enters a chain before it is there");
    const long long at = std::llround(step);
    if (at > chain.last || chain.is_shut(at))
      findings_.refute("road.closed", rows.spot(i, "chain_enter_s"), "封路前出不去",
                       "is still on a road when it closes");
    long long& load = load_[(static_cast<long long>(&chain - g_.chains.data()) << 24) + at];
    if (load <= chain.per_step && load + people > chain.per_step)
      findings_.refute(
          "road.flow", rows.spot(i, "chain_enter_s"), "超过通行能力 " + std::to_string(chain.per_step),
          "more enter in one step than the chain takes (" + std::to_string(chain.per_step) + ")");
    load += people;
  }

  void left() {
    const auto rows =
        Rows::open(run_.folder, "plan/left.csv", {"group", "people", "reason_zh", "reason_en"}, findings_);
    if (!rows) {
      findings_.refute("files.missing", {"plan/left.csv", ""}, "没有这个文件", "is absent or unreadable");
      return;
    }
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const int n = node(*rows, i, "group");
      const int people = rows->integer(i, "people");
      if (n >= 0) staying_[idx(n)] += people;
      moved_.left += people;
      if (rows->text(i, "reason_zh").empty() || rows->text(i, "reason_en").empty())
        findings_.refute("left.reason", rows->spot(i), "没有写明原因", "states no reason");
    }
  }

  void everybody() {
    for (std::size_t n = 0; n < g_.people.size(); ++n) {
      moved_.people += g_.people[n];
      const long long sum = leaving_[n] + staying_[n];
      if (sum == g_.people[n]) continue;
      findings_.refute(
          sum > g_.people[n] ? "unit.twice" : "unit.nowhere", {kPlan, "node " + g_.node_ids[n]},
          "该点 " + std::to_string(g_.people[n]) + " 人，方案和名单共 " + std::to_string(sum),
          std::to_string(g_.people[n]) + " live there, plan and list hold " + std::to_string(sum));
    }
  }

  void shelters() {
    for (std::size_t n = 0; n < g_.places.size(); ++n)
      if (g_.places[n] >= 0 && sheltered_[n] > g_.places[n])
        findings_.refute(
            "shelter.full", {kPlan, "shelter " + g_.node_ids[n]},
            std::to_string(sheltered_[n]) + " 人，只有 " + std::to_string(g_.places[n]) + " 个位置",
            std::to_string(sheltered_[n]) + " people for " + std::to_string(g_.places[n]) + " places");
    const auto rows =
        Rows::open(run_.folder, "plan/shelters.csv", {"shelter", "places", "people"}, findings_);
    for (std::size_t i = 0; rows && i < rows->count(); ++i) {
      const int n = node(*rows, i, "shelter");
      if (n >= 0 && (rows->integer(i, "people") != sheltered_[idx(n)] ||
                     rows->integer(i, "places") != g_.places[idx(n)]))
        findings_.refute("sum.shelter", rows->spot(i), "与方案或输入不符",
                         "differs from the plan or the tables");
    }
  }

  const Run& run_;
  const GivenRoads& g_;
  Findings& findings_;
  std::vector<long long> leaving_, staying_, sheltered_;
  std::unordered_map<long long, long long> load_;
  Movement moved_;
};

}  // namespace

Movement check_journeys(const Run& run, const GivenRoads& g, Findings& findings) {
  return Journeys(run, g, findings).check();
}

}  // namespace dayu::verify
