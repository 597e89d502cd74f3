// SPDX-License-Identifier: Apache-2.0
// Inside geo only: how GDAL is started, asked and listened to. GDAL prints nothing: its messages of this
// thread are kept by a Session, and an error that GDAL reports beside a "successful" result still counts as a
// failure. Files are made in memory (/vsimem) and leave through write_file, so that no half-written file is
// ever seen.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class GDALDataset;
class OGRSpatialReference;

namespace dayu::geo {

/// Keeps GDAL's messages while it lives; registers the drivers on first use.
class GdalSession {
 public:
  GdalSession();
  ~GdalSession();
  GdalSession(const GdalSession&) = delete;
  GdalSession& operator=(const GdalSession&) = delete;

  bool failed() const { return !errors_.empty(); }
  std::string text() const;  ///< "(GDAL: ...)" or empty
  void hear(int level, const char* message);

 private:
  std::vector<std::string> errors_;
};

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

enum class Content { raster, vector };

/// Opens for reading; InputError if the file is missing, empty or of no known format.
/// `option` is an open option of the driver, "KEY=value".
DatasetPtr open_dataset(const std::filesystem::path& file, Content content, const GdalSession& session,
                        const char* option = nullptr);

/// A definition as an object whose axes are x (easting, longitude), y; InputError if it cannot be read.
OGRSpatialReference spatial_reference(const std::string& crs);
/// "EPSG:4547" when a code is known, else WKT2 on one line.
std::string name_of(const OGRSpatialReference& reference);

/// A file of GDAL's in memory; removed at the end of the scope.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& extension);  ///< with its dot: ".gpkg"
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& name() const { return name_; }
  std::string bytes() const;

 private:
  std::string name_;
};

}  // namespace dayu::geo
