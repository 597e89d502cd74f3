// SPDX-License-Identifier: Apache-2.0
// Is the run complete, and are its files those that the manifest vouches for?
#include <nlohmann/json.hpp>
#include <set>

#include "engine/app/verify/check.h"
#include "engine/base/errors.h"
#include "engine/base/sha256.h"
#include "engine/geo/table.h"

namespace dayu::verify {
namespace {

namespace fs = std::filesystem;

/// What programs that only look leave behind: GDAL's statistics, SQLite's journals.
bool is_trace(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.ends_with(".aux.xml") || name.ends_with(".gpkg-wal") || name.ends_with(".gpkg-shm");
}

bool inside_run(const std::string& path) {
  const fs::path p = fs::path(path).lexically_normal();
  return !path.empty() && p.is_relative() && *p.begin() != "..";
}

void check_output(const Run& run, const nlohmann::json& item, std::set<std::string>& listed,
                  Findings& findings) {
  const std::string path = item.at("path").get<std::string>();
  const std::string sha256 = item.at("sha256").get<std::string>();
  listed.insert(path);
  if (!inside_run(path)) {
    findings.refute("files.format", {"manifest.json", path}, "清单列有成果夹之外的文件",
                    "names a file outside the run");
  } else if (!fs::is_regular_file(run.folder / path)) {
    findings.refute("files.missing", {path, ""}, "清单所列文件不在",
                    "the manifest names it, but it is absent");
  } else if (base::sha256_file(run.folder / path) != sha256) {
    findings.refute("files.changed", {path, ""}, "内容与清单的 sha256 不符",
                    "its content differs from the manifest's sha256");
  }
}

void check_unlisted(const Run& run, const std::set<std::string>& listed, Findings& findings) {
  for (const auto& entry : fs::recursive_directory_iterator(run.folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(run.folder).generic_string();
    if (path == "manifest.json" || listed.contains(path) || is_trace(entry.path())) continue;
    const bool unfinished = entry.path().extension() == ".tmp";
    findings.refute(unfinished ? "files.unfinished" : "files.unlisted", {path, ""},
                    unfinished ? "写到一半的文件" : "清单未列的文件",
                    unfinished ? "a file that was never finished" : "the manifest does not name this file");
  }
}

}  // namespace

void check_files(const Run& run, Findings& findings) {
  if (!fs::is_regular_file(run.folder / "manifest.json")) {
    findings.refute("files.manifest", {"manifest.json", ""}, "没有清单：成果不完整",
                    "is absent: the run is not complete");
    return;
  }
  try {
    const nlohmann::json manifest = nlohmann::json::parse(geo::read_file(run.folder / "manifest.json"));
    std::set<std::string> listed;
    for (const nlohmann::json& item : manifest.at("outputs")) check_output(run, item, listed, findings);
    check_unlisted(run, listed, findings);
    const std::string n = std::to_string(listed.size());
    findings.checked("清单所列 " + n + " 个文件的 sha256", "sha256 of the " + n + " files in the manifest");
  } catch (const nlohmann::json::exception& error) {
    findings.refute("files.manifest", {"manifest.json", ""}, "清单读不懂",
                    std::string("cannot be understood: ") + error.what());
  } catch (const base::InputError& error) {
    findings.refute("files.manifest", {"manifest.json", ""}, "有文件读不出", error.what());
  }
}

}  // namespace dayu::verify
