// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/county_site_run.h"

#include "engine/app/cli/given_run.h"
#include "engine/app/manifest.h"
#include "engine/drill/alerts.h"
#include "engine/hazards/course_files.h"
#include "engine/impact/given.h"
#include "engine/plan/site/county_sites.h"

namespace dayu::app {
namespace {

namespace fs = std::filesystem;

struct Question {
  drill::Scenario scenario;
  std::vector<fs::path> runs;
  std::vector<double> weights_1;
};

Question question_of(const RunOptions& options) {
  Question q;
  if (fs::exists(options.scenario / "manifest.json")) {
    const ScenarioOfRun origin = scenario_of_run(options.scenario);
    std::vector<std::string> overrides = origin.overrides;
    overrides.insert(overrides.end(), options.overrides.begin(), options.overrides.end());
    q.scenario = drill::read_scenario(origin.file, overrides);
    q.runs = {options.scenario};
  } else {
    q.scenario = drill::read_scenario(options.scenario, options.overrides);
    const base::Settings site = q.scenario.settings.section("site");
    if (site.has("runs"))
      for (const std::string& run : site.texts("runs")) q.runs.push_back(q.scenario.file.parent_path() / run);
    if (site.has("weights_1")) q.weights_1 = site.numbers("weights_1");
    if (q.runs.empty())
      throw site.error("runs", "no finished run is named",
                       "add runs = [\"../../runs/demo\"], or: dayu site RUN");
    if (!q.weights_1.empty() && q.weights_1.size() != q.runs.size())
      throw site.error("weights_1", "there is not one weight for each run", "give as many weights as runs");
  }
  if (q.weights_1.empty()) q.weights_1.assign(q.runs.size(), 1);
  if (q.scenario.area.empty())
    throw base::InputError(q.scenario.file.string(), "", "there is no area with people and shelters",
                           "name an area in [scenario]");
  return q;
}

/// What a finished run did, to the shelters there are and the candidates alike.
plan::SiteCase case_of(const fs::path& run, double weight_1, const drill::Scenario& main,
                       const world::World& world) {
  const ScenarioOfRun origin = scenario_of_run(run);
  const drill::Scenario scenario = drill::read_scenario(origin.file, origin.overrides);
  if (fs::weakly_canonical(scenario.area) != fs::weakly_canonical(main.area) ||
      scenario.cell_m != main.cell_m)
    throw base::InputError(run.string(), "", "this run is of another area or cell size",
                           "name runs of " + main.area.string() + " with the same grid.cell_m");
  std::vector<hazards::Course> courses;
  for (const hazards::Entry& entry : hazards::catalogue())
    if (const std::string& name = entry.card().name; fs::exists(run / "course" / name))
      courses.push_back(hazards::read_course(run, name));
  plan::SiteCase in{scenario.name, weight_1, impact::assess(world, courses, hazards::catalogue()), {}};
  if (scenario.settings.has_section("given"))
    impact::add_given_times(
        scenario.settings.section("given"), world,
        {scenario.start, scenario.duration_s, scenario.output_interval_s, 1, scenario.seed}, in.impact);
  in.orders = drill::orders(scenario, world, drill::all_alerts(scenario, world, courses));
  return in;
}

}  // namespace

Outcome run_county_site(const RunOptions& options) {
  Reporter reporter(options.progress);
  reporter.stage("load");
  const Question q = question_of(options);
  const base::Settings site = q.scenario.settings.section("site"), plan = q.scenario.settings.section("plan");
  const world::World today = world_of(q.scenario);
  const world::World world = plan::with_candidates(today, site);
  reporter.stage("assess");
  std::vector<plan::SiteCase> cases;
  for (std::size_t k = 0; k < q.runs.size(); ++k) {
    cases.push_back(case_of(q.runs[k], q.weights_1[k], q.scenario, world));
    for (std::size_t before = 0; before < k; ++before)
      if (cases[before].name == cases[k].name) cases[k].name += "-" + std::to_string(k + 1);
  }
  reporter.stage("plan");
  const std::size_t existing = today.shelters.size();
  const plan::CountySites question = plan::county_sites(world, existing, cases, plan, site);
  const plan::CountyChoice choice = plan::choose_sites(question, world, existing, site, q.scenario.seed);
  reporter.stage("write");
  RunFolder folder(options.run, false);
  plan::write_county_sites(question, choice, world, existing, folder.staging());
  return finish_given(options, q.scenario, reporter, folder,
                      plan::county_sites_summary(question, choice, q.scenario.name), 0);
}

}  // namespace dayu::app
