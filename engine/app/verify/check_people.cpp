// SPDX-License-Identifier: Apache-2.0
// Rule 3: a household is moved whole, nobody is counted twice or nowhere, whoever needs help has a helper,
// and whoever is in danger is on the way before it comes or is named as left behind. Units: a listed
// household, a site, or "<group>#<n>", a household of the group's remainder.
#include <cmath>
#include <map>
#include <set>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

/// One row of evacuation.csv or left.csv.
struct UnitRow {
  std::string unit, village;
  int people = 0;
  const Trip* trip = nullptr;
  Spot spot;
};

std::string group_of(const std::string& unit) {
  const std::size_t hash = unit.find('#');
  return hash == std::string::npos ? "" : unit.substr(0, hash);
}

class People {
 public:
  People(const Run& run, Findings& findings) : run_(run), findings_(findings) {
    for (const Trip& t : run.trips) rows_.push_back({t.unit, t.village, t.people, &t, t.spot});
    for (const Left& l : run.left) rows_.push_back({l.unit, l.village, l.people, nullptr, l.spot});
    for (const Settlement& s : run.settlements)
      if (!places_.emplace(s.id, &s).second)
        findings_.refute("unit.twice", s.spot, s.id + " 在 settlements.csv 中出现两次",
                         s.id + " stands twice in settlements.csv");
  }

  void check() {
    once();
    stated();
    for (const UnitRow& row : rows_) whole(row);
    read_unhelped();
    for (const Trip& t : run_.trips) helped(t);
    tell_unhelped();
    for (const Settlement& s : run_.settlements) in_danger(s);
    groups();
    for (const Left& l : run_.left)
      if (l.reason_zh.empty() || l.reason_en.empty())
        findings_.refute("left.reason", l.spot, l.unit + " 未能转移而没有写明原因",
                         l.unit + " is left behind without a reason");
  }

 private:
  void once() {
    for (const UnitRow& row : rows_) {
      if (seen_.emplace(row.unit, &row).second) continue;
      findings_.refute("unit.twice", row.spot, row.unit + " 出现两次：既不能两次转移，也不能转移后仍留下",
                       row.unit + " stands twice among the evacuated and the left behind");
    }
  }

  /// units.csv, where there is one, lists exactly those who are evacuated or left.
  void stated() {
    for (const Unit& u : run_.units) {
      if (!u.group.empty() && u.kind == "household") group_of_household_[u.id] = u.group;
      people_stated_[u.id] = u.people;
      if (seen_.contains(u.id)) continue;
      findings_.refute("unit.nowhere", u.spot, u.id + " 须转移，既未转移也未列为滞留",
                       u.id + " must move and is neither evacuated nor named as left behind");
    }
    if (run_.units.empty()) return;
    for (const UnitRow& row : rows_)
      if (!people_stated_.contains(row.unit))
        findings_.refute("unit.unknown", row.spot, row.unit + " 不在 units.csv 中",
                         row.unit + " is not in units.csv");
  }

  void whole(const UnitRow& row) {
    const std::string group = group_of(row.unit);
    const auto at = places_.find(group.empty() ? row.unit : group);
    const bool known = at != places_.end() && (at->second->kind == "group") == !group.empty();
    if (!known) {
      findings_.refute("unit.unknown", row.spot, row.unit + " 不在 settlements.csv 中",
                       row.unit + " is not in settlements.csv");
      return;
    }
    const Settlement& s = *at->second;
    if (!row.village.empty() && row.village != s.village)
      findings_.refute("unit.village", row.spot, row.unit + " 的村与 settlements.csv 不符",
                       row.unit + " is given to another village");
    if (row.people <= 0)
      findings_.refute("people.sum", row.spot, row.unit + " 没有人", row.unit + " holds no people");
    if (!group.empty()) {
      in_group_[group] += row.people;
    } else if (row.people != people_of(s)) {
      findings_.refute("unit.split", row.spot,
                       row.unit + " 有 " + std::to_string(people_of(s)) + " 人，却列 " +
                           std::to_string(row.people) + " 人",
                       row.unit + " has " + std::to_string(people_of(s)) + " people, but " +
                           std::to_string(row.people) + " are moved");
    }
  }

  /// settlements.csv counts sites by night; a plan for the day states its own count in units.csv.
  int people_of(const Settlement& s) const {
    const auto at = people_stated_.find(s.id);
    return s.kind == "site" && at != people_stated_.end() ? at->second : s.people;
  }

  void helped(const Trip& t) {
    const auto at = places_.find(t.unit);
    const int need_help = at == places_.end() ? t.need_help : std::max(t.need_help, at->second->need_help);
    if (need_help <= 0) return;
    if (t.helper.empty() && named_unhelped_.contains(t.unit)) {
      ++unhelped_;
    } else if (t.helper.empty()) {
      findings_.refute("helper.missing", t.spot,
                       t.unit + " 有 " + std::to_string(need_help) + " 人需帮助而无帮扶人",
                       t.unit + " has " + std::to_string(need_help) + " people who need help and no helper");
    } else if (!is_helper(t.helper)) {
      findings_.refute("helper.unknown", t.spot, t.unit + " 的帮扶人“" + t.helper + "”不存在",
                       t.unit + " is helped by '" + t.helper + "', who is nobody in the plan");
    }
  }

