// SPDX-License-Identifier: Apache-2.0
// plan/behaviour*.csv of a run folder, and back (village empty: all together; an empty time: never).
//   behaviour.csv  village,compliance_1,time_s,plan_departed,plan_safe,announced_departed,announced_safe,
//                  departed_p10,departed_p50,departed_p90,safe_p10,safe_p50,safe_p90
//                  (people who have left, and who are safe, by each moment)
//   behaviour_villages.csv  village,compliance_1,people,plan_safe,plan_in_danger,plan_last_s and, each as
//                  _p10,_p50,_p90: departed, safe, in_danger, at_home, on_road, stays, ninety_s, last_safe_s;
//                  by_command,by_gauge,by_neighbours,by_sign (medians: what made those who left leave)
//   behaviour_draws.csv  village,compliance_1,draw,people,departed,safe,at_home,on_road,stays,turned,
//                  by_command,by_gauge,by_neighbours,by_sign,ninety_s,last_safe_s
//   certificate.json  behaviour: draws, seed, step_s, compliance_1
#pragma once

#include <filesystem>

#include "engine/plan/behaviour/behaviour.h"

namespace dayu::plan {

void write_behaviour(const Behaviour& behaviour, const world::World& world,
                     const std::filesystem::path& folder);
/// plan.behaviour without draws and curves; nothing where the certificate has none.
void read_behaviour(const world::World& world, const std::filesystem::path& folder, Plan& plan);

}  // namespace dayu::plan
