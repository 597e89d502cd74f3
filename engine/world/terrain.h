// SPDX-License-Identifier: Apache-2.0
// Inside the loader: the ground's own questions (engine/world/terrain.cpp).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/errors.h"
#include "engine/geo/raster.h"
#include "engine/geo/vector_file.h"

namespace dayu::world {

/// Where no land cover is given: between short grass (0.030) and light brush (0.060), Chow (1959), table 5-6.
inline constexpr double kManningUnknown_s_per_m1_3 = 0.05;

/// Cells of the file along each side of a coarse one (1 for cell_m = 0); InputError if not whole.
int coarsening_factor(const geo::Grid& grid, double cell_m, const std::string& file);
/// Means over `factor` cells; then elevation never rises downstream along any stream line.
geo::Raster<float> coarsened(const geo::Raster<float>& fine, int factor,
                             const std::vector<geo::Feature>& streams);
/// Manning's n of each cell by the table; codes that the table lacks are faults of `file`.
geo::Raster<float> roughness(const geo::Raster<unsigned char>& cover,
                             const std::map<int, double>& manning_s_per_m1_3, const std::string& file,
                             base::Faults& faults);
/// Ground at a point (the nearest border cell for points outside); empty where the terrain has no value.
std::optional<float> height_at(const geo::Raster<float>& ground, geo::Point p);

}  // namespace dayu::world
