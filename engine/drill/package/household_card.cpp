// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/household_card.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/card_map.h"
#include "engine/drill/log_parts.h"
#include "engine/drill/paper.h"
#include "engine/drill/route_words.h"
#include "engine/drill/thresholds/alert_words.h"

namespace dayu::drill {
namespace {

// A5 landscape, two on an A4 page between the page's own marks.
constexpr double kCardHeight_mm = 126, kCardMapWidth_mm = 66, kCardMapHeight_mm = 62, kLabel_mm = 23;
constexpr double kLineGap_mm = 1.3;

class HouseholdCards {
 public:
  HouseholdCards(const RunValues& run, const VillageCard& card, const std::map<std::string, Person>& persons,
                 Language language)
      : run_(run),
        card_(card),
        persons_(persons),
        l_(language),
        village_(run.world.villages[static_cast<std::size_t>(card.village.index)]),
        closed_(closed_in_words(run.world, card, language)),
        signals_{limits("prepare"), limits("immediate")} {
    for (const world::Household& h : run.world.households) households_[h.id] = &h;
    for (const plan::Trip& trip : run.plan.trips)
      if (const plan::Unit& unit = unit_of(trip); unit.village == card.village && unit.kind != "site")
        trips_.push_back(&trip);
    std::stable_sort(trips_.begin(), trips_.end(),
                     [](const plan::Trip* a, const plan::Trip* b) { return a->depart_s < b->depart_s; });
  }

  int cards() const { return static_cast<int>(trips_.size()); }

