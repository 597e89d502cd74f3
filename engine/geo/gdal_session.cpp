// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cstdint>
#include <mutex>

#include "engine/base/errors.h"

namespace dayu::geo {
namespace {

void start_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Stale statistics of .aux.xml files are returned even after a raster was cut: never read or write them.
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetErrorHandler(CPLQuietErrorHandler);
    GDALAllRegister();
  });
}

void CPL_STDCALL listen(CPLErr level, CPLErrorNum, const char* message) {
  if (auto* session = static_cast<GdalSession*>(CPLGetErrorHandlerUserData()))
    session->hear(static_cast<int>(level), message);
}

}  // namespace

GdalSession::GdalSession() {
  start_gdal();
  CPLPushErrorHandlerEx(listen, this);  // one stack for each thread
}

GdalSession::~GdalSession() {
  CPLPopErrorHandler();
}

void GdalSession::hear(int level, const char* message) {
  if (level >= static_cast<int>(CE_Failure)) errors_.emplace_back(message);
}

std::string GdalSession::text() const {
  if (errors_.empty()) return "";
  std::string text = " (GDAL: " + errors_.front();
  if (errors_.size() > 1) text += "; and " + std::to_string(errors_.size() - 1) + " more";
  return text + ")";
}

void CloseDataset::operator()(GDALDataset* dataset) const {
  GDALClose(dataset);
}

DatasetPtr open_dataset(const std::filesystem::path& file, Content content, const GdalSession& session,
                        const char* option) {
  const bool raster = content == Content::raster;
  std::error_code error;
  if (!std::filesystem::exists(file, error))
    throw base::InputError(file.string(), "", "the file is missing", "check the path and the spelling");
  if (!std::filesystem::is_directory(file, error) && std::filesystem::file_size(file, error) == 0)
    throw base::InputError(file.string(), "", "the file is empty", "copy it again from where it came");
  const unsigned flags =
      GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR | (raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR);
  const char* const options[] = {option, nullptr};
  DatasetPtr dataset(GDALDataset::Open(file.string().c_str(), flags, nullptr, options));
  if (!dataset)
    throw base::InputError(
        file.string(), "",
        (raster ? "is not a raster that can be read" : "is not a vector file that can be read") +
            session.text(),
        raster ? "give a GeoTIFF, ASCII grid or another format of `gdalinfo --formats`"
               : "give a GeoPackage, shapefile or GeoJSON");
  return dataset;
}

OGRSpatialReference spatial_reference(const std::string& crs) {
  const GdalSession session;
  OGRSpatialReference reference;
  const char* const options[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
  if (crs.empty() || reference.SetFromUserInput(crs.c_str(), options) != OGRERR_NONE)
    throw base::InputError("", "", "'" + crs + "' is not a coordinate reference system" + session.text(),
                           "write a code such as EPSG:4547 (CGCS2000, 114 E, 3 degree zone) or a full WKT");
  // The authority order of EPSG:4490 and 4547 is northing, easting; here x always comes first.
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return reference;
}

std::string name_of(const OGRSpatialReference& reference) {
  const GdalSession session;
  const char* authority = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  // Files of other programs (ESRI .prj) name the system without its code.
  const std::unique_ptr<OGRSpatialReference> match(
      authority == nullptr || code == nullptr ? reference.FindBestMatch(90, "EPSG", nullptr) : nullptr);
  if (match) {
    authority = match->GetAuthorityName(nullptr);
    code = match->GetAuthorityCode(nullptr);
  }
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  char* wkt = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  reference.exportToWkt(&wkt, options);
  std::string text = wkt != nullptr ? wkt : "";
  CPLFree(wkt);
  return text;
}

MemoryFile::MemoryFile(const std::string& extension)
    // The address makes the name unique among the files that live at the same time, on any thread.
    : name_("/vsimem/dayu_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + extension) {}

MemoryFile::~MemoryFile() {
  VSIUnlink(name_.c_str());
}

std::string MemoryFile::bytes() const {
  vsi_l_offset size = 0;
  const GByte* buffer = VSIGetMemFileBuffer(name_.c_str(), &size, FALSE);
  if (buffer == nullptr) return "";
  return {reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size)};
}

}  // namespace dayu::geo
