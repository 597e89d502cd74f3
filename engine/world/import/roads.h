// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap's highways as the layer `roads` of an area: cut where they meet, with speed, capacity,
// direction, bridges with a deck level, tunnels and fords. Tags govern; road_kinds.csv stands in where they
// are silent.
#pragma once

#include "engine/geo/osm.h"
#include "engine/geo/raster.h"
#include "engine/world/import/notes.h"

namespace dayu::world::importing {

/// `ground`: the terrain before streams are carved; bridge decks stand on it.
geo::Layer roads_of(const geo::OsmExtract& osm, const geo::Raster<float>& ground, const geo::Box& box,
                    Notes& notes);

/// "50", "30 mph", "50;30" in m/s; negative if the tag states no number.
double speed_of(const std::string& maxspeed);

}  // namespace dayu::world::importing