  void draw(Paper& paper) const {
    for (std::size_t i = 0; i < trips_.size(); ++i) {
      if (i > 0 && i % 2 == 0) paper.new_page();
      const double top_mm = 18 + static_cast<double>(i % 2) * (kCardHeight_mm + 4);
      paper.box(paper.left_mm(), top_mm, paper.width_mm(), kCardHeight_mm, 0.35);
      one(paper, *trips_[i], paper.left_mm() + 3, top_mm + 2);
    }
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  const plan::Unit& unit_of(const plan::Trip& trip) const {
    return run_.plan.units[static_cast<std::size_t>(trip.unit)];
  }

  std::string limits(const std::string& level) const {
    std::vector<RainRule> rules = village_rules(run_.scenario.thresholds, run_.world, village_);
    std::erase_if(rules, [&](const RainRule& r) { return r.level != level; });
    std::string text;
    bool sourceless = false;
    for (const RainRule& rule : rules) {
      text += (text.empty() ? "" : w("card.rain_or")) +
              say("card.rain", l_, {short_number(rule.window_s / 3600), short_number(rule.rain_mm)});
      sourceless = sourceless || rule.source.empty();
    }
    if (text.empty()) return w("card.no_threshold");
    return sourceless ? text + " " + w("source.missing") : text;
  }

  const world::Household* listed_as(const plan::Unit& unit) const {
    const auto found = households_.find(unit.id);
    return found == households_.end() ? nullptr : found->second;
  }

  const world::Group* group_of(const plan::Unit& unit) const {
    if (const world::Household* h = listed_as(unit); h && h->group.valid())
      return &run_.world.groups[static_cast<std::size_t>(h->group.index)];
    const std::string id = unit.id.substr(0, unit.id.find('#'));
    for (const world::Group& group : run_.world.groups)
      if (group.id == id) return &group;
    return nullptr;
  }

  std::string head_of(const plan::Unit& unit) const {
    const auto head = persons_.find(unit.id);
    return head == persons_.end() ? w("card.blank") : name_in(head->second.name, l_);
  }

  /// "极高危险，切坡建房": the class and the marks that send this household first.
  std::string danger_of(const plan::Unit& unit) const {
    const world::Household* h = listed_as(unit);
    if (!h) return w("transfer.unit.group");
    std::string text = h->danger_class.empty() ? "" : w("danger_class." + h->danger_class);
    const std::string flags = h->flags + ";";
    for (std::size_t at = 0, end = flags.find(';'); end != std::string::npos;
         at = end + 1, end = flags.find(';', at))
      if (end > at)
        text += (text.empty() ? "" : w("list.and")) + word_or_code("flag.", flags.substr(at, end - at), l_);
    return text;
  }

  std::string chain_of(const world::Group* group) const {
    std::string text;
    for (const world::Chain& chain : run_.world.chains) {
      if (!group || &run_.world.groups[static_cast<std::size_t>(chain.group.index)] != group) continue;
      for (int level = 3; level >= 0; --level) {
        const auto person = persons_.find(chain.persons[static_cast<std::size_t>(level)]);
        text += (text.empty() ? "" : "\n") + w("card.level." + std::to_string(level)) + " " +
                (person == persons_.end() ? w("card.blank")
                                          : name_in(person->second.name, l_) + " " + person->second.phone);
      }
    }
    return text.empty() ? w("card.blank") : text;
  }

  using Lines = std::vector<std::pair<std::string, std::string>>;

  /// The largest size at which all lines fit above the card's last sentences.
  static double size_for(Paper& paper, const Lines& lines, double box_mm, double room_mm) {
    double size_pt = 10;
    for (; size_pt > 6.5; size_pt -= 0.5) {
      double height = 0;
      for (const auto& [label, value] : lines)
        height += std::max(paper.text_height(kLabel_mm - 1, label, {.size_pt = size_pt, .bold = true}),
                           paper.text_height(box_mm - kLabel_mm, value, {.size_pt = size_pt})) +
                  kLineGap_mm;
      if (height <= room_mm) break;
    }
    return size_pt;
  }

  static void draw_lines(Paper& paper, const Lines& lines, double x_mm, double y_mm, double box_mm,
                         double room_mm) {
    const double size_pt = size_for(paper, lines, box_mm, room_mm);
    for (const auto& [label, value] : lines) {
      const double left = paper.text(x_mm, y_mm, kLabel_mm - 1, label, {.size_pt = size_pt, .bold = true});
      const double right =
          paper.text(x_mm + kLabel_mm, y_mm, box_mm - kLabel_mm, value, {.size_pt = size_pt});
      y_mm += std::max(left, right) + kLineGap_mm;
    }
  }

  void one(Paper& paper, const plan::Trip& trip, double x_mm, double top_mm) const {
    const plan::Unit& unit = unit_of(trip);
    const world::Group* group = group_of(unit);
    const world::Shelter& shelter = run_.world.shelters[static_cast<std::size_t>(trip.to.index)];
    const double wide = paper.width_mm() - 6, text_mm = wide - kCardMapWidth_mm - 4;
    double y = top_mm;
    y += paper.text(
             x_mm, y, wide,
             w("mark.page") + "  " +
                 say("household.title", l_, {name_in(village_.name, l_) + invented_mark(run_.world, l_)}),
             {.size_pt = 13, .bold = true, .align = Align::centre}) +
         1;
    const double map_top = y;
    Lines lines;
    const auto add = [&](const std::string& key, const std::string& value) {
      lines.emplace_back(w(key), value);
    };
    add("household.id", unit.id + "  " + w("household.head") + " " + head_of(unit));
    add("card.group", group ? name_in(group->name, l_) : std::string());
    add("transfer.people",
        say("household.people", l_, {std::to_string(unit.people), std::to_string(unit.need_help)}));
    add("card.danger", danger_of(unit));
    add("level.prepare", signals_[0] + "\n" + w("card.sound.prepare"));
    add("level.immediate", signals_[1] + "\n" + w("card.sound.immediate"));
    add("card.shelter", name_in(shelter.name, l_));
    const double length_m = way_length_m(run_.world, unit, trip);
    const bool walks = trip.who.rfind("walker", 0) == 0;
    add("card.way", say("household.way", l_,
                        {route_in_words(run_.world, trip.arcs, name_in(shelter.name, l_), l_),
                         fixed(std::round(length_m / 10) * 10, 0),
                         say(walks ? "card.by_foot" : "card.by_car", l_,
                             {fixed(std::ceil((trip.arrive_s - trip.depart_s) / 60), 0)})}));
    add("card.closed", closed_);
    add("card.bring", w("card.bring_value"));
    const double foot_mm = top_mm + kCardHeight_mm - 13;
    draw_lines(paper, lines, x_mm, y, text_mm, foot_mm - y);
    paper.text(x_mm, foot_mm, wide, w("card.own_start") + " " + w("card.rule.3"),
               {.size_pt = 9, .bold = true});
    draw_map(paper, trip, unit, shelter, x_mm + text_mm + 4, map_top);
    const double below = map_top + kCardMapHeight_mm + 2;
    paper.text(x_mm + text_mm + 4, below, kCardMapWidth_mm, chain_of(group), {.size_pt = 9});
  }

  void draw_map(Paper& paper, const plan::Trip& trip, const plan::Unit& unit, const world::Shelter& shelter,
                double x_mm, double y_mm) const {
    RouteMap map;
    map.village = village_.id;
    map.closed = closed_off_the_ways(card_, trip.arcs);
    const std::vector<geo::Point> way = route_line(run_.world, trip.arcs);
    if (way.size() > 1) map.routes.push_back(way);
    const world::Household* h = listed_as(unit);
    const world::Group* group = group_of(unit);
    if (h || group) map.musters.push_back({h ? h->at : group->at, unit.id});
    map.shelters.push_back({shelter.at, name_in(shelter.name, l_)});
    draw_route_map(paper, run_.world, map, x_mm, y_mm, kCardMapWidth_mm, kCardMapHeight_mm, l_);
  }

  const RunValues& run_;
  const VillageCard& card_;
  const std::map<std::string, Person>& persons_;
  Language l_;
  const world::Village& village_;
  std::string closed_;
  std::string signals_[2];
  std::map<std::string, const world::Household*> households_;
  std::vector<const plan::Trip*> trips_;
};

}  // namespace

std::string household_cards_pdf(const RunValues& run, const VillageCard& card,
                                const std::map<std::string, Person>& persons, Language language, int& cards) {
  const HouseholdCards drawn(run, card, persons, language);
  if (drawn.cards() == 0) return {};
  cards += drawn.cards();
  SheetLook look;
  look.language = language;
  look.title = word("household.head_title", language);
  look.stamp = planners_stamp(run.world, language);
  look.foot = word("mark.only", language) + " · " + run.scenario.name;
  return make_pdf(look, run.scenario.start, [&](Paper& paper) { drawn.draw(paper); });
}

}  // namespace dayu::drill
