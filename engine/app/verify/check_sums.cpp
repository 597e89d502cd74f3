// SPDX-License-Identifier: Apache-2.0
// Rule 4 for figures: summary.json, certificate.json and the rows of the plan tell one story, village by
// village and in sum; the certificate's lower bounds do not lie above what the plan attains. Basis of times:
// seconds since the scenario's start; the mean is over people who arrive.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

struct Tally {
  double people = 0, arrived = 0, left = 0, clear_s = 0, mean_s = 0;
};

Tally tally_of(const Run& run) {
  Tally t;
  double person_s = 0;
  for (const Trip& trip : run.trips) {
    t.arrived += trip.people, person_s += trip.people * trip.arrive_s;
    t.clear_s = std::max(t.clear_s, trip.arrive_s);
  }
  for (const Left& l : run.left) t.left += l.people;
  t.people = t.arrived + t.left;
  t.mean_s = t.arrived > 0 ? person_s / t.arrived : 0;
  return t;
}

void same(const Figures& f, const std::string& key, double rows, double slack, const char* rule,
          Findings& findings) {
  const std::optional<double> stated = f.number(key);
  if (!stated || std::abs(*stated - rows) <= slack) return;
  findings.refute(rule, {f.file, key}, "写的是 " + figure(*stated) + "，由各行算得 " + figure(rows),
                  "says " + figure(*stated) + ", the rows give " + figure(rows));
}

/// Compares one JSON file; `prefix` is "evacuation." in the summary.
int check_figures(const Figures& f, const std::string& prefix, const Tally& t, Findings& findings) {
  same(f, prefix + "people", t.people, 0.5, "sum.people", findings);
  same(f, prefix + "arrived", t.arrived, 0.5, "sum.people", findings);
  same(f, prefix + "left_behind", t.left, 0.5, "sum.people", findings);
  if (t.arrived > 0) {
    same(f, prefix + "clear_s", t.clear_s, 0.6, "sum.clear", findings);
    same(f, prefix + "mean_arrival_s", t.mean_s, 0.6, "sum.mean", findings);
  }
  int stated = 0;
  for (const char* key : {"people", "arrived", "left_behind", "clear_s", "mean_arrival_s"})
    stated += f.number(prefix + key) ? 1 : 0;
  return stated;
}

/// What the rows say of one village.
struct VillageTally {
  double at_home = 0, arrived = 0, left = 0;
};

std::map<std::string, VillageTally> villages_of(const Run& run) {
  std::map<std::string, VillageTally> villages;
  for (const Settlement& s : run.settlements)
    if (s.kind == "group") villages[s.village].at_home += s.people;
  for (const Trip& t : run.trips) villages[t.village].arrived += t.people;
  for (const Left& l : run.left) villages[l.village].left += l.people;
  return villages;
}

/// Rows "villages.<i>" of the summary with people, arrived, left_behind, people_at_home: each equals its
/// rows, and together they are the county.
void check_villages(const Run& run, Findings& findings) {
  std::map<std::string, VillageTally> villages = villages_of(run);
  std::map<std::string, double> sums;
  std::size_t listed = 0;
  for (const auto& [key, village] : run.summary.texts) {
    if (!key.ends_with(".village") || key.find("villages.") == std::string::npos) continue;
    const std::string stem = key.substr(0, key.size() - std::string("village").size());
    const VillageTally t = villages[village];
    same(run.summary, stem + "people", t.arrived + t.left, 0.5, "sum.village", findings);
    same(run.summary, stem + "arrived", t.arrived, 0.5, "sum.village", findings);
    same(run.summary, stem + "left_behind", t.left, 0.5, "sum.village", findings);
    same(run.summary, stem + "people_at_home", t.at_home, 0.5, "sum.village", findings);
    for (const char* column : {"people", "arrived", "left_behind", "people_at_home", "need_help"})
      sums[column] += run.summary.number(stem + column).value_or(0);
    ++listed;
  }
  if (listed == 0) {
    findings.skipped("各村之和：summary.json 没有 villages", "sums of villages: summary.json lists none");
    return;
  }
  for (const auto& [column, sum] : sums)
    same(run.summary, "county." + column, sum, 0.5, "sum.village", findings);
  same(run.summary, "evacuation.people", sums["people"], 0.5, "sum.village", findings);
  same(run.summary, "evacuation.arrived", sums["arrived"], 0.5, "sum.village", findings);
  const std::string n = std::to_string(listed);
  findings.checked(n + " 个村之和等于全县", "the sums of " + n + " villages equal the county's");
}

