// SPDX-License-Identifier: Apache-2.0
// Rasters and pictures out: Cloud-Optimised GeoTIFF with unit, scale and name on the band; PNG and JPEG.
// Made in memory and written whole, so the same raster gives the same bytes and no file is ever half there.
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/base/errors.h"
#include "engine/geo/gdal_session.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"

namespace dayu::geo {
namespace {

GDALDriver& driver(const char* name) {
  GDALDriver* found = GetGDALDriverManager()->GetDriverByName(name);
  if (found == nullptr)
    throw std::runtime_error(std::string("this GDAL was built without its ") + name + " driver");
  return *found;
}

DatasetPtr in_memory(const Grid& grid, int n_bands, GDALDataType type) {
  DatasetPtr dataset(driver("MEM").Create("", grid.n_cols, grid.n_rows, n_bands, type, nullptr));
  if (!dataset)
    throw std::runtime_error("no memory for a raster of " + std::to_string(grid.count()) + " cells");
  return dataset;
}

void place(GDALDataset& dataset, const Grid& grid) {
  double g[6] = {grid.west_m, grid.cell_m, 0, grid.north_m, 0, -grid.cell_m};
  dataset.SetGeoTransform(g);
  if (!grid.crs.empty()) {
    const OGRSpatialReference reference = spatial_reference(grid.crs);
    dataset.SetSpatialRef(&reference);
  }
}

void check(CPLErr result, const std::filesystem::path& file, const GdalSession& session) {
  if (result != CE_None || session.failed())
    throw std::runtime_error(file.string() + ": GDAL could not make the raster" + session.text());
}

template <class T>
void fill(GDALRasterBand& band, const std::vector<T>& values, GDALDataType type,
          const std::filesystem::path& file, const GdalSession& session) {
  // GDAL takes a writable pointer even where it only reads.
  auto* first = const_cast<T*>(values.data());
  check(band.RasterIO(GF_Write, 0, 0, band.GetXSize(), band.GetYSize(), first, band.GetXSize(),
                      band.GetYSize(), type, 0, 0, nullptr),
        file, session);
}

void note_band(GDALDataset& dataset, const RasterNote& note) {
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  band.SetDescription(note.description.c_str());
  band.SetUnitType(note.unit.c_str());
  for (const auto& [key, value] : note.metadata) dataset.SetMetadataItem(key.c_str(), value.c_str());
}

void copy_out(GDALDataset& dataset, const char* format, const std::vector<std::string>& options,
              const std::string& extension, const std::filesystem::path& file, const GdalSession& session) {
  const MemoryFile memory(extension);
  std::vector<const char*> list;
  list.reserve(options.size() + 1);
  for (const std::string& option : options) list.push_back(option.c_str());
  list.push_back(nullptr);
  DatasetPtr copy(driver(format).CreateCopy(memory.name().c_str(), &dataset, FALSE,
                                            const_cast<char**>(list.data()), nullptr, nullptr));
  const bool made = copy != nullptr;
  copy.reset();
  check(made ? CE_None : CE_Failure, file, session);
  write_file(file, memory.bytes());
}

void write_tiff(GDALDataset& dataset, const char* resampling, const std::filesystem::path& file,
                const GdalSession& session) {
  copy_out(dataset, "COG",
           {"COMPRESS=DEFLATE", "LEVEL=6", "PREDICTOR=YES", "BLOCKSIZE=256", "OVERVIEWS=AUTO",
            "NUM_THREADS=1", std::string("OVERVIEW_RESAMPLING=") + resampling},
           ".tif", file, session);
}

/// Whole numbers: value = stored * scale; the largest (Int16: smallest) number means "no value".
template <class T>
void fill_scaled(GDALDataset& dataset, const Raster<float>& raster, const RasterNote& note, T nodata,
                 GDALDataType type, const std::filesystem::path& file, const GdalSession& session) {
  std::vector<T> stored(raster.values.size(), nodata);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const double v = std::nearbyint(static_cast<double>(raster.values[i]) / note.scale);
    if (!std::isfinite(v)) continue;
    if (v < std::numeric_limits<T>::min() || v > std::numeric_limits<T>::max() || static_cast<T>(v) == nodata)
      throw std::range_error(file.string() + ": " + std::to_string(raster.values[i]) + " " + note.unit +
                             " does not fit the integer type with scale " + std::to_string(note.scale));
    stored[i] = static_cast<T>(v);
  }
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  fill(band, stored, type, file, session);
  band.SetNoDataValue(nodata);
  if (note.scale != 1) band.SetScale(note.scale);
}

std::string picture_format(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".png") return "PNG";
  if (extension == ".jpg" || extension == ".jpeg") return "JPEG";
  throw base::InputError(file.string(), "", "is not the name of a picture this program writes",
                         "use .png or .jpg");
}

