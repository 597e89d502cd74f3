// SPDX-License-Identifier: Apache-2.0
// Many fields on one grid through GDAL: the bands of a GeoTIFF, a variable of a NetCDF file. Unlike terrain,
// such fields may come in degrees or on cells that are not square: they are looked up, never computed on.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/geo/raster.h"

namespace dayu::geo {

struct RasterStack {
  int n_rows = 0, n_cols = 0;
  double west = 0, north = 0, dx = 0, dy = 0;  ///< in units of the CRS; dy counts along rows, mostly negative
  std::string crs;
  std::vector<std::vector<float>> bands;  ///< row by row, northern row first; NaN where there is no value

  /// For each cell of a grid the index of the stack's cell that holds its centre; -1 outside.
  std::vector<int> cells_of(const Grid& grid) const;
};

/// All bands (scale and offset applied). `variable`: of a NetCDF file. InputError: missing, empty, not a
/// raster, no position; without a CRS of its own it takes `crs_if_absent`.
RasterStack read_stack(const std::filesystem::path& file, const std::string& variable,
                       const std::string& crs_if_absent);

}  // namespace dayu::geo
