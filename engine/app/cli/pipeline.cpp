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
#include "engine/impact/given.h"
#include "engine/impact/impact_files.h"
#include "engine/plan/behaviour/behaviour.h"
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

/// What is given instead of simulated; never both for one hazard.
void take_given(Values& v, const RunOptions& options, const std::filesystem::path& run) {
  if (!v.scenario.settings.has_section("given")) return;
  const base::Settings given = v.scenario.settings.section("given");
  for (hazards::Course& course :
       impact::given_courses(given, v.world, clock_of(v.scenario, options.threads))) {
    if (v.scenario.settings.has_section(course.hazard))
      throw given.error("source", course.hazard + " is both given and simulated",
                        "leave out [" + course.hazard + "], or its given course");
    hazards::write_course(course, run);
    write_levels(v.world, course, run);
    v.courses.push_back(std::move(course));
  }
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
  take_given(v, options, run);
  if (v.courses.empty() && !v.scenario.settings.has_section("given"))
    throw base::InputError(v.scenario.file.string(), "", "the scenario has no hazard section",
                           "add a section such as [flood], or [given] with what is known");
}

void read_courses(Values& v, const std::filesystem::path& run) {
  for (const hazards::Entry& entry : hazards::catalogue())
    if (const std::string& name = entry.card().name; std::filesystem::exists(run / "course" / name))
      v.courses.push_back(hazards::read_course(run, name));
}

impact::ShelterStandard standard_of(const drill::Scenario& scenario) {
  return plan::shelter_standard(scenario.settings.section("plan"));
}

void assess(Values& v, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("assess");
  v.impact = impact::assess(v.world, v.courses, hazards::catalogue());
  if (v.scenario.settings.has_section("given"))
    impact::add_given_times(v.scenario.settings.section("given"), v.world, clock_of(v.scenario, 1), v.impact);
  impact::write_impact(v.impact, v.world, standard_of(v.scenario), v.scenario.start, run,
                       v.scenario.settings.section("plan").boolean("night"));
}

void make_plan(Values& v, const std::filesystem::path& run, Reporter& reporter) {
  reporter.stage("plan");
  v.plan = plan::make(v.world, v.impact, drill::orders(v.scenario, v.world, v.alerts),
                      v.scenario.settings.section("plan"));
  plan::add_behaviour(v.world, v.impact, v.scenario.settings.section("plan"), v.scenario.seed, v.plan);
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

/// The page, GIS files, summary and manifest of a run whose values stand.
Outcome write_out(const Values& v, const RunOptions& options, const std::filesystem::path& run,
                  Reporter& reporter, bool whole) {
  reporter.stage("write");
  if (whole) {
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
  return outcome;
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
    v.alerts = drill::all_alerts(v.scenario, v.world, v.courses);
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
  Outcome outcome = write_out(v, options, run, reporter, to == Stage::drill);
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
  v.alerts = drill::all_alerts(v.scenario, v.world, v.courses);
  v.impact = impact::read_impact(v.world, run);
  v.plan = plan::read_plan(v.world, run);
  v.log = drill::read_events(run);
  return v;
}

}  // namespace

Outcome replan_run(const std::filesystem::path& from, const std::vector<std::string>& injects,
                   const RunOptions& options, plan::Replanned& result) {
  Reporter reporter(options.progress);
  reporter.stage("load");
  Values v = read_run(from);
  std::vector<plan::Incident> incidents;
  incidents.reserve(injects.size());
  for (const std::string& text : injects)
    incidents.push_back(plan::read_incident(text, v.world, [&](const std::string& moment) {
      return drill::read_moment(moment, v.scenario.start, v.scenario.opens_s);
    }));
  reporter.stage("replan");
  const base::Settings settings = v.scenario.settings.section("plan");
  result = plan::replan(v.world, v.impact, v.plan, incidents, settings, v.scenario.start);
  Outcome outcome;
  if (options.run.empty()) {
    outcome.people_left = people_left(result.plan);
    outcome.exit_code = outcome.people_left > 0 ? kSomebodyLeft : kOk;
  } else {
    RunFolder folder(options.run, false);
    const std::filesystem::path& run = folder.staging();
    std::filesystem::create_directories(run);
    std::filesystem::copy(from / "course", run / "course", std::filesystem::copy_options::recursive);
    v.impact = result.impact;
    v.plan = result.plan;
    impact::write_impact(v.impact, v.world, standard_of(v.scenario), v.scenario.start, run,
                         settings.boolean("night"));
    plan::write_plan(v.plan, v.world, v.scenario.start, run);
    drill_papers(v, run, reporter);
    outcome = write_out(v, options, run, reporter, true);
    folder.finish();
  }
  reporter.finish();
  outcome.wall_s = reporter.wall_s();
  return outcome;
}

drill::PackageReport export_package(const std::filesystem::path& run, const ExportWish& wish) {
  const Values v = read_run(run);
  const drill::RunValues values{v.scenario, v.world, v.courses, v.impact, v.plan, v.alerts, v.log};
  return wish.open_to_all ? drill::write_public(values, run, wish.folder)
                          : drill::write_package(values, run, wish.folder, wish.unmasked);
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
