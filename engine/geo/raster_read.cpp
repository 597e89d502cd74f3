// SPDX-License-Identifier: Apache-2.0
// Reading and warping rasters. What a file says of itself is not trusted: terrain comes as Byte or Int16,
// with nodata unset (SRTM voids of -32768 beside real cells), with a scale, without a CRS, or in degrees.
// Invariant: what leaves here is in metres on a plane, north up, square cells, NaN where there is no value.
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/errors.h"
#include "engine/geo/crs.h"
#include "engine/geo/gdal_session.h"
#include "engine/geo/raster_file.h"

namespace dayu::geo {
namespace {

using base::InputError;
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
// Marks of "no value" that files use without declaring them (ESRI grids, SRTM); anything larger than 1e30 in
// size is the floating-point "lowest" of some program.
constexpr double kUndeclaredVoids[] = {-9999, -32768, -32767};
constexpr double kHuge_1 = 1e30;

std::string zone_hint(const std::array<double, 6>& g, int n_cols, int n_rows,
                      const OGRSpatialReference& crs) {
  try {
    const Point middle{g[0] + g[1] * n_cols / 2, g[3] + g[5] * n_rows / 2};
    const Point at = transform({middle}, name_of(crs), "EPSG:4326").front();
    return utm_for(at.x_m, at.y_m);
  } catch (const InputError&) {
    return "EPSG:4547";
  }
}

/// The file's CRS as metres on a plane, or the reason why not.
std::string metric_crs(GDALDataset& dataset, const std::filesystem::path& file,
                       const std::string& crs_if_absent, const std::array<double, 6>& g) {
  const OGRSpatialReference* stored = dataset.GetSpatialRef();
  if (stored == nullptr || stored->IsEmpty()) {
    if (crs_if_absent.empty())
      throw InputError(file.string(), "", "states no coordinate reference system (CRS)",
                       "state it, e.g. crs = \"EPSG:4547\", or once: gdal_edit.py -a_srs EPSG:4547 FILE");
    if (!is_metric(crs_if_absent))
      throw InputError(file.string(), "", "the CRS given for it, " + crs_if_absent + ", is not in metres",
                       "give a projected CRS in metres, e.g. EPSG:4547");
    return crs_name(crs_if_absent);
  }
  if (stored->IsGeographic() != 0) {
    const std::string zone = zone_hint(g, dataset.GetRasterXSize(), dataset.GetRasterYSize(), *stored);
    throw InputError(file.string(), "", std::string("is in degrees (") + stored->GetName() + ")",
                     "project it to metres: dayu area import, or gdalwarp -t_srs " + zone +
                         " -tr 20 20 -r bilinear FILE projected.tif");
  }
  std::string name = name_of(*stored);
  if (!is_metric(name))
    throw InputError(file.string(), "", std::string("its CRS (") + stored->GetName() + ") is not in metres",
                     "project it: gdalwarp -t_srs EPSG:4547 -tr 20 20 -r bilinear FILE projected.tif");
  return name;
}

struct Opened {
  DatasetPtr dataset;
  Grid grid;
  bool south_up = false;
};

Opened open_raster(const std::filesystem::path& file, const std::string& crs_if_absent,
                   const GdalSession& session) {
  Opened o{open_dataset(file, Content::raster, session), {}, false};
  std::array<double, 6> g{};
  if (o.dataset->GetRasterCount() < 1)
    throw InputError(file.string(), "", "holds no raster band", "name one of its subdatasets (see gdalinfo)");
  if (o.dataset->GetGeoTransform(g.data()) != CE_None)
    throw InputError(file.string(), "", "does not say where its cells lie",
                     "give it corners and a CRS: gdal_translate -a_ullr W N E S -a_srs EPSG:4547");
  o.grid.crs = metric_crs(*o.dataset, file, crs_if_absent, g);
  if (g[2] != 0 || g[4] != 0 || g[1] <= 0)
    throw InputError(file.string(), "", "its rows do not run west to east (rotated)",
                     "warp it: gdalwarp FILE north_up.tif");
  if (std::abs(std::abs(g[5]) - g[1]) > 1e-6 * g[1])
    throw InputError(
        file.string(), "",
        "its cells are not square (" + std::to_string(g[1]) + " m by " + std::to_string(std::abs(g[5])) +
            " m)",
        "warp it: gdalwarp -tr " + std::to_string(g[1]) + " " + std::to_string(g[1]) + " FILE square.tif");
  o.south_up = g[5] > 0;
  o.grid.n_rows = o.dataset->GetRasterYSize();
  o.grid.n_cols = o.dataset->GetRasterXSize();
  o.grid.west_m = g[0];
  o.grid.cell_m = g[1];
  o.grid.north_m = o.south_up ? g[3] + g[5] * o.grid.n_rows : g[3];
  return o;
}

bool is_void(double stored, bool declared) {
  if (!std::isfinite(stored) || std::abs(stored) > kHuge_1) return true;
  return !declared && std::find(std::begin(kUndeclaredVoids), std::end(kUndeclaredVoids), stored) !=
                          std::end(kUndeclaredVoids);
}

void scale_rows(GDALRasterBand& band, std::vector<double>& values, const std::vector<unsigned char>& mask) {
  int has_nodata = FALSE;
  band.GetNoDataValue(&has_nodata);
  const double scale = band.GetScale(), offset = band.GetOffset();
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = mask[i] == 0 || is_void(values[i], has_nodata != FALSE)
                    ? std::numeric_limits<double>::quiet_NaN()
                    : values[i] * scale + offset;
}

/// Band 1 row by row, northern row first: scale, offset, nodata, masks applied.
template <class Put>
void each_row(Opened& o, const std::filesystem::path& file, const GdalSession& session, Put put) {
  GDALRasterBand& band = *o.dataset->GetRasterBand(1);
  GDALRasterBand& mask_band = *band.GetMaskBand();
  const int n = o.grid.n_cols;
  std::vector<double> values(static_cast<std::size_t>(n));
  std::vector<unsigned char> mask(static_cast<std::size_t>(n));
  for (int row = 0; row < o.grid.n_rows; ++row) {
    const int stored_row = o.south_up ? o.grid.n_rows - 1 - row : row;
    const bool read = band.RasterIO(GF_Read, 0, stored_row, n, 1, values.data(), n, 1, GDT_Float64, 0, 0,
                                    nullptr) == CE_None &&
                      mask_band.RasterIO(GF_Read, 0, stored_row, n, 1, mask.data(), n, 1, GDT_Byte, 0, 0,
                                         nullptr) == CE_None;
    if (!read || session.failed())
      throw InputError(file.string(), "row " + std::to_string(stored_row + 1),
                       "cannot be read" + session.text(),
                       "the file is damaged or cut off: copy it again from where it came");
    scale_rows(band, values, mask);
    put(row, values);
  }
}

void refuse_if_empty(bool any, const std::filesystem::path& file) {
  if (!any)
    throw InputError(file.string(), "", "holds nothing but nodata", "check its nodata value and its extent");
}

}  // namespace

Raster<float> read_raster(const std::filesystem::path& file, const std::string& crs_if_absent, Voids voids) {
  const GdalSession session;
  Opened o = open_raster(file, crs_if_absent, session);
  Raster<float> raster(o.grid, kNaN);
  bool any = false;
  each_row(o, file, session, [&](int row, const std::vector<double>& values) {
    for (int col = 0; col < o.grid.n_cols; ++col) {
      const double v = values[static_cast<std::size_t>(col)];
      raster[{row, col}] = static_cast<float>(v);
      any = any || !std::isnan(v);
    }
  });
  refuse_if_empty(any || voids == Voids::whole, file);
  return raster;
}

Raster<unsigned char> read_classes(const std::filesystem::path& file, const std::string& crs_if_absent) {
  const GdalSession session;
  Opened o = open_raster(file, crs_if_absent, session);
  Raster<unsigned char> raster(o.grid, 0);
  bool any = false;
  each_row(o, file, session, [&](int row, const std::vector<double>& values) {
    for (int col = 0; col < o.grid.n_cols; ++col) {
      const double v = values[static_cast<std::size_t>(col)];
      if (std::isnan(v)) continue;
      if (v < 0 || v > 255 || v != std::floor(v))
        throw InputError(file.string(),
                         "row " + std::to_string(row + 1) + ", column " + std::to_string(col + 1),
                         std::to_string(v) + " is not a class code (0 to 255)", "give whole-number classes");
      raster[{row, col}] = static_cast<unsigned char>(v);
      any = true;
    }
  });
  refuse_if_empty(any, file);
  return raster;
}

Raster<float> warp_raster(const std::filesystem::path& file, const std::string& target_crs, double cell_m) {
  const GdalSession session;
  if (!is_metric(target_crs))
    throw InputError(file.string(), "", target_crs + " is not in metres", "give a projected CRS in metres");
  const DatasetPtr source = open_dataset(file, Content::raster, session);
  if (source->GetSpatialRef() == nullptr)
    throw InputError(file.string(), "", "states no coordinate reference system (CRS)",
                     "state it once: gdal_edit.py -a_srs EPSG:4326 FILE");
  GDALRasterBand& band = *source->GetRasterBand(1);
  int has_nodata = FALSE;
  band.GetNoDataValue(&has_nodata);
  const std::string cell = std::to_string(cell_m);
  std::vector<std::string> words = {
      "-of", "MEM", "-ot", "Float32", "-r",         "bilinear", "-b", "1", "-t_srs", crs_wkt(target_crs),
      "-tr", cell,  cell,  "-tap",    "-dstnodata", "nan"};
  if (has_nodata == FALSE && band.GetRasterDataType() == GDT_Int16)
    words.insert(words.end(), {"-srcnodata", "-32768"});
  // Option -b came with GDAL 3.7; before it all bands are warped and the first is used.
  if (std::string(GDALVersionInfo("VERSION_NUM")) < "3070000")
    words.erase(std::find(words.begin(), words.end(), "-b"), std::find(words.begin(), words.end(), "-b") + 2);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::unique_ptr<GDALWarpAppOptions, decltype(&GDALWarpAppOptionsFree)> options(
      GDALWarpAppOptionsNew(arguments.data(), nullptr), &GDALWarpAppOptionsFree);
  GDALDatasetH input = source.get();
  int usage_error = FALSE;
  Opened o;
  if (options)
    o.dataset.reset(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &input, options.get(), &usage_error)));
  if (!o.dataset || session.failed())
    throw InputError(file.string(), "", "cannot be carried over to " + target_crs + session.text(),
                     "check the CRS of the file and of the area");
  std::array<double, 6> g{};
  o.dataset->GetGeoTransform(g.data());
  o.grid = {o.dataset->GetRasterYSize(), o.dataset->GetRasterXSize(), g[0], g[3], g[1], crs_name(target_crs)};
  // The warper moves stored numbers; the source band says what they mean.
  o.dataset->GetRasterBand(1)->SetScale(band.GetScale());
  o.dataset->GetRasterBand(1)->SetOffset(band.GetOffset());
  Raster<float> raster(o.grid, kNaN);
  bool any = false;
  each_row(o, file, session, [&](int row, const std::vector<double>& values) {
    for (int col = 0; col < o.grid.n_cols; ++col) {
      raster[{row, col}] = static_cast<float>(values[static_cast<std::size_t>(col)]);
      any = any || !std::isnan(values[static_cast<std::size_t>(col)]);
    }
  });
  refuse_if_empty(any, file);
  return raster;
}

}  // namespace dayu::geo
