// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package_sheets.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/log_parts.h"
#include "engine/drill/package/housed.h"

namespace dayu::drill {
namespace {

using Row = std::vector<std::string>;

class Sheets {
 public:
  Sheets(const RunValues& run, const std::map<std::string, Person>& persons, Language language)
      : run_(run),
        persons_(persons),
        l_(language),
        zh_(language == Language::zh),
        figures_(figures_of(run.world, run.plan)) {}

  SheetPage goods() const {
    SheetPage page = blank("goods", "pack.basis.goods",
                           {{"note.item", 16},
                            {"note.need", 9, true},
                            {"note.stock", 9, true},
                            {"note.sent", 9, true},
                            {"note.short", 9, true},
                            {"pack.first", 11},
                            {"pack.last", 11},
                            {"note.basis", 60}});
    for (const plan::Need& need : run_.plan.needs) {
      double first_s = base::kNever_s, last_s = 0;
      for (const plan::Task& task : run_.plan.tasks)
        if (task.kind == "goods" && task.item == need.item) {
          first_s = std::min(first_s, task.arrive_s);
          last_s = std::max(last_s, task.arrive_s);
        }
      const bool arrives = first_s < base::kNever_s;
      add(page,
          {item_in_words(run_.world, need.item, l_), std::to_string(need.need), std::to_string(need.stock),
           std::to_string(need.sent), std::to_string(need.short_of()), arrives ? clock(first_s) : "",
           arrives ? clock(last_s) : "",
           say("note.need_basis", l_,
               {std::to_string(need.people), one_language(need.source, l_), need.surety})},
          need.short_of() > 0 ? RowLook::yellow : RowLook::green);
    }
    return page;
  }

  SheetPage shelters() const {
    SheetPage page = blank("shelters", "pack.basis.people",
                           {{"note.shelter", 20},
                            {"note.area", 12, true},
                            {"note.places", 12, true},
                            {"note.assigned", 10, true},
                            {"note.spare", 10, true},
                            {"pack.per_person", 12, true},
                            {"pack.help_here", 12, true},
                            {"pack.first", 11},
                            {"pack.last", 11}});
    int places = 0, people = 0, help = 0;
    for (const plan::ShelterUse& use : run_.plan.shelters) {
      if (use.people == 0) continue;
      const world::Shelter& shelter = run_.world.shelters[static_cast<std::size_t>(use.shelter.index)];
      double first_s = base::kNever_s, last_s = 0;
      int here = 0;
      for (const plan::Trip& trip : run_.plan.trips)
        if (trip.to.index == use.shelter.index) {
          first_s = std::min(first_s, trip.arrive_s);
          last_s = std::max(last_s, trip.arrive_s);
          here += run_.plan.units[static_cast<std::size_t>(trip.unit)].need_help;
        }
      add(page,
          {name_in(shelter.name, l_), fixed(shelter.indoor_m2, 0), std::to_string(use.places),
           std::to_string(use.people), std::to_string(use.places - use.people),
           fixed(shelter.indoor_m2 / use.people, 1), std::to_string(here), clock(first_s), clock(last_s)},
          RowLook::plain);
      places += use.places;
      people += use.people;
      help += here;
    }
    add(page,
        {word("pack.county_sum", l_), "", std::to_string(places), std::to_string(people),
         std::to_string(places - people), "", std::to_string(help), "", ""},
        RowLook::total);
    return page;
  }

