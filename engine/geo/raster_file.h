// SPDX-License-Identifier: Apache-2.0
// Rasters in and out through GDAL (the only floor that knows it). What bites on import is handled here:
// unset nodata, Byte and Int16 terrain, scale and offset, degrees, missing CRS, a CPL error with exit code 0.
#pragma once

#include <filesystem>
#include <string>

#include "engine/geo/raster.h"

namespace dayu::geo {

/// Whether a raster may hold nothing but nodata: an arrival time where nothing ever arrived may.
enum class Voids { partly, whole };

/// Reads band 1 as float (scale and offset applied, nodata as NaN).
/// InputError: missing or empty file, not a raster, CRS absent or in degrees, cells not square, all nodata.
/// `crs_if_absent` is used for formats that carry none (AAIGrid).
/// `Voids::whole` accepts a raster of nothing but nodata.
Raster<float> read_raster(const std::filesystem::path& file, const std::string& crs_if_absent = "",
                          Voids voids = Voids::partly);

/// Reads band 1 as bytes (land cover, classes); nodata becomes 0.
Raster<unsigned char> read_classes(const std::filesystem::path& file, const std::string& crs_if_absent = "");

/// How a value is stored: Float32, or Int16 / UInt16 / Byte with value = stored * scale.
enum class Stored { float32, int16, uint16, byte };

struct RasterNote {
  std::string unit;         ///< "m", "s", "1"
  std::string description;  ///< the field's name, e.g. "max_depth_m"
  Stored stored = Stored::float32;
  double scale = 1;                                           ///< for integer storage
  std::vector<std::pair<std::string, std::string>> metadata;  ///< dataset metadata items
};

/// Writes a Cloud-Optimised GeoTIFF (deflate, overviews), atomically (`*.tmp`, rename). NaN becomes nodata.
void write_cog(const std::filesystem::path& file, const Raster<float>& raster, const RasterNote& note);
void write_cog(const std::filesystem::path& file, const Raster<unsigned char>& raster,
               const RasterNote& note);

/// Mean of the finite cells inside each larger cell; `factor` input cells along each side.
Raster<float> coarsen_mean(const Raster<float>& fine, int factor);
/// Most frequent class inside each larger cell (the smaller code wins a tie).
Raster<unsigned char> coarsen_mode(const Raster<unsigned char>& fine, int factor);

/// Warps any raster to a metric CRS with square cells (bilinear); used by the importer.
Raster<float> warp_raster(const std::filesystem::path& file, const std::string& target_crs, double cell_m);

/// Multidirectional hill shade, 0..255, written as an 8-bit grey PNG or JPEG by extension.
Raster<unsigned char> hill_shade(const Raster<float>& elevation_m);
void write_picture(const std::filesystem::path& file, const Raster<unsigned char>& grey);
/// RGB planes of equal size as PNG or JPEG.
void write_picture(const std::filesystem::path& file, const Raster<unsigned char>& red,
                   const Raster<unsigned char>& green, const Raster<unsigned char>& blue);

}  // namespace dayu::geo
