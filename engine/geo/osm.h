// SPDX-License-Identifier: Apache-2.0
// An OpenStreetMap extract (.osm.pbf, .osm, .osm.gz) as features whose attributes are its tags.
// GDAL's driver can answer a damaged or unusual file with CPL errors, no features and success; here a CPL
// error or an extract without a single road is a failure with its reason. Invariant: two ways that share a
// node have, at that vertex, the very same coordinates (rounded to 1 mm).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/geo/vector_file.h"

namespace dayu::geo {

/// A rectangle in the target CRS.
struct Box {
  double west_m = 0, south_m = 0, east_m = 0, north_m = 0;
  bool holds(Point p) const {
    return p.x_m >= west_m && p.x_m <= east_m && p.y_m >= south_m && p.y_m <= north_m;
  }
};

struct OsmExtract {
  std::string crs;
  std::vector<Feature> points, lines, areas;  ///< areas: one feature for each outline of a multipolygon
  std::size_t roads_in_file = 0;              ///< ways tagged highway, inside the box or not
};

/// Reads the features that touch `box`, carried over to `target_crs`. Attributes are the tags of osmconf.ini
/// plus "osm_id" (ways that became areas: the way's id with "w" before it).
/// InputError: missing file, not an extract, any CPL error, no road in the file.
OsmExtract read_osm(const std::filesystem::path& file, const std::string& target_crs, const Box& box);

}  // namespace dayu::geo
