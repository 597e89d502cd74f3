// SPDX-License-Identifier: Apache-2.0
// What covers the ground, by natural and landuse outlines painted in order of rank; lakes and wide rivers;
// township boundaries.
#pragma once

#include "engine/geo/osm.h"
#include "engine/geo/raster.h"
#include "engine/world/import/notes.h"

namespace dayu::world::importing {

geo::Raster<unsigned char> land_cover_of(const geo::OsmExtract& osm, const geo::Grid& grid, int otherwise,
                                         Notes& notes);
geo::Layer water_bodies_of(const geo::OsmExtract& osm, const std::string& crs);
geo::Layer townships_of(const geo::OsmExtract& osm, const std::string& crs, int admin_level);

}  // namespace dayu::world::importing
