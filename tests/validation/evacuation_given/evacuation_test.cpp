// SPDX-License-Identifier: Apache-2.0
// Exact evacuation of given networks against optima from elsewhere: 20 small ones proven twice, and the Mount
// Alexander network (10,867 vehicles), where clearing times, people left and means were computed by an
// independent program. Where ours is below such a figure, the checker has evaluated the cut that proves it.
#include "tests/validation/evacuation_given/given_cases.h"

using dayu::test::mean_steps;
using dayu::test::planned;
using dayu::test::planned_case;

TEST_CASE("small networks: clearing time and people left are the optimum") {
  const auto folder = dayu::test::shared_data("ops/evac_small");
  const dayu::geo::Table optimum = dayu::geo::read_table(folder / "optimum.csv");
  dayu::base::SectionSpec root;
  root.sections = {dayu::plan::network_spec()};
  dayu::base::Faults faults;
  REQUIRE(optimum.rows.size() >= 20);
  for (std::size_t row = 0; row < optimum.rows.size(); ++row) {
    const std::string name = optimum.text(row, "instance"), home = (folder / name).string();
    std::string toml = "[network]\n";
    for (const char* table : {"nodes", "arcs"})
      toml += std::string(table) + " = \"" + home + "/net/" + table + ".csv\"\n";
    for (const char* table : {"sources", "shelters", "closures"})
      toml += std::string(table) + " = \"" + home + "/" + table + ".csv\"\n";
    const auto settings = dayu::base::Settings::parse(toml, name, root);
    const auto plan = planned(settings.section("network"), name);
    INFO(name);
    CHECK(plan.clear == optimum.integer(row, "optimal_clear_min", faults));
    CHECK(plan.people - plan.arrived == optimum.integer(row, "left_behind_min", faults));
    CHECK(plan.bound_clear == plan.clear);
  }
}

TEST_CASE("one road in: the whole town through it") {
  const auto plan = planned_case("castlemaine_1sink");
  CHECK(plan.arrived == 10867);
  CHECK(plan.clear == 1086);
  CHECK(plan.mean_is_least);
}

TEST_CASE("five ample shelters, with and without a moving front") {
  for (const char* name : {"castlemaine_5shelters", "castlemaine_5_front"}) {
    const auto plan = planned_case(name);
    CHECK(plan.arrived == 10867);
    CHECK(plan.clear == 87);
    CHECK(mean_steps(plan) <= 30.91 * 1.005);
    CHECK(plan.mean_is_least);
  }
}

TEST_CASE("five shelters that fill up") {
  const auto plan = planned_case("castlemaine_5tight");
  CHECK(plan.arrived == 10867);
  CHECK(plan.clear <= 89);
  CHECK(plan.bound_clear == plan.clear);
  CHECK(mean_steps(plan) <= 41.0);
  CHECK(plan.bound_sum > 0.95 * plan.sum_arrivals);
}

TEST_CASE("five shelters that fill up, and a moving front: fewest left behind") {
  const auto plan = planned_case("castlemaine_5tight_front");
  CHECK(plan.people - plan.arrived == 1096);
  CHECK(plan.bound_left == 1096);
  CHECK(plan.clear <= 95);
}
