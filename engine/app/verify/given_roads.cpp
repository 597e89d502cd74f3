// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/given_roads.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kFolder = "inputs/network/";

class Reading {
 public:
  Reading(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  std::optional<GivenRoads> read() {
    const auto step_s = run_.certificate.number("step_s");
    const auto rounding = run_.certificate.texts.find("rounding.capacity");
    if (!step_s || !(*step_s > 0) || rounding == run_.certificate.texts.end()) {
      findings_.refute("network.rule", {"plan/certificate.json", "step_s"}, "没有写明时间步和取整规则",
                       "states no time step or no rounding of capacities");
      return std::nullopt;
    }
    g_.step_s = *step_s;
    g_.floor_capacity = rounding->second == "floor";
    if (!nodes() || !arcs() || !counts("sources.csv", "vehicles", g_.people, 0) ||
        !counts("shelters.csv", "capacity", g_.places, -1) || !closures())
      return std::nullopt;
    return g_;
  }

 private:
  std::optional<Rows> open(const char* file, const std::vector<std::string>& columns) {
    auto rows = Rows::open(run_.folder, std::string(kFolder) + file, columns, findings_);
    if (!rows && !std::filesystem::exists(run_.folder / kFolder / file))
      findings_.refute("files.missing", {std::string(kFolder) + file, ""}, "没有这个文件", "is absent");
    return rows;
  }

  int node(const Rows& rows, std::size_t row, const char* column) {
    const auto found = g_.node_of.find(rows.text(row, column));
    if (found != g_.node_of.end()) return found->second;
    findings_.refute("network.node", rows.spot(row, column), "没有这个节点", "names no node of nodes.csv");
    return -1;
  }

  bool nodes() {
    const auto rows = open("nodes.csv", {"id"});
    if (!rows) return false;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      g_.node_ids.push_back(rows->text(i, "id"));
      g_.node_of[g_.node_ids.back()] = static_cast<int>(i);
    }
    g_.people.assign(g_.node_ids.size(), 0);
    g_.places.assign(g_.node_ids.size(), -1);
    return true;
  }

  bool arcs() {
    const auto rows = open("arcs.csv", {"from", "to", "length_m", "freespeed_mps", "capacity_vph"});
    if (!rows) return false;
    bool whole = true;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      g_.roads.push_back({node(*rows, i, "from"),
                          node(*rows, i, "to"),
                          rows->number(i, "length_m"),
                          rows->number(i, "freespeed_mps"),
                          rows->number(i, "capacity_vph"),
                          std::numeric_limits<double>::infinity(),
                          {}});
      const GivenRoad& r = g_.roads.back();
      whole = whole && r.from >= 0 && r.to >= 0 && r.length_m >= 0 && r.speed_m_per_s > 0 &&
              r.capacity_per_h >= 0;
    }
    if (!whole)
      findings_.refute("network.arcs", {std::string(kFolder) + "arcs.csv", ""}, "有用不了的路段",
                       "holds arcs that cannot be used");
    return whole;
  }

  bool counts(const char* file, const char* column, std::vector<long long>& into, long long absent) {
    const auto rows = open(file, {"node", column});
    if (!rows) return false;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const int n = node(*rows, i, "node");
      if (n < 0) return false;
      long long& here = into[static_cast<std::size_t>(n)];
      here = (here == absent ? 0 : here) + rows->integer(i, column);
    }
    return true;
  }

  bool closures() {
    const auto rows = open("closures.csv", {"arc", "close_s"});
    if (!rows) return false;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const int arc = rows->integer(i, "arc", -1);
      if (arc < 0 || arc >= static_cast<int>(g_.roads.size())) {
        findings_.refute("network.arcs", rows->spot(i, "arc"), "没有这条路段", "names no row of arcs.csv");
        return false;
      }
      GivenRoad& road = g_.roads[static_cast<std::size_t>(arc)];
      if (rows->has("open_s") && !rows->text(i, "open_s").empty())
        road.shut_s.emplace_back(rows->number(i, "close_s"), rows->number(i, "open_s"));
      else
        road.close_s = std::min(road.close_s, rows->number(i, "close_s"));
    }
    return true;
  }

  const Run& run_;
  Findings& findings_;
  GivenRoads g_;
};

/// Dead ends are taken away until none is left; then every road into a node without a choice has exactly one
/// road after it, and the chains are read off.
class Contracting {
 public:
  explicit Contracting(GivenRoads& g) : g_(g), around_(g.node_ids.size()), after_(g.roads.size(), -1) {
    for (const auto& road : g.roads)
      if (road.from != road.to) {
        if (!road.shut_s.empty())
          reopens_.insert({road.from, road.to}), reopens_.insert({road.to, road.from});
        ++around_[idx(road.from)][road.to].out;
        ++around_[idx(road.to)][road.from].in;
      }
  }

  void run() {
    for (std::size_t n = 0; n < around_.size(); ++n) prune(static_cast<int>(n));
    for (std::size_t n = 0; n < around_.size(); ++n) g_.stays.push_back(passes(static_cast<int>(n)) ? 0 : 1);
    link();
    g_.chain_at.assign(g_.roads.size(), -1);
    for (std::size_t r = 0; r < g_.roads.size(); ++r)
      if (there(g_.roads[r]) && g_.stays[idx(g_.roads[r].from)] != 0) follow(static_cast<int>(r));
  }

