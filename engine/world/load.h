// SPDX-License-Identifier: Apache-2.0
// An area folder becomes one immutable World, or a list of every fault in it at once.
#pragma once

#include <filesystem>

#include "engine/base/errors.h"
#include "engine/base/settings.h"
#include "engine/world/world.h"

namespace dayu::world {

/// Keys of area.toml.
base::SectionSpec area_spec();

/// Loads `folder` (area.toml, terrain.tif, ...; see engine/ARCHITECTURE.md "An area folder"). Only
/// terrain.tif and area.toml are demanded; whatever else is absent loads as empty. `cell_m` > 0 coarsens
/// terrain to that cell (a whole multiple of the file's; streams keep their descent). InputError with all
/// faults.
World load(const std::filesystem::path& folder, double cell_m = 0);

/// A world of nothing but a terrain raster (and optional uniform roughness): enough for a flood alone.
World bare_world(const std::filesystem::path& terrain_file, double manning_s_per_m1_3, double cell_m = 0,
                 const std::string& crs_if_absent = "");

/// Everything about an area that would make a drill wrong but does not stop loading: settlements off the
/// network, shelters in channels, households without a chain, capacities of zero, ...
std::vector<base::Fault> warnings(const World& world);

}  // namespace dayu::world
