// SPDX-License-Identifier: Apache-2.0
// What help is there? Shelters on safe ground, the relief warehouse and its stock, teams, gauges, thresholds,
// and the chain of five above every household. Numbers that the worked cases (DRILLS section 7) state are
// exact. Invariant: every group has a chain; every village has a shelter.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

void place_sites(County& county);
void place_shelters(County& county, const std::map<std::string, geo::Point>& refuges);
void place_stores_and_teams(County& county);
void place_gauges(County& county);
void set_thresholds(County& county);
/// chains.csv and restricted/persons.csv.
void name_persons(County& county);

}  // namespace dayu::world::synth
