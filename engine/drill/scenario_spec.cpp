// SPDX-License-Identifier: Apache-2.0
// Which keys a scenario may hold: the one list behind reading, the JSON Schema, and the commented scenario.
#include "engine/drill/scenario.h"
#include "engine/plan/flow/given_network.h"
#include "engine/plan/plan.h"
#include "engine/plan/routing/vrplib_file.h"
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
          key("aims_en", KeyKind::texts, "[]", "aims of the drill, in English")}};
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
  return {.name = "inject",
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
              word("kind", "\"contextual\"", "HSEEP kind", {"contextual", "contingency", "note"}),
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
              number("target_min", "0", "expected within, min", 0, 1440),
              number("limit_min", "0", "at the latest, min", 0, 1440),
              number("points", "0", "weight in the score", 0, 1000)}};
}

}  // namespace

base::SectionSpec scenario_spec() {
  SectionSpec root;
  root.about = "a scenario of Dayu";
  root.sections = {what_happens(),
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
                                 "rain gauge of the rainstorm signals; default: the first")}},
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
                   plan::plan_spec(),
                   plan::network_spec(),
                   plan::location_spec(),
                   plan::dispatch_spec()};
  for (const hazards::Entry& entry : hazards::catalogue()) {
    SectionSpec section = entry.card().settings;
    section.name = entry.card().name;
    root.sections.push_back(std::move(section));
  }
  return root;
}

}  // namespace dayu::drill
