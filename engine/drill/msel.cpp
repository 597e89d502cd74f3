// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/msel.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/drill/sheet.h"

namespace dayu::drill {
namespace {

const Inject* inject_of(const Scenario& scenario, const std::string& id) {
  for (const Inject& inject : scenario.injects)
    if (id == "inject-" + inject.id || id == "expected-" + inject.id) return &inject;
  return nullptr;
}

/// Bridges and public roads; field lanes stay in the log and on the map.
bool worth_calling_out(const world::World& world, const std::string& place) {
  static const std::set<std::string> minor{"track",   "path",         "footway",
                                           "service", "unclassified", "residential"};
  const auto piece = static_cast<std::size_t>(std::stoul(place));
  return world.network.pieces[piece].bridge || !minor.contains(world.network.pieces[piece].kind);
}

/// Alerts told by an inject at the same moment, orders that repeat the alert they follow, and single tasks'
/// and shelters' ends stay in the log only.
bool listed(const Event& event, const Scenario& scenario, const world::World& world,
            const std::set<std::string>& announced) {
  static const std::set<std::string> kinds{"drill", "alert",   "inject",  "expected", "hazard",
                                           "road",  "danger",  "depart",  "arrive",   "shelter",
                                           "call",  "release", "decision"};
  if (!kinds.contains(event.kind) || event.time_s < scenario.opens_s) return false;
  if (event.kind == "road" && !worth_calling_out(world, event.place)) return false;
  return !announced.contains(event.id);
}

std::set<std::string> announced_by_injects(const Scenario& scenario, const Log& log) {
  std::set<std::string> played, announced;
  for (const Event& event : log.events) played.insert(event.id);
  for (const Inject& inject : scenario.injects)
    if (inject.after.rfind("alert-", 0) == 0 && inject.delay_s == 0 && played.contains("inject-" + inject.id))
      announced.insert(inject.after);
  // What is superseded is not issued: controllers do not call it out.
  for (const Event& event : log.events)
    if (event.kind == "alert" && event.zh.find(word("event.superseded", Language::zh)) != std::string::npos)
      announced.insert(event.id);
  return announced;
}

/// One row: an event, and how many later events say the same of other pieces of the same road.
struct Line {
  const Event* event;
  int more = 0;
};

/// A road closes piece by piece; controllers call it out once, at its first piece. The log keeps every piece.
std::vector<Line> lines_of(const Scenario& scenario, const world::World& world, const Log& log) {
  const std::set<std::string> announced = announced_by_injects(scenario, log);
  std::vector<Line> lines;
  std::map<std::string, std::size_t> first_of;
  for (const Event& event : log.events) {
    if (!listed(event, scenario, world, announced)) continue;
    if (event.kind == "road") {
      const auto [at, is_new] = first_of.try_emplace(event.zh, lines.size());
      if (!is_new) {
        ++lines[at->second].more;
        continue;
      }
    }
    lines.push_back({&event});
  }
  return lines;
}

std::string kind_word(const Event& event, const Inject* inject, Language l) {
  if (event.kind == "expected" || event.kind == "decision" || event.kind == "call")
    return word("inject." + event.kind, l);
  return inject ? word("inject." + inject->kind, l) : word("inject.computed", l);
}

std::string capability(const Event& event, Language l) {
  static const std::set<std::string> own{"alert", "road", "shelter", "hazard"};
  if (event.kind == "decision" || event.kind == "release") return word("capability.order", l);
  if (event.kind == "call") return word("capability.alert", l);
  if (own.contains(event.kind)) return word("capability." + event.kind, l);
  if (event.kind == "danger" || event.kind == "depart" || event.kind == "arrive")
    return word("capability.transfer", l);
  return event.kind == "drill" ? std::string() : word("capability.inject", l);
}

std::vector<std::string> row_of(const Line& line, std::size_t number, const Scenario& scenario, Language l) {
  const Event& event = *line.event;
  const bool zh = l == Language::zh;
  const Inject* inject = inject_of(scenario, event.id);
  const bool is_expected = event.kind == "expected";
  const bool message = inject && !is_expected;
  std::string expected, evaluation, notes;
  if (inject && inject->expected.any()) {
    const Expected& e = inject->expected;
    if (message) expected = scenario.seat(e.who, zh) + (zh ? "：" : ": ") + (zh ? e.zh : e.en);
    if (is_expected)
      evaluation =
          say("msel.evaluation_value", l,
              {"EA-" + inject->id, fixed(e.target_min, 0), fixed(e.limit_min, 0), fixed(e.points, 0)});
    if (!e.clause.empty()) notes = say("msel.clause", l, {e.clause});
  }
  if (message && !inject->notes.empty()) notes += (notes.empty() ? "" : "\n") + inject->notes;
  return {std::to_string(number),
          event.id,
          base::t_plus(event.time_s - scenario.opens_s),
          base::clock_hh_mm(scenario.start, event.time_s),
          kind_word(event, inject, l),
          message       ? word("mode." + inject->mode, l)
          : is_expected ? ""
                        : word("mode.engine", l),
          message       ? scenario.seat(inject->from, zh)
          : is_expected ? ""
                        : word("msel.engine", l),
          inject ? scenario.seat(is_expected ? inject->expected.who : inject->to, zh) : "",
          word("msel.controller_default", l),
          (zh ? event.zh : event.en) +
              (line.more > 0 ? (zh ? "" : " ") + say("msel.more_pieces", l, {std::to_string(line.more)})
                             : std::string()),
          message ? inject->attachment : "",
          expected,
          message ? inject->objective : "",
          capability(event, l),
          evaluation,
          "",
          "",
          notes};
}

RowLook look_of(const Event& event) {
  if (event.kind == "expected") return RowLook::action;
  if (event.kind == "alert" || event.kind == "danger") return RowLook::alert;
  return event.kind == "inject" || event.kind == "drill" ? RowLook::plain : RowLook::muted;
}

/// Minutes after which what an inject expects counts as not done.
std::string limit_of(const Scenario& scenario, const std::string& id) {
  for (const Inject& inject : scenario.injects)
    if (inject.id == id) return fixed(inject.expected.limit_min, 0);
  return "";
}

/// Injects that this run does not play: in the controller's hand, or waiting for what is not reached.
std::vector<std::string> waiting_row(const Inject& inject, std::size_t number, const Scenario& scenario,
                                     Language l) {
  const bool zh = l == Language::zh;
  const Expected& e = inject.expected;
  std::string notes =
      inject.by_hand ? word("msel.by_hand", l)
      : !inject.if_not_done.empty()
          ? say("msel.if_not_done", l, {"EA-" + inject.if_not_done, limit_of(scenario, inject.if_not_done)})
          : say("msel.not_reached", l, {inject.when.empty() ? inject.after : inject.when});
  if (!inject.notes.empty()) notes += "\n" + inject.notes;
  return {std::to_string(number),
          "inject-" + inject.id,
          "",
          "",
          word("inject." + inject.kind, l),
          word("mode." + inject.mode, l),
          scenario.seat(inject.from, zh),
          scenario.seat(inject.to, zh),
          word("msel.controller_default", l),
          zh ? inject.zh : inject.en,
          inject.attachment,
          e.any() ? scenario.seat(e.who, zh) + (zh ? "：" : ": ") + (zh ? e.zh : e.en) : std::string(),
          inject.objective,
          word("capability.inject", l),
          e.any()
              ? say("msel.evaluation_value", l,
                    {"EA-" + inject.id, fixed(e.target_min, 0), fixed(e.limit_min, 0), fixed(e.points, 0)})
              : std::string(),
          "",
          "",
          notes};
}

}  // namespace

const std::vector<std::string>& msel_columns() {
  static const std::vector<std::string> keys{
      "msel.no",         "msel.id",         "msel.exercise_time", "msel.scenario_time",
      "msel.kind",       "msel.mode",       "msel.from",          "msel.to",
      "msel.controller", "msel.message",    "msel.attachment",    "msel.expected",
      "msel.objective",  "msel.capability", "msel.evaluation",    "msel.actual",
      "msel.status",     "msel.notes"};
  return keys;
}

SheetPage msel_page(const Scenario& scenario, const world::World& world, const Log& log, Language l) {
  static const std::vector<double> widths{4, 17, 12, 7, 13, 10, 10, 10, 11, 42, 11, 24, 8, 14, 19, 9, 8, 8};
  const bool zh = l == Language::zh;
  SheetPage page;
  page.language = l;
  page.name = word("msel.sheet", l);
  page.title =
      (zh ? scenario.title_zh : scenario.title_en) + invented_mark(world, l) + " " + word("msel.title", l);
  page.subtitle =
      say("sheet.start", l, {base::iso8601(scenario.start), base::iso8601(scenario.start, scenario.opens_s)});
  page.stamp = planners_stamp(world, l);
  page.footnote = word("mark.only", l);
  page.a3 = true;
  for (std::size_t c = 0; c < widths.size(); ++c)
    page.columns.push_back({word(msel_columns()[c], l), widths[c], c == 0});
  std::set<std::string> played;
  for (const Line& line : lines_of(scenario, world, log)) {
    page.rows.push_back(row_of(line, page.rows.size() + 1, scenario, l));
    page.looks.push_back(look_of(*line.event));
    played.insert(line.event->id);
  }
  for (const Inject& inject : scenario.injects) {
    if (played.contains("inject-" + inject.id)) continue;
    page.rows.push_back(waiting_row(inject, page.rows.size() + 1, scenario, l));
    page.looks.push_back(RowLook::muted);
  }
  return page;
}

void write_msel(const Scenario& scenario, const world::World& world, const Log& log,
                const std::filesystem::path& run) {
  write_sheets(run / "drill" / "msel.xlsx",
               {msel_page(scenario, world, log, Language::zh), msel_page(scenario, world, log, Language::en)},
               scenario.start);
}

}  // namespace dayu::drill
