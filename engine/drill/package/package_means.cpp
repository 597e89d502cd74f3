// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package_means.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/log_parts.h"
#include "engine/drill/route_words.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

class Means {
 public:
  Means(const RunValues& run, Language language)
      : run_(run), l_(language), figures_(figures_of(run.world, run.plan)) {}

  void add_to(Facts& facts) const {
    facts.tables["villages"] = villages();
    facts.tables["shelters"] = shelters();
    facts.tables["roads"] = roads();
    facts.tables["teams"] = teams();
    facts.tables["goods"] = goods();
    facts.series["team"] = task_sheets();
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) && time_s < base::kNever_s ? base::clock_hh_mm(run_.scenario.start, time_s)
                                                            : "";
  }
  std::vector<std::string> heads(std::initializer_list<const char*> keys) const {
    std::vector<std::string> row;
    for (const char* key : keys) row.push_back(w(key));
    return row;
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
    int places = 0, people = 0;
    for (const plan::ShelterUse& use : run_.plan.shelters) {
      if (use.people == 0) continue;
      const world::Shelter& shelter = run_.world.shelters[static_cast<std::size_t>(use.shelter.index)];
      table.rows.push_back({name_in(shelter.name, l_), short_number(shelter.indoor_m2),
                            std::to_string(use.places), std::to_string(use.people),
                            std::to_string(use.places - use.people)});
      places += use.places;
      people += use.people;
    }
    table.rows.push_back({w("pack.county_sum"), "", std::to_string(places), std::to_string(people),
                          std::to_string(places - people)});
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
  Figures figures_;
};

}  // namespace

std::string item_in_words(const world::World& world, const std::string& item, Language language) {
  for (const world::StockItem& stock : world.stock)
    if (stock.item == item) return name_in(stock.name, language);
  for (const plan::Quota& quota : plan::quotas())
    if (quota.item == item) return name_in(quota.name, language);
  return item;
}

void add_means(const RunValues& run, Language language, Facts& facts) {
  Means(run, language).add_to(facts);
}

}  // namespace dayu::drill
