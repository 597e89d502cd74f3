// SPDX-License-Identifier: Apache-2.0
// A course's fields in time as NetCDF for GIS: UGRID-1.0 mesh and CF-1.8 conventions, faces = cells that were
// ever above a field's threshold (all cells where none was). QGIS triangulates a mesh before it draws, so
// there are at most 250,000 faces: above that, blocks of f x f cells become one face that holds their
// maximum. At most 60 steps: a step holds the maximum since the step before, so no peak between two steps is
// lost. The file says all of this.
#pragma once

#include <filesystem>

#include "engine/base/clock.h"
#include "engine/hazards/course.h"

namespace dayu::app {

inline constexpr std::size_t kMostFaces = 250000;
inline constexpr std::size_t kMostSteps = 60;

/// Fields whose times or grid differ from the first one's are left out.
void write_series(const hazards::Course& course, const base::Instant& start,
                  const std::filesystem::path& file, std::size_t most_faces = kMostFaces,
                  std::size_t most_steps = kMostSteps);

}  // namespace dayu::app
