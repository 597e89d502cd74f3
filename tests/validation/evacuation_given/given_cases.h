// SPDX-License-Identifier: Apache-2.0
// Plans a given network, writes the run and lets the checker judge it.
#pragma once

#include <cstdio>
#include <string>

#include "engine/app/verify/verify.h"
#include "engine/drill/scenario.h"
#include "engine/geo/table.h"
#include "engine/plan/flow/network_plan.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {

inline plan::NetworkPlan planned(const base::Settings& section, const std::string& name) {
  const plan::GivenNetwork given = plan::read_given_network(section);
  plan::NetworkPlan plan = plan_network(given, static_cast<std::int64_t>(section.number("work_limit")));
  const TemporaryFolder run("evacuation_" + name);
  plan::write_network_plan(plan, given, run.path());
  geo::write_file(run.path() / "summary.json", plan::network_summary(plan, name));
  std::string refuted;
  for (const auto& v : verify::verify(run.path()).violations)
    if (v.rule != "files.manifest")  // the command line writes it
      refuted += v.rule + " " + v.file + " " + v.place + ": " + v.en + "\n";
  INFO(name);
  CHECK(refuted == "");
  return plan;
}

/// A scenario folder of tests/validation.
inline plan::NetworkPlan planned_case(const std::string& name) {
  const drill::Scenario scenario =
      drill::read_scenario(source_dir() / "tests" / "validation" / ("evacuation_" + name));
  plan::NetworkPlan plan = planned(scenario.settings.section("network"), name);
  const double people = static_cast<double>(plan.arrived);
  std::printf("%-24s left %5lld  clear %5d  mean %8.3f  bound %8.3f steps\n", name.c_str(),
              plan.people - plan.arrived, plan.clear, static_cast<double>(plan.sum_arrivals) / people,
              static_cast<double>(plan.bound_sum) / people);
  return plan;
}

inline double mean_steps(const plan::NetworkPlan& plan) {
  return static_cast<double>(plan.sum_arrivals) / static_cast<double>(plan.arrived);
}

}  // namespace dayu::test
