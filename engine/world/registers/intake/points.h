// SPDX-License-Identifier: Apache-2.0
// Which system are the points of an office's list in? The one that is named is carried over into the area's;
// GCJ-02, the shifted one of phone maps, can be named too, and is found out where it is not. Invariant: rows
// with no point, or with half a point, stay as they are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/world/registers/intake/rows.h"
#include "engine/world/shifted.h"

namespace dayu::world::intake {

/// Carries x_m and y_m of the rows from `crs` ("EPSG:4490", "GCJ-02", any that PROJ reads) into the area's
/// system, to the centimetre. InputError: the area does not load, the system is not known.
void carry_points(const std::filesystem::path& area, const std::string& crs, std::vector<Row>& rows);

/// Empty where the points fit the area's roads, or where nothing can be said.
std::optional<Shifted> found_shifted(const std::filesystem::path& area, const std::string& file,
                                     const std::vector<Row>& rows);

}  // namespace dayu::world::intake
