// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package_facts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/drill/log_parts.h"
#include "engine/drill/route_words.h"
#include "engine/drill/unsure.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

using Row = std::vector<std::string>;

class Collector {
 public:
  Collector(const RunValues& run, Language language)
      : run_(run), l_(language), zh_(language == Language::zh), figures_(figures_of(run.world, run.plan)) {}

  Facts collect() {
    values();
    lists();
    facts_.tables = {{"participants", participants()},
                     {"thresholds", thresholds()},
                     {"timeline", timeline()},
                     {"villages", villages()},
                     {"shelters", shelters()},
                     {"roads", roads()},
                     {"teams", teams()},
                     {"goods", goods()},
                     {"script", script()}};
    facts_.series["team"] = task_sheets();
    return std::move(facts_);
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string pick(const std::string& zh, const std::string& en) const { return zh_ ? zh : en; }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) && time_s < base::kNever_s ? base::clock_hh_mm(run_.scenario.start, time_s)
                                                            : "";
  }
  /// The area's own name may say already that it is invented.
  std::string county() const {
    const std::string& name = name_in(run_.world.name, l_);
    const std::string mark = invented_mark(run_.world, l_);
    return name.find(mark) == std::string::npos ? name + mark : name;
  }
  std::string date_time(double time_s) const {
    const std::string iso = base::iso8601(run_.scenario.start, time_s);
    return iso.substr(0, 10) + " " + iso.substr(11, 5);
  }
  Row heads(std::initializer_list<const char*> keys) const {
    Row row;
    for (const char* key : keys) row.push_back(w(key));
    return row;
  }

  void values() {
    const Scenario& s = run_.scenario;
    const Count& all = figures_.county;
    std::set<std::string> townships;
    std::string places, hazards;
    for (std::size_t v = 0; v < run_.world.villages.size(); ++v)
      if (figures_.villages[v].must_move > 0) townships.insert(name_in(run_.world.villages[v].township, l_));
    for (const std::string& township : townships) places += (places.empty() ? "" : w("list.and")) + township;
    for (const std::string& hazard : s.hazards)
      hazards += (hazards.empty() ? "" : w("list.and")) + word_or_code("pack.hazard.", hazard, l_);
    facts_.values = {{"title", pick(s.title_zh, s.title_en) + invented_mark(run_.world, l_)},
                     {"county", county()},
                     {"classification", planners_stamp(run_.world, l_)},
                     {"opens", date_time(s.opens_s)},
                     {"starts", date_time(0)},
                     {"ends", date_time(s.duration_s)},
                     {"places", places.empty() ? name_in(run_.world.name, l_) : places},
                     {"hazard", hazards},
                     {"type", w("pack.type")},
                     {"story", pick(s.story_zh, s.story_en)},
                     {"signal_source", one_language(rainstorm_rules().front().source, l_)},
                     {"standard", word_or_code("standard.", run_.plan.standard.name, l_) + w("list.and") +
                                      one_language(run_.plan.standard.source, l_)},
                     {"must_move", std::to_string(all.must_move)},
                     {"need_help", std::to_string(all.need_help)},
                     {"arrived", std::to_string(all.arrived)},
                     {"left", std::to_string(all.left_behind)}};
  }

  void lists() {
    const Scenario& s = run_.scenario;
    facts_.lists["aims"] = zh_ ? s.aims_zh : s.aims_en;
    std::vector<std::string>& unsure = facts_.lists["unsure"];
    const auto add = [&](const std::string& text) {
      if (std::find(unsure.begin(), unsure.end(), text) == unsure.end()) unsure.push_back(text);
    };
    for (const world::RainThreshold& t : run_.world.rain_thresholds)
      if (t.surety == "C") add(w("card.signals") + w("pack.colon") + one_language(t.source, l_));
    std::string inputs;
    for (const std::string& input : run_.plan.unsure)
      inputs += (inputs.empty() ? "" : w("pack.semicolon")) + unsure_in_words(run_.world, input, l_);
    if (!inputs.empty()) add(inputs);
    facts_.lists["documents"] = {w("pack.doc.msel"),   w("pack.doc.script"),     w("pack.doc.tasks"),
                                 w("pack.doc.list"),   w("pack.doc.shelters"),   w("pack.doc.goods"),
                                 w("pack.doc.safety"), w("pack.doc.evaluation"), w("pack.doc.card")};
  }

  FactTable participants() const {
    FactTable table{{heads({"pack.no", "pack.seat", "pack.receives", "pack.acts"})}, {1, 5, 3, 3}};
    for (const Seat& seat : run_.scenario.seats) {
      int receives = 0, acts = 0;
      for (const Inject& inject : run_.scenario.injects) {
        receives += static_cast<int>(inject.to == seat.id);
        acts += static_cast<int>(inject.expected.any() && inject.expected.who == seat.id);
      }
      table.rows.push_back({std::to_string(table.rows.size()), pick(seat.zh, seat.en),
                            std::to_string(receives), std::to_string(acts)});
    }
    return table;
  }

  std::string rules_of(const world::Village& village, const std::string& level) const {
    std::string text;
    for (const RainRule& rule : village_rules(run_.world, village, run_.scenario.soil))
      if (rule.level == level)
        text += (text.empty() ? "" : w("card.rain_or")) +
                say("card.rain", l_, {short_number(rule.window_s / 3600), short_number(rule.rain_mm)});
    return text;
  }

  FactTable thresholds() const {
    FactTable table{{heads({"note.village", "level.prepare", "level.immediate", "pack.reached"})},
                    {2, 4, 4, 3}};
    for (std::size_t v = 0; v < run_.world.villages.size(); ++v) {
      if (figures_.villages[v].must_move == 0) continue;
      const world::Village& village = run_.world.villages[v];
      std::string reached;
      for (const Alert& alert : run_.alerts)
        if (alert.kind == "transfer" && alert.place == village.id)
          reached += (reached.empty() ? "" : "\n") + w("level." + alert.level) + " " + clock(alert.time_s);
      table.rows.push_back(
          {name_in(village.name, l_), rules_of(village, "prepare"), rules_of(village, "immediate"), reached});
    }
    return table;
  }

  const Inject* inject_of(const Event& event) const {
    for (const Inject& inject : run_.scenario.injects)
      if (event.id == "inject-" + inject.id) return &inject;
    return nullptr;
  }

  FactTable timeline() const {
    FactTable table{{heads({"pack.exercise_time", "pack.clock", "pack.event", "pack.expected"})},
                    {3, 2, 8, 8}};
    for (const Event& event : run_.log.events) {
      const Inject* inject = inject_of(event);
      if (!inject || event.time_s < run_.scenario.opens_s) continue;
      const Expected& e = inject->expected;
      table.rows.push_back({base::t_plus(event.time_s - run_.scenario.opens_s), clock(event.time_s),
                            pick(event.zh, event.en),
                            e.any() ? say("pack.expected_value", l_,
                                          {run_.scenario.seat(e.who, zh_), pick(e.zh, e.en),
                                           fixed(e.target_min, 0), fixed(e.limit_min, 0)})
                                    : std::string()});
    }
    return table;
  }

  FactTable script() const {
    FactTable table{{heads({"pack.no", "pack.exercise_time", "pack.clock", "pack.scene", "pack.role",
                            "pack.words", "pack.action", "pack.caption", "pack.narration"})},
                    {2, 6, 4, 5, 6, 12, 9, 6, 9}};
    for (const Event& event : run_.log.events) {
      const Inject* inject = inject_of(event);
      const bool alert = event.kind == "alert" || event.kind == "depart" || event.kind == "arrive" ||
                         event.kind == "danger" || event.kind == "shelter";
      if ((!inject && !alert) || event.time_s < run_.scenario.opens_s) continue;
      Row row{std::to_string(table.rows.size()), base::t_plus(event.time_s - run_.scenario.opens_s),
              clock(event.time_s)};
      const std::string sentence = pick(event.zh, event.en);
      if (inject) {
        const Expected& e = inject->expected;
        row.insert(
            row.end(),
            {word_or_code("mode.", inject->mode, l_),
             run_.scenario.seat(inject->from, zh_) + w("pack.to") + run_.scenario.seat(inject->to, zh_),
             sentence, e.any() ? run_.scenario.seat(e.who, zh_) + w("pack.colon") + pick(e.zh, e.en) : "",
             clock(event.time_s) + " " + word_or_code("mode.", inject->mode, l_), ""});
      } else {
        row.insert(row.end(),
                   {word_or_code("pack.scene.", event.kind, l_), w("msel.engine"), "", "",
                    clock(event.time_s) + " " + word_or_code("pack.scene.", event.kind, l_), sentence});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  FactTable villages() const {
    FactTable table{{heads({"note.village", "note.at_home", "note.must_move", "note.need_help",
                            "note.arrived", "note.left", "note.first", "note.last"})},
                    {3, 2, 2, 2, 2, 2, 2, 2}};
    Count rest;
    const auto add = [&](const std::string& name, const Count& c) {
      const bool moved = c.arrived > 0;
      table.rows.push_back({name, std::to_string(c.at_home), std::to_string(c.must_move),
                            std::to_string(c.need_help), std::to_string(c.arrived),
                            std::to_string(c.left_behind), moved ? clock(c.first_depart_s) : "",
                            moved ? clock(c.last_arrive_s) : ""});
    };
    for (std::size_t v = 0; v < figures_.villages.size(); ++v) {
      if (figures_.villages[v].must_move == 0)
        rest.add(figures_.villages[v]);
      else
        add(v < run_.world.villages.size() ? name_in(run_.world.villages[v].name, l_) : w("note.elsewhere"),
            figures_.villages[v]);
    }
    add(w("note.other_villages"), rest);
    add(w("note.county"), figures_.county);
    return table;
  }

  FactTable shelters() const {
    FactTable table{{heads({"note.shelter", "note.area", "note.places", "note.assigned", "note.spare"})},
                    {4, 2, 2, 2, 2}};
    for (const plan::ShelterUse& use : run_.plan.shelters) {
      if (use.people == 0) continue;
      const world::Shelter& shelter = run_.world.shelters[static_cast<std::size_t>(use.shelter.index)];
      table.rows.push_back({name_in(shelter.name, l_), short_number(shelter.indoor_m2),
                            std::to_string(use.places), std::to_string(use.people),
                            std::to_string(use.places - use.people)});
    }
    return table;
  }

  /// By name of road: the first closing on foot and by car, as the drill takes them.
  FactTable roads() const {
    FactTable table{{heads({"pack.road", "who.car", "who.walker", "pack.cause"})}, {4, 2, 2, 3}};
    struct Closed {
      double car_s = base::kNever_s, walker_s = base::kNever_s;
      std::string cause;
    };
    std::vector<std::pair<std::string, Closed>> closed;
    for (const impact::Closure& closure : run_.impact.closures) {
      if (closure.effect != impact::Effected::stop || (closure.who != "car" && closure.who != "walker"))
        continue;
      const std::string name = piece_name(run_.world, closure.piece, l_);
      auto at =
          std::find_if(closed.begin(), closed.end(), [&](const auto& one) { return one.first == name; });
      if (at == closed.end())
        at = closed.insert(closed.end(), {name, {.cause = word_or_code("field.", closure.field, l_)}});
      double& time_s = closure.who == "car" ? at->second.car_s : at->second.walker_s;
      time_s = std::min(time_s, closure.from_s);
    }
    std::stable_sort(closed.begin(), closed.end(),
                     [](const auto& a, const auto& b) { return a.second.car_s < b.second.car_s; });
    for (const auto& [name, one] : closed)
      table.rows.push_back({name, clock(one.car_s), clock(one.walker_s), one.cause});
    return table;
  }

  FactTable teams() const {
    FactTable table{{heads({"pack.team", "pack.kind", "transfer.people", "pack.vehicles", "pack.mobilise"})},
                    {5, 2, 2, 2, 2}};
    for (const world::Team& team : run_.world.teams)
      table.rows.push_back({name_in(team.name, l_), word_or_code("pack.team.", team.kind, l_),
                            std::to_string(team.people), std::to_string(team.vehicles),
                            fixed(team.mobilise_s / 60, 0)});
    return table;
  }

  FactTable goods() const {
    FactTable table{
        {heads({"note.item", "note.need", "note.stock", "note.sent", "note.short", "note.basis"})},
        {3, 2, 2, 2, 2, 6}};
    for (const plan::Need& n : run_.plan.needs)
      table.rows.push_back(
          {item_in_words(run_.world, n.item, l_), std::to_string(n.need), std::to_string(n.stock),
           std::to_string(n.sent), std::to_string(n.short_of()),
           say("note.need_basis", l_, {std::to_string(n.people), one_language(n.source, l_), n.surety})});
    return table;
  }

  /// When the roads of a team's tasks first close to it; the moment after which nobody stays there.
  double stop_s(const std::vector<const plan::Task*>& tasks) const {
    double first_s = base::kNever_s;
    for (const plan::Task* task : tasks)
      for (const int arc : task->arcs)
        for (const impact::Closure& closure : run_.impact.closures)
          if (closure.piece.index == arc / 2 && closure.who == task->who &&
              closure.effect == impact::Effected::stop && closure.from_s >= task->arrive_s)
            first_s = std::min(first_s, closure.from_s);
    return first_s;
  }

  std::vector<Facts> task_sheets() const {
    std::vector<Facts> sheets;
    for (const world::Team& team : run_.world.teams) {
      std::vector<const plan::Task*> tasks;
      for (const plan::Task& task : run_.plan.tasks)
        if (task.team == team.id) tasks.push_back(&task);
      if (tasks.empty()) continue;
      Facts sheet;
      const double stop = stop_s(tasks);
      sheet.values = {{"id", team.id},
                      {"name", name_in(team.name, l_)},
                      {"kind", word_or_code("pack.team.", team.kind, l_)},
                      {"people", std::to_string(team.people)},
                      {"vehicles", std::to_string(team.vehicles)},
                      {"seats", team.seats_per_vehicle > 0
                                    ? say("pack.seats", l_, {std::to_string(team.seats_per_vehicle)})
                                    : std::string()},
                      {"mobilise", fixed(team.mobilise_s / 60, 0)},
                      {"stop", stop < base::kNever_s ? clock(stop) : w("pack.no_limit")}};
      FactTable table{{heads({"pack.no", "pack.depart", "pack.arrive", "pack.task", "pack.route"})},
                      {1, 2, 2, 6, 9}};
      for (const plan::Task* task : tasks)
        table.rows.push_back({std::to_string(table.rows.size()), clock(task->depart_s), clock(task->arrive_s),
                              task_in_words(run_.world, *task, l_),
                              task->arcs.empty()
                                  ? w("pack.on_the_spot")
                                  : route_in_words(run_.world, task->arcs,
                                                   place_name(run_.world, task->to_kind, task->to, l_), l_)});
      sheet.tables["tasks"] = std::move(table);
      sheets.push_back(std::move(sheet));
    }
    return sheets;
  }

  const RunValues& run_;
  Language l_;
  bool zh_;
  Figures figures_;
  Facts facts_;
};

}  // namespace

std::string item_in_words(const world::World& world, const std::string& item, Language language) {
  for (const world::StockItem& stock : world.stock)
    if (stock.item == item) return name_in(stock.name, language);
  for (const plan::Quota& quota : plan::quotas())
    if (quota.item == item) return name_in(quota.name, language);
  return item;
}

Facts package_facts(const RunValues& run, Language language) {
  return Collector(run, language).collect();
}

}  // namespace dayu::drill
