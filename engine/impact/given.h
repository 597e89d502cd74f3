// SPDX-License-Identifier: Apache-2.0
// A hazard that is given instead of simulated ([given] of a scenario): whole courses of an earlier run, pairs
// of a maximum and an arrival raster, perimeters with times, or bare tables of when places are in danger and
// roads close. Courses go the way of simulated ones; tables are taken as they stand, beside whatever the
// courses do (the earlier time counts).
//   places  kind,id,danger | danger_s          kind: household, group, site, shelter, zone (all households
//                                               and sites of a danger zone), village (of all its zones)
//   roads   road | piece | x_m,y_m, who, from | from_s, to | to_s
//                                               who: a row's class, empty: everybody; to empty: for good;
//                                               x_m,y_m: the piece nearest to the point
#pragma once

#include "engine/base/settings.h"
#include "engine/impact/impact.h"

namespace dayu::impact {

base::SectionSpec given_spec();

/// The courses that [given] names, in the order they are written; several fields of one hazard are one
/// course. InputError.
std::vector<hazards::Course> given_courses(const base::Settings& section, const world::World& world,
                                           const hazards::RunClock& clock);

/// Takes the tables of [given] into an impact. InputError with every fault of both.
void add_given_times(const base::Settings& section, const world::World& world, const hazards::RunClock& clock,
                     Impact& impact);

}  // namespace dayu::impact