  SheetPage evaluation() const {
    SheetPage page = blank("evaluation", "pack.basis.scores",
                           {{"pack.code", 10},
                            {"pack.told", 9},
                            {"pack.who", 16},
                            {"pack.what", 44},
                            {"pack.clause", 14},
                            {"pack.target", 9, true},
                            {"pack.limit", 9, true},
                            {"pack.points", 8, true},
                            {"pack.actual", 12},
                            {"pack.score", 8},
                            {"pack.grade", 12},
                            {"pack.remark", 20}});
    double points = 0;
    for (const Event& event : run_.log.events)
      for (const Inject& inject : run_.scenario.injects) {
        if (event.id != "inject-" + inject.id || !inject.expected.any()) continue;
        const Expected& e = inject.expected;
        points += e.points;
        add(page,
            {"EA-" + inject.id, clock(event.time_s), run_.scenario.seat(e.who, zh_), zh_ ? e.zh : e.en,
             e.clause, fixed(e.target_min, 0), fixed(e.limit_min, 0), fixed(e.points, 0), "", "", "", ""},
            RowLook::plain);
      }
    add(page, {word("pack.county_sum", l_), "", "", "", "", "", "", fixed(points, 0), "", "", "", ""},
        RowLook::total);
    return page;
  }

  /// One row a township. Moved out of danger (避险转移) are all who arrived; housed (转移安置) those of them
  /// whose home the hazard reached in the run, with relatives (分散) as the scenario states them.
  SheetPage report() const {
    SheetPage page = blank("report", "pack.basis.report",
                           {{"pack.township", 16},
                            {"pack.affected", 12},
                            {"pack.moved_out", 20, true},
                            {"pack.housed", 20, true},
                            {"pack.sheltered", 20, true},
                            {"pack.relatives", 20, true},
                            {"pack.dead", 10},
                            {"pack.missing", 10},
                            {"pack.house", 16},
                            {"pack.loss", 20}});
    const std::vector<Housed> villages = housed_by_village(run_);
    std::vector<std::pair<std::string, Housed>> townships;
    Housed county;
    for (std::size_t v = 0; v < villages.size(); ++v) {
      if (figures_.villages[v].must_move == 0) continue;
      const std::string township = v < run_.world.villages.size()
                                       ? name_in(run_.world.villages[v].township, l_)
                                       : word("note.elsewhere", l_);
      auto at = std::find_if(townships.begin(), townships.end(),
                             [&](const auto& t) { return t.first == township; });
      if (at == townships.end()) at = townships.insert(townships.end(), {township, {}});
      at->second.add(villages[v]);
      county.add(villages[v]);
    }
    for (const auto& [township, sum] : townships) report_row(page, township, sum, RowLook::plain);
    report_row(page, word("pack.county_sum", l_), county, RowLook::total);
    return page;
  }

  SheetPage attendance() const {
    SheetPage page = blank("attendance", "mark.only",
                           {{"pack.no", 6, true},
                            {"pack.unit", 26},
                            {"pack.name", 14},
                            {"pack.post", 16},
                            {"pack.phone", 18},
                            {"pack.in", 12},
                            {"pack.out", 12},
                            {"pack.sign", 16}});
    for (const Seat& seat : run_.scenario.seats)
      for (int line = 0; line < kLines_per_seat; ++line)
        add(page,
            {std::to_string(page.rows.size() + 1), line == 0 ? (zh_ ? seat.zh : seat.en) : std::string(), "",
             "", "", "", "", ""},
            RowLook::plain);
    return page;
  }

  /// Every signal goes down the chain: county to township, township to village, village to each group leader.
  SheetPage calls() const {
    SheetPage page = blank("calls", "pack.basis.calls",
                           {{"pack.no", 6, true},
                            {"pack.signal", 14},
                            {"note.village", 14},
                            {"pack.planned", 11},
                            {"pack.caller", 22},
                            {"pack.called", 22},
                            {"pack.phone", 16},
                            {"pack.channel", 12},
                            {"pack.answered", 12},
                            {"pack.repeated", 12},
                            {"pack.escalated", 16}});
    for (const Alert& alert : run_.alerts) {
      if (alert.kind != "transfer" || alert.time_s > run_.scenario.duration_s) continue;
      for (std::size_t v = 0; v < run_.world.villages.size(); ++v)
        if (run_.world.villages[v].id == alert.place && figures_.villages[v].must_move > 0)
          call_down(page, alert, static_cast<int>(v));
    }
    return page;
  }

