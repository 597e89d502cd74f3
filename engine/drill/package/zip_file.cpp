// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/zip_file.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>

#include <ctime>
#include <memory>

#include "engine/base/errors.h"
#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

/// MS-DOS time of a member, in the scenario's own civil time.
zip_fileinfo stamped(const base::Instant& created) {
  const std::time_t local = static_cast<std::time_t>(created.unix_s + created.offset_s);
  std::tm civil{};
  gmtime_r(&local, &civil);
  zip_fileinfo info{};
  info.tmz_date.tm_year = static_cast<uInt>(civil.tm_year + 1900);
  info.tmz_date.tm_mon = static_cast<uInt>(civil.tm_mon);
  info.tmz_date.tm_mday = static_cast<uInt>(civil.tm_mday);
  info.tmz_date.tm_hour = static_cast<uInt>(civil.tm_hour);
  info.tmz_date.tm_min = static_cast<uInt>(civil.tm_min);
  info.tmz_date.tm_sec = static_cast<uInt>(civil.tm_sec);
  return info;
}

[[noreturn]] void damaged(const std::filesystem::path& file) {
  throw base::InputError(file.string(), "", "the file is no office document, or it is damaged",
                         "move it away, or save it again from the office program");
}

std::string member_name(unzFile zip, unz_file_info& info, const std::filesystem::path& file) {
  std::string name(1024, '\0');
  if (unzGetCurrentFileInfo(zip, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) != UNZ_OK)
    damaged(file);
  name.resize(info.size_filename);
  return name;
}

}  // namespace

void write_zip(const std::filesystem::path& file,
               const std::vector<std::pair<std::string, std::string>>& members,
               const base::Instant& created) {
  std::filesystem::create_directories(file.parent_path());
  const std::filesystem::path part = file.string() + ".part";
  zipFile zip = zipOpen(part.c_str(), APPEND_STATUS_CREATE);
  bool good = zip != nullptr;
  const zip_fileinfo info = stamped(created);
  for (const auto& [name, bytes] : members)
    good = good &&
           zipOpenNewFileInZip(zip, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6) ==
               ZIP_OK &&
           zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size())) == ZIP_OK &&
           zipCloseFileInZip(zip) == ZIP_OK;
  if (zip) good = zipClose(zip, nullptr) == ZIP_OK && good;
  if (!good)
    throw base::InputError(file.string(), "", "the document cannot be written",
                           "check free space and permissions");
  geo::write_file(file, geo::read_file(part));
  std::filesystem::remove(part);
}

std::map<std::string, std::string> read_zip(const std::filesystem::path& file) {
  const std::unique_ptr<void, int (*)(unzFile)> zip(unzOpen(file.c_str()), unzClose);
  if (!zip) damaged(file);
  std::map<std::string, std::string> members;
  for (int rc = unzGoToFirstFile(zip.get()); rc != UNZ_END_OF_LIST_OF_FILE; rc = unzGoToNextFile(zip.get())) {
    if (rc != UNZ_OK) damaged(file);
    unz_file_info info{};
    const std::string name = member_name(zip.get(), info, file);
    std::string bytes(info.uncompressed_size, '\0');
    if (unzOpenCurrentFile(zip.get()) != UNZ_OK) damaged(file);
    const int got = unzReadCurrentFile(zip.get(), bytes.data(), static_cast<unsigned>(bytes.size()));
    if (got != static_cast<int>(bytes.size()) || unzCloseCurrentFile(zip.get()) != UNZ_OK) damaged(file);
    members[name] = std::move(bytes);
  }
  return members;
}

}  // namespace dayu::drill
