// SPDX-License-Identifier: Apache-2.0
// Where tests find the shared reference data, and a fresh folder of their own.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "engine/base/settings.h"

namespace dayu::test {

inline std::filesystem::path source_dir() {
  return DAYU_SOURCE_DIR;
}

inline std::filesystem::path shared_data(const std::string& below) {
  return base::expand_data("${DAYU_DATA}/" + below);
}

/// An empty folder that is removed at the end of the scope.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("dayu_" + name + "_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dayu::test
