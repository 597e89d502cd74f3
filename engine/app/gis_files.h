// SPDX-License-Identifier: Apache-2.0
// What a GIS opens of a run.
//   plan.gpkg         layers villages, shelters, routes, closed_roads, danger_zones, teams, events, in the
//   model's CRS;
//                     times are DateTime with offset; styles in `layer_styles` are picked up by QGIS by
//                     itself
//   course/series.nc  the first hazard's fields in time: UGRID-1.0 + CF-1.8, for the temporal controller of
//   QGIS
// Every layer and file says 演练 / EXERCISE. No person is named. A stage that did not run leaves its layer
// empty.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/drill/log.h"
#include "engine/drill/scenario.h"
#include "engine/hazards/course.h"
#include "engine/impact/impact.h"
#include "engine/plan/plan.h"
#include "engine/world/world.h"

namespace dayu::app {

void write_gis(const drill::Scenario& scenario, const world::World& world,
               const std::vector<hazards::Course>& courses, const impact::Impact& impact,
               const plan::Plan& plan, const drill::Log& log, const std::filesystem::path& run);

}  // namespace dayu::app
