// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/card_content.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/drill/route_words.h"

namespace dayu::drill {
namespace {

/// Group of a unit: a household's own, or that of "<group>#<n>"; -1 for a site.
class GroupOf {
 public:
  explicit GroupOf(const world::World& world) {
    for (std::size_t g = 0; g < world.groups.size(); ++g) groups_[world.groups[g].id] = static_cast<int>(g);
    for (const world::Household& h : world.households) households_[h.id] = h.group.index;
  }
  int operator()(const plan::Unit& unit) const {
    const std::string id = unit.id.substr(0, unit.id.find('#'));
    const auto& table = unit.kind == "household" ? households_ : groups_;
    const auto it = table.find(id);
    return unit.kind == "site" || it == table.end() ? -1 : it->second;
  }

 private:
  std::map<std::string, int> groups_, households_;
};

void add_way(VillageCard& card, const world::World& world, const plan::Unit& unit, const plan::Trip& trip,
             int group) {
  const std::string site = group < 0 ? unit.id : std::string();
  auto way = std::find_if(card.ways.begin(), card.ways.end(), [&](const CardWay& w) {
    return w.group == group && w.site == site && w.to == trip.to;
  });
  if (way == card.ways.end()) way = card.ways.insert(way, {.group = group, .site = site, .to = trip.to});
  way->people += unit.people;
  const double length_m = way_length_m(world, unit, trip);
  const bool walks = trip.who.rfind("walker", 0) == 0;
  // The way in words is a walker's if anybody walks it.
  if (length_m > way->length_m || (walks && !way->on_foot)) {
    way->length_m = length_m;
    way->arcs = trip.arcs;
    way->from = unit.node;
  }
  if (way->people == unit.people) way->on_foot = walks;
  way->on_foot = way->on_foot || walks;
  way->minutes = std::max(way->minutes, (trip.arrive_s - trip.depart_s) / 60);
}

}  // namespace

VillageCard card_of(const world::World& world, const impact::Impact& impact, const plan::Plan& plan,
                    world::VillageId village) {
  VillageCard card;
  card.village = village;
  for (const world::Group& group : world.groups)
    if (group.village == village) card.people_at_home += group.people;
  for (const world::Household& h : world.households)
    if (!h.danger_zone.empty() && h.group.valid() &&
        world.groups[static_cast<std::size_t>(h.group.index)].village == village)
      ++card.households_by_class[h.danger_class];
  for (const plan::Unit& unit : plan.units) {
    if (unit.village != village) continue;
    ++card.units;
    card.people += unit.people;
    card.need_help += unit.need_help;
  }
  const GroupOf group_of(world);
  std::map<int, int> by_shelter;
  for (const plan::Trip& trip : plan.trips) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(trip.unit)];
    if (unit.village != village) continue;
    add_way(card, world, unit, trip, group_of(unit));
    by_shelter[trip.to.index] += unit.people;
  }
  std::stable_sort(card.ways.begin(), card.ways.end(), [](const CardWay& a, const CardWay& b) {
    return std::tuple(-a.people, a.group) < std::tuple(-b.people, b.group);
  });
  for (const auto& [shelter, people] : by_shelter) card.shelters.push_back(shelter);
  std::stable_sort(card.shelters.begin(), card.shelters.end(),
                   [&](int a, int b) { return by_shelter.at(a) > by_shelter.at(b); });
  std::set<int> closed;
  for (const impact::Closure& closure : impact.closures)
    if (closure.effect == impact::Effected::stop && closure.who == "walker")
      closed.insert(closure.piece.index);
  for (const int piece : closed) card.closed.push_back({piece});
  return card;
}

}  // namespace dayu::drill