  /// A unit on its way itself (its own able members too), or a team with a task.
  bool is_helper(const std::string& helper) const {
    const auto at = seen_.find(helper);
    if (at != seen_.end()) return at->second->trip != nullptr;
    for (const Task& t : run_.tasks)
      if (t.team == helper || t.id == helper) return true;
    return false;
  }

  /// Nobody can help where nobody able is left: then the gap must be named.
  void read_unhelped() {
    const auto rows = Rows::open(run_.folder, "plan/unmet.csv", {"kind", "place"}, findings_);
    for (std::size_t i = 0; rows && i < rows->count(); ++i)
      if (rows->text(i, "kind") == "helper") named_unhelped_.insert(rows->text(i, "place"));
  }

  void tell_unhelped() {
    if (unhelped_ == 0) return;
    findings_.skipped(
        std::to_string(unhelped_) + " 户需帮助而无帮扶人：已在 unmet.csv 列明",
        "helpers of " + std::to_string(unhelped_) + " units: nobody can help, unmet.csv names them");
  }

  void in_danger(const Settlement& s) {
    if (s.kind == "group" || s.people <= 0 || !std::isfinite(s.danger_s)) return;
    const auto at = seen_.find(s.id);
    if (at == seen_.end()) {
      findings_.refute("unit.nowhere", s.spot,
                       s.id + "（" + std::to_string(s.people) + " 人）" + figure(s.danger_s) +
                           " s 起危险，既未转移也未列为滞留",
                       s.id + " (" + std::to_string(s.people) + " people) is in danger from " +
                           figure(s.danger_s) + " s and neither evacuated nor named as left behind");
    } else {
      before_danger(*at->second, s);
    }
  }

  void before_danger(const UnitRow& row, const Settlement& s) {
    if (!row.trip || row.trip->depart_s <= s.danger_s + kRounding_s) return;
    findings_.refute(
        "danger.before_leaving", row.spot,
        row.unit + " " + figure(row.trip->depart_s) + " s 才出发，原地 " + figure(s.danger_s) + " s 起危险",
        row.unit + " leaves at " + figure(row.trip->depart_s) + " s, in danger at home from " +
            figure(s.danger_s) + " s");
  }

  /// The remainder of a group is what its listed households leave. Whose group is not stated (nobody of it
  /// moves) may belong to any group of its village.
  void groups() {
    std::map<std::string, int> listed, strays, village, moved;
    for (const Settlement& s : run_.settlements) {
      if (s.kind == "household") {
        const std::string group = home_of(s);
        (group.empty() ? strays[s.village] : listed[group]) += s.people;
        moved[s.village] += s.people;
      } else if (s.kind == "group") {
        village[s.village] += s.people, moved[s.village] += in_group_[s.id];
      }
    }
    for (const Settlement& s : run_.settlements) {
      if (s.kind != "group") continue;
      const int most = s.people - listed[s.id], least = most - strays[s.village];
      group(s, in_group_[s.id], most, std::isfinite(s.danger_s) ? std::max(0, least) : 0);
    }
    for (const auto& [id, people] : village)
      if (moved[id] > people)
        findings_.refute("people.sum", {"impact/settlements.csv", "village " + id},
                         "村 " + id + " 各户合计多于全村 " + std::to_string(people) + " 人",
                         "the households of village " + id + " sum to more than its " +
                             std::to_string(people) + " people");
  }

  std::string home_of(const Settlement& household) const {
    if (!household.group.empty()) return household.group;
    const auto at = group_of_household_.find(household.id);
    return at == group_of_household_.end() ? "" : at->second;
  }

  void group(const Settlement& s, int moved, int most, int least) {
    if (moved > most)
      findings_.refute(
          "people.sum", s.spot,
          s.id + " 其余 " + std::to_string(most) + " 人，却列了 " + std::to_string(moved) + " 人",
          s.id + " has " + std::to_string(most) + " people beside its listed households, but " +
              std::to_string(moved) + " are evacuated or left");
    if (moved < least)
      findings_.refute("unit.nowhere", s.spot,
                       s.id + " 处于危险，还有 " + std::to_string(least - moved) + " 人既未转移也未列为滞留",
                       s.id + " is in danger and " + std::to_string(least - moved) +
                           " of its people are neither evacuated nor named as left behind");
    for (const UnitRow& row : rows_)
      if (std::isfinite(s.danger_s) && group_of(row.unit) == s.id) before_danger(row, s);
  }

  const Run& run_;
  Findings& findings_;
  std::vector<UnitRow> rows_;
  std::map<std::string, const Settlement*> places_;
  std::map<std::string, const UnitRow*> seen_;
  std::map<std::string, int> in_group_, people_stated_;
  std::set<std::string> named_unhelped_;
  int unhelped_ = 0;
  std::map<std::string, std::string> group_of_household_;
};

}  // namespace

void check_people(const Run& run, Findings& findings) {
  if (!run.has_plan || !run.has_impact) {
    findings.skipped("人员：没有转移方案或受影响名单",
                     "people: no evacuation plan or no list of settlements");
    return;
  }
  People(run, findings).check();
  int people = 0;
  for (const Trip& t : run.trips) people += t.people;
  for (const Left& l : run.left) people += l.people;
  findings.checked(
      std::to_string(people) + " 人各在其一：转移或滞留",
      "each of " + std::to_string(people) + " people is in exactly one of evacuated and left behind");
}

}  // namespace dayu::verify
