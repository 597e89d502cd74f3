// SPDX-License-Identifier: Apache-2.0
// A terrain file as it comes (voids, a constant border without nodata, degrees, feet) as one that may be
// warped: what is no terrain is found, inner voids are filled by inverse distance, and everything done is
// told. Filling happens before warping, at the cells that were measured; a border without terrain is cut off,
// not filled. Invariant: after trim_to_terrain no cell is NaN.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/geo/raster.h"

namespace dayu::geo {

/// A border of one value: no terrain where nodata is unset (automatic), always, or never.
enum class BorderValue { automatic, nodata, keep };

struct TerrainSource {
  int n_rows = 0, n_cols = 0;
  std::string crs;
  bool metric = false;  ///< else degrees, feet, ...: it must be warped
  bool square = false;
  double cell_x_m = 0, cell_y_m = 0;  ///< size of a cell on the ground at the middle
  double lon_deg = 0, lat_deg = 0;    ///< the middle
  bool nodata_set = false;
  std::size_t voids_filled = 0;        ///< inner cells without a value
  std::size_t outside = 0;             ///< border cells without terrain, left empty
  std::optional<double> border_value;  ///< the constant that was taken for "no terrain"
  double unit_m = 1;                   ///< 0.3048 where the heights are in feet
};

/// Reads `file` and writes `cleaned` (GeoTIFF, Float32, m) with inner voids filled.
/// InputError: missing file, no raster, no CRS (and none stated), nothing but voids, Byte classes (a
/// picture).
TerrainSource clean_terrain(const std::filesystem::path& file, const std::filesystem::path& cleaned,
                            const std::string& crs_if_absent, BorderValue border);

/// Cuts border rows and columns, the emptiest first, until no cell is NaN.
Raster<float> trim_to_terrain(const Raster<float>& terrain);

}  // namespace dayu::geo
