// SPDX-License-Identifier: Apache-2.0
// Thresholds beyond the rain of villages: stage, level of a reservoir, distance of a fire, response levels,
// hazard points (隐患点), warnings that others issue. A reading that this run does not have (no fire, no
// level given) raises nothing; a row that names a place the area lacks is a fault. Invariant: computed rows
// count only where the scenario names their place.
#include <algorithm>
#include <functional>

#include "engine/drill/alerts.h"
#include "engine/drill/thresholds/first_reached.h"
#include "engine/drill/thresholds/readings.h"

namespace dayu::drill {
namespace {

/// A level or a distance equal to its limit is met, whatever the last bits say.
constexpr double kSameReading = 1e-9;

bool soil_counts(const std::string& of_row, const std::string& soil) {
  return of_row.empty() || of_row == "*" || of_row == soil;
}

/// Grade of a colour, blue 1 to red 4.
double grade_of(const std::string& colour) {
  return rank_of("rainstorm", colour);
}

class Others {
 public:
  Others(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses)
      : scenario_(scenario), world_(world), courses_(courses), readings_(scenario, world, courses) {}

  std::vector<Alert> find() {
    reservoirs();
    responses();
    villages();
    hazard_points();
    given();
    fire_danger();
    faults_.throw_if_any();
    return found_.in_order();
  }

 private:
  bool used(const Threshold& t) const {
    const std::vector<std::string>& named = scenario_.thresholds.computed;
    return !t.computed() || std::find(named.begin(), named.end(), t.place) != named.end();
  }

  Alert alert_of(const Threshold& t, const std::string& place) const {
    Alert alert;
    alert.kind = t.kind;
    alert.level = t.level;
    alert.place = place;
    alert.window_s = t.window_s;
    alert.threshold = t.value;
    alert.source = printed_source(t);
    alert.surety = t.surety;
    alert.measure = t.measure;
    alert.unit = t.unit;
    return alert;
  }

  /// First stamp at which a reading is at least the row's value.
  void reached(const Threshold& t, const std::string& place, const std::string& gauge, const Steps& steps) {
    for (std::size_t i = 0; i < steps.times_s.size(); ++i) {
      if (!(steps.values[i] >= t.value - kSameReading)) continue;
      Alert alert = alert_of(t, place);
      alert.time_s = steps.times_s[i];
      alert.value = steps.values[i];
      alert.gauge = gauge;
      found_.add(alert, t.rank);
      return;
    }
  }

  void fault(const Threshold& t, const base::InputError& error) {
    faults_.add("thresholds.csv", t.kind + " " + t.level + " of " + t.place, error.faults().front().what,
                error.faults().front().remedy);
  }

  /// A reading, or none where this run does not have it.
  static Steps or_none(const std::function<Steps()>& read) {
    try {
      return read();
    } catch (const base::InputError&) {
      return {};
    }
  }

  /// The register's own levels, unless a table has rows for the reservoir.
  std::vector<Threshold> levels_of_reservoir(const world::Reservoir& r) const {
    std::vector<Threshold> rows;
    for (const Threshold& t : scenario_.thresholds.table)
      if (t.kind == "reservoir" && (t.place == r.id || t.place == r.name.zh) && used(t)) rows.push_back(t);
    if (!rows.empty()) return rows;
    const std::pair<const char*, double> own[] = {
        {"flood_limit", r.flood_limit_m}, {"design", r.design_m}, {"check", r.check_m}, {"crest", r.crest_m}};
    for (const auto& [level, value_m] : own) {
      if (!(value_m > 0)) continue;
      Threshold t;
      t.kind = "reservoir";
      t.place = r.id;
      t.level = level;
      t.measure = "reservoir_level";
      t.value = value_m;
      t.unit = "m";
      t.source = "水库特征水位登记 reservoirs.csv / register of reservoirs, reservoirs.csv";
      t.surety = "B";
      t.rank = rank_of("reservoir", level);
      rows.push_back(t);
    }
    return rows;
  }

  void reservoirs() {
    for (const world::Reservoir& r : world_.reservoirs) {
      const Steps steps = or_none([&] { return readings_.level(r.id); });
      for (const Threshold& t : levels_of_reservoir(r)) reached(t, r.id, r.id, steps);
    }
  }

  void responses() {
    if (scenario_.rain.empty()) return;
    std::vector<Threshold> rows;
    for (const Threshold& t : scenario_.thresholds.table)
      if (t.kind == "response" && used(t)) rows.push_back(t);
    for (const Threshold& t : default_thresholds())
      if (t.kind == "response" && t.region == scenario_.thresholds.response) rows.push_back(t);
    const std::string county =
        scenario_.thresholds.gauge.empty() ? scenario_.rain.front().gauge : scenario_.thresholds.gauge;
    for (const Threshold& t : rows) {
      if (t.measure != "rain" || !soil_counts(t.soil, scenario_.thresholds.soil)) continue;
      const std::string gauge = t.object.empty() ? county : t.object;
      try {
        reached(t, "", gauge, readings_.rain(gauge, t.window_s));
      } catch (const base::InputError& error) {
        fault(t, error);
      }
    }
  }

