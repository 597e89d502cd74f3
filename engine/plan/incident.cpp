// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/incident.h"

#include <algorithm>
#include <tuple>

namespace dayu::plan {
namespace {

/// Who cannot use what is lost: everybody with rows of their own; the others follow walkers or cars.
std::vector<std::string> classes_of(const impact::Impact& impact) {
  std::vector<std::string> classes{"walker", "car"};
  for (const char* who : {"walker_weak", "bus", "high_truck", "boat"}) {
    const auto named = [&](const auto& row) { return row.who == who; };
    if (std::any_of(impact.effects.begin(), impact.effects.end(), named) ||
        std::any_of(impact.closures.begin(), impact.closures.end(), named))
      classes.emplace_back(who);
  }
  return classes;
}

template <class Item>
int row_of(const std::vector<Item>& items, const std::string& id) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].id == id) return static_cast<int>(i);
  return -1;
}

std::vector<int> pieces_named(const world::World& world, const std::string& id) {
  std::vector<int> pieces;
  for (std::size_t p = 0; p < world.network.pieces.size(); ++p)
    if (world.network.pieces[p].road == id || std::to_string(p) == id) pieces.push_back(static_cast<int>(p));
  return pieces;
}

}  // namespace

impact::Impact with_lost_roads(impact::Impact impact, const world::World& world,
                               const std::vector<Incident>& incidents) {
  const std::vector<std::string> classes = classes_of(impact);
  for (const Incident& incident : incidents) {
    if (incident.kind != Incident::Kind::road_lost) continue;
    for (const int piece : pieces_named(world, incident.id))
      for (const std::string& who : classes) {
        impact::Closure c;
        c.piece = {piece}, c.who = who, c.from_s = incident.at_s, c.value = 1;
        c.hazard = c.field = "incident";
        const auto& line = world.network.pieces[static_cast<std::size_t>(piece)].line;
        if (!line.empty()) c.at = line[line.size() / 2];
        impact.closures.push_back(c);
      }
  }
  std::stable_sort(
      impact.closures.begin(), impact.closures.end(), [](const impact::Closure& a, const impact::Closure& b) {
        return std::tie(a.piece.index, a.who, a.from_s) < std::tie(b.piece.index, b.who, b.from_s);
      });
  return impact;
}

std::vector<Order> with_early_orders(std::vector<Order> orders, const world::World& world,
                                     const std::vector<Incident>& incidents) {
  for (const Incident& incident : incidents) {
    if (incident.kind != Incident::Kind::order_early) continue;
    const int village = row_of(world.villages, incident.id);
    auto known = std::find_if(orders.begin(), orders.end(),
                              [&](const Order& o) { return o.village.index == village; });
    if (known == orders.end())
      known = orders.insert(orders.end(), {{village}, base::kNever_s, base::kNever_s, ""});
    if (incident.at_s >= known->immediate_s) continue;
    known->immediate_s = incident.at_s;
    known->prepare_s = std::min(known->prepare_s, incident.at_s);
    known->basis += (known->basis.empty() ? "" : "; ") + std::string("incident: order came earlier");
  }
  return orders;
}

Incident read_incident(const std::string& text, const world::World& world,
                       const std::function<double(const std::string&)>& moment) {
  const std::size_t space = text.find(' '), when = text.rfind('@');
  const auto wrong = [&](const std::string& what) {
    return base::InputError("--inject", "'" + text + "'", what,
                            "write \"road ID@21:10\", \"shelter ID@20:40\" or \"order VILLAGE@20:00\"");
  };
  if (space == std::string::npos || when == std::string::npos || when < space)
    throw wrong("is not a kind, an id and a time");
  const std::string kind = text.substr(0, space);
  Incident incident;
  incident.id = text.substr(space + 1, when - space - 1);
  incident.at_s = moment(text.substr(when + 1));
  if (kind == "road") {
    incident.kind = Incident::Kind::road_lost;
    if (pieces_named(world, incident.id).empty())
      throw wrong("there is no road or piece '" + incident.id + "'");
  } else if (kind == "shelter") {
    incident.kind = Incident::Kind::shelter_full;
    if (row_of(world.shelters, incident.id) < 0) throw wrong("there is no shelter '" + incident.id + "'");
  } else if (kind == "order") {
    incident.kind = Incident::Kind::order_early;
    if (row_of(world.villages, incident.id) < 0) throw wrong("there is no village '" + incident.id + "'");
  } else {
    throw wrong("'" + kind + "' is no kind of incident");
  }
  return incident;
}

}  // namespace dayu::plan
