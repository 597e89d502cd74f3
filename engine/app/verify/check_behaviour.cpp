// SPDX-License-Identifier: Apache-2.0
// The expected course beside the plan, from its own files. Everybody is somewhere: safe, in danger at home or
// on the road, or staying, in every draw and village; people are those of units.csv. Ranges are the nearest
// ranks of the draws. The plan's side is counted again from evacuation.csv and left.csv, and the course with
// nothing drawn - everybody complies, no delay, no failure - equals it at every moment. Curves never fall.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

constexpr const char *kCurves = "plan/behaviour.csv", *kVillages = "plan/behaviour_villages.csv",
                     *kDraws = "plan/behaviour_draws.csv";
constexpr std::array<const char*, 3> kPercentiles = {"_p10", "_p50", "_p90"};

/// A village (empty: all together) at a compliance, in ten-thousandths.
using Key = std::pair<std::string, long>;

struct Mover {
  std::string village;
  double people = 0, depart_s = kNever_s, arrive_s = kNever_s;
};

class BehaviourCheck {
 public:
  BehaviourCheck(const Run& run, Rows curves, Rows villages, Rows draws, Findings& findings)
      : run_(run),
        curves_(std::move(curves)),
        villages_(std::move(villages)),
        draws_(std::move(draws)),
        findings_(findings) {
    std::map<std::string, const Trip*> trips;
    for (const Trip& t : run.trips) trips[t.unit] = &t;
    for (const Unit& u : run.units) {
      const auto trip = trips.find(u.id);
      const bool moves = trip != trips.end();
      const double people = u.people;
      movers_.push_back({u.village, people, moves ? trip->second->depart_s : kNever_s,
                         moves ? trip->second->arrive_s : kNever_s});
      people_[""] += people;
      if (!u.village.empty()) people_[u.village] += people;
      if (moves) add(u.village, people, safe_);
    }
    in_danger_in_the_plan();
  }

  void check() {
    for (std::size_t i = 0; i < draws_.count(); ++i) draw(i);
    for (std::size_t i = 0; i < villages_.count(); ++i) village(i);
    for (std::size_t i = 0; i < curves_.count(); ++i) moment(i);
    complete();
    summary();
    findings_.checked(std::to_string(draws_.count()) + " 行预期过程：人数守恒、分位数与方案一侧重算",
                      std::to_string(draws_.count()) +
                          " rows of the expected course: people, ranges and the plan's side counted again");
  }

 private:
  static void add(const std::string& village, double people, std::map<std::string, double>& sums) {
    sums[""] += people;
    if (!village.empty()) sums[village] += people;
  }

  void in_danger_in_the_plan() {
    const auto units = Rows::open(run_.folder, "plan/units.csv", {"unit", "danger_s"}, findings_);
    if (!units) return;
    std::set<std::string> endangered;
    for (std::size_t i = 0; i < units->count(); ++i)
      if (!units->text(i, "danger_s").empty()) endangered.insert(units->text(i, "unit"));
    for (const Left& l : run_.left)
      if (endangered.contains(l.unit)) add(l.village, l.people, left_in_danger_);
  }

  static Key key(const Rows& rows, std::size_t i) {
    return {rows.text(i, "village"), std::lround(rows.number(i, "compliance_1", -1) * 1e4)};
  }
  void wrong(const std::string& rule, const Spot& spot, const std::string& zh, const std::string& en) {
    findings_.refute("behaviour." + rule, spot, zh, en);
  }
  void same(const Rows& rows, std::size_t i, const std::string& column, double truth, const char* rule) {
    const double stated = rows.number(i, column, kNever_s);
    if (stated == truth || std::abs(stated - truth) < 1e-6) return;
    wrong(rule, rows.spot(i, column), "应为 " + figure(truth),
          "says " + figure(stated) + ", counted again it is " + figure(truth));
  }

  void draw(std::size_t i) {
    const auto n = [&](const char* column) { return draws_.number(i, column, 0); };
    const Key k = key(draws_, i);
    same(draws_, i, "people", people_[k.first], "people");
    if (n("safe") + n("at_home") + n("on_road") + n("stays") != n("people"))
      wrong("people", draws_.spot(i), "安全、在家遇险、途中遇险、留守之和不等于人数",
            "safe, at home, on the road and staying are not the people");
    if (n("safe") + n("on_road") > n("departed") || n("departed") > n("people"))
      wrong("people", draws_.spot(i, "departed"), "出发人数与去向不符",
            "those who left are fewer than those who got anywhere, or more than the people");
    if (n("by_command") + n("by_gauge") + n("by_neighbours") + n("by_sign") != n("departed"))
      wrong("people", draws_.spot(i, "by_command"), "出发原因之和不等于出发人数",
            "what made them leave does not add up to those who left");
    if (!seen_[k].insert(draws_.integer(i, "draw", -1)).second)
      wrong("draws", draws_.spot(i, "draw"), "同一次抽样出现两次", "the same draw stands twice");
    for (const char* column : {"departed", "safe", "at_home", "on_road", "stays"})
      drawn_[{k, column}].push_back(n(column));
    drawn_[{k, "in_danger"}].push_back(n("at_home") + n("on_road"));
    for (const char* column : {"ninety_s", "last_safe_s"})
      drawn_[{k, column}].push_back(draws_.number(i, column, kNever_s));
    if (!k.first.empty()) parts_[{k.second, draws_.integer(i, "draw", -1)}] += n("safe");
  }