  void villages() {
    for (const Threshold& t : scenario_.thresholds.table) {
      if (t.kind != "transfer" || t.measure == "rain" || !used(t) ||
          !soil_counts(t.soil, scenario_.thresholds.soil))
        continue;
      try {
        if (t.place != "*") {
          village_row(t, village_called(world_, t.place));
          continue;
        }
        for (const world::Village& village : world_.villages)
          if (!has_own_row(village, t)) village_row(t, village);
      } catch (const base::InputError& error) {
        fault(t, error);
      }
    }
  }

  bool has_own_row(const world::Village& village, const Threshold& common) const {
    const std::vector<Threshold>& rows = scenario_.thresholds.table;
    return std::any_of(rows.begin(), rows.end(), [&](const Threshold& t) {
      return t.kind == "transfer" && t.measure == common.measure && t.level == common.level &&
             t.place == village.id && used(t);
    });
  }

  void village_row(const Threshold& t, const world::Village& village) {
    if (t.measure == "fire_distance") {
      Alert alert = alert_of(t, village.id);
      alert.time_s = readings_.fire_within_s(village.at, t.value);
      alert.value = t.value;
      if (alert.time_s < base::kNever_s) found_.add(alert, t.rank);
    } else if (t.measure == "reservoir_level") {
      const world::Reservoir& r = reservoir_called(world_, t.object);
      reached(t, village.id, r.id, or_none([&] { return readings_.level(r.id); }));
    } else if (t.measure == "stage") {
      for (const std::string& gauge : stage_gauges(t, village))
        reached(t, village.id, gauge, or_none([&] { return readings_.stage(gauge); }));
    }
  }

  /// The gauge that the row names, else those that serve the village.
  std::vector<std::string> stage_gauges(const Threshold& t, const world::Village& village) const {
    if (!t.object.empty()) return {gauge_called(world_, t.object).id};
    std::vector<std::string> ids;
    for (const world::Gauge& gauge : world_.gauges)
      if (gauge.kind == "stage" &&
          std::find(gauge.villages.begin(), gauge.villages.end(), village.id) != gauge.villages.end())
        ids.push_back(gauge.id);
    return ids;
  }

  void hazard_points() {
    for (const world::HazardPoint& point : world_.registers.hazard_points) {
      const world::Village& village = world_.villages[static_cast<std::size_t>(point.village)];
      const RainSeries* series = series_of(scenario_, world_, village);
      if (!series) continue;
      std::vector<RainRule> rules;
      for (const world::PointTrigger& t : triggers_of(world_, point))
        rules.push_back({.kind = "geology",
                         .level = t.state,
                         .place = point.id,
                         .window_s = t.window_s,
                         .rain_mm = t.rain_mm,
                         .soil = t.soil,
                         .source = t.source,
                         .surety = t.surety,
                         .rank = rank_of("geology", t.state)});
      for (const Alert& alert : rain_alerts(rules, *series, scenario_.thresholds.soil))
        found_.add(alert, rank_of("geology", alert.level));
    }
  }

  /// Warnings of others, and what they mean for the hazard points of their township.
  void given() {
    for (const GivenWarning& warning : scenario_.given_warnings) {
      Alert alert;
      alert.kind = warning.kind;
      alert.level = warning.level;
      alert.place = warning.place;
      alert.time_s = alert.expected_s = warning.time_s;
      alert.measure = "grade";
      alert.unit = "grade";
      alert.value = alert.threshold = grade_of(warning.level);
      alert.source = warning.source;
      alert.surety = "B";
      alert.forecast = true;
      found_.add(alert, rank_of("rainstorm", warning.level));
      if (warning.kind == "geology_warning") points_by_warning(warning);
    }
  }

  void points_by_warning(const GivenWarning& warning) {
    for (const Threshold& t : default_thresholds()) {
      if (t.kind != "geology" || grade_of(warning.level) < t.value) continue;
      for (const world::HazardPoint& point : world_.registers.hazard_points) {
        const world::Village& village = world_.villages[static_cast<std::size_t>(point.village)];
        if (!warning.place.empty() && village.township.zh != warning.place) continue;
        Alert alert = alert_of(t, point.id);
        alert.time_s = warning.time_s;
        alert.value = grade_of(warning.level);
        found_.add(alert, t.rank);
      }
    }
  }

  void fire_danger() {
    for (const hazards::Course& course : courses_) {
      const auto grade = course.figures.find("danger_level_1");
      if (grade == course.figures.end()) continue;
      const Threshold* highest = nullptr;
      for (const Threshold& t : default_thresholds())
        if (t.kind == "fire_danger" && grade->second >= t.value) highest = &t;
      if (!highest) continue;
      Alert alert = alert_of(*highest, "");
      alert.value = grade->second;
      found_.add(alert, highest->rank);
    }
  }

  const Scenario& scenario_;
  const world::World& world_;
  const std::vector<hazards::Course>& courses_;
  Readings readings_;
  FirstReached found_;
  base::Faults faults_;
};

}  // namespace

std::vector<world::PointTrigger> triggers_of(const world::World& world, const world::HazardPoint& point) {
  for (const std::string& id : {point.id, std::string("*")}) {
    std::vector<world::PointTrigger> rows;
    for (const world::PointTrigger& t : world.registers.point_triggers)
      if (t.point == id) rows.push_back(t);
    if (!rows.empty()) return rows;
  }
  return {};
}

std::vector<Alert> other_alerts(const Scenario& scenario, const world::World& world,
                                const std::vector<hazards::Course>& courses) {
  return Others(scenario, world, courses).find();
}

}  // namespace dayu::drill
