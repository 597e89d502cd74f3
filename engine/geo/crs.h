// SPDX-License-Identifier: Apache-2.0
// Coordinate reference systems through PROJ, always in x = easting / longitude, y = northing / latitude order
// (the authority order of EPSG:4490 and 4547 is the other way round: a trap).
#pragma once

#include <string>
#include <vector>

#include "engine/geo/raster.h"

namespace dayu::geo {

/// "EPSG:4547" when the definition has a code, else its WKT. InputError if it cannot be read.
std::string crs_name(const std::string& crs);
std::string crs_wkt(const std::string& crs);
/// True if the units are metres on a plane.
bool is_metric(const std::string& crs);
/// The UTM zone (WGS 84) that holds a longitude and latitude in degrees, as "EPSG:326xx" / "EPSG:327xx".
std::string utm_for(double lon_deg, double lat_deg);
/// Points from one CRS to another; InputError names the first point that cannot be carried over.
std::vector<Point> transform(const std::vector<Point>& points, const std::string& from,
                             const std::string& to);

}  // namespace dayu::geo