/// Safe in place, arrived and left behind are everybody at home and at the sites (villages without groups are
/// not in the run's lists, so there may be more).
void check_everybody(const Run& run, const Tally& tally, Findings& findings) {
  const std::optional<double> safe = run.summary.number("evacuation.safe_in_place");
  if (!safe || !run.has_impact) return;
  double at_home = 0;
  for (const Settlement& s : run.settlements)
    if (s.kind == "group") at_home += s.people;
  if (*safe >= 0 && *safe + tally.people >= at_home) return;
  findings.refute(
      "sum.people", {"summary.json", "evacuation.safe_in_place"},
      "原地安全、转移与滞留之和少于在家 " + figure(at_home) + " 人",
      "safe in place, arrived and left behind are fewer than the " + figure(at_home) + " at home");
}

/// needs.<item>.{need, stock, short}: short is what need exceeds stock by.
void check_needs(const Run& run, Findings& findings) {
  for (const auto& [key, need] : run.summary.numbers) {
    if (!key.starts_with("needs.") || !key.ends_with(".need")) continue;
    const std::string stem = key.substr(0, key.size() - std::string("need").size());
    const double stock = run.summary.number(stem + "stock").value_or(0);
    same(run.summary, stem + "short", std::max(0.0, need - stock), 1e-6, "sum.needs", findings);
  }
}

/// unmet.csv and needs.csv: the same.
void check_shortages(const Run& run, const std::string& file, const std::string& have_column,
                     Findings& findings) {
  const auto rows = Rows::open(run.folder, file, {"need", have_column, "short"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    const double need = rows->number(i, "need", 0), have = rows->number(i, have_column, 0);
    if (std::abs(std::max(0.0, need - have) - rows->number(i, "short", 0)) > 0.02)
      findings.refute("sum.needs", rows->spot(i), "缺口不等于需求减现有", "short is not need less have");
    if (rows->number(i, "sent", 0) > have)
      findings.refute("stock.over", rows->spot(i), "发出多于库存", "more is sent than in store");
  }
}

void bound(const Figures& f, const std::string& prefix, const char* low, const char* high,
           Findings& findings) {
  const std::optional<double> bound = f.number(prefix + low), value = f.number(prefix + high);
  if (!bound || !value || *bound <= *value + 0.6) return;
  findings.refute("bound.above", {f.file, prefix + low},
                  "下界 " + figure(*bound) + " 高于方案的 " + figure(*value),
                  "the lower bound " + figure(*bound) + " lies above the plan's " + figure(*value));
}

void bound_left(const Figures& f, const std::string& prefix, Findings& findings) {
  const std::optional<double> bound = f.number(prefix + "bound_left"),
                              value = f.number(prefix + "left_behind");
  if (bound && value && *bound > *value)
    findings.refute("bound.above", {f.file, prefix + "bound_left"}, "滞留人数下界高于方案",
                    "the lower bound of people left lies above the plan's");
}

}  // namespace

void check_sums(const Run& run, Findings& findings) {
  if (!run.has_plan) {
    findings.skipped("合计：没有转移方案", "sums: no evacuation plan");
    return;
  }
  const Tally tally = tally_of(run);
  const int stated = check_figures(run.summary, "evacuation.", tally, findings) +
                     check_figures(run.certificate, "", tally, findings);
  if (!run.summary.present)
    findings.refute("files.missing", {"summary.json", ""}, "没有 summary.json",
                    "is absent although there is a plan");
  check_villages(run, findings);
  check_everybody(run, tally, findings);
  check_needs(run, findings);
  check_shortages(run, "plan/unmet.csv", "have", findings);
  check_shortages(run, "plan/needs.csv", "stock", findings);
  findings.checked(std::to_string(stated) + " 个合计数由各行重算",
                   std::to_string(stated) + " totals recomputed from the rows");
}

void check_bounds(const Run& run, Findings& findings) {
  if (!run.has_plan) return;
  if (!run.certificate.present) {
    findings.skipped("证书：没有 plan/certificate.json", "certificate: plan/certificate.json is absent");
  }
  const std::pair<const Figures*, const char*> both[] = {{&run.summary, "evacuation."},
                                                         {&run.certificate, ""}};
  for (const auto& [f, prefix] : both) {
    bound(*f, prefix, "bound_clear_s", "clear_s", findings);
    bound(*f, prefix, "bound_mean_s", "mean_arrival_s", findings);
    bound_left(*f, prefix, findings);
  }
  for (const char* key : {"bound_clear_s", "bound_mean_s", "bound_left"}) {
    const auto a = run.summary.number(std::string("evacuation.") + key), b = run.certificate.number(key);
    if (a && b && std::abs(*a - *b) > 0.6)
      findings.refute("sum.certificate", {"plan/certificate.json", key}, "与 summary.json 不同",
                      "differs from summary.json");
  }
  if (run.certificate.present)
    findings.checked("证书的下界不高于方案", "the certificate's lower bounds do not lie above the plan");
}

}  // namespace dayu::verify
