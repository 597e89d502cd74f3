// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/route_sheet.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/card_map.h"
#include "engine/drill/paper.h"
#include "engine/drill/route_words.h"

namespace dayu::drill {
namespace {

// A3 landscape; the map takes what the title, the legend and a table of some eight rows leave.
constexpr double kSheetWidth_mm = 420, kSheetHeight_mm = 297, kSheetMap_mm = 176;

std::vector<std::vector<std::string>> ways_table(const RunValues& run, const VillageCard& card, Language l) {
  std::vector<std::vector<std::string>> rows{{word("card.group", l), word("card.people", l),
                                              word("card.shelter", l), word("card.distance", l),
                                              word("card.minutes", l), word("card.way", l)}};
  for (const CardWay& way : card.ways) {
    const std::string to = name_in(run.world.shelters[static_cast<std::size_t>(way.to.index)].name, l);
    rows.push_back({way_name(run.world, way, l), std::to_string(way.people), to,
                    fixed(std::round(way.length_m / 10) * 10, 0),
                    say(way.on_foot ? "card.by_foot" : "card.by_car", l, {fixed(std::ceil(way.minutes), 0)}),
                    route_in_words(run.world, way.arcs, to, l)});
  }
  return rows;
}

}  // namespace

std::string route_sheet_pdf(const RunValues& run, const VillageCard& card, Language l) {
  const world::Village& village = run.world.villages[static_cast<std::size_t>(card.village.index)];
  const std::string title = say("sheet.routes", l, {name_in(village.name, l) + invented_mark(run.world, l)});
  BackupRoute backup;
  if (!card.ways.empty()) backup = backup_route(run.world, run.plan, card.ways.front(), card.closed);
  const RouteMap map = card_map(run.world, card, backup, l);
  SheetLook look;
  look.language = l;
  look.title = title;
  look.stamp = word_or_code("class.", run.world.classification, l);
  look.foot = word("mark.only", l) + " · " + run.scenario.name;
  look.left_mm = look.right_mm = 15;
  look.page_width_mm = kSheetWidth_mm;
  look.page_height_mm = kSheetHeight_mm;
  return make_pdf(look, run.scenario.start, [&](Paper& paper) {
    paper.paragraph(title, {.size_pt = 24, .face = Face::title, .align = Align::centre}, 1.5);
    draw_route_map(paper, run.world, map, paper.left_mm(), paper.y_mm, paper.width_mm(), kSheetMap_mm, l);
    paper.y_mm += kSheetMap_mm + 1.5;
    paper.y_mm += draw_map_legend(paper, map, paper.left_mm(), paper.y_mm, paper.width_mm(), l);
    paper.table(ways_table(run, card, l), {.widths_mm = {38, 16, 44, 22, 26, 240},
                                           .size_pt = 9,
                                           .right = {false, true, false, true, true, false},
                                           .first_column_bold = true});
    paper.paragraph(closed_in_words(run.world, card, l), {.size_pt = 10, .bold = true}, 0.8);
    paper.paragraph(word("card.rule.1", l) + " " + word("card.rule.2", l), {.size_pt = 10, .bold = true},
                    0.8);
    paper.paragraph(say("card.map_note", l, {run.world.crs}) + " " + word("sheet.review_number", l),
                    {.size_pt = 8, .grey_1 = 0.25}, 0);
  });
}

}  // namespace dayu::drill
