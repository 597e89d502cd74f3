// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/given_run.h"

#include <chrono>

#include "engine/app/cli/county_site_run.h"
#include "engine/app/cli/exit_codes.h"
#include "engine/app/manifest.h"
#include "engine/app/run_folder.h"
#include "engine/geo/table.h"
#include "engine/plan/flow/network_plan.h"
#include "engine/plan/routing/route_search.h"
#include "engine/plan/routing/routing_files.h"
#include "engine/plan/routing/vrplib_file.h"
#include "engine/plan/site/location_files.h"
#include "engine/plan/transport/transport.h"

namespace dayu::app {

Outcome finish_given(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter,
                     RunFolder& folder, std::string summary_json, int people_left) {
  const std::filesystem::path& run = folder.staging();
  Outcome outcome;
  outcome.summary_json = std::move(summary_json);
  geo::write_file(run / "summary.json", outcome.summary_json);
  geo::write_file(run / "inputs" / "scenario.toml", geo::read_file(scenario.file));
  outcome.people_left = people_left;
  outcome.exit_code = people_left > 0 ? kSomebodyLeft : kOk;
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

bool read_given(const drill::Scenario& scenario) {
  const base::Settings& all = scenario.settings;
  if (all.has_section("network")) plan::read_given_network(all.section("network"));
  if (all.has_section("dispatch")) {
    const base::Settings section = all.section("dispatch");
    if (section.text("format") == "vrplib")
      plan::read_vrplib(section.path("file"), section.text("distances"));
    else
      plan::read_dimacs_flow(section.path("file"));
  }
  if (all.has_section("location")) {
    const base::Settings section = all.section("location");
    if (section.text("format") == "orlib-pmed")
      plan::read_orlib_pmed(section.path("file"));
    else
      plan::read_orlib_cap(section.path("file"), section.number("capacity"));
  }
  return all.has_section("network") || all.has_section("dispatch") || all.has_section("location");
}

Outcome run_network(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter) {
  reporter.stage("load");
  const base::Settings section = scenario.settings.section("network");
  const plan::GivenNetwork given = plan::read_given_network(section);
  RunFolder folder(options.run, false);
  reporter.stage("plan");
  const plan::NetworkPlan plan =
      plan::plan_network(given, static_cast<std::int64_t>(section.number("work_limit")));
  reporter.stage("write");
  plan::write_network_plan(plan, given, folder.staging());
  return finish_given(options, scenario, reporter, folder, plan::network_summary(plan, scenario.name),
                      static_cast<int>(plan.people - plan.arrived));
}

namespace {

Outcome run_flow(const RunOptions& options, const drill::Scenario& scenario,
                 const std::filesystem::path& file, Reporter& reporter) {
  reporter.stage("load");
  const plan::FlowProblem problem = plan::read_dimacs_flow(file);
  reporter.stage("plan");
  const plan::FlowAnswer answer = plan::least_cost_flow(problem);
  if (!answer.feasible)
    throw base::InputError(file.string(), "", "no flow takes all supplies where they are needed",
                           "raise capacities, or let what is not served go to a node of its own");
  RunFolder folder(options.run, false);
  reporter.stage("write");
  plan::write_flow(problem, answer, file, folder.staging());
  return finish_given(options, scenario, reporter, folder, plan::flow_summary(problem, answer, scenario.name),
                      0);
}

}  // namespace

Outcome run_dispatch(const RunOptions& options, const drill::Scenario& scenario, Reporter& reporter) {
  const base::Settings section = scenario.settings.section("dispatch");
  if (section.text("format") == "dimacs-min")
    return run_flow(options, scenario, section.path("file"), reporter);
  reporter.stage("load");
  const plan::RoutingProblem problem = plan::read_vrplib(section.path("file"), section.text("distances"));
  RunFolder folder(options.run, false);
  reporter.stage("plan");
  using Clock = std::chrono::steady_clock;
  const Clock::time_point began = Clock::now();
  const double limit_s = section.number("time_limit_s");
  const plan::RoutingAnswer answer = plan::route_search(
      problem, scenario.seed, plan::routing_work(problem, section.number("effort_s")),
      [&](double done_1, double) {
        if (interrupt_asked()) throw Interrupted{};
        reporter.advance({.time_s = done_1, .duration_s = 1});
        return limit_s <= 0 || std::chrono::duration<double>(Clock::now() - began).count() < limit_s;
      });
  reporter.stage("write");
  plan::write_routing(problem, answer, section.path("file"), folder.staging());
  return finish_given(options, scenario, reporter, folder,
                      plan::routing_summary(problem, answer, scenario.name), 0);
}

namespace {

plan::Reach reach_of(const std::string& kind) {
  return kind == "p-centre"       ? plan::Reach::centre
         : kind == "set-covering" ? plan::Reach::covering
                                  : plan::Reach::most_covered;
}

/// One of the questions that the graph of a p-median file can be asked; its summary.
std::string answer_graph(const base::Settings& section, const drill::Scenario& scenario,
                         const std::filesystem::path& run) {
  const plan::Siting siting = plan::read_orlib_pmed(section.path("file"));
  const auto work_limit = static_cast<std::int64_t>(section.number("work_limit"));
  geo::write_file(run / "inputs" / "site" / "graph.txt", geo::read_file(section.path("file")));
  if (section.text("kind") == "p-median") {
    const plan::SitingAnswer answer = plan::p_median(siting, scenario.seed, work_limit);
    plan::write_siting(siting, answer, run);
    return plan::siting_summary(answer.cost, answer.bound, answer.open.size(), siting.clients, scenario.name);
  }
  const plan::Reach kind = reach_of(section.text("kind"));
  const double radius = section.number("radius");
  if (kind != plan::Reach::centre && !section.has("radius"))
    throw section.error("radius", "a covering has no radius", "add radius = ...");
  const int alone = kind == plan::Reach::covering ? plan::out_of_reach(siting, radius) : -1;
  if (alone >= 0)
    throw section.error("radius", "client " + std::to_string(alone + 1) + " has no site within it",
                        "widen the radius, or ask for the maximal covering");
  const plan::ReachAnswer answer = plan::reach(siting, kind, radius, scenario.seed, work_limit);
  plan::write_siting(siting, answer, run);
  return plan::siting_summary(answer.value, answer.bound, answer.open.size(), siting.clients, scenario.name);
}

}  // namespace

Outcome run_site(const RunOptions& options) {
  if (std::filesystem::exists(options.scenario / "manifest.json")) return run_county_site(options);
  Reporter reporter(options.progress);
  const drill::Scenario scenario = drill::read_scenario(options.scenario, options.overrides);
  if (scenario.settings.has_section("site")) return run_county_site(options);
  if (!scenario.settings.has_section("location"))
    throw base::InputError(
        scenario.file.string(), "", "the scenario has neither [site] nor [location]",
        "add [site] with runs, or [location] with format and file; or name a finished run");
  reporter.stage("load");
  const base::Settings section = scenario.settings.section("location");
  const auto work_limit = static_cast<std::int64_t>(section.number("work_limit"));
  RunFolder folder(options.run, false);
  std::string summary;
  if (section.text("format") == "orlib-pmed") {
    reporter.stage("plan");
    summary = answer_graph(section, scenario, folder.staging());
  } else {
    const plan::CapacitatedSiting siting =
        plan::read_orlib_cap(section.path("file"), section.number("capacity"));
    reporter.stage("plan");
    const plan::CapacitatedAnswer answer = plan::capacitated(siting, work_limit);
    plan::write_siting(siting, answer, folder.staging());
    summary =
        plan::siting_summary(answer.cost, answer.bound, answer.open.size(), siting.clients, scenario.name);
  }
  return finish_given(options, scenario, reporter, folder, std::move(summary), 0);
}

}  // namespace dayu::app
