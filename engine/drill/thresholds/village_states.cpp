// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/thresholds/village_states.h"

#include <algorithm>
#include <set>

#include "engine/drill/thresholds/alert_words.h"

namespace dayu::drill {
namespace {

constexpr double kSameRain_mm = 1e-9;

/// One village's machine: rain rules at every stamp, other measures by their alert's moment alone.
class Machine {
 public:
  Machine(const Scenario& scenario, const world::World& world, const world::Village& village,
          const std::vector<Alert>& alerts)
      : village_(village),
        series_(scenario.rain.empty() ? nullptr : series_of(scenario, world, village)),
        rules_(village_rules(scenario.thresholds, world, village)) {
    for (const Alert& alert : alerts)
      if (alert.kind == "transfer" && alert.place == village.id && alert.time_s <= scenario.duration_s)
        alerts_.push_back(alert);
    for (const Threshold& t : scenario.thresholds.table) add_release(t);
    if (releases_.empty())
      for (const Threshold& t : default_thresholds()) add_release(t);
    end_s_ = scenario.duration_s;
  }

  std::vector<VillageState> play() {
    if (alerts_.empty()) return {};
    for (const double time_s : stamps()) {
      const Alert* reached = highest(time_s);
      if (reached && rank_ < rank(reached->level)) raise(*reached, time_s);
      if (rank_ > 0) release(time_s, reached != nullptr);
    }
    return std::move(states_);
  }

 private:
  static int rank(const std::string& level) { return level == "immediate" ? 2 : 1; }

  void add_release(const Threshold& t) {
    if (t.kind == "release" && t.measure == "rain" && (t.place == "*" || t.place == village_.id))
      releases_.push_back(t);
  }

  std::set<double> stamps() const {
    std::set<double> times;
    for (const Alert& alert : alerts_) times.insert(alert.time_s);
    if (!series_) return times;
    for (const double end_s : series_->end_s)
      if (end_s <= end_s_) times.insert(end_s);
    return times;
  }

  /// What holds the state up at this moment: a rain rule that is met now, or an alert of another measure,
  /// which holds until the run's end (a fire does not go back).
  const Alert* highest(double time_s) {
    const Alert* best = nullptr;
    const auto take = [&](const Alert& alert) {
      if (!best || rank(alert.level) > rank(best->level)) best = &alert;
    };
    for (const Alert& alert : alerts_)
      if (alert.time_s <= time_s && (alert.measure != "rain" || alert.time_s == time_s)) take(alert);
    if (!series_) return best;
    for (const RainRule& rule : rules_) {
      const double mm = series_->window_mm(time_s, rule.window_s);
      if (mm < rule.rain_mm - kSameRain_mm) continue;
      Alert now;
      now.level = rule.level;
      now.window_s = rule.window_s;
      now.threshold = rule.rain_mm;
      now.value = mm;
      now.gauge = series_->gauge;
      now.source = rule.source;
      now.surety = rule.surety;
      if (best && rank(now.level) <= rank(best->level)) continue;
      held_ = now;
      best = &held_;
    }
    return best;
  }

  void raise(const Alert& alert, double time_s) {
    rank_ = rank(alert.level);
    below_since_s_ = base::kNever_s;
    VillageState state{time_s, village_.id, alert.level, "", "", alert.source, alert.surety};
    // The alert of that moment speaks where there is one: of several rules it names the one that counts.
    const Alert* told = &alert;
    for (const Alert& own : alerts_)
      if (own.time_s == time_s && own.level == alert.level) told = &own;
    state.zh = reading_in_words(*told, Language::zh);
    state.en = reading_in_words(*told, Language::en);
    states_.push_back(std::move(state));
  }

  void release(double time_s, bool held) {
    const bool calm =
        !held && series_ && std::all_of(releases_.begin(), releases_.end(), [&](const Threshold& t) {
          return series_->window_mm(time_s, t.window_s) < t.value;
        });
    if (!calm) {
      below_since_s_ = base::kNever_s;
      return;
    }
    below_since_s_ = std::min(below_since_s_, time_s);
    if (time_s - below_since_s_ < kReleaseHold_s || releases_.empty()) return;
    const Threshold& t = releases_.front();
    states_.push_back(
        {time_s, village_.id, "release",
         say("state.release_basis", Language::zh, {short_number(t.window_s / 3600), short_number(t.value)}),
         say("state.release_basis", Language::en, {short_number(t.window_s / 3600), short_number(t.value)}),
         printed_source(t), t.surety});
    rank_ = 0;
  }

  const world::Village& village_;
  const RainSeries* series_;
  std::vector<RainRule> rules_;
  std::vector<Alert> alerts_;
  Alert held_;
  std::vector<Threshold> releases_;
  std::vector<VillageState> states_;
  double end_s_ = 0, below_since_s_ = base::kNever_s;
  int rank_ = 0;
};

/// First moment at which the signal is reached or forecast, and when that became known.
struct Heavy {
  double at_s = base::kNever_s, known_s = 0;
};

Heavy heavy_rain(const std::vector<Alert>& alerts, const std::string& signal) {
  Heavy heavy;
  for (const Alert& alert : alerts)
    if (alert.kind == "rainstorm" && alert.level == signal) {
      heavy.at_s = alert.forecast ? alert.expected_s : alert.time_s;
      heavy.known_s = alert.forecast ? alert.time_s : 0;
    }
  return heavy;
}

}  // namespace

std::vector<VillageState> village_states(const Scenario& scenario, const world::World& world,
                                         const std::vector<Alert>& alerts) {
  std::vector<VillageState> states;
  for (const world::Village& village : world.villages)
    for (VillageState& state : Machine(scenario, world, village, alerts).play())
      states.push_back(std::move(state));
  std::stable_sort(states.begin(), states.end(),
                   [](const VillageState& a, const VillageState& b) { return a.time_s < b.time_s; });
  return states;
}

std::vector<CallStep> call_steps(const Scenario& scenario, const std::vector<Alert>& alerts) {
  std::vector<Threshold> rows;
  for (const Threshold& t : scenario.thresholds.table)
    if (t.kind == "call") rows.push_back(t);
  if (rows.empty())
    for (const Threshold& t : default_thresholds())
      if (t.kind == "call") rows.push_back(t);
  std::vector<CallStep> steps;
  for (const Threshold& t : rows) {
    const Heavy heavy = heavy_rain(alerts, t.object);
    if (heavy.at_s > scenario.duration_s) continue;
    CallStep step{heavy.at_s - t.window_s, t.level, t.window_s, heavy.at_s, false, t.object,
                  printed_source(t),       t.surety};
    if (step.time_s < heavy.known_s) {
      step.time_s = heavy.known_s;
      step.late = true;
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace dayu::drill
