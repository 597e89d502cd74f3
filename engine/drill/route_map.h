// SPDX-License-Identifier: Apache-2.0
// The map of a transfer card, of a route sheet and of a hazard point: relief, water, roads, danger zone,
// closed pieces, the route, the shelter. Legible in black and white: danger is hatched, closed roads are
// crossed out, the route is the thickest line.
#pragma once

#include "engine/drill/map_frame.h"
#include "engine/drill/paper.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

struct MapPlace {
  geo::Point at;
  std::string label;
};

struct RouteMap {
  std::string village;                           ///< id: whose danger zones are hatched
  std::vector<std::vector<geo::Point>> routes;   ///< main routes
  std::vector<std::vector<geo::Point>> backups;  ///< second ways
  std::vector<MapPlace> musters, shelters;
  std::vector<geo::Feature> runouts;   ///< of hazard points: hatched like danger zones
  std::vector<world::PieceId> closed;  ///< not passable on foot at some time of the drill
};

/// Draws the map into a box on the page; its scale is the largest round one that shows the village's musters,
/// the first route and every other that stays within 5 km of it: who is driven farther leaves the map by an
/// arrow.
void draw_route_map(Paper& paper, const world::World& world, const RouteMap& map, double x_mm, double y_mm,
                    double w_mm, double h_mm, Language language);

/// One row of symbols with words, `w_mm` wide; returns its height, mm.
double draw_map_legend(Paper& paper, const RouteMap& map, double x_mm, double y_mm, double w_mm,
                       Language language);

}  // namespace dayu::drill
