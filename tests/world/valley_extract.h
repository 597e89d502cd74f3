// SPDX-License-Identifier: Apache-2.0
// A small valley with its map, made in code: a slope to the south with a stream down the middle, a road along
// it, a bridge, a path over the stream without a node, two villages, a school.
#pragma once

#include <cmath>
#include <filesystem>

#include "engine/geo/raster_file.h"
#include "tests/support/osm_text.h"

namespace dayu::test {

inline const std::string kValleyCrs = "EPSG:32631";

/// 80 x 80 cells of 50 m; x from 375000, y from 4703000 to 4707000; falls 20 m per km to the south.
inline geo::Raster<float> valley_ground() {
  geo::Raster<float> z(geo::Grid{80, 80, 375000, 4707000, 50, kValleyCrs});
  for (int r = 0; r < 80; ++r)
    for (int c = 0; c < 80; ++c)
      z[{r, c}] = 900 + static_cast<float>(80 - r) + 4 * static_cast<float>(std::abs(c - 40));
  z[{40, 40}] += 9;  // a sill in the stream's bed, as coarse terrain has it
  return z;
}

inline void write_ground(const std::filesystem::path& file, const geo::Raster<float>& z) {
  geo::write_cog(file, z, {"m", "elevation_m", geo::Stored::float32, 1, {}});
}

inline OsmText valley_map() {
  OsmText osm(kValleyCrs);
  // The stream, drawn uphill by mistake.
  osm.way({osm.node(377020, 4703100), osm.node(377020, 4705000), osm.node(377020, 4706900)},
          {{"waterway", "stream"}, {"name", "Rec"}});
  // The valley road with a crossing in its middle, where a side road leaves over a bridge.
  const int south = osm.node(377300, 4703200), middle = osm.node(377300, 4705000),
            north = osm.node(377300, 4706800);
  osm.way({south, middle, north},
          {{"highway", "secondary"}, {"name", "Vall"}, {"maxspeed", "50"}, {"lanes", "2"}});
  const int bank = osm.node(376700, 4705000);
  osm.way({middle, bank}, {{"highway", "unclassified"}, {"bridge", "yes"}});
  osm.way({bank, osm.node(376300, 4705300)}, {{"highway", "residential"}});
  // A foot bridge's path that crosses the road on another level: no shared node.
  osm.way({osm.node(377100, 4704000), osm.node(377500, 4704000)}, {{"highway", "path"}});
  osm.way({osm.node(377310, 4706000), osm.node(377600, 4706000)}, {{"highway", "construction"}});
  osm.node(377350, 4705100,
           {{"place", "village"},
            {"name", "Mitja"},
            {"name:zh", "中村"},
            {"name:en", "Middle"},
            {"population", "1,234"}});
  osm.node(376320, 4705280, {{"place", "hamlet"}, {"name", "Dalt"}});
  for (int k = 0; k < 8; ++k)
    osm.rectangle(377400, 4704800 + 60 * k, 377412, 4704810 + 60 * k, {{"building", "house"}});
  osm.rectangle(
      377340, 4705150, 377370, 4705170,
      {{"building", "school"}, {"amenity", "school"}, {"name", "Escola"}, {"building:levels", "2"}});
  osm.node(377355, 4705160, {{"amenity", "school"}, {"name", "Escola"}});
  osm.rectangle(375100, 4703100, 376000, 4704000, {{"natural", "wood"}});
  osm.rectangle(375400, 4703400, 375600, 4703600, {{"natural", "water"}, {"name", "Estany"}});
  return osm;
}

}  // namespace dayu::test
