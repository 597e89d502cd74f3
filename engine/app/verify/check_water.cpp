// SPDX-License-Identifier: Apache-2.0
// Rule 5: water is neither made nor lost, no depth is negative, nothing is NaN. The books: initial + in = out
// + stored
// + infiltrated, within 1e-4 of what came in; figures that a hazard does not state count as zero. Missing
// cells of a raster are allowed where the bed is missing too, and in arrival rasters, where they mean
// "never".
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"
#include "engine/base/errors.h"
#include "engine/geo/raster_file.h"

namespace dayu::verify {
namespace {

namespace fs = std::filesystem;

constexpr double kVolumeError_1 = 1e-4;

void check_books(const Run& run, Findings& findings) {
  const auto volume = [&](const char* key) { return run.summary.number(std::string("flood.") + key); };
  const auto in = volume("volume_in_m3"), out = volume("volume_out_m3"), stored = volume("volume_stored_m3");
  for (const std::string& key : run.summary.nulls)
    if (key.starts_with("flood.") || key.starts_with("fire."))
      findings.refute("files.nan", {"summary.json", key}, "没有数值", "holds null where a number belongs");
  if (!in || !out || !stored) {
    findings.skipped("水量：summary.json 没有 flood.volume_*",
                     "water books: summary.json states no flood volumes");
    return;
  }
  const double sources_m3 = *in + volume("volume_initial_m3").value_or(0);
  const double sinks_m3 = *out + *stored + volume("volume_infiltrated_m3").value_or(0);
  const double basis_m3 = std::max({std::abs(sources_m3), std::abs(sinks_m3), 1.0});
  const double error_1 = std::abs(sources_m3 - sinks_m3) / basis_m3;
  if (error_1 > kVolumeError_1)
    findings.refute("water.volume", {"summary.json", "flood.volume_*"},
                    "来水 " + figure(sources_m3) + " m³，去水与存水 " + figure(sinks_m3) + " m³",
                    figure(sources_m3) + " m3 came in, " + figure(sinks_m3) + " m3 went out or are stored");
  if (std::abs(volume("volume_error_1").value_or(0)) > kVolumeError_1)
    findings.refute("water.volume", {"summary.json", "flood.volume_error_1"}, "水量误差大于 1e-4",
                    "the volume error is above 1e-4");
  for (const char* key : {"volume_in_m3", "volume_out_m3", "volume_stored_m3"})
    if (*volume(key) < 0)
      findings.refute("water.negative", {"summary.json", std::string("flood.") + key}, "为负", "is negative");
  findings.checked("水量收支（相对误差 " + figure(error_1) + "）",
                   "water books (relative error " + figure(error_1) + ")");
}

/// Fields that cannot be negative by their nature.
bool never_negative(const std::string& name) {
  for (const char* word :
       {"depth", "speed", "hazard_class", "arrival", "length", "intensity", "ros_", "duration"})
    if (name.find(word) != std::string::npos) return true;
  return false;
}

std::optional<geo::Raster<float>> open_raster(const Run& run, const std::string& file, Findings& findings) {
  try {
    return geo::read_raster(run.folder / file, "", geo::Voids::whole);
  } catch (const base::InputError& error) {
    findings.refute("files.format", {file, ""}, "栅格读不出", error.what());
    return std::nullopt;
  }
}

void check_cells(const std::string& file, const geo::Raster<float>& raster, const geo::Raster<float>* bed_m,
                 Findings& findings) {
  const bool may_miss = file.find("arrival") != std::string::npos ||
                        file.find("time_of") != std::string::npos || bed_m == nullptr ||
                        bed_m->values.size() != raster.values.size();
  for (std::size_t i = 0; i < raster.values.size(); ++i) {
    const float v = raster.values[i];
    const bool missing = std::isnan(v) && !may_miss && std::isfinite(bed_m->values[i]);
    const bool negative = v < 0 && never_negative(fs::path(file).stem().string());
    if (!missing && !negative && !std::isinf(v)) continue;
    const auto n_cols = static_cast<std::size_t>(raster.grid.n_cols);
    const Spot spot{file, "row " + std::to_string(i / n_cols) + ", column " + std::to_string(i % n_cols)};
    if (negative) {
      findings.refute("water.negative", spot, "值为 " + figure(static_cast<double>(v)),
                      "holds " + figure(static_cast<double>(v)));
    } else {
      findings.refute("files.nan", spot, "没有数值", "holds no finite number");
    }
    return;
  }
}

std::size_t check_rasters(const Run& run, const fs::path& hazard, Findings& findings) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(hazard))
    if (entry.path().extension() == ".tif")
      files.push_back(entry.path().lexically_relative(run.folder).generic_string());
  std::sort(files.begin(), files.end());
  const std::string bed_file = (hazard / "bed_m.tif").lexically_relative(run.folder).generic_string();
  const auto bed_m = fs::exists(hazard / "bed_m.tif") ? open_raster(run, bed_file, findings) : std::nullopt;
  for (const std::string& file : files)
    if (file != bed_file)
      if (const auto raster = open_raster(run, file, findings))
        check_cells(file, *raster, bed_m ? &*bed_m : nullptr, findings);
  return files.size();
}

/// gauges.csv and sections.csv: times rise at each point; nothing is NaN (the reader says so); depths are not
/// negative.
void check_series(const Run& run, const std::string& file, const std::string& point, Findings& findings) {
  const auto rows = Rows::open(run.folder, file, {"time_s", point}, findings);
  if (!rows) return;
  std::map<std::string, double> last_s;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    const double time_s = rows->number(i, "time_s", 0);
    const auto [at, first] = last_s.emplace(rows->text(i, point), time_s);
    if (!first && time_s <= at->second)
      findings.refute("time.order", rows->spot(i, "time_s"), "时刻没有递增", "the time does not rise");
    at->second = time_s;
    for (const std::string& column : rows->table().columns) {
      if (column == "time_s" || column == point || column.find('_') == std::string::npos || column == "time")
        continue;
      const double value = rows->number(i, column);
      if (value < 0 && never_negative(column))
        findings.refute("water.negative", rows->spot(i, column), "为 " + figure(value),
                        "is " + figure(value));
    }
  }
  findings.checked(file + " 的 " + std::to_string(rows->count()) + " 行",
                   std::to_string(rows->count()) + " rows of " + file);
}

}  // namespace

void check_water(const Run& run, Findings& findings) {
  if (!fs::is_directory(run.folder / "course")) {
    findings.skipped("灾害过程：没有 course", "courses: course/ is absent");
    return;
  }
  check_books(run, findings);
  std::vector<fs::path> hazards;
  for (const auto& entry : fs::directory_iterator(run.folder / "course"))
    if (entry.is_directory() && entry.path().filename() != "frames") hazards.push_back(entry.path());
  std::sort(hazards.begin(), hazards.end());
  std::size_t rasters = 0;
  for (const fs::path& hazard : hazards) {
    rasters += check_rasters(run, hazard, findings);
    const std::string stem = "course/" + hazard.filename().string() + "/";
    check_series(run, stem + "gauges.csv", "gauge", findings);
    check_series(run, stem + "sections.csv", "section", findings);
  }
  findings.checked(std::to_string(rasters) + " 个栅格无负值、无缺值",
                   std::to_string(rasters) + " rasters without negative or missing values");
}

}  // namespace dayu::verify
