// SPDX-License-Identifier: Apache-2.0
// Which keys a scenario may hold: the one list behind reading, the JSON Schema, and the commented scenario.
#include "engine/drill/scenario.h"
#include "engine/impact/given.h"
#include "engine/plan/flow/given_network.h"
#include "engine/plan/plan.h"
#include "engine/plan/routing/vrplib_file.h"
#include "engine/plan/site/county_sites.h"
#include "engine/plan/site/location_files.h"

namespace dayu::drill {
namespace {

using base::KeyKind;
using base::KeySpec;
using base::SectionSpec;

KeySpec key(std::string name, KeyKind kind, std::string fallback, std::string about) {
  return {.key = std::move(name), .kind = kind, .fallback = std::move(fallback), .about = std::move(about)};
}

KeySpec required(std::string name, KeyKind kind, std::string about) {
  return {.key = std::move(name), .kind = kind, .required = true, .about = std::move(about)};
}

KeySpec number(std::string name, std::string fallback, std::string about, double low, double high) {
  KeySpec spec = key(std::move(name), KeyKind::number, std::move(fallback), std::move(about));
  spec.low = low;
  spec.high = high;
  return spec;
}

KeySpec word(std::string name, std::string fallback, std::string about, std::vector<std::string> choices) {
  KeySpec spec = key(std::move(name), KeyKind::text, std::move(fallback), std::move(about));
  spec.choices = std::move(choices);
  return spec;
}

SectionSpec what_happens() {
  KeySpec duration = required("duration_s", KeyKind::number, "how long it is simulated, s");
  duration.low = 1;
  duration.high = 30 * 86400.0;
  KeySpec seed = key("seed", KeyKind::integer, "1", "of everything random in the run");
  seed.low = 0;
  return {
      .name = "scenario",
      .about = "what happens, when, and why it is exercised",
      .keys = {
          required("name", KeyKind::text, "short id, used for the run folder"),
          required("start", KeyKind::instant, "civil time of second 0, with its offset"), duration, seed,
          number("opens_s", "0", "when the drill opens for the players, s after the start", 0, 30 * 86400.0),
          key("title_zh", KeyKind::text, "\"\"", "title in Chinese"),
          key("title_en", KeyKind::text, "\"\"", "title in English"),
          key("story_zh", KeyKind::text, "\"\"", "the situation, in Chinese"),
          key("story_en", KeyKind::text, "\"\"", "the situation, in English"),
          key("aims_zh", KeyKind::texts, "[]", "aims of the drill, in Chinese"),
          key("aims_en", KeyKind::texts, "[]", "aims of the drill, in English"),
          key("not_done", KeyKind::texts, "[]",
              "injects whose expected action this run takes as not done, e.g. [\"I-08\"]")}};
}

SectionSpec area() {
  return {.name = "area",
          .about = "an area folder, or one terrain raster for a hazard alone",
          .keys = {key("folder", KeyKind::path, "\"\"", "area folder, relative to this file"),
                   key("terrain", KeyKind::path, "\"\"", "terrain raster, instead of a folder"),
                   number("manning_s_per_m1_3", "0.05", "uniform roughness of the bare terrain", 0.001, 1),
                   key("crs", KeyKind::text, "\"\"", "CRS of the bare terrain where its file states none")}};
}

SectionSpec inject() {
  return {
      .name = "inject",
      .repeated = true,
      .about = "a message to the players and what they should do about it",
      .keys = {
          required("id", KeyKind::text, "stable id, e.g. I-14"),
          key("at", KeyKind::text, "\"\"", "T+01:20 since the drill opens, or a clock time 20:12"),
          key("after", KeyKind::text, "\"\"", "id of an alert or inject it follows, instead of `at`"),
          number("delay_s", "0", "with `after` or `when`: how long after, s", 0, 86400),
          key("when", KeyKind::text, "\"\"",
              "instead of `at`: a state of the world, e.g. level('longtan') >= 214.1 for 10min"),
          key("by_hand", KeyKind::boolean, "false", "instead of `at`: the controller decides on the day"),
          key("if_not_done", KeyKind::text, "\"\"",
              "instead of `at`: happens at the limit of that inject, only if what it expects is not done"),
          word("kind", "\"contextual\"", "HSEEP kind, or a consultation (会商)",
               {"contextual", "contingency", "consultation", "note"}),
          word("mode", "\"phone\"", "how it is delivered",
               {"phone", "radio", "sms", "face", "screen", "document", "gong", "observation"}),
          key("from", KeyKind::text, "\"\"", "id of a [[seat]]"),
          key("to", KeyKind::text, "\"\"", "id of a [[seat]]"),
          required("zh", KeyKind::text, "the message in Chinese, 【演练】 at both ends"),
          required("en", KeyKind::text, "the message in English, 【演练】 at both ends"),
          key("place", KeyKind::text, "\"\"", "id of a village, shelter, reservoir, ..."),
          key("who", KeyKind::text, "\"\"", "seat that must act; default: `to`"),
          key("expected_zh", KeyKind::text, "\"\"", "expected action, in Chinese"),
          key("expected_en", KeyKind::text, "\"\"", "expected action, in English"),
          key("clause", KeyKind::text, "\"\"", "clause of the plan that is exercised"),
          key("objective", KeyKind::text, "\"\"", "aim of the drill that it serves"),
          key("attachment", KeyKind::text, "\"\"", "what is handed over with it"),
          key("notes", KeyKind::text, "\"\"", "for the controllers"),
          key("inputs", KeyKind::texts, "[]",
              "of a consultation: what lies on the table, e.g. [\"level('longtan')\", \"rain('G1','3h')\"]"),
          key("question_zh", KeyKind::text, "\"\"", "of a consultation: what is to be decided, in Chinese"),
          key("question_en", KeyKind::text, "\"\"", "of a consultation: what is to be decided, in English"),
          key("decision_zh", KeyKind::text, "\"\"",
              "of a consultation: what the plan says should be decided, in Chinese"),
          key("decision_en", KeyKind::text, "\"\"",
              "of a consultation: what the plan says should be decided, in English"),
          number("target_min", "0", "expected within, min", 0, 1440),
          number("limit_min", "0", "at the latest, min", 0, 1440),
          number("points", "0", "weight in the score", 0, 1000)}};
}

SectionSpec forecast() {
  return {.name = "forecast",
          .repeated = true,
          .about = "rain as forecast at a moment: signals are issued when it 将达 or 已达",
          .keys = {required("gauge", KeyKind::text, "rain gauge it speaks of"),
                   required("issued", KeyKind::text, "T+01:20 since the drill opens, or a clock time"),
                   required("series", KeyKind::path, "CSV as for the rain; stamps after `issued` are used"),
                   key("column", KeyKind::text, "\"rain_mm\"", "its column, mm of the interval")}};
}

SectionSpec warning() {
  return {.name = "warning",
          .repeated = true,
          .about = "a warning that another bureau issues, as given",
          .keys = {[] {
                     KeySpec spec = required("kind", KeyKind::text, "whose: geological hazard, fire danger");
                     spec.choices = {"geology_warning", "fire_danger"};
                     return spec;
                   }(),
                   [] {
                     KeySpec spec = required("level", KeyKind::text, "its colour");
                     spec.choices = {"blue", "yellow", "orange", "red"};
                     return spec;
                   }(),
                   required("at", KeyKind::text, "T+01:20 since the drill opens, or a clock time"),
                   key("township", KeyKind::text, "\"\"", "Chinese name; empty: the whole county"),
                   key("source", KeyKind::text, "\"\"", "who issues it")}};
}

SectionSpec relatives() {
  KeySpec people = required("people", KeyKind::integer, "how many of those housed");
  people.low = 0;
  people.high = 1000000;
  return {.name = "relatives",
          .repeated = true,
          .about = "who is housed with relatives (分散安置) instead of a shelter, for the first report",
          .keys = {required("village", KeyKind::text, "id of the village"), people}};
}

}  // namespace

base::SectionSpec scenario_spec() {
  SectionSpec root;
  root.about = "a scenario of Dayu";
  root.sections = {
      what_happens(),
      area(),
      {.name = "grid",
       .about = "the cells that hazards are computed on",
       .keys = {number("cell_m", "0", "cell size, m; 0: the terrain's own", 0, 10000)}},
      {.name = "output",
       .about = "how often results are kept",
       .keys = {number("interval_s", "300", "time between frames, s", 1, 86400)}},
      {.name = "alerts",
       .about = "how thresholds are read",
       .keys = {word("soil", "\"normal\"", "antecedent soil state", {"dry", "normal", "wet"}),
                key("gauge", KeyKind::text, "\"\"",
                    "rain gauge of the rainstorm signals; default: the first"),
                key("table", KeyKind::path, "\"\"",
                    "thresholds of this scenario, beside the area's thresholds.csv"),
                key("computed", KeyKind::texts, "[]",
                    "villages whose computed thresholds are used instead of the approved, by name"),
                key("response", KeyKind::text, "\"\"",
                    "region of the sample of response levels to use, e.g. 江华县; empty: none")},
       .sections = {{.name = "rain",
                     .repeated = true,
                     .about = "rain that only the alerts read, e.g. beside a given hazard",
                     .keys = {required("gauge", KeyKind::text, "id of the gauge"),
                              required("series", KeyKind::path, "CSV with time or time_s"),
                              key("column", KeyKind::text, "\"rain_mm\"", "its column, mm")}}}},
      forecast(),
      warning(),
      relatives(),
      {.name = "reservoir_level",
       .repeated = true,
       .about = "the level of a reservoir as given, for conditions and papers",
       .keys = {required("reservoir", KeyKind::text, "id of the reservoir"),
                required("series", KeyKind::path, "CSV with time or time_s"),
                key("column", KeyKind::text, "\"level_m\"", "its column, m above datum")}},
      {.name = "seat",
       .repeated = true,
       .about = "who plays: a post, never a person",
       .keys = {required("id", KeyKind::text, "id that injects name"),
                required("zh", KeyKind::text, "name in Chinese"),
                required("en", KeyKind::text, "name in English")}},
      inject(),
      impact::given_spec(),
      plan::plan_spec(),
      plan::network_spec(),
      plan::location_spec(),
      plan::site_spec(),
      plan::dispatch_spec()};
  for (const hazards::Entry& entry : hazards::catalogue()) {
    SectionSpec section = entry.card().settings;
    section.name = entry.card().name;
    root.sections.push_back(std::move(section));
  }
  return root;
}

}  // namespace dayu::drill
