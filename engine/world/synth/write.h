// SPDX-License-Identifier: Apache-2.0
// How does the county become an area folder (engine/ARCHITECTURE.md)? Local points get their easting and
// northing here and nowhere else. Invariant: every number is written with fixed decimals, so equal counties
// give equal text.
#pragma once

#include <filesystem>

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void write_area(const County& county, const std::filesystem::path& folder);
/// The ledgers alone (write_ledgers.cpp).
void write_ledgers(const County& county, const std::filesystem::path& folder);

/// North-west corner of the window in EPSG:4547 (chosen; the county is invented).
inline constexpr double kWest_m = 525000, kNorth_m = 3085000;
inline geo::Point on_map(geo::Point local) {
  return {kWest_m + local.x_m, kNorth_m - local.y_m};
}

}  // namespace dayu::world::synth
