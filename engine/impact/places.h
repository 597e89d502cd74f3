// SPDX-License-Identifier: Apache-2.0
// What a hazard does to the places where people are: groups, listed households, sites, shelters.
#pragma once

#include <vector>

#include "engine/impact/impact.h"

namespace dayu::impact {

/// Whose limits hold at a place.
enum class Frailty { person, person_weak, shelter };

struct Place {
  geo::Point at;
  Frailty frailty = Frailty::person;
  float floor_above_bed_m = 0;  ///< water below the floor does not reach the people inside
};

/// Groups (always with weak members), households and sites (weak if somebody needs help, is old or very
/// young), shelters; concatenated in that order.
std::vector<Place> places_of(const world::World& world);

/// Lets one course act on the places: earlier times and larger values win.
void endanger(const std::vector<Place>& places, const hazards::Course& course,
              const std::vector<Effect>& effects, std::vector<Danger>& dangers);

}  // namespace dayu::impact
