// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/commands.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/given_run.h"
#include "engine/app/verify/verify.h"
#include "engine/app/version.h"
#include "engine/drill/posts.h"
#include "engine/geo/table.h"
#include "engine/world/load.h"

namespace dayu::app {
namespace fs = std::filesystem;
namespace {

nlohmann::json to_json(const base::Fault& fault) {
  return {{"file", fault.file}, {"place", fault.place}, {"what", fault.what}, {"remedy", fault.remedy}};
}

void tell_run(const RunOptions& options, const Outcome& outcome) {
  for (const std::string& warning : outcome.warnings) std::cerr << "note: " << warning << "\n";
  if (outcome.people_left > 0)
    std::cerr << outcome.people_left << " people get no safe place or way out in time: see "
              << (options.run / "plan" / "left.csv").string() << "\n";
  std::cout << fs::absolute(options.run / "index.html").lexically_normal().string() << "\n";
}

}  // namespace

int run_command(const RunOptions& options, Stage from, Stage to, bool json) {
  const Outcome outcome = run_stages(options, from, to);
  if (json) {
    std::cout << outcome.summary_json;
  } else {
    tell_run(options, outcome);
  }
  return outcome.exit_code;
}

int site_command(const RunOptions& options, bool json) {
  const Outcome outcome = run_site(options);
  std::cout << (json ? outcome.summary_json : (options.run / "plan" / "site.csv").string() + "\n");
  return outcome.exit_code;
}

int demo_command(RunOptions options) {
  options.scenario = fs::path(version().share) / "scenarios" / "longtan_flood";
  const Outcome outcome = run_stages(options, Stage::simulate, Stage::drill);
  double total_s = 0;
  for (const auto& [stage, took_s] : outcome.wall_s) total_s += took_s;
  std::fprintf(stderr, "done in %.0f s\n", total_s);
  std::cout << "Open this page (double click works): 打开此页面：\n  "
            << fs::absolute(options.run / "index.html").lexically_normal().string() << "\n";
  return outcome.exit_code;
}

int msel_command(const fs::path& run, const fs::path& workbook, bool apply, bool zh, bool json) {
  const MselImport import = import_msel(run, workbook, apply);
  const drill::Language language = zh ? drill::Language::zh : drill::Language::en;
  if (json) {
    nlohmann::json list = nlohmann::json::array();
    for (const drill::MselChange& c : import.edits.changes)
      list.push_back(
          {{"row", c.line}, {"id", c.id}, {"column", c.column}, {"before", c.before}, {"after", c.after}});
    std::cout << nlohmann::json{{"changes", list}, {"applied", import.applied.applied.size()}}.dump(1)
              << "\n";
    return kOk;
  }
  for (const drill::MselChange& change : import.edits.changes)
    std::cout << drill::in_words(change, language) << "\n";
  std::cout << import.edits.changes.size() << (zh ? " 处修改" : " changes") << "\n";
  if (!apply) return kOk;
  for (const drill::MselChange& change : import.applied.only_seen)
    std::cerr << (zh ? "情景文件不保存此项：" : "not part of a scenario: ")
              << drill::in_words(change, language) << "\n";
  std::cerr << import.applied.applied.size()
            << (zh ? " 处已写入情景文件，请重新运行" : " written into the scenario file; run it again")
            << "\n";
  return kOk;
}

int check_command(const fs::path& path, const std::vector<std::string>& overrides, bool json) {
  base::Faults faults;
  std::vector<base::Fault> remarks;
  const bool is_area = fs::exists(path / "area.toml");
  try {
    if (is_area || !read_given(drill::read_scenario(path, overrides))) {
      const world::World world =
          is_area ? world::load(path) : world_of(drill::read_scenario(path, overrides));
      remarks = world::warnings(world);
      for (const base::Fault& f : drill::post_remarks(world, world.folder)) remarks.push_back(f);
      // A household without its whole chain: the drill is not ready.
      for (const base::Fault& f : drill::chain_faults(world, world.folder))
        faults.add(f.file, f.place, f.what, f.remedy);
      // Rows of thresholds that name what the area lacks.
      if (!is_area) drill::other_alerts(drill::read_scenario(path, overrides), world, {});
    }
  } catch (const base::InputError& error) {
    faults.add(error);
  }
  if (json) {
    nlohmann::json list{{"faults", nlohmann::json::array()}, {"remarks", nlohmann::json::array()}};
    for (const base::Fault& fault : faults.all()) list["faults"].push_back(to_json(fault));
    for (const base::Fault& remark : remarks) list["remarks"].push_back(to_json(remark));
    std::cout << list.dump(1) << "\n";
  } else {
    for (const base::Fault& fault : faults.all()) std::cout << "fault: " << base::to_text(fault) << "\n";
    for (const base::Fault& remark : remarks) std::cout << "remark: " << base::to_text(remark) << "\n";
    std::cout << path.string() << ": " << faults.all().size() << " faults, " << remarks.size()
              << " remarks\n";
  }
  return faults.empty() ? kOk : kInputInvalid;
}

int verify_command(const fs::path& run, bool zh, bool json) {
  const verify::Report report = verify::verify(run);
  if (json) {
    nlohmann::json out{{"checked", report.checked}, {"skipped", report.skipped}};
    out["violations"] = nlohmann::json::array();
    for (const verify::Violation& v : report.violations)
      out["violations"].push_back(
          {{"rule", v.rule}, {"file", v.file}, {"place", v.place}, {"zh", v.zh}, {"en", v.en}});
    std::cout << out.dump(1) << "\n";
  } else {
    for (const std::string& line : report.checked) std::cout << "checked: " << line << "\n";
    for (const std::string& line : report.skipped) std::cout << "not checked: " << line << "\n";
    for (const verify::Violation& v : report.violations)
      std::cout << "VIOLATION " << v.rule << ": " << v.file << (v.place.empty() ? "" : ": ") << v.place
                << ": " << (zh ? v.zh : v.en) << "\n";
    std::cout << run.string() << ": " << report.violations.size() << " violations\n";
  }
  return report.violations.empty() ? kOk : kRefuted;
}

int schema_command() {
  std::cout << base::json_schema(drill::scenario_spec(), "Dayu scenario") << "\n";
  return kOk;
}

int doctor_command() {
  const Version program = version();
  std::cout << "dayu " << program.number << " (" << program.commit << "), " << program.compiler << ", "
            << program.flags << "\nGDAL " << program.gdal << "\ncores usable: " << usable_cores()
            << "\nscenarios and areas: " << program.share << "\n";
  const bool found = fs::exists(fs::path(program.share) / "scenarios");
  if (!found) std::cout << "the folder of the scenarios is not there: set DAYU_SHARE\n";
  return found ? kOk : kInputInvalid;
}

}  // namespace dayu::app
