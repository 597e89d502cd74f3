// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/rules.h"

#include <cstdlib>

#include "engine/geo/table.h"
#include "engine/plan/behaviour/behaviour_rules.h"

namespace dayu::embedded {
extern const char* const plan_defaults_csv;
extern const char* const plan_quota_csv;
extern const char* const plan_shelter_standards_csv;
}  // namespace dayu::embedded

namespace dayu::plan {
namespace {

geo::Table defaults() {
  return geo::parse_table(embedded::plan_defaults_csv, "engine/plan/defaults.csv");
}

base::KeyKind kind_of(const std::string& word) {
  if (word == "boolean") return base::KeyKind::boolean;
  if (word == "integer") return base::KeyKind::integer;
  if (word == "numbers") return base::KeyKind::numbers;
  return base::KeyKind::number;
}

std::vector<impact::ShelterStandard> standards() {
  const geo::Table t =
      geo::parse_table(embedded::plan_shelter_standards_csv, "engine/plan/shelter_standards.csv");
  base::Faults faults;
  std::vector<impact::ShelterStandard> all;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    all.push_back({t.text(row, "name"), t.number(row, "area_m2_per_person", faults), t.text(row, "source"),
                   t.text(row, "surety")});
  faults.throw_if_any();
  return all;
}

/// The file holds what people sleep on for more than a night; the drill of one night may choose "temporary".
constexpr const char* kStandard = "GB 51143-2015 short-term";

}  // namespace

base::SectionSpec plan_spec() {
  base::SectionSpec spec;
  spec.name = "plan";
  spec.about = "How people are told, move and are sheltered; defaults with sources: engine/plan/defaults.csv";
  base::KeySpec standard{"shelter_standard", base::KeyKind::text};
  standard.fallback = std::string("\"") + kStandard + "\"";
  standard.about = "area for each person, by the name of a row of shelter_standards.csv";
  for (const impact::ShelterStandard& s : standards()) standard.choices.push_back(s.name);
  spec.keys.push_back(standard);
  base::KeySpec ordered{"order_villages", base::KeyKind::texts};
  ordered.fallback = "[]";
  ordered.about = "ids of the villages that order_s is for; none: every village without an order";
  spec.keys.push_back(ordered);
  const geo::Table t = defaults();
  base::Faults faults;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    base::KeySpec key{t.text(row, "key"), kind_of(t.text(row, "kind"))};
    key.fallback = t.text(row, "fallback");
    key.low = t.number(row, "low", faults, key.low);
    key.high = t.number(row, "high", faults, key.high);
    key.about = t.text(row, "about") + " [" + t.text(row, "surety") + ": " + t.text(row, "source") + "]";
    spec.keys.push_back(key);
  }
  faults.throw_if_any();
  spec.sections.push_back(behaviour_spec());
  return spec;
}

impact::ShelterStandard shelter_standard(const base::Settings& settings) {
  const std::string name = settings.text("shelter_standard");
  for (const impact::ShelterStandard& s : standards())
    if (s.name == name) return s;
  throw settings.error("shelter_standard", "'" + name + "' is no standard of the table",
                       "use a name of engine/plan/shelter_standards.csv");
}

Rules rules_of(const base::Settings& s) {
  Rules r{};
  r.night = s.boolean("night");
  r.prepare_counts = s.boolean("prepare_counts");
  r.gong = s.boolean("gong");
  r.cold = s.boolean("cold");
  if (s.has("order_s")) r.order_s = s.number("order_s");
  r.order_villages = s.texts("order_villages");
  r.decide_s = s.number("decide_s");
  r.call_s = s.number("call_s");
  r.door_s = s.number("door_s");
  const std::string prepare = r.night ? "prepare_night_s" : "prepare_day_s";
  const std::vector<double> span = s.numbers(prepare);
  if (span.size() != 2 || span[0] > span[1])
    throw s.error(prepare, "is not a shortest and a longest time", "write two numbers, e.g. [1200, 2100]");
  r.prepare_min_s = span[0];
  r.prepare_max_s = span[1];
  r.own_prepare_s = s.number("own_prepare_s");
  r.pairs_per_group = static_cast<int>(s.integer("pairs_per_group"));
  r.walk_m_per_s = s.number("walk_m_per_s");
  r.stretcher_m_per_s = s.number("stretcher_m_per_s");
  r.stretcher_carriers = static_cast<int>(s.integer("stretcher_carriers"));
  r.weak_factor_1 = s.number("weak_factor_1");
  r.night_factor_1 = r.night ? s.number("night_factor_1") : 1.0;
  r.vehicle_factor_1 = r.night ? s.number("vehicle_factor_1") : 1.0;
  r.slow_factor_1 = s.number("slow_factor_1");
  r.capacity_factor_1 = s.number("capacity_factor_1");
  r.weak_share_1 = s.number("weak_share_1");
  r.walk_limit_m = s.number("walk_limit_m");
  r.seats_per_car = static_cast<int>(s.integer("seats_per_car"));
  r.seats_per_helped = static_cast<int>(s.integer("seats_per_helped"));
  r.boarding_s = s.number("boarding_s");
  r.other_village_s = s.number("other_village_s");
  r.vehicle_last_s = s.number("vehicle_last_s");
  r.unload_s = s.number("unload_s");
  r.rescue_s = s.number("rescue_s");
  r.boat_m_per_s = s.number("boat_m_per_s");
  r.goods_deadline_s = s.number("goods_deadline_s");
  r.improve_rounds = static_cast<int>(s.integer("improve_rounds"));
  r.stress_earlier_1 = s.number("stress_earlier_1");
  r.stress_percentile_1 = s.number("stress_percentile_1");
  if (s.has("stress_from_s")) r.stress_from_s = s.number("stress_from_s");
  return r;
}

std::vector<std::string> unsure_keys(const base::Settings& settings) {
  const geo::Table t = defaults();
  std::vector<std::string> unsure;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const std::string key = t.text(row, "key");
    if (t.text(row, "surety") != "C" || settings.has(key)) continue;
    unsure.push_back("plan." + key + " = " + t.text(row, "fallback") + " " + t.text(row, "unit") + " [C] (" +
                     t.text(row, "source") + ")");
  }
  return unsure;
}

std::vector<Quota> quotas() {
  const geo::Table t = geo::parse_table(embedded::plan_quota_csv, "engine/plan/quota.csv");
  base::Faults faults;
  std::vector<Quota> all;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    Quota q;
    q.item = t.text(row, "item");
    q.name = {t.text(row, "name_zh"), t.text(row, "name_en")};
    q.per_person = t.number(row, "per_person", faults);
    q.people_per_unit = t.number(row, "people_per_unit", faults);
    q.cold_only = t.text(row, "season") == "cold";
    q.dispatched = t.integer(row, "dispatched", faults) != 0;
    q.source = t.text(row, "source");
    q.surety = t.text(row, "surety");
    all.push_back(std::move(q));
  }
  faults.throw_if_any();
  return all;
}

}  // namespace dayu::plan
