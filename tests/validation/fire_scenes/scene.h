// SPDX-License-Identifier: Apache-2.0
// A validation scenario as the program reads it, up to the fire's own inputs.
#pragma once

#include "engine/drill/scenario.h"
#include "engine/geo/raster_file.h"
#include "engine/hazards/fire/fire.h"
#include "engine/hazards/fire/solve.h"
#include "engine/world/load.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {

struct Scene {
  drill::Scenario scenario;
  world::World world;
  std::vector<std::string> notes;
  hazards::fire::Inputs in;

  explicit Scene(const std::string& folder, const std::vector<std::string>& overrides = {})
      : scenario(drill::read_scenario(source_dir() / "tests" / "validation" / folder, overrides)),
        world(world::bare_world(scenario.terrain, 0.05)),
        in(hazards::fire::read_inputs(world, scenario.settings.section("fire"), clock(), notes)) {}
  hazards::RunClock clock() const {
    return {scenario.start, scenario.duration_s, scenario.output_interval_s, 1, scenario.seed};
  }
};

/// How two arrival rasters agree; what is negative or not finite did not burn.
struct Agreement {
  double both = 0, found = 0, truth = 0, squares = 0;
  void take(double found_s, double truth_s, double until_s) {
    const bool f = found_s >= 0 && found_s <= until_s, t = truth_s >= 0 && truth_s <= until_s;
    found += f;
    truth += t;
    if (!f || !t) return;
    ++both;
    squares += (found_s - truth_s) * (found_s - truth_s);
  }
  double jaccard_1() const { return both / (found + truth - both); }
  double area_ratio_1() const { return found / truth; }
  double rmse_s() const { return std::sqrt(squares / both); }
};

inline Agreement compare(const std::vector<float>& found_s, const std::vector<float>& truth_s,
                         double until_s) {
  Agreement a;
  for (std::size_t k = 0; k < found_s.size(); ++k)
    a.take(static_cast<double>(found_s[k]), static_cast<double>(truth_s[k]), until_s);
  return a;
}

}  // namespace dayu::test
