// SPDX-License-Identifier: Apache-2.0
// [fire.smoke] of a scenario.
#include "engine/hazards/fire/reading.h"

namespace dayu::hazards::fire {

void read_smoke(Reading& r) {
  const base::Settings s = r.section.section("smoke");
  SmokeOptions& o = r.in.smoke;
  o.on = s.text("plume") == "gaussian";
  o.stability = static_cast<Stability>(s.text("stability").at(0) - 'A');
  o.mixing_m = s.number("mixing_m");
  o.emission_g_per_kg = s.number("emission_g_per_kg");
  o.low_1 = s.number("low_1");
  o.extinction_m2_per_g = s.number("extinction_m2_per_g");
}

}  // namespace dayu::hazards::fire
