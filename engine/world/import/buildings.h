// SPDX-License-Identifier: Apache-2.0
// The outlines of an extract that matter as buildings: where people live and what a shelter's floor is.
#pragma once

#include <vector>

#include "engine/geo/osm.h"

namespace dayu::world::importing {

struct Building {
  const geo::Feature* outline = nullptr;
  geo::Point at;  ///< centroid
  geo::Box box;
  double area_m2 = 0, levels = 1;
  bool lived_in = true;  ///< not a garage, a roof or a barn
};

std::vector<Building> buildings_of(const geo::OsmExtract& osm);

double area_m2(const geo::Feature& polygon);       ///< outline less holes
geo::Point centroid(const geo::Feature& polygon);  ///< of the outline
/// "n12", "w34", "r56": what the map calls a point, a way, a relation.
std::string osm_ref(const geo::Feature& feature);
double storeys_of(const geo::Feature& feature, double fallback);

}  // namespace dayu::world::importing
