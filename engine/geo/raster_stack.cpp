// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/raster_stack.h"

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <limits>

#include "engine/base/errors.h"
#include "engine/geo/crs.h"
#include "engine/geo/gdal_session.h"

namespace dayu::geo {
namespace {

DatasetPtr open_stack(const std::filesystem::path& file, const std::string& variable,
                      const GdalSession& session) {
  DatasetPtr whole = open_dataset(file, Content::raster, session);
  if (variable.empty()) return whole;
  const std::string name = "NETCDF:\"" + file.string() + "\":" + variable;
  DatasetPtr part(GDALDataset::Open(name.c_str(), GDAL_OF_READONLY | GDAL_OF_RASTER));
  if (!part)
    throw base::InputError(file.string(), variable, "the file has no such variable" + session.text(),
                           "name one that gdalinfo FILE lists");
  return part;
}

std::vector<float> read_band(GDALRasterBand& band, const RasterStack& stack,
                             const std::filesystem::path& file, const GdalSession& session) {
  const auto n = static_cast<std::size_t>(stack.n_rows) * static_cast<std::size_t>(stack.n_cols);
  std::vector<float> values(n);
  std::vector<unsigned char> mask(n);
  const bool read =
      band.RasterIO(GF_Read, 0, 0, stack.n_cols, stack.n_rows, values.data(), stack.n_cols, stack.n_rows,
                    GDT_Float32, 0, 0, nullptr) == CE_None &&
      band.GetMaskBand()->RasterIO(GF_Read, 0, 0, stack.n_cols, stack.n_rows, mask.data(), stack.n_cols,
                                   stack.n_rows, GDT_Byte, 0, 0, nullptr) == CE_None;
  if (!read)
    throw base::InputError(file.string(), "band " + std::to_string(band.GetBand()),
                           "cannot be read" + session.text(), "copy the file again from where it came");
  const auto scale = static_cast<float>(band.GetScale()), offset = static_cast<float>(band.GetOffset());
  for (std::size_t k = 0; k < n; ++k)
    values[k] = mask[k] == 0 || !std::isfinite(values[k]) ? std::numeric_limits<float>::quiet_NaN()
                                                          : values[k] * scale + offset;
  return values;
}

}  // namespace

RasterStack read_stack(const std::filesystem::path& file, const std::string& variable,
                       const std::string& crs_if_absent) {
  const GdalSession session;
  const DatasetPtr dataset = open_stack(file, variable, session);
  if (dataset->GetRasterCount() < 1)
    throw base::InputError(file.string(), "", "holds no raster band",
                           "name one of its variables (see gdalinfo)");
  std::array<double, 6> g{};
  if (dataset->GetGeoTransform(g.data()) != CE_None || g[2] != 0 || g[4] != 0)
    throw base::InputError(file.string(), "", "does not say where its cells lie, or lies askew",
                           "warp it with gdalwarp");
  RasterStack stack;
  stack.n_rows = dataset->GetRasterYSize();
  stack.n_cols = dataset->GetRasterXSize();
  stack.west = g[0], stack.dx = g[1], stack.north = g[3], stack.dy = g[5];
  const OGRSpatialReference* crs = dataset->GetSpatialRef();
  stack.crs = crs == nullptr || crs->IsEmpty() ? crs_if_absent : name_of(*crs);
  for (int band = 1; band <= dataset->GetRasterCount(); ++band)
    stack.bands.push_back(read_band(*dataset->GetRasterBand(band), stack, file, session));
  return stack;
}

std::vector<int> RasterStack::cells_of(const Grid& grid) const {
  std::vector<int> cells(grid.count(), -1);
  std::vector<Point> row(static_cast<std::size_t>(grid.n_cols));
  const bool same = crs == grid.crs;
  for (int r = 0; r < grid.n_rows; ++r) {
    for (int c = 0; c < grid.n_cols; ++c) row[static_cast<std::size_t>(c)] = grid.centre({r, c});
    const std::vector<Point> there = same ? row : transform(row, grid.crs, crs);
    for (int c = 0; c < grid.n_cols; ++c) {
      const Point& p = there[static_cast<std::size_t>(c)];
      const int col = static_cast<int>(std::floor((p.x_m - west) / dx));
      const int line = static_cast<int>(std::floor((p.y_m - north) / dy));
      if (col >= 0 && col < n_cols && line >= 0 && line < n_rows)
        cells[grid.index({r, c})] = line * n_cols + col;
    }
  }
  return cells;
}

}  // namespace dayu::geo
