// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/card_map.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/drill/log_parts.h"
#include "engine/drill/route_words.h"

namespace dayu::drill {
namespace {

/// Those of them that lie within 1.5 km of the village: what its people may think of walking on.
std::set<int> closed_pieces_near(const world::World& world, const VillageCard& card,
                                 const std::vector<world::PieceId>& closed) {
  constexpr double kNear_m = 1500;
  const geo::Point at = world.villages[static_cast<std::size_t>(card.village.index)].at;
  std::set<int> near;
  for (const world::PieceId piece : closed)
    for (const geo::Point& p : world.network.pieces[static_cast<std::size_t>(piece.index)].line)
      if (std::hypot(p.x_m - at.x_m, p.y_m - at.y_m) < kNear_m) near.insert(piece.index);
  return near;
}

}  // namespace

std::vector<world::PieceId> closed_off_the_ways(const VillageCard& card, const std::vector<int>& own_arcs) {
  std::set<int> used;
  for (const int arc : own_arcs) used.insert(arc / 2);
  for (const CardWay& way : card.ways)
    for (const int arc : way.arcs) used.insert(arc / 2);
  std::vector<world::PieceId> closed;
  for (const world::PieceId piece : card.closed)
    if (!used.contains(piece.index)) closed.push_back(piece);
  return closed;
}

RouteMap card_map(const world::World& world, const VillageCard& card, const BackupRoute& backup,
                  Language language) {
  RouteMap map;
  map.village = world.villages[static_cast<std::size_t>(card.village.index)].id;
  map.closed = closed_off_the_ways(card);
  std::set<int> groups, shelters;
  for (const CardWay& way : card.ways) {
    const std::vector<geo::Point> line = route_line(world, way.arcs);
    if (line.size() > 1) map.routes.push_back(line);
    const world::Shelter& shelter = world.shelters[static_cast<std::size_t>(way.to.index)];
    if (shelters.insert(way.to.index).second)
      map.shelters.push_back({shelter.at, name_in(shelter.name, language)});
    if (way.group >= 0 && groups.insert(way.group).second) {
      const world::Group& group = world.groups[static_cast<std::size_t>(way.group)];
      map.musters.push_back({group.at, name_in(group.name, language)});
    }
  }
  if (!backup.arcs.empty()) map.backups.push_back(route_line(world, backup.arcs));
  return map;
}

std::string way_name(const world::World& world, const CardWay& way, Language language) {
  if (way.group < 0) return place_name(world, "site", way.site, language);
  return name_in(world.groups[static_cast<std::size_t>(way.group)].name, language);
}

std::string closed_in_words(const world::World& world, const VillageCard& card, Language l) {
  std::vector<std::string> names;
  const std::vector<world::PieceId> closed = closed_off_the_ways(card);
  const std::set<int> near = closed_pieces_near(world, card, closed);
  for (const world::PieceId piece : closed) {
    if (!near.contains(piece.index)) continue;
    const std::string name = piece_name(world, piece, l);
    if (name != word("place.unnamed", l) && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  if (names.empty()) return word("card.closed_none", l);
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 6; ++i)
    text += (text.empty() ? "" : word("list.and", l)) + names[i];
  if (names.size() > 6) text += say("list.more", l, {std::to_string(names.size() - 6)});
  return say("card.closed_value", l, {text});
}

}  // namespace dayu::drill
