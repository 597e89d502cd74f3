// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/transfer_list.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/drill/log_parts.h"
#include "engine/drill/sheet.h"

namespace dayu::drill {
namespace {

// A margin of 30 min is asked for by default (DRILLS 5.4: a default, not a law).
constexpr double kTight_s = 30 * 60;

std::string group_name(const world::World& world, const plan::Unit& unit, Language l) {
  world::GroupId group;
  if (unit.kind == "household") {
    for (const world::Household& h : world.households)
      if (h.id == unit.id) group = h.group;
  } else if (unit.kind == "group") {
    const std::string id = unit.id.substr(0, unit.id.find('#'));
    return place_name(world, "group", id, l);
  }
  return group.valid() ? name_in(world.groups[static_cast<std::size_t>(group.index)].name, l) : std::string();
}

std::string unit_name(const world::World& world, const plan::Unit& unit, Language l) {
  return unit.kind == "site" ? place_name(world, "site", unit.id, l) : unit.id;
}

/// A helper is another unit or a team: by its name where it has one.
std::string helper_name(const world::World& world, const std::string& helper, Language l) {
  for (const world::Team& team : world.teams)
    if (team.id == helper) return name_in(team.name, l);
  return place_name(world, "site", helper, l);
}

struct Verdict {
  std::string minutes, words;
  RowLook look;
};

Verdict verdict_of(const plan::Trip& trip, Language l) {
  if (!std::isfinite(trip.margin_s))
    return {word("transfer.unlimited", l), word("transfer.green", l), RowLook::green};
  const std::string minutes = fixed(std::floor(trip.margin_s / 60), 0);
  if (trip.margin_s < 0) return {minutes, word("transfer.red", l), RowLook::red};
  if (trip.margin_s < kTight_s) return {minutes, word("transfer.yellow", l), RowLook::yellow};
  return {minutes, word("transfer.green", l), RowLook::green};
}

SheetPage empty_page(const Scenario& scenario, const world::World& world, const world::Village& village,
                     Language l) {
  SheetPage page;
  page.language = l;
  page.name = word("transfer.sheet", l);
  page.title = say("transfer.title", l, {name_in(village.name, l) + invented_mark(world, l)});
  page.subtitle =
      say("sheet.start", l, {base::iso8601(scenario.start), base::iso8601(scenario.start, scenario.opens_s)});
  page.stamp = planners_stamp(world, l);
  page.footnote = word("transfer.basis", l);
  page.columns = {{word("transfer.order", l), 6, true},   {word("transfer.household", l), 18},
                  {word("transfer.group", l), 14},        {word("transfer.people", l), 7, true},
                  {word("transfer.help", l), 8, true},    {word("transfer.helper", l), 16},
                  {word("transfer.vehicle", l), 13},      {word("transfer.depart", l), 11},
                  {word("transfer.arrive", l), 11},       {word("transfer.shelter", l), 22},
                  {word("transfer.margin", l), 10, true}, {word("transfer.verdict", l), 12}};
  return page;
}

}  // namespace

SheetPage transfer_list_page(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                             world::VillageId village, Language l) {
  SheetPage page = empty_page(scenario, world, world.villages[static_cast<std::size_t>(village.index)], l);
  std::vector<const plan::Trip*> trips;
  for (const plan::Trip& trip : plan.trips)
    if (plan.units[static_cast<std::size_t>(trip.unit)].village == village) trips.push_back(&trip);
  std::stable_sort(trips.begin(), trips.end(),
                   [](const plan::Trip* a, const plan::Trip* b) { return a->depart_s < b->depart_s; });
  int people = 0, help = 0;
  const auto add = [&](const plan::Unit& unit, std::vector<std::string> rest, RowLook look) {
    std::vector<std::string> row{std::to_string(page.rows.size() + 1), unit_name(world, unit, l),
                                 group_name(world, unit, l), std::to_string(unit.people),
                                 std::to_string(unit.need_help)};
    row.insert(row.end(), rest.begin(), rest.end());
    page.rows.push_back(std::move(row));
    page.looks.push_back(look);
    people += unit.people;
    help += unit.need_help;
  };
  for (const plan::Trip* trip : trips) {
    const Verdict v = verdict_of(*trip, l);
    add(plan.units[static_cast<std::size_t>(trip->unit)],
        {helper_name(world, trip->helper, l), word_or_code("who.", trip->who, l),
         base::clock_hh_mm(scenario.start, trip->depart_s), base::clock_hh_mm(scenario.start, trip->arrive_s),
         name_in(world.shelters[static_cast<std::size_t>(trip->to.index)].name, l), v.minutes, v.words},
        v.look);
  }
  for (const plan::LeftBehind& left : plan.left_behind) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(left.unit)];
    if (unit.village == village)
      add(unit,
          {"", "", "", "", l == Language::zh ? left.reason_zh : left.reason_en, "", word("transfer.left", l)},
          RowLook::red);
  }
  page.rows.push_back({"", word("transfer.total", l), "", std::to_string(people), std::to_string(help), "",
                       "", "", "", "", "", ""});
  page.looks.push_back(RowLook::total);
  return page;
}

void write_transfer_list(const Scenario& scenario, const world::World& world, const plan::Plan& plan,
                         world::VillageId village, const std::filesystem::path& run) {
  const std::string& id = world.villages[static_cast<std::size_t>(village.index)].id;
  write_sheets(run / "docs" / ("EXERCISE_transfer_list_" + id + ".xlsx"),
               {transfer_list_page(scenario, world, plan, village, Language::zh),
                transfer_list_page(scenario, world, plan, village, Language::en)},
               scenario.start);
}

}  // namespace dayu::drill
