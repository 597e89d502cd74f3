// SPDX-License-Identifier: Apache-2.0
// An imported area as the files of an area folder (engine/ARCHITECTURE.md, "An area folder").
#pragma once

#include <filesystem>

#include "engine/geo/vector_file.h"
#include "engine/world/import/facilities.h"
#include "engine/world/import/import.h"

namespace dayu::world::importing {

struct Draft {
  std::string id, crs, about, licence;
  Name name;
  geo::Raster<float> terrain;
  geo::Raster<unsigned char> land_cover;
  geo::Layer roads, streams, water_bodies, townships;
  Settled settled;
  Facilities facilities;
};

void write_area(const Draft& draft, const ImportRecipe& recipe, const Notes& notes,
                const std::filesystem::path& folder);

}  // namespace dayu::world::importing
