// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/network_run.h"

#include "engine/app/cli/exit_codes.h"
#include "engine/app/manifest.h"
#include "engine/app/run_folder.h"
#include "engine/geo/table.h"
#include "engine/plan/flow/network_plan.h"

namespace dayu::app {

Outcome run_network(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter) {
  reporter.stage("load");
  const base::Settings section = scenario.settings.section("network");
  const plan::GivenNetwork given = plan::read_given_network(section);
  RunFolder folder(options.run, false);
  const std::filesystem::path& run = folder.staging();

  reporter.stage("plan");
  const plan::NetworkPlan plan =
      plan::plan_network(given, static_cast<std::int64_t>(section.number("work_limit")));
  reporter.stage("write");
  plan::write_network_plan(plan, given, run);
  Outcome outcome;
  outcome.summary_json = plan::network_summary(plan, scenario.name);
  geo::write_file(run / "summary.json", outcome.summary_json);
  geo::write_file(run / "inputs" / "scenario.toml", geo::read_file(scenario.file));
  outcome.people_left = static_cast<int>(plan.people - plan.arrived);
  outcome.exit_code = outcome.people_left > 0 ? kSomebodyLeft : kOk;
  reporter.finish();
  outcome.wall_s = reporter.wall_s();
  ManifestFacts facts;
  facts.threads = options.threads;
  facts.command_line = options.command_line;
  facts.wall_s = outcome.wall_s;
  facts.exit_code = outcome.exit_code;
  facts.overrides = options.overrides;
  write_manifest(scenario, {}, facts, run);
  folder.finish();
  return outcome;
}

}  // namespace dayu::app
