// SPDX-License-Identifier: Apache-2.0
#include "engine/app/gis_files.h"

#include "engine/app/gis_layers.h"
#include "engine/app/series_file.h"
#include "engine/geo/vector_file.h"

namespace dayu::app {

void write_gis(const drill::Scenario& scenario, const world::World& world,
               const std::vector<hazards::Course>& courses, const impact::Impact& impact,
               const plan::Plan& plan, const drill::Log& log, const std::filesystem::path& run) {
  std::filesystem::create_directories(run / "course");
  geo::write_geopackage(run / "plan.gpkg", gis_layers({scenario, world, impact, plan, log}));
  if (!courses.empty() && !courses.front().frames.empty())
    write_series(courses.front(), scenario.start, run / "course" / "series.nc");
}

}  // namespace dayu::app
