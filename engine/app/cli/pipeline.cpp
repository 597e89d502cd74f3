// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/pipeline.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/given_run.h"
#include "engine/app/cli/keeping.h"
#include "engine/app/gis_files.h"
#include "engine/app/manifest.h"
#include "engine/app/run_folder.h"
#include "engine/app/view_files.h"
#include "engine/base/errors.h"
#include "engine/drill/documents.h"
#include "engine/drill/posts.h"
#include "engine/drill/summary.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "engine/hazards/course_files.h"
#include "engine/impact/impact_files.h"
#include "engine/plan/plan_files.h"
#include "engine/world/load.h"

namespace dayu::app {
namespace {

std::atomic<bool> interrupted{false};

/// Everything a run knows; later members are computed from earlier ones.
struct Values {
  drill::Scenario scenario;
  world::World world;
  std::vector<hazards::Course> courses;
  impact::Impact impact;
  std::vector<drill::Alert> alerts;
  plan::Plan plan;
  drill::Log log;
};

bool has_people_and_roads(const world::World& world) {
  return !world.network.pieces.empty() && (!world.groups.empty() || !world.households.empty());
}

hazards::RunClock clock_of(const drill::Scenario& scenario, int threads) {
  return {scenario.start, scenario.duration_s, scenario.output_interval_s, threads, scenario.seed};
}

/// The levels that roads and places are measured against: the bed that was computed on, and the finer ground.
void write_levels(const world::World& world, const hazards::Course& course,
                  const std::filesystem::path& run) {
  const world::Terrain& terrain = world.terrain;
  if (!course.grid.same_cells(terrain.elevation_m.grid)) return;
  const std::filesystem::path folder = run / "course" / course.hazard;
  geo::write_cog(folder / "bed_m.tif", terrain.elevation_m, {"m", "bed_m"});
  if (!terrain.ground_m.values.empty())
    geo::write_cog(folder / "ground_m.tif", terrain.ground_m, {"m", "ground_m"});
}

void simulate(Values& v, const RunOptions& options, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("simulate");
  const hazards::Checkpointing keeping =
      keeping_of(v.scenario, v.world, options, [] { return interrupted.load(); });
  for (const hazards::Entry& entry : hazards::catalogue()) {
    const std::string& name = entry.card().name;
    if (!v.scenario.settings.has_section(name)) continue;
    try {
      v.courses.push_back(hazards::simulate(
          entry, v.world, v.scenario.settings.section(name), clock_of(v.scenario, options.threads),
          [&](const hazards::Progress& p) { reporter.advance(p); }, keeping));
    } catch (const hazards::Stopped& stopped) {
      tell_stop(stopped, options.run);
    }
    hazards::write_course(v.courses.back(), run);
    write_levels(v.world, v.courses.back(), run);
  }
  if (v.courses.empty())
    throw base::InputError(v.scenario.file.string(), "", "the scenario has no hazard section",
                           "add a section such as [flood]");
}

void read_courses(Values& v, const std::filesystem::path& run) {
  for (const std::string& name : v.scenario.hazards) v.courses.push_back(hazards::read_course(run, name));
}

impact::ShelterStandard standard_of(const drill::Scenario& scenario) {
  return plan::shelter_standard(scenario.settings.section("plan"));
}

void assess(Values& v, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("assess");
  v.impact = impact::assess(v.world, v.courses, hazards::catalogue());
  impact::write_impact(v.impact, v.world, standard_of(v.scenario), v.scenario.start, run,
                       v.scenario.settings.section("plan").boolean("night"));
}

void make_plan(Values& v, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("plan");
  v.plan = plan::make(v.world, v.impact, drill::orders(v.scenario, v.world, v.alerts),
                      v.scenario.settings.section("plan"));
  plan::write_plan(v.plan, v.world, v.scenario.start, run);
}

void drill_papers(Values& v, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("drill");
  v.log = drill::play(v.scenario, v.world, v.courses, v.impact, v.plan, v.alerts);
  drill::write_events(v.log, v.scenario, run);
  drill::write_documents(v.scenario, v.world, v.courses, v.impact, v.plan, v.alerts, v.log, run);
}

int people_left(const plan::Plan& plan) {
  int people = 0;
  for (const plan::LeftBehind& left : plan.left_behind)
    people += plan.units[static_cast<std::size_t>(left.unit)].people;
  return people;
}

std::vector<std::string> warnings_of(const Values& v) {
  std::vector<std::string> warnings;
  for (const base::Fault& fault : world::warnings(v.world)) warnings.push_back(base::to_text(fault));
  for (const base::Fault& fault : drill::chain_faults(v.world, v.world.folder))
    warnings.push_back("NOT READY 未就绪: " + base::to_text(fault));
  for (const hazards::Course& course : v.courses)
    warnings.insert(warnings.end(), course.notes.begin(), course.notes.end());
  return warnings;
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, [](int) { interrupted = true; });
  std::signal(SIGTERM, [](int) { interrupted = true; });
}

bool interrupt_asked() {
  return interrupted;
}

int usable_cores() {
  cpu_set_t set;
  int cores = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  if (const char* omp = std::getenv("OMP_NUM_THREADS"); omp && std::atoi(omp) > 0)
    cores = std::min(cores, std::atoi(omp));
  return std::max(cores, 1);
}

world::World world_of(const drill::Scenario& scenario) {
  if (!scenario.area.empty()) return world::load(scenario.area, scenario.cell_m);
  const base::Settings area = scenario.settings.section("area");
  return world::bare_world(area.path("terrain"), area.number("manning_s_per_m1_3"), scenario.cell_m,
                           area.has("crs") ? area.text("crs") : "");
}

Outcome run_stages(const RunOptions& options, Stage from, Stage to) {
  Reporter reporter(options.progress);
  Values v;
  v.scenario = drill::read_scenario(options.scenario, options.overrides);
  if (v.scenario.settings.has_section("network")) return run_network(options, v.scenario, reporter);
  if (v.scenario.settings.has_section("dispatch")) return run_dispatch(options, v.scenario, reporter);
  reporter.stage("load");
  v.world = world_of(v.scenario);
  RunFolder folder(options.run, from != Stage::simulate);
  const std::filesystem::path& run = folder.staging();

  if (from == Stage::simulate) {
    simulate(v, options, run, reporter);
  } else {
    read_courses(v, run);
  }
  const bool people = has_people_and_roads(v.world);
  if (people && to >= Stage::assess) {
    v.alerts = drill::county_alerts(v.scenario, v.world);
    if (from <= Stage::assess) {
      assess(v, run, reporter);
    } else {
      v.impact = impact::read_impact(v.world, run);
    }
    if (to >= Stage::plan) {
      if (from <= Stage::plan) {
        make_plan(v, run, reporter);
      } else {
        v.plan = plan::read_plan(v.world, run);
      }
    }
  }
  if (to == Stage::drill && people) drill_papers(v, run, reporter);
  reporter.stage("write");
  if (to == Stage::drill) {
    write_gis(v.scenario, v.world, v.courses, v.impact, v.plan, v.log, run);
    write_view(v.scenario, v.world, v.courses, v.impact, v.plan, v.log, run);
  }
  Outcome outcome;
  outcome.summary_json = drill::summary_json(v.scenario, v.world, v.courses, v.impact, v.plan, v.alerts);
  geo::write_file(run / "summary.json", outcome.summary_json);
  geo::write_file(run / "inputs" / "scenario.toml", geo::read_file(v.scenario.file));
  outcome.people_left = people_left(v.plan);
  outcome.warnings = warnings_of(v);
  outcome.exit_code = outcome.people_left > 0                       ? kSomebodyLeft
                      : options.strict && !outcome.warnings.empty() ? kWarnings
                                                                    : kOk;
  reporter.finish();
  outcome.wall_s = reporter.wall_s();
  write_manifest(v.scenario, v.courses,
                 {options.threads, options.command_line, v.world.crs, v.world.assumptions, outcome.wall_s,
                  outcome.exit_code, options.overrides},
                 run);
  folder.finish();
  if (from == Stage::simulate) std::filesystem::remove_all(state_folder(options.run));
  return outcome;
}

namespace {

/// A finished run with everything that its papers are made from.
Values read_run(const std::filesystem::path& run) {
  const ScenarioOfRun origin = scenario_of_run(run);
  Values v;
  v.scenario = drill::read_scenario(origin.file, origin.overrides);
  v.world = world_of(v.scenario);
  read_courses(v, run);
  v.alerts = drill::county_alerts(v.scenario, v.world);
  v.impact = impact::read_impact(v.world, run);
  v.plan = plan::read_plan(v.world, run);
  v.log = drill::read_events(run);
  return v;
}

}  // namespace

drill::PackageReport export_package(const std::filesystem::path& run, const std::filesystem::path& folder) {
  const Values v = read_run(run);
  return drill::write_package({v.scenario, v.world, v.courses, v.impact, v.plan, v.alerts, v.log}, run,
                              folder);
}

MselImport import_msel(const std::filesystem::path& run, const std::filesystem::path& workbook, bool apply) {
  const ScenarioOfRun origin = scenario_of_run(run);
  const drill::Scenario scenario = drill::read_scenario(origin.file, origin.overrides);
  MselImport import;
  import.edits = drill::msel_changes(scenario, world_of(scenario), drill::read_events(run), workbook);
  if (!apply || import.edits.changes.empty()) return import;
  import.applied = drill::apply_msel(scenario, import.edits, geo::read_file(origin.file));
  base::Settings::parse(import.applied.toml, origin.file.string(), drill::scenario_spec(), origin.overrides);
  geo::write_file(origin.file, import.applied.toml);
  return import;
}

}  // namespace dayu::app
