// SPDX-License-Identifier: Apache-2.0
// Which places may the public see, and how exactly? public_rules.csv says it by layer and kind: keep (name
// and coarsened place), name_only (no figure of the works), drop. What no row names is dropped. Coordinates
// are rounded to a lattice before they are turned into longitude and latitude.
#pragma once

#include <filesystem>

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

struct PublicPlace {
  std::string layer, kind;
  world::Name name;
  geo::Point at;  ///< coarsened, the area's CRS
  double round_m = 0;
};
std::vector<PublicPlace> public_places(const world::World& world);

/// EXERCISE_places.csv and .geojson (WGS 84) into the folder.
void write_public_places(const RunValues& run, const std::filesystem::path& folder);

/// To the middle of a lattice square.
geo::Point coarsened(geo::Point at, double round_m);

}  // namespace dayu::drill
