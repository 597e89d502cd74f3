// SPDX-License-Identifier: Apache-2.0
// What the page of a run folder reads, and the page itself:
//   index.html viewer/viewer.js viewer/viewer.css   the committed bundle of viewer/dist, carried in the
//   binary view/run.js             window.DAYU_RUN = {...}: roads, closures, places, trips, events
//   (viewer/src/run.ts) view/relief.jpg         shaded terrain in the model's CRS, as fine as the area's own
//   terrain file view/frames/H.F.K.js    group K of field F of hazard H: the packed bytes of course.h in
//   base64 view/rasters/H.R.js     a summary raster as UInt16 counts (65535: never), deflated, in base64
// Scripts, because a browser reads nothing else from file://. Coordinates: whole metres from `origin` in the
// model's CRS; times: s since the scenario's start, null for never. No person is named in any of it.
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

/// Writes the page below `run`. Parts that a run lacks (no roads, no plan) are written empty.
void write_view(const drill::Scenario& scenario, const world::World& world,
                const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                const plan::Plan& plan, const drill::Log& log, const std::filesystem::path& run);

}  // namespace dayu::app
