// SPDX-License-Identifier: Apache-2.0
// The layers of plan.gpkg as values. One basis for every figure: villages carry the counts of
// drill::figures_of, routes and closures the rows of plan and impact. Invariant: people of `routes`
// (evacuation) sum to the arrived.
#pragma once

#include <vector>

#include "engine/drill/log.h"
#include "engine/drill/scenario.h"
#include "engine/geo/vector_file.h"
#include "engine/impact/impact.h"
#include "engine/plan/plan.h"
#include "engine/world/world.h"

namespace dayu::app {

struct GisInput {
  const drill::Scenario& scenario;
  const world::World& world;
  const impact::Impact& impact;
  const plan::Plan& plan;
  const drill::Log& log;
};

/// villages, shelters, routes, closed_roads, danger_zones, teams, events: in the order in which they are
/// drawn.
std::vector<geo::Layer> gis_layers(const GisInput& input);

/// The line along a route's arcs; empty where there is none.
std::vector<geo::Point> line_of_route(const world::Network& network, const std::vector<int>& arcs);

}  // namespace dayu::app
