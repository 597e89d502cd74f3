// SPDX-License-Identifier: Apache-2.0
// What people and means do, told by village, shelter and task; single households stand in the transfer list.
#include <algorithm>
#include <map>
#include <set>

#include "engine/drill/log_parts.h"

namespace dayu::drill {
namespace {

using Values = std::vector<std::string>;

struct Move {
  double first_s = base::kNever_s, last_s = 0;
  int people = 0;
  std::set<int> shelters;
};

std::string shelters_in_words(const world::World& world, const std::set<int>& shelters, Language l) {
  std::string text;
  for (const int s : shelters)
    text += (text.empty() ? "" : word("list.and", l)) +
            name_in(world.shelters[static_cast<std::size_t>(s)].name, l);
  return text;
}

void villages(const world::World& world, const plan::Plan& plan, std::vector<Event>& events) {
  std::map<int, Move> moves;
  for (const plan::Trip& trip : plan.trips) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(trip.unit)];
    if (!unit.village.valid()) continue;
    Move& m = moves[unit.village.index];
    m.first_s = std::min(m.first_s, trip.depart_s);
    m.last_s = std::max(m.last_s, trip.arrive_s);
    m.people += unit.people;
    m.shelters.insert(trip.to.index);
  }
  for (const auto& entry : moves) {
    const auto& m = entry.second;
    const world::Village& village = world.villages[static_cast<std::size_t>(entry.first)];
    const std::string people = std::to_string(m.people);
    events.push_back(event_of(
        m.first_s, "depart-" + village.id, "depart", village.id, "event.depart", [&](Language l) -> Values {
          return {name_in(village.name, l), people, shelters_in_words(world, m.shelters, l)};
        }));
    events.push_back(event_of(m.last_s, "arrive-" + village.id, "arrive", village.id, "event.arrive",
                              [&](Language l) -> Values {
                                return {name_in(village.name, l), people};
                              }));
  }
}

void shelters(const world::World& world, const plan::Plan& plan, std::vector<Event>& events) {
  std::map<int, std::vector<std::pair<double, int>>> arrivals;
  for (const plan::Trip& trip : plan.trips)
    arrivals[trip.to.index].emplace_back(trip.arrive_s,
                                         plan.units[static_cast<std::size_t>(trip.unit)].people);
  for (auto& [index, list] : arrivals) {
    std::sort(list.begin(), list.end());
    const world::Shelter& shelter = world.shelters[static_cast<std::size_t>(index)];
    events.push_back(event_of(list.front().first, "shelter-" + shelter.id + "-open", "shelter", shelter.id,
                              "event.shelter.open",
                              [&](Language l) -> Values { return {name_in(shelter.name, l)}; }));
    int places = 0;
    for (const plan::ShelterUse& use : plan.shelters)
      if (use.shelter.index == index) places = use.places;
    int people = 0;
    for (const auto& [time_s, more] : list) people += more;
    if (places == 0 || people < places) continue;
    events.push_back(
        event_of(list.back().first, "shelter-" + shelter.id + "-full", "shelter", shelter.id,
                 "event.shelter.full", [&](Language l) -> Values {
                   return {name_in(shelter.name, l), std::to_string(people), std::to_string(places)};
                 }));
  }
}

void tasks(const world::World& world, const plan::Plan& plan, std::vector<Event>& events) {
  for (const plan::Task& task : plan.tasks) {
    const auto team = std::find_if(world.teams.begin(), world.teams.end(),
                                   [&](const world::Team& t) { return t.id == task.team; });
    const auto values = [&](Language l) -> Values {
      return {team == world.teams.end() ? task.team : name_in(team->name, l), task_in_words(world, task, l)};
    };
    events.push_back(
        event_of(task.depart_s, "task-" + task.id + "-depart", "task", task.to, "event.task.depart", values));
    events.push_back(
        event_of(task.arrive_s, "task-" + task.id + "-arrive", "task", task.to, "event.task.arrive", values));
  }
}

void left(const world::World& world, const plan::Plan& plan, std::vector<Event>& events) {
  std::map<int, Move> moves;
  for (const plan::LeftBehind& one : plan.left_behind) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(one.unit)];
    if (!unit.village.valid()) continue;
    Move& m = moves[unit.village.index];
    m.people += unit.people;
    m.first_s = std::min({m.first_s, unit.ready_s, one.deadline_s});
  }
  for (const auto& entry : moves) {
    const auto& m = entry.second;
    const world::Village& village = world.villages[static_cast<std::size_t>(entry.first)];
    events.push_back(event_of(std::max(m.first_s, 0.0), "left-" + village.id, "danger", village.id,
                              "event.left", [&](Language l) -> Values {
                                return {name_in(village.name, l), std::to_string(m.people)};
                              }));
  }
}

template <class List>
const world::Name* find_name(const List& list, const std::string& id) {
  for (const auto& item : list)
    if (item.id == id) return &item.name;
  return nullptr;
}

}  // namespace

std::string place_name(const world::World& world, const std::string& kind, const std::string& id,
                       Language language) {
  const world::Name* name = nullptr;
  if (kind == "group") name = find_name(world.groups, id);
  if (kind == "site") name = find_name(world.sites, id);
  if (kind == "shelter") name = find_name(world.shelters, id);
  if (kind == "warehouse") name = find_name(world.warehouses, id);
  if (kind == "village") name = find_name(world.villages, id);
  return name ? name_in(*name, language) : id;
}

std::string task_in_words(const world::World& world, const plan::Task& task, Language l) {
  const std::string to = place_name(world, task.to_kind, task.to, l);
  if (task.kind != "goods") {
    const std::string what = word_or_code("task.kind.", task.kind, l);
    if (task.people > 0) return say("task.people", l, {what, to, std::to_string(task.people)});
    return say("task.place", l, {what, to});
  }
  const auto item = std::find_if(world.stock.begin(), world.stock.end(),
                                 [&](const world::StockItem& s) { return s.item == task.item; });
  const bool known = item != world.stock.end();
  return say("task.goods", l,
             {known ? name_in(item->name, l) : task.item, std::to_string(task.quantity),
              known ? word_or_code("unit.", item->unit, l) : std::string(), to});
}

std::vector<Event> movement(const world::World& world, const plan::Plan& plan) {
  std::vector<Event> events;
  villages(world, plan, events);
  shelters(world, plan, events);
  tasks(world, plan, events);
  left(world, plan, events);
  return events;
}

}  // namespace dayu::drill