 private:
  static constexpr int kLines_per_seat = 3;

  struct Head {
    const char* key;
    double width;
    bool number = false;
  };

  std::string clock(double time_s) const { return base::clock_hh_mm(run_.scenario.start, time_s); }

  SheetPage blank(const std::string& name, const std::string& footnote,
                  const std::vector<Head>& heads) const {
    SheetPage page;
    page.language = l_;
    page.name = word("pack.sheet." + name, l_) + (zh_ ? "" : " (en)");
    page.title = (zh_ ? run_.scenario.title_zh : run_.scenario.title_en) + invented_mark(run_.world, l_) +
                 " " + word("pack.sheet." + name, l_);
    page.subtitle =
        say("sheet.start", l_,
            {base::iso8601(run_.scenario.start), base::iso8601(run_.scenario.start, run_.scenario.opens_s)});
    page.stamp = planners_stamp(run_.world, l_);
    page.footnote = word(footnote, l_);
    for (const Head& head : heads) page.columns.push_back({word(head.key, l_), head.width, head.number});
    return page;
  }

  static void add(SheetPage& page, Row row, RowLook look) {
    page.rows.push_back(std::move(row));
    page.looks.push_back(look);
  }

  void report_row(SheetPage& page, const std::string& township, const Housed& sum, RowLook look) const {
    const std::string& no = word("pack.not_predicted", l_);
    add(page,
        {township, no, std::to_string(sum.moved), std::to_string(sum.housed()),
         std::to_string(sum.in_shelters), std::to_string(sum.with_relatives), no, no, no, no},
        look);
  }

  void call_down(SheetPage& page, const Alert& alert, int village) const {
    std::vector<std::pair<std::string, std::string>> links;
    for (const world::Chain& chain : run_.world.chains) {
      const world::Group& group = run_.world.groups[static_cast<std::size_t>(chain.group.index)];
      if (group.village.index != village) continue;
      for (std::size_t level = 0; level + 2 < chain.persons.size(); ++level) {
        const std::pair<std::string, std::string> link{chain.persons[level], chain.persons[level + 1]};
        if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
      }
    }
    const auto person = [&](const std::string& id) {
      const auto known = persons_.find(id);
      return known == persons_.end()
                 ? id
                 : name_in(known->second.post, l_) + " " + name_in(known->second.name, l_);
    };
    for (const auto& [from, to] : links) {
      const auto called = persons_.find(to);
      add(page,
          {std::to_string(page.rows.size() + 1), word("level." + alert.level, l_),
           name_in(run_.world.villages[static_cast<std::size_t>(village)].name, l_), clock(alert.time_s),
           person(from), person(to), called == persons_.end() ? "" : called->second.phone,
           word("mode.phone", l_), "", "", ""},
          RowLook::plain);
    }
  }

  const RunValues& run_;
  const std::map<std::string, Person>& persons_;
  Language l_;
  bool zh_;
  Figures figures_;
};

}  // namespace

std::vector<NamedPage> package_pages(const RunValues& run, const std::map<std::string, Person>& persons,
                                     Language language) {
  const Sheets sheets(run, persons, language);
  return {{"goods", sheets.goods()},           {"shelters", sheets.shelters()},
          {"evaluation", sheets.evaluation()}, {"report", sheets.report()},
          {"attendance", sheets.attendance()}, {"calls", sheets.calls()}};
}

void write_package_sheets(const RunValues& run, const std::map<std::string, Person>& persons,
                          const std::filesystem::path& folder, const std::string& only) {
  const std::vector<NamedPage> zh = package_pages(run, persons, Language::zh);
  const std::vector<NamedPage> en = package_pages(run, persons, Language::en);
  for (std::size_t i = 0; i < zh.size(); ++i)
    if (only.empty() || zh[i].name == only)
      write_sheets(folder / ("EXERCISE_" + zh[i].name + ".xlsx"), {zh[i].page, en[i].page},
                   run.scenario.start);
}

}  // namespace dayu::drill
