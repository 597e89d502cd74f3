// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/behaviour_rules.h"

#include <algorithm>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const plan_behaviour_keys_csv;
}  // namespace dayu::embedded

namespace dayu::plan {
namespace {

base::KeyKind behaviour_kind(const std::string& word) {
  if (word == "boolean") return base::KeyKind::boolean;
  if (word == "integer") return base::KeyKind::integer;
  if (word == "numbers") return base::KeyKind::numbers;
  if (word == "texts") return base::KeyKind::texts;
  if (word == "text") return base::KeyKind::text;
  return base::KeyKind::number;
}

std::array<double, 3> three_legs(const base::Settings& s, const std::string& key) {
  const std::vector<double> given = s.numbers(key);
  if (given.size() != 3)
    throw s.error(key, "has " + std::to_string(given.size()) + " numbers",
                  "write three: county to township, township to village, village to group");
  return {given[0], given[1], given[2]};
}

MobilisationCurve curve_of(const base::Settings& s) {
  const std::string name = s.text("mobilisation");
  if (name == "planned") return MobilisationCurve::planned;
  return name == "lognormal" ? MobilisationCurve::lognormal : MobilisationCurve::weibull;
}

}  // namespace

base::SectionSpec behaviour_spec() {
  base::SectionSpec spec;
  spec.name = "behaviour";
  spec.about =
      "How people and the chain of calls really behave: the expected course beside the plan; sources: "
      "engine/plan/behaviour/keys.csv";
  const geo::Table t = geo::parse_table(embedded::plan_behaviour_keys_csv, "engine/plan/behaviour/keys.csv");
  base::Faults faults;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    base::KeySpec key{t.text(row, "key"), behaviour_kind(t.text(row, "kind"))};
    key.fallback = t.text(row, "fallback");
    if (key.kind == base::KeyKind::text) {
      key.fallback = "\"" + key.fallback + "\"";
      key.choices = {"planned", "weibull", "lognormal"};
    }
    key.low = t.number(row, "low", faults, key.low);
    key.high = t.number(row, "high", faults, key.high);
    key.about = t.text(row, "about") + " [" + t.text(row, "surety") + ": " + t.text(row, "source") + "]";
    spec.keys.push_back(key);
  }
  faults.throw_if_any();
  return spec;
}

BehaviourRules behaviour_rules(const base::Settings& plan, const Rules& rules) {
  const base::Settings s = plan.section("behaviour");
  BehaviourRules r{};
  r.draws = static_cast<int>(s.integer("draws"));
  r.compliance_1 = s.numbers("compliance_1");
  std::sort(r.compliance_1.rbegin(), r.compliance_1.rend());
  r.compliance_1.erase(std::unique(r.compliance_1.begin(), r.compliance_1.end()), r.compliance_1.end());
  r.step_s = s.number("step_s");
  r.spread_1 = s.number("spread_1");
  r.decide_sigma_1 = s.number("decide_sigma_1");
  r.call_failure_1 = three_legs(s, "call_failure_1");
  if (rules.night)
    for (double& p : r.call_failure_1) p = std::min(1.0, p * s.number("night_failure_factor_1"));
  r.runner_s = three_legs(s, "runner_s");
  r.attempts = static_cast<int>(s.integer("attempts"));
  r.retry_s = s.number("retry_s");
  r.outage_probability_1 = s.number("outage_probability_1");
  r.outage_villages = s.texts("outage_villages");
  r.outage_from_s = s.number("outage_from_s");
  r.outage_to_s = s.has("outage_to_s") ? s.number("outage_to_s") : base::kNever_s;
  const double k = s.number("broadcast_share_1");
  r.broadcast_per_s = k * s.number("broadcast_per_min") / 60;
  r.contagion_per_s = (1 - k) * s.number("contagion_per_min") / 60 *
                      (rules.night ? s.number("night_contagion_factor_1") : 1.0);
  r.gong_heard_1 = s.number("gong_heard_1");
  r.curve = curve_of(s);
  r.weibull_shape_1 = s.number("weibull_shape_1");
  r.lognormal_sigma_1 = s.number("lognormal_sigma_1");
  r.gauge_probability_1 = s.number("gauge_probability_1");
  r.gauge_read_s = s.number("gauge_read_s");
  r.sign_probability_1 = s.number(rules.night ? "night_sign_probability_1" : "sign_probability_1");
  r.sign_acts_1 = s.number("sign_acts_1");
  r.sign_report_s = s.number("sign_report_s");
  r.storage_m_per_vehicle = s.number("storage_m_per_vehicle");
  r.stuck_s = s.number("stuck_s");
  r.turn_off = s.boolean("turn_off");
  return r;
}

}  // namespace dayu::plan