 private:
  struct Both {
    int out = 0, in = 0;  ///< roads to and from the neighbour
  };
  static std::size_t idx(int i) { return static_cast<std::size_t>(i); }
  bool used(int n) const { return g_.people[idx(n)] > 0 || g_.places[idx(n)] >= 0; }
  bool there(const GivenRoad& road) const {
    return road.from != road.to && around_[idx(road.from)].contains(road.to);
  }

  void prune(int n) {
    while (!used(n) && around_[idx(n)].size() == 1) {
      const int last = around_[idx(n)].begin()->first;
      around_[idx(n)].clear();
      around_[idx(last)].erase(n);
      n = last;
    }
  }

  bool passes(int n) const {
    if (used(n) || around_[idx(n)].size() != 2) return false;
    for (const auto& [other, roads] : around_[idx(n)])
      if (roads.out > 1 || roads.in > 1 || reopens_.contains({n, other})) return false;
    return true;
  }

  /// The road after each road that ends at a passing node: the one that does not turn back.
  void link() {
    std::map<std::pair<int, int>, int> out_of;  // passing node, head -> road
    for (std::size_t r = 0; r < g_.roads.size(); ++r)
      if (there(g_.roads[r]) && g_.stays[idx(g_.roads[r].from)] == 0)
        out_of[{g_.roads[r].from, g_.roads[r].to}] = static_cast<int>(r);
    for (std::size_t r = 0; r < g_.roads.size(); ++r) {
      const GivenRoad& road = g_.roads[r];
      if (!there(road) || g_.stays[idx(road.to)] != 0) continue;
      for (const auto& [other, roads] : around_[idx(road.to)])
        if (other != road.from && roads.out == 1) after_[r] = out_of[{road.to, other}];
    }
  }

  void follow(int first) {
    Chain chain{g_.roads[idx(first)].from, -1, 0, 0, kNoEnd, {}, {}};
    for (int r = first; r >= 0; r = after_[idx(r)]) {
      chain.roads.push_back(r);
      chain.to = g_.roads[idx(r)].to;
      if (g_.stays[idx(chain.to)] != 0) break;
    }
    if (g_.stays[idx(chain.to)] == 0 || chain.to == chain.from) return;
    measure(chain);
    g_.chain_at[idx(first)] = static_cast<int>(g_.chains.size());
    g_.chains.push_back(std::move(chain));
  }

  void measure(Chain& chain) const {
    double driven_s = 0, capacity_per_h = std::numeric_limits<double>::infinity(),
           enter_by_s = capacity_per_h;
    for (const int r : chain.roads) {
      const GivenRoad& road = g_.roads[idx(r)];
      driven_s += road.length_m / road.speed_m_per_s;
      capacity_per_h = std::min(capacity_per_h, road.capacity_per_h);
      enter_by_s = std::min(enter_by_s, road.close_s - driven_s);
    }
    const double lets_in = capacity_per_h * g_.step_s / 3600;
    chain.steps = std::llround(driven_s / g_.step_s);
    chain.per_step = static_cast<long long>(g_.floor_capacity ? std::floor(lets_in) : std::round(lets_in));
    if (std::isfinite(enter_by_s))
      chain.last = enter_by_s < 0 ? -1 : static_cast<long long>(std::floor(enter_by_s / g_.step_s));
    for (const auto& [from_s, to_s] : g_.roads[idx(chain.roads.front())].shut_s)
      shut(chain, driven_s, from_s, to_s);
  }

  /// Every step from which the road is left after `from_s` though entered before `to_s`, joined with the
  /// others.
  void shut(Chain& chain, double driven_s, double from_s, double to_s) const {
    long long from = 0, to = 0;
    while (static_cast<double>(from) * g_.step_s + driven_s <= from_s) ++from;
    while (static_cast<double>(to) * g_.step_s < to_s) ++to;
    if (from >= to) return;
    chain.shut.emplace_back(from, to);
    std::sort(chain.shut.begin(), chain.shut.end());
    std::vector<std::pair<long long, long long>> joined;
    for (const auto& s : chain.shut)
      if (!joined.empty() && s.first <= joined.back().second)
        joined.back().second = std::max(joined.back().second, s.second);
      else
        joined.push_back(s);
    chain.shut = std::move(joined);
  }

  GivenRoads& g_;
  std::set<std::pair<int, int>> reopens_;    ///< neighbours between which a road reopens
  std::vector<std::map<int, Both>> around_;  ///< node -> neighbours
  std::vector<int> after_;
};

}  // namespace

bool Chain::is_shut(long long step) const {
  return std::any_of(shut.begin(), shut.end(),
                     [&](const auto& s) { return step >= s.first && step < s.second; });
}

std::optional<GivenRoads> read_given_roads(const Run& run, Findings& findings) {
  std::optional<GivenRoads> g = Reading(run, findings).read();
  if (g) Contracting(*g).run();
  return g;
}

}  // namespace dayu::verify
