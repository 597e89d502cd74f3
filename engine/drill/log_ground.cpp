// SPDX-License-Identifier: Apache-2.0
// What the hazard does on the ground, told in sentences: peaks at gauges, bridges and named roads closing and
// reopening to cars, villages whose people must be out. One sentence a road, not one a piece of 200 m.
#include <algorithm>
#include <map>

#include "engine/drill/log_parts.h"

namespace dayu::drill {
namespace {

using Values = std::vector<std::string>;

void peaks(const world::World& world, const hazards::Course& course, std::vector<Event>& events) {
  for (const hazards::GaugeSeries& series : course.gauges) {
    const auto field = series.fields.find("water_depth_m");
    if (field == series.fields.end() || field->second.empty()) continue;
    const auto top = std::max_element(field->second.begin(), field->second.end());
    if (*top < 0.05) continue;  // the depth from which impact calls a place touched
    const auto at = static_cast<std::size_t>(top - field->second.begin());
    const auto gauge = std::find_if(world.gauges.begin(), world.gauges.end(),
                                    [&](const world::Gauge& g) { return g.id == series.gauge; });
    events.push_back(event_of(
        series.times_s[at], "peak-" + series.gauge, "hazard", series.gauge, "event.peak",
        [&](Language l) -> Values {
          return {gauge == world.gauges.end() ? series.gauge : name_in(gauge->name, l), fixed(*top, 1)};
        }));
  }
}

/// What is told as one: a bridge by itself, else the road by its id.
struct Shut {
  double from_s = base::kNever_s, to_s = 0;
  world::PieceId first;
  std::string field;  ///< that closed it first
};

void roads(const Scenario& scenario, const world::World& world, const impact::Impact& impact,
           std::vector<Event>& events) {
  std::map<std::string, Shut> shut;
  for (const impact::Closure& closure : impact.closures) {
    if (closure.effect != impact::Effected::stop || closure.who != "car") continue;
    const world::Piece& piece = world.network.pieces[static_cast<std::size_t>(closure.piece.index)];
    if (!piece.bridge && piece.name.zh.empty() && piece.name.en.empty()) continue;
    Shut& s = shut[piece.bridge ? "bridge " + std::to_string(closure.piece.index) : piece.road];
    if (closure.from_s < s.from_s) {
      s.from_s = closure.from_s;
      s.first = closure.piece;
      s.field = closure.field;
    }
    s.to_s = std::max(s.to_s, closure.to_s);
  }
  for (const auto& entry : shut) {
    const auto& s = entry.second;
    const std::string id = "road-" + std::to_string(s.first.index) + "-car-";
    const auto values = [&](Language l) -> Values {
      return {piece_name(world, s.first, l), word("who.car", l), word_or_code("cause.", s.field, l)};
    };
    const std::string place = std::to_string(s.first.index);
    events.push_back(event_of(s.from_s, id + "close", "road", place, "event.road.close", values));
    if (s.to_s < scenario.duration_s)
      events.push_back(event_of(s.to_s, id + "open", "road", place, "event.road.open", values));
  }
}

void dangers(const world::World& world, const plan::Plan& plan, std::vector<Event>& events) {
  struct Reached {
    double first_s = base::kNever_s;
    int people = 0;
  };
  std::map<int, Reached> by_village;
  for (const plan::Unit& unit : plan.units) {
    if (unit.danger_s >= base::kNever_s || !unit.village.valid()) continue;
    Reached& r = by_village[unit.village.index];
    r.first_s = std::min(r.first_s, unit.danger_s);
    r.people += unit.people;
  }
  for (const auto& entry : by_village) {
    const auto& r = entry.second;
    const world::Village& village = world.villages[static_cast<std::size_t>(entry.first)];
    events.push_back(event_of(r.first_s, "danger-" + village.id, "danger", village.id, "event.danger",
                              [&](Language l) -> Values {
                                return {name_in(village.name, l), std::to_string(r.people)};
                              }));
  }
}

}  // namespace

std::string piece_name(const world::World& world, world::PieceId piece, Language language) {
  const world::Piece& p = world.network.pieces[static_cast<std::size_t>(piece.index)];
  const bool unnamed = p.name.zh.empty() && p.name.en.empty();
  const std::string name = unnamed ? word("place.unnamed", language) : name_in(p.name, language);
  const bool says_bridge = name.find("桥") != std::string::npos || name.find("ridge") != std::string::npos;
  return p.bridge && !says_bridge ? say("place.bridge", language, {name}) : name;
}

std::vector<Event> ground(const Scenario& scenario, const world::World& world,
                          const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                          const plan::Plan& plan) {
  std::vector<Event> events;
  for (const hazards::Course& course : courses) peaks(world, course, events);
  roads(scenario, world, impact, events);
  dangers(world, plan, events);
  return events;
}

}  // namespace dayu::drill