  void village(std::size_t i) {
    const Key k = key(villages_, i);
    same(villages_, i, "people", people_[k.first], "people");
    same(villages_, i, "plan_safe", safe_[k.first], "plan");
    same(villages_, i, "plan_in_danger", left_in_danger_[k.first], "plan");
    double last_s = 0;
    for (const Mover& m : movers_)
      if ((k.first.empty() || m.village == k.first) && m.arrive_s < kNever_s)
        last_s = std::max(last_s, m.arrive_s);
    same(villages_, i, "plan_last_s", std::round(last_s), "plan");
    for (const char* name :
         {"departed", "safe", "in_danger", "at_home", "on_road", "stays", "ninety_s", "last_safe_s"}) {
      std::vector<double> values = drawn_[{k, name}];
      std::sort(values.begin(), values.end());
      if (values.empty()) {
        wrong("draws", villages_.spot(i), "没有抽样行", "has no draws behind it");
        return;
      }
      for (std::size_t p = 0; p < kPercentiles.size(); ++p) {
        constexpr std::array<std::size_t, 3> kHundredths = {10, 50, 90};
        const std::size_t rank = (values.size() * kHundredths[p] + 99) / 100;
        same(villages_, i, std::string(name) + kPercentiles[p], values[rank - 1], "range");
      }
    }
  }

  void moment(std::size_t i) {
    const Key k = key(curves_, i);
    const double t = curves_.number(i, "time_s", kNever_s);
    double departed = 0, safe = 0;
    for (const Mover& m : movers_) {
      if (!k.first.empty() && m.village != k.first) continue;
      if (m.depart_s <= t) departed += m.people;
      if (m.arrive_s <= t) safe += m.people;
    }
    same(curves_, i, "plan_departed", departed, "plan");
    same(curves_, i, "plan_safe", safe, "plan");
    same(curves_, i, "announced_departed", departed, "announced");
    same(curves_, i, "announced_safe", safe, "announced");
    std::vector<double> now{t};
    for (const char* name : {"departed", "safe"}) {
      double before = 0;
      for (const char* percentile : kPercentiles) {
        const double value = curves_.number(i, std::string(name) + percentile, 0);
        if (value < before || value > people_[k.first])
          wrong("range", curves_.spot(i, std::string(name) + percentile), "分位数次序颠倒或超过人数",
                "percentiles fall, or exceed the people");
        before = value;
        now.push_back(value);
      }
    }
    std::vector<double>& last = last_[k];
    for (std::size_t c = 0; c < last.size(); ++c)
      if (now[c] < last[c] || (c == 0 && now[c] == last[c]))
        wrong("curve", curves_.spot(i), "曲线回落", "a curve falls, or its moments do not go on");
    last = now;
  }

  void complete() {
    const double draws = run_.certificate.number("behaviour.draws").value_or(-1);
    for (const auto& [k, numbers] : seen_)
      if (static_cast<double>(numbers.size()) != draws)
        wrong("draws", {kDraws, k.first}, "抽样次数与证书不同",
              "has " + std::to_string(numbers.size()) + " draws, the certificate says " + figure(draws));
    bool all_have_villages = true;
    for (const Mover& m : movers_) all_have_villages = all_have_villages && !m.village.empty();
    if (!all_have_villages) return;
    std::map<std::pair<long, int>, double> whole;
    for (std::size_t i = 0; i < draws_.count(); ++i)
      if (draws_.text(i, "village").empty())
        whole[{key(draws_, i).second, draws_.integer(i, "draw", -1)}] = draws_.number(i, "safe", 0);
    for (const auto& [where, safe] : whole)
      if (parts_[where] != safe)
        wrong("people", {kDraws, "draw " + std::to_string(where.second)}, "各村之和不等于合计",
              "the villages do not add up to all together");
  }

  /// summary.json states the whole: behaviour.courses.<n>.
  void summary() {
    std::size_t n = 0;
    for (std::size_t i = 0; i < villages_.count(); ++i) {
      if (!villages_.text(i, "village").empty()) continue;
      const std::string stem = "behaviour.courses." + std::to_string(n++) + ".";
      for (const char* name : {"departed", "safe", "in_danger"})
        for (const char* percentile : kPercentiles) {
          const auto stated = run_.summary.number(stem + name + percentile);
          const double truth = villages_.number(i, std::string(name) + percentile, 0);
          if (!stated || *stated != truth)
            wrong("summary", {run_.summary.file, stem + name + percentile}, "与 behaviour_villages.csv 不同",
                  "differs from behaviour_villages.csv");
        }
    }
  }

  const Run& run_;
  Rows curves_, villages_, draws_;
  Findings& findings_;
  std::vector<Mover> movers_;
  std::map<std::string, double> people_, safe_, left_in_danger_;
  std::map<Key, std::set<int>> seen_;
  std::map<std::pair<Key, std::string>, std::vector<double>> drawn_;
  std::map<std::pair<long, int>, double> parts_;
  std::map<Key, std::vector<double>> last_;
};

}  // namespace

void check_behaviour(const Run& run, Findings& findings) {
  if (!run.has_plan || !run.certificate.number("behaviour.draws")) {
    findings.skipped("预期过程：证书没有这一项", "expected course: the certificate has none");
    return;
  }
  auto curves = Rows::open(run.folder, kCurves, {"village", "compliance_1", "time_s"}, findings);
  auto villages = Rows::open(run.folder, kVillages, {"village", "compliance_1", "people"}, findings);
  auto draws = Rows::open(run.folder, kDraws, {"village", "compliance_1", "draw", "people"}, findings);
  if (!curves || !villages || !draws) {
    findings.refute("files.missing", {"plan", "behaviour*.csv"}, "没有这些文件", "are absent or unreadable");
    return;
  }
  BehaviourCheck(run, std::move(*curves), std::move(*villages), std::move(*draws), findings).check();
}

}  // namespace dayu::verify
