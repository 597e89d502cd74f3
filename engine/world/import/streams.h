// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap's rivers and streams as the layer `streams`: cut where they meet, drawn downstream (turned
// round where the terrain says so), with Strahler's order; and carved into the terrain, whose 30 to 90 m
// cells bury gorges. Invariant: carving only lowers cells, and none by more than the limit.
#pragma once

#include "engine/geo/osm.h"
#include "engine/geo/raster.h"
#include "engine/world/import/notes.h"

namespace dayu::world::importing {

geo::Layer streams_of(const geo::OsmExtract& osm, const geo::Raster<float>& ground, const geo::Box& box,
                      Notes& notes);

/// Lowers the cells along the streams until each descends.
void carve(geo::Raster<float>& terrain, const geo::Layer& streams, Notes& notes);

}  // namespace dayu::world::importing
