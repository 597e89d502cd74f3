// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/card.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/drill/alerts.h"
#include "engine/drill/card_map.h"
#include "engine/drill/log_parts.h"
#include "engine/drill/paper.h"
#include "engine/drill/route_words.h"
#include "engine/drill/thresholds/alert_words.h"
#include "engine/drill/unsure.h"
#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

constexpr double kMapHeight_mm = 104;

using Cells = std::vector<std::vector<std::string>>;

class Card {
 public:
  Card(const Scenario& scenario, const world::World& world, const plan::Plan& plan, const VillageCard& card,
       const std::map<std::string, MaskedPerson>& persons, Language language)
      : scenario_(scenario),
        world_(world),
        plan_(plan),
        card_(card),
        persons_(persons),
        l_(language),
        village_(world.villages[static_cast<std::size_t>(card.village.index)]) {
    if (!card.ways.empty()) backup_ = backup_route(world, plan, card.ways.front(), card.closed);
  }

  void draw(Paper& paper) const {
    title(paper);
    facts(paper);
    signals(paper);
    map(paper);
    ways(paper);
    groups(paper);
    persons(paper);
    rules(paper);
  }

  std::string title_text() const {
    return say("card.title", l_, {name_in(village_.name, l_) + invented_mark(world_, l_)});
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }

  void title(Paper& paper) const {
    paper.paragraph(title_text(), {.size_pt = 19, .face = Face::title, .align = Align::centre}, 0.5);
    paper.paragraph(name_in(world_.name, l_) + " · " + name_in(village_.township, l_) + " · " +
                        (l_ == Language::zh ? scenario_.title_zh : scenario_.title_en),
                    {.size_pt = 9, .align = Align::centre, .grey_1 = 0.25}, 2);
  }

  void facts(Paper& paper) const {
    std::string dangers;
    for (const std::string& hazard : scenario_.hazards)
      dangers += (dangers.empty() ? "" : w("list.and")) + word_or_code("hazard.", hazard, l_);
    Cells rows{{w("card.danger"), dangers},
               {w("card.who"), say("card.who_value", l_,
                                   {std::to_string(card_.people_at_home), std::to_string(card_.units),
                                    std::to_string(card_.people), std::to_string(card_.need_help)})}};
    std::string classes;
    int households = 0;
    for (const std::string kind : {"extreme", "high", "danger"}) {
      const auto it = card_.households_by_class.find(kind);
      if (it == card_.households_by_class.end()) continue;
      households += it->second;
      classes += (classes.empty() ? "" : w("list.and")) +
                 say("card.class_count", l_, {w("danger_class." + kind), std::to_string(it->second)});
    }
    if (households > 0) rows[0][1] += "\n" + say("card.houses", l_, {std::to_string(households), classes});
    paper.table(rows, {.widths_mm = {26, 148}, .size_pt = 9.5, .header = false, .first_column_bold = true});
  }

  std::string thresholds(const std::string& level, std::set<std::string>& sources) const {
    std::vector<RainRule> rules = village_rules(scenario_.thresholds, world_, village_);
    std::erase_if(rules, [&](const RainRule& r) { return r.level != level; });
    std::sort(rules.begin(), rules.end(),
              [](const RainRule& a, const RainRule& b) { return a.window_s < b.window_s; });
    std::string text;
    for (const RainRule& rule : rules) {
      text += (text.empty() ? "" : w("card.rain_or")) +
              say("card.rain", l_, {short_number(rule.window_s / 3600), short_number(rule.rain_mm)});
      sources.insert(w("card.source") + source_in_words(rule.source, rule.surety, l_) +
                     (rule.computed ? w("card.computed") : std::string()));
    }
    return text.empty() ? w("card.no_threshold") : text;
  }

  void signals(Paper& paper) const {
    Cells rows{{w("card.signals"), w("card.threshold"), w("card.sound"), w("card.do")}};
    std::set<std::string> sources;
    for (const std::string level : {"prepare", "immediate"})
      rows.push_back(
          {w("level." + level), thresholds(level, sources), w("card.sound." + level), w("card.do." + level)});
    paper.table(rows, {.widths_mm = {33, 48, 31, 62}, .size_pt = 9, .first_column_bold = true});
    paper.y_mm -= 1;
    for (const std::string& source : sources) paper.paragraph(source, {.size_pt = 7.5, .grey_1 = 0.25}, 0.3);
    paper.paragraph(w("card.own_start"), {.size_pt = 9.5, .bold = true}, 1);
  }

  void map(Paper& paper) const {
    const RouteMap content = card_map(world_, card_, backup_, l_);
    paper.heading(w("card.map"), 11);
    paper.need(kMapHeight_mm + 14);
    draw_route_map(paper, world_, content, paper.left_mm(), paper.y_mm, paper.width_mm(), kMapHeight_mm, l_);
    paper.y_mm += kMapHeight_mm + 1.5;
    paper.y_mm += draw_map_legend(paper, content, paper.left_mm(), paper.y_mm, paper.width_mm(), l_);
    paper.paragraph(say("card.map_note", l_, {world_.crs}), {.size_pt = 7.5, .grey_1 = 0.25}, 1);
  }

  void ways(Paper& paper) const {
    if (card_.ways.empty()) return;
    const CardWay& main = card_.ways.front();
    const std::string to = name_in(world_.shelters[static_cast<std::size_t>(main.to.index)].name, l_);
    const std::string back =
        backup_.arcs.empty()
            ? w("card.no_backup")
            : route_in_words(world_, backup_.arcs,
                             name_in(world_.shelters[static_cast<std::size_t>(backup_.to.index)].name, l_),
                             l_);
    paper.table(
        {{w("card.way"),
          say("card.way_of", l_, {way_name(world_, main, l_), route_in_words(world_, main.arcs, to, l_)})},
         {w("card.backup"), back},
         {w("card.closed"), closed_in_words(world_, card_, l_)}},
        {.widths_mm = {26, 148}, .size_pt = 9.5, .header = false, .first_column_bold = true});
  }

