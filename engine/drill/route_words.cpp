// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/route_words.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dayu::drill {
namespace {

const world::Piece& piece_of(const world::World& world, int arc) {
  return world.network.pieces[static_cast<std::size_t>(arc / 2)];
}

std::vector<geo::Point> arc_line(const world::World& world, int arc) {
  std::vector<geo::Point> line = piece_of(world, arc).line;
  if (arc % 2 == 1) std::reverse(line.begin(), line.end());
  return line;
}

/// A stretch under one name.
struct Leg {
  std::string name;
  bool bridge = false;
  geo::Point from, to;
  double length_m = 0;
};

// Shorter stretches of a nameless way are junction fragments: nobody would mention them.
constexpr double kWorthSaying_m = 40;

/// A road that turns by more than this is told as two stretches, degrees.
constexpr double kTurn_deg = 75;

bool turns(const Leg& leg, const std::vector<geo::Point>& next) {
  const double a = std::atan2(leg.to.y_m - leg.from.y_m, leg.to.x_m - leg.from.x_m);
  const double b = std::atan2(next.back().y_m - next.front().y_m, next.back().x_m - next.front().x_m);
  const double turn_deg = std::abs(std::remainder(a - b, 2 * std::numbers::pi)) * 180 / std::numbers::pi;
  return leg.length_m >= kWorthSaying_m && turn_deg > kTurn_deg;
}

std::vector<Leg> legs_of(const world::World& world, const std::vector<int>& arcs, Language language) {
  std::vector<Leg> legs;
  for (const int arc : arcs) {
    const world::Piece& piece = piece_of(world, arc);
    const std::vector<geo::Point> line = arc_line(world, arc);
    if (line.empty()) continue;
    const bool named = !piece.name.zh.empty() || !piece.name.en.empty();
    const bool own_bridge =
        piece.bridge && named && (legs.empty() || legs.back().name != name_in(piece.name, language));
    const std::string name = named ? name_in(piece.name, language) : word("route.lane", language);
    if (!legs.empty() && legs.back().name == name && !own_bridge && !turns(legs.back(), line)) {
      legs.back().to = line.back();
      legs.back().length_m += piece.length_m;
    } else {
      legs.push_back({name, own_bridge, line.front(), line.back(), piece.length_m});
    }
  }
  return legs;
}

std::string metres(double length_m) {
  return fixed(std::max(10.0, std::round(length_m / 10) * 10), 0);
}

}  // namespace

std::vector<geo::Point> route_line(const world::World& world, const std::vector<int>& arcs) {
  std::vector<geo::Point> all;
  for (const int arc : arcs)
    for (const geo::Point& p : arc_line(world, arc))
      if (all.empty() || !(all.back() == p)) all.push_back(p);
  return all;
}

double route_length_m(const world::World& world, const std::vector<int>& arcs) {
  double sum_m = 0;
  for (const int arc : arcs) sum_m += piece_of(world, arc).length_m;
  return sum_m;
}

double way_length_m(const world::World& world, const plan::Unit& unit, const plan::Trip& trip) {
  return unit.access_m + route_length_m(world, trip.arcs) +
         world.shelters[static_cast<std::size_t>(trip.to.index)].access_m;
}

std::string direction_word(geo::Point from, geo::Point to, Language language) {
  static constexpr const char* kKeys[8] = {"dir.e", "dir.ne", "dir.n", "dir.nw",
                                           "dir.w", "dir.sw", "dir.s", "dir.se"};
  const double angle = std::atan2(to.y_m - from.y_m, to.x_m - from.x_m);
  const int octant = static_cast<int>(std::lround(angle / (std::numbers::pi / 4)) + 8) % 8;
  return word(kKeys[octant], language);
}

std::string route_in_words(const world::World& world, const std::vector<int>& arcs, const std::string& to,
                           Language language) {
  std::vector<std::string> steps;
  for (const Leg& leg : legs_of(world, arcs, language)) {
    if (leg.bridge)
      steps.push_back(say("route.bridge", language, {leg.name}));
    else if (leg.length_m >= kWorthSaying_m)
      steps.push_back(say("route.leg", language,
                          {leg.name, direction_word(leg.from, leg.to, language), metres(leg.length_m)}));
  }
  std::string text;
  for (const std::string& step : steps) text += step + word("route.then", language);
  return text + say(steps.empty() ? "route.straight" : "route.arrive", language, {to});
}

}  // namespace dayu::drill
