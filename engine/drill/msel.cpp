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
  static const std::set<std::string> kinds{"drill", "alert",  "inject", "expected", "hazard",
                                           "road",  "danger", "depart", "arrive",   "shelter"};
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
  if (event.kind == "expected") return word("inject.expected", l);
  return inject ? word("inject." + inject->kind, l) : word("inject.computed", l);
}

std::string capability(const Event& event, Language l) {
  static const std::set<std::string> own{"alert", "road", "shelter", "hazard"};
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
          "",
          expected,
          "",
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

SheetPage page_of(const Scenario& scenario, const world::World& world, const Log& log, Language l) {
  const bool zh = l == Language::zh;
  SheetPage page;
  page.language = l;
  page.name = word("msel.sheet", Language::zh == l ? Language::zh : Language::en);
  page.title =
      (zh ? scenario.title_zh : scenario.title_en) + invented_mark(world, l) + " " + word("msel.title", l);
  page.subtitle =
      say("sheet.start", l, {base::iso8601(scenario.start), base::iso8601(scenario.start, scenario.opens_s)});
  page.stamp = planners_stamp(world, l);
  page.footnote = word("mark.only", l);
  page.a3 = true;
  page.columns = {{word("msel.no", l), 4, true},       {word("msel.id", l), 17},
                  {word("msel.exercise_time", l), 12}, {word("msel.scenario_time", l), 7},
                  {word("msel.kind", l), 13},          {word("msel.mode", l), 10},
                  {word("msel.from", l), 10},          {word("msel.to", l), 10},
                  {word("msel.controller", l), 11},    {word("msel.message", l), 42},
                  {word("msel.attachment", l), 11},    {word("msel.expected", l), 24},
                  {word("msel.objective", l), 8},      {word("msel.capability", l), 14},
                  {word("msel.evaluation", l), 19},    {word("msel.actual", l), 9},
                  {word("msel.status", l), 8},         {word("msel.notes", l), 8}};
  for (const Line& line : lines_of(scenario, world, log)) {
    page.rows.push_back(row_of(line, page.rows.size() + 1, scenario, l));
    page.looks.push_back(look_of(*line.event));
  }
  return page;
}

}  // namespace

void write_msel(const Scenario& scenario, const world::World& world, const Log& log,
                const std::filesystem::path& run) {
  write_sheets(run / "drill" / "msel.xlsx",
               {page_of(scenario, world, log, Language::zh), page_of(scenario, world, log, Language::en)},
               scenario.start);
}

}  // namespace dayu::drill