  void groups(Paper& paper) const {
    Cells rows{{w("card.group"), w("card.muster"), w("card.people"), w("card.shelter"), w("card.distance"),
                w("card.minutes")}};
    for (const CardWay& way : card_.ways) {
      const std::string name = way_name(world_, way, l_);
      rows.push_back(
          {name, way.group < 0 ? name : say("card.muster_value", l_, {name}), std::to_string(way.people),
           name_in(world_.shelters[static_cast<std::size_t>(way.to.index)].name, l_),
           fixed(std::round(way.length_m / 10) * 10, 0),
           say(way.on_foot ? "card.by_foot" : "card.by_car", l_, {fixed(std::ceil(way.minutes), 0)})});
    }
    const TableLook look{.widths_mm = {34, 44, 16, 40, 22, 22},
                         .size_pt = 9,
                         .right = {false, false, true, false, true, true}};
    paper.heading(w("card.groups"), 11, paper.table_height(rows, look));
    paper.table(rows, look);
    for (const int shelter : card_.shelters)
      for (const plan::ShelterUse& use : plan_.shelters)
        if (use.shelter.index == shelter)
          paper.paragraph(say("card.shelter_standard", l_,
                              {word_or_code("standard.", plan_.standard.name, l_),
                               short_number(plan_.standard.area_m2_per_person),
                               name_in(world_.shelters[static_cast<std::size_t>(shelter)].name, l_),
                               std::to_string(use.places), std::to_string(use.people)}),
                          {.size_pt = 8.5}, 0.5);
  }

  void person_row(Cells& rows, int level, const std::string& id, const std::string& where) const {
    const auto it = persons_.find(id);
    const std::string level_word = w("card.level." + std::to_string(level));
    if (it == persons_.end()) {
      rows.push_back({level_word, where, w("card.blank"), w("card.blank")});
    } else {
      const std::string post = name_in(it->second.post, l_);
      rows.push_back({level_word,
                      where.empty() || post.find(where) != std::string::npos ? post : where + " " + post,
                      name_in(it->second.name, l_), it->second.phone});
    }
  }

  void persons(Paper& paper) const {
    Cells rows{{w("card.level"), w("card.post"), w("card.name"), w("card.phone")}};
    std::set<std::string> listed;
    for (int level = 0; level < 4; ++level)
      for (const world::Chain& chain : world_.chains) {
        const world::Group& group = world_.groups[static_cast<std::size_t>(chain.group.index)];
        const std::string& id = chain.persons[static_cast<std::size_t>(level)];
        if (group.village != card_.village) continue;
        const std::string where = level == 3 ? name_in(group.name, l_) : std::string();
        if (listed.insert(std::to_string(level) + id + where).second) person_row(rows, level, id, where);
      }
    if (rows.size() == 1)
      for (int level = 0; level < 4; ++level) person_row(rows, level, "", "");
    rows.push_back({w("card.level.4"), w("card.head_of_household"), w("card.blank"), w("card.blank")});
    paper.heading(w("card.persons"), 11);
    paper.table(rows, {.widths_mm = {22, 76, 34, 42}, .size_pt = 9});
    paper.y_mm -= 1.2;
    paper.paragraph(w("card.persons_note"), {.size_pt = 7.5, .grey_1 = 0.25}, 1);
  }

  void rules(Paper& paper) const {
    std::string rules;
    for (const std::string n : {"1", "2", "3", "4"})
      rules += (rules.empty() ? "" : "\n") + n + ". " + w("card.rule." + n);
    paper.table({{w("card.bring"), w("card.bring_value")}, {w("card.rules"), rules}},
                {.widths_mm = {26, 148}, .size_pt = 9.5, .header = false, .first_column_bold = true});
    paper.paragraph(w("card.stop"), {.size_pt = 9.5, .bold = true});
    if (world_.invented) paper.paragraph(w("card.invented_note"), {.size_pt = 8, .grey_1 = 0.25});
  }

  const Scenario& scenario_;
  const world::World& world_;
  const plan::Plan& plan_;
  const VillageCard& card_;
  const std::map<std::string, MaskedPerson>& persons_;
  Language l_;
  const world::Village& village_;
  BackupRoute backup_;
};

}  // namespace

std::string card_pdf(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                     const VillageCard& card, const std::map<std::string, MaskedPerson>& persons,
                     Language language) {
  const Card drawn(scenario, world, plan, card, persons, language);
  SheetLook look;
  look.language = language;
  look.title = drawn.title_text();
  look.stamp = word_or_code("class.", world.classification, language);
  look.foot = word("mark.only", language) + " · " + scenario.name;
  return make_pdf(look, scenario.start, [&](Paper& paper) { drawn.draw(paper); });
}

void write_card(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                const VillageCard& card, const std::map<std::string, MaskedPerson>& persons,
                const std::filesystem::path& run) {
  const std::string& id = world.villages[static_cast<std::size_t>(card.village.index)].id;
  for (const Language language : {Language::zh, Language::en})
    geo::write_file(
        run / "docs" / ("EXERCISE_card_" + id + (language == Language::zh ? "_zh.pdf" : "_en.pdf")),
        card_pdf(scenario, world, plan, card, persons, language));
}

}  // namespace dayu::drill
