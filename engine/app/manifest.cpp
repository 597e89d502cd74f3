// SPDX-License-Identifier: Apache-2.0
#include "engine/app/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/app/version.h"
#include "engine/base/sha256.h"
#include "engine/geo/table.h"

namespace dayu::app {
namespace fs = std::filesystem;
namespace {

/// Regular files below a folder (or the file itself), sorted.
std::vector<fs::path> files_below(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_regular_file(path)) return {path};
  if (!fs::is_directory(path)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

nlohmann::json entry(const fs::path& file, const std::string& name) {
  return {{"path", name}, {"size", fs::file_size(file)}, {"sha256", base::sha256_file(file)}};
}

nlohmann::json inputs(const drill::Scenario& scenario, const std::string& crs) {
  const fs::path home = scenario.file.parent_path();
  std::set<fs::path> files{scenario.file};
  std::vector<fs::path> roots = scenario.settings.paths();
  if (!scenario.area.empty()) roots.push_back(scenario.area);
  for (const fs::path& root : roots)
    for (const fs::path& file : files_below(root)) files.insert(file);
  nlohmann::json list = nlohmann::json::array();
  for (const fs::path& file : files) {
    nlohmann::json item = entry(file, file.lexically_proximate(home).generic_string());
    const std::string kind = file.extension().string();
    if (kind == ".tif" || kind == ".gpkg") item["crs"] = crs;
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

void write_manifest(const drill::Scenario& scenario, const std::vector<hazards::Course>& courses,
                    const ManifestFacts& facts, const fs::path& run) {
  const Version program = version();
  nlohmann::json json;
  json["v"] = 1;
  json["exercise"] = "演练 EXERCISE";
  json["program"] = {{"name", "dayu"},           {"version", program.number},
                     {"commit", program.commit}, {"compiler", program.compiler},
                     {"build", program.flags},   {"gdal", program.gdal}};
  json["command_line"] = facts.command_line;
  json["scenario_file"] = fs::absolute(scenario.file).lexically_normal().string();
  json["overrides"] = facts.overrides;
  json["scenario"] = nlohmann::json::parse(scenario.settings.dump());
  json["seed"] = scenario.seed;
  json["threads"] = facts.threads;
  json["random"] = "SplitMix64, counter-based";
  json["reproducible"] = true;
  json["crs"] = facts.crs;
  json["assumptions"] = facts.assumptions;
  json["inputs"] = inputs(scenario, facts.crs);
  json["hazards"] = nlohmann::json::object();
  for (const hazards::Course& course : courses) {
    json["hazards"][course.hazard] = course.figures;
    json["hazards"][course.hazard]["cell_m"] = course.grid.cell_m;
    json["hazards"][course.hazard]["notes"] = course.notes;
  }
  json["exit_code"] = facts.exit_code;
  json["outputs"] = nlohmann::json::array();
  for (const fs::path& file : files_below(run))
    if (file.filename() != "manifest.json")
      json["outputs"].push_back(entry(file, file.lexically_relative(run).generic_string()));
  json["wall"] = {{"seconds_by_stage", facts.wall_s}};
  geo::write_file(run / "manifest.json", json.dump(1) + "\n");
}

ScenarioOfRun scenario_of_run(const fs::path& run) {
  const fs::path manifest = run / "manifest.json";
  if (!fs::exists(manifest))
    throw base::InputError(run.string(), "", "there is no finished run here",
                           "name a run folder that holds manifest.json");
  const nlohmann::json json = nlohmann::json::parse(geo::read_file(manifest), nullptr, false);
  if (!json.is_object() || !json.contains("scenario_file"))
    throw base::InputError(manifest.string(), "", "the manifest names no scenario",
                           "run the scenario again with this version");
  ScenarioOfRun origin{json["scenario_file"].get<std::string>(), json["overrides"]};
  const std::string name = origin.file.filename().string();
  for (const nlohmann::json& input : json["inputs"])
    if (input["path"] == name && fs::exists(origin.file) && input["sha256"] == base::sha256_file(origin.file))
      return origin;
  throw base::InputError(origin.file.string(), "", "the scenario has changed since it was run, or is gone",
                         "run it again, then export");
}

}  // namespace dayu::app
