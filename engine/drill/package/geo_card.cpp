// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/geo_card.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/paper.h"
#include "engine/drill/route_map.h"
#include "engine/drill/route_words.h"
#include "engine/drill/thresholds/alert_words.h"

namespace dayu::drill {
namespace {

constexpr double kGeoMap_mm = 92;

using GeoRows = std::vector<std::vector<std::string>>;

const world::Group* nearest_group(const world::World& world, const world::HazardPoint& point) {
  const world::Group* nearest = nullptr;
  double nearest_m = base::kNever_s;
  for (const world::Group& group : world.groups) {
    const double apart_m = std::hypot(group.at.x_m - point.at.x_m, group.at.y_m - point.at.y_m);
    if (group.village.index != point.village || apart_m >= nearest_m) continue;
    nearest_m = apart_m;
    nearest = &group;
  }
  return nearest;
}

class GeoCard {
 public:
  GeoCard(const RunValues& run, const world::HazardPoint& point, const SafeWalk& walk,
          const std::map<std::string, Person>& persons, Language language)
      : run_(run),
        point_(point),
        walk_(walk),
        persons_(persons),
        l_(language),
        village_(run.world.villages[static_cast<std::size_t>(point.village)]) {}

  void draw(Paper& paper) const {
    working_card(paper);
    paper.new_page();
    avoiding_card(paper);
  }

  std::string title() const { return name_in(point_.name, l_) + invented_mark(run_.world, l_); }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }

  void head(Paper& paper, const std::string& key) const {
    paper.paragraph(w(key), {.size_pt = 19, .face = Face::title, .align = Align::centre}, 0.5);
    paper.paragraph(title(), {.size_pt = 12, .bold = true, .align = Align::centre}, 0.5);
    paper.paragraph(name_in(run_.world.name, l_) + " · " + name_in(village_.township, l_) + " · " +
                        name_in(village_.name, l_),
                    {.size_pt = 9, .align = Align::centre, .grey_1 = 0.25}, 2);
  }

  std::string person(const std::string& id) const {
    const auto found = persons_.find(id);
    if (found == persons_.end()) return w("card.blank") + "  " + w("card.phone") + " " + w("card.blank");
    return name_in(found->second.name, l_) + "  " + w("card.phone") + " " + found->second.phone;
  }

  std::string rain(const std::string& state) const {
    std::string text;
    for (const world::PointTrigger& t : triggers_of(run_.world, point_))
      if (t.state == state && (t.soil.empty() || t.soil == "*" || t.soil == run_.scenario.thresholds.soil))
        text += (text.empty() ? "" : w("card.rain_or")) +
                say("card.rain", l_, {short_number(t.window_s / 3600), short_number(t.rain_mm)});
    return text.empty() ? w("geo.no_trigger") : text;
  }

  std::vector<std::string> sources() const {
    std::vector<std::string> all;
    for (const world::PointTrigger& t : triggers_of(run_.world, point_)) {
      const std::string source = w("card.source") + source_in_words(t.source, t.surety, l_);
      if (std::find(all.begin(), all.end(), source) == all.end()) all.push_back(source);
    }
    return all;
  }

  std::string way() const {
    if (!walk_.to.valid()) return w("geo.no_way");
    const std::string to = name_in(run_.world.shelters[static_cast<std::size_t>(walk_.to.index)].name, l_);
    return say("household.way", l_,
               {route_in_words(run_.world, walk_.arcs, to, l_),
                fixed(std::round(route_length_m(run_.world, walk_.arcs) / 10) * 10, 0),
                say("card.by_foot", l_, {fixed(std::ceil(walk_.minutes), 0)})});
  }

  std::string threatened() const {
    return say("geo.threatened_value", l_,
               {std::to_string(point_.people), std::to_string(point_.households.size())});
  }

  void triggers(Paper& paper) const {
    paper.table(
        {{w("card.signals"), w("card.threshold"), w("card.sound"), w("card.do")},
         {w("level.geology.prepare"), rain("prepare"), w("card.sound.prepare"), w("geo.do.prepare")},
         {w("level.geology.immediate"), rain("immediate"), w("card.sound.immediate"), w("geo.do.immediate")}},
        {.widths_mm = {33, 48, 31, 62}, .size_pt = 9, .first_column_bold = true});
    paper.y_mm -= 1;
    for (const std::string& source : sources())
      paper.paragraph(source, {.size_pt = 7.5, .grey_1 = 0.25}, 0.5);
  }

