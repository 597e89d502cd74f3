// SPDX-License-Identifier: Apache-2.0
// A scenario folder as a value: what happens, when the drill opens, which area, which hazards, which injects.
// Times are seconds since [scenario] start. Invariant: a Scenario that was read has every file it names,
// known seats, and limits that are not before their targets.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/settings.h"
#include "engine/drill/thresholds/threshold.h"
#include "engine/hazards/hazard.h"

namespace dayu::drill {

/// A rain series at a gauge: depth of the interval that ENDS at each stamp.
struct RainSeries {
  std::string gauge;
  std::vector<double> end_s, rain_mm;      ///< s since the scenario's start
  double rain_until(double time_s) const;  ///< cumulative, mm
  /// Depth of (time_s - window_s, time_s], mm; a cut interval counts by its share of time.
  double window_mm(double time_s, double window_s) const;
};

/// The level of a reservoir as given, at its stamps.
struct LevelSeries {
  std::string reservoir;
  std::vector<double> times_s, level_m;  ///< s since the scenario's start, increasing
};

/// Rain as it was forecast at a moment: what is known of the hours after `issued_s`.
struct Forecast {
  double issued_s = 0;
  RainSeries rain;
};

/// A warning that somebody else issues, as given: the weather and natural-resources bureaus' geological
/// warning, the forest bureau's fire danger.
struct GivenWarning {
  std::string kind, level, place;  ///< geology, fire_danger; blue..red; a township's Chinese name or empty
  double time_s = 0;
  std::string source;
};

/// People of a village who go to relatives (分散安置) instead of a shelter's bed, by the township's list.
struct Relatives {
  std::string village;
  int people = 0;
};

/// How thresholds are read ([alerts]).
struct ThresholdChoice {
  std::string soil, gauge;            ///< antecedent soil state; gauge of the rainstorm signals
  std::vector<Threshold> table;       ///< the area's thresholds.csv, then the scenario's own
  std::vector<std::string> computed;  ///< places whose computed values are used, by name
  std::string response;               ///< region of the table of response levels; empty: none is used
};

/// Who plays: a post, never a person. Injects go from seat to seat.
struct Seat {
  std::string id, zh, en;
};

/// What the players should do about an inject (DRILLS 5.1), minutes after it.
struct Expected {
  std::string who, zh, en, clause;  ///< who: seat id
  double target_min = 0, limit_min = 0, points = 0;
  bool any() const { return !zh.empty() || !en.empty(); }
};

/// A consultation (会商): what lies on the table, what is asked, and what the plan says should be decided.
/// The decision of the day is written into its record sheet by hand.
struct Consultation {
  std::vector<std::string> inputs;  ///< quantities of the condition language, e.g. level('longtan')
  std::string question_zh, question_en, decision_zh, decision_en;
};

/// A message to the players: at a time, after an event of the run (an alert, another inject), when the world
/// is in a state, or by the controller's hand.
struct Inject {
  std::string id;
  double time_s = 0;        ///< of `at`; meaningless when `after` is set
  std::string after;        ///< id of an event of the log; empty: `at` or `when` holds
  std::string when;         ///< a condition on the state of the world (expression.h)
  bool by_hand = false;     ///< the controller decides on the day: no time in a scripted run
  double delay_s = 0;       ///< after that event
  std::string if_not_done;  ///< id of another inject: happens only if what that one expects is not done
  std::string kind, mode;   ///< contextual, contingency, consultation, note; phone, radio, sms, ...
  std::string from, to;     ///< seat ids
  std::string zh, en, place, objective, attachment, notes;
  Expected expected;
  Consultation consultation;  ///< of kind consultation
  bool at_a_time() const { return after.empty() && when.empty() && if_not_done.empty() && !by_hand; }
  std::string where;  ///< "line 14, inject.id", for messages
};

struct Scenario {
  std::filesystem::path file;
  base::Settings settings;  ///< the whole tree, checked
  std::string name;         ///< id used for run folders
  std::string title_zh, title_en, story_zh, story_en;
  std::vector<std::string> aims_zh, aims_en;
  base::Instant start;
  double duration_s = 0, opens_s = 0;  ///< when the drill opens for players
  double output_interval_s = 300, cell_m = 0;
  std::uint64_t seed = 1;
  std::filesystem::path area;                ///< area folder; empty: bare terrain
  std::filesystem::path terrain;             ///< a raster, for a hazard alone; empty: area folder
  double manning_s_per_m1_3 = 0;             ///< of the bare terrain
  std::string crs;                           ///< of the bare terrain, if its file states none
  ThresholdChoice thresholds;                ///< [alerts]
  std::vector<RainSeries> rain;              ///< of [[flood.rain]]
  std::vector<LevelSeries> levels;           ///< of [[reservoir_level]]
  std::vector<Forecast> forecasts;           ///< of [[forecast]], in time order
  std::vector<GivenWarning> given_warnings;  ///< of [[warning]]
  std::vector<Relatives> relatives;          ///< of [[relatives]]: for the first report
  std::vector<std::string> not_done;         ///< injects whose expected action this run takes as not done
  std::vector<std::string> hazards;          ///< names of the sections present
  std::vector<Seat> seats;
  std::vector<Inject> injects;  ///< in file order

  /// The seat's name; the id itself where it is empty.
  std::string seat(const std::string& id, bool zh) const;
};

/// One list of keys: [scenario], [area], [grid], [output], [plan], [[inject]], ... and each hazard's card.
base::SectionSpec scenario_spec();

/// Reads a scenario folder or file. InputError with every fault.
Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides = {});

/// "T+01:20" (since the drill opens), "H+1", "20:12" (the first such clock time after the start), "06-19
/// 02:00" or ISO 8601, as seconds since `start`. InputError names the text.
double read_moment(const std::string& text, const base::Instant& start, double opens_s);

/// A time of the exercise column of a MSEL: "T+01:20", "1:20", "H+1" read alike, s since the drill opens.
double read_exercise_time(const std::string& text);

}  // namespace dayu::drill