void write_planes(const std::filesystem::path& file,
                  const std::vector<const Raster<unsigned char>*>& planes) {
  const GdalSession session;
  const std::string format = picture_format(file);
  const DatasetPtr dataset = in_memory(planes.front()->grid, static_cast<int>(planes.size()), GDT_Byte);
  for (std::size_t i = 0; i < planes.size(); ++i) {
    if (planes[i]->values.size() != planes.front()->values.size())
      throw std::logic_error("the planes of a picture differ in size");
    fill(*dataset->GetRasterBand(static_cast<int>(i) + 1), planes[i]->values, GDT_Byte, file, session);
  }
  const std::vector<std::string> options =
      format == "PNG" ? std::vector<std::string>{"ZLEVEL=9"} : std::vector<std::string>{"QUALITY=85"};
  copy_out(*dataset, format.c_str(), options, file.extension().string(), file, session);
}

}  // namespace

void write_cog(const std::filesystem::path& file, const Raster<float>& raster, const RasterNote& note) {
  const GdalSession session;
  const GDALDataType types[] = {GDT_Float32, GDT_Int16, GDT_UInt16, GDT_Byte};
  const GDALDataType type = types[static_cast<int>(note.stored)];
  const DatasetPtr dataset = in_memory(raster.grid, 1, type);
  place(*dataset, raster.grid);
  note_band(*dataset, note);
  switch (note.stored) {
    case Stored::float32:
      fill(*dataset->GetRasterBand(1), raster.values, GDT_Float32, file, session);
      dataset->GetRasterBand(1)->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
      break;
    case Stored::int16:
      fill_scaled<short>(*dataset, raster, note, std::numeric_limits<short>::min(), type, file, session);
      break;
    case Stored::uint16:
      fill_scaled<unsigned short>(*dataset, raster, note, std::numeric_limits<unsigned short>::max(), type,
                                  file, session);
      break;
    case Stored::byte:
      fill_scaled<unsigned char>(*dataset, raster, note, std::numeric_limits<unsigned char>::max(), type,
                                 file, session);
      break;
  }
  write_tiff(*dataset, "AVERAGE", file, session);
}

void write_cog(const std::filesystem::path& file, const Raster<unsigned char>& raster,
               const RasterNote& note) {
  const GdalSession session;
  const DatasetPtr dataset = in_memory(raster.grid, 1, GDT_Byte);
  place(*dataset, raster.grid);
  note_band(*dataset, note);
  fill(*dataset->GetRasterBand(1), raster.values, GDT_Byte, file, session);
  write_tiff(*dataset, "MODE", file, session);
}

void write_picture(const std::filesystem::path& file, const Raster<unsigned char>& grey) {
  write_planes(file, {&grey});
}

void write_picture(const std::filesystem::path& file, const Raster<unsigned char>& red,
                   const Raster<unsigned char>& green, const Raster<unsigned char>& blue) {
  write_planes(file, {&red, &green, &blue});
}

}  // namespace dayu::geo