  void map(Paper& paper) const {
    RouteMap map;
    map.village = village_.id;
    map.runouts = {point_.runout};
    const std::vector<geo::Point> line = route_line(run_.world, walk_.arcs);
    if (line.size() > 1) map.routes.push_back(line);
    if (walk_.to.valid()) {
      const world::Shelter& shelter = run_.world.shelters[static_cast<std::size_t>(walk_.to.index)];
      map.shelters.push_back({shelter.at, name_in(shelter.name, l_)});
    }
    if (const world::Group* group = nearest_group(run_.world, point_))
      map.musters.push_back({group->at, name_in(group->name, l_)});
    std::set<int> way;
    for (const int arc : walk_.arcs) way.insert(arc / 2);
    for (const int piece : pieces_in(run_.world, point_.runout))
      if (!way.contains(piece)) map.closed.push_back({piece});
    paper.heading(w("card.map"), 11);
    paper.need(kGeoMap_mm + 12);
    draw_route_map(paper, run_.world, map, paper.left_mm(), paper.y_mm, paper.width_mm(), kGeoMap_mm, l_);
    paper.y_mm += kGeoMap_mm + 1.5;
    paper.y_mm += draw_map_legend(paper, map, paper.left_mm(), paper.y_mm, paper.width_mm(), l_);
    paper.paragraph(w(point_.runout_drawn ? "geo.runout_drawn" : "geo.runout_circle"),
                    {.size_pt = 7.5, .grey_1 = 0.25}, 1);
  }

  void working_card(Paper& paper) const {
    head(paper, "geo.working");
    paper.table({{w("geo.kind"), word_or_code("geo.kind.", point_.kind, l_) + " · " +
                                     word_or_code("geo.scale.", point_.scale, l_)},
                 {w("geo.id"), point_.id},
                 {w("geo.threatened"), threatened()},
                 {w("geo.monitor"), person(point_.monitor)},
                 {w("card.way"), way()}},
                {.widths_mm = {30, 144}, .size_pt = 9.5, .header = false, .first_column_bold = true});
    triggers(paper);
    map(paper);
    paper.table({{w("geo.watch"), w("geo.watch_value")}, {w("geo.after"), w("geo.after_value")}},
                {.widths_mm = {30, 144}, .size_pt = 9.5, .header = false, .first_column_bold = true});
  }

  const world::Household* listed_household(const std::string& id) const {
    for (const world::Household& h : run_.world.households)
      if (h.id == id) return &h;
    return nullptr;
  }

  void avoiding_card(Paper& paper) const {
    head(paper, "geo.avoiding");
    GeoRows rows{{w("household.id"), w("household.head"), w("transfer.people"), w("transfer.help"),
                  w("geo.house"), w("pack.phone")}};
    for (const std::string& id : point_.households) {
      const world::Household* h = listed_household(id);
      if (!h) continue;
      const auto head = persons_.find(id);
      rows.push_back(
          {id, head == persons_.end() ? w("card.blank") : name_in(head->second.name, l_),
           std::to_string(h->people), std::to_string(h->need_help),
           word_or_code("geo.house.", h->house, l_) +
               (h->flags.find("cut_slope") != std::string::npos ? " " + w("flag.cut_slope") : std::string()),
           head == persons_.end() ? w("card.blank") : head->second.phone});
    }
    if (rows.size() == 1) rows.push_back({"", "", "", "", "", ""});
    paper.paragraph(threatened(), {.size_pt = 10}, 1);
    paper.table(rows, {.widths_mm = {22, 30, 16, 18, 52, 36},
                       .size_pt = 9,
                       .right = {false, false, true, true, false, false}});
    triggers(paper);
    paper.table({{w("card.way"), way()},
                 {w("geo.monitor"), person(point_.monitor)},
                 {w("geo.signs"), w("geo.signs_value")},
                 {w("card.rules"), w("geo.rules_value")},
                 {w("card.bring"), w("card.bring_value")}},
                {.widths_mm = {30, 144}, .size_pt = 9.5, .header = false, .first_column_bold = true});
    paper.paragraph(w("geo.own_start"), {.size_pt = 10, .bold = true});
    paper.paragraph(w("geo.signature"), {.size_pt = 9.5}, 2);
    if (run_.world.invented) paper.paragraph(w("card.invented_note"), {.size_pt = 8, .grey_1 = 0.25});
  }

  const RunValues& run_;
  const world::HazardPoint& point_;
  const SafeWalk& walk_;
  const std::map<std::string, Person>& persons_;
  Language l_;
  const world::Village& village_;
};

}  // namespace

SafeWalk way_out(const world::World& world, const world::HazardPoint& point, SafeWalks& walks) {
  const world::Group* group = nearest_group(world, point);
  return group ? walks.from(group->node, pieces_in(world, point.runout), point.runout) : SafeWalk{};
}

std::string geo_card_pdf(const RunValues& run, const world::HazardPoint& point, const SafeWalk& walk,
                         const std::map<std::string, Person>& persons, Language language) {
  const GeoCard card(run, point, walk, persons, language);
  SheetLook look;
  look.language = language;
  look.title = card.title();
  look.stamp = planners_stamp(run.world, language);
  look.foot = word("mark.only", language) + " · " + run.scenario.name;
  return make_pdf(look, run.scenario.start, [&](Paper& paper) { card.draw(paper); });
}

}  // namespace dayu::drill
