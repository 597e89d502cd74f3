// SPDX-License-Identifier: Apache-2.0
// Inside `warnings`: what does not stop loading, but would make a drill wrong.
#pragma once

#include <string>
#include <vector>

#include "engine/base/errors.h"
#include "engine/world/world.h"

namespace dayu::world {

struct Remarks {
  const World& world;
  std::vector<base::Fault> all = {};

  void add(const std::string& file, const std::string& place, const std::string& what,
           const std::string& remedy) {
    all.push_back({world.folder + "/" + file, place, what, remedy});
  }
};

void remark_ground(Remarks& remarks);  ///< terrain, roads, bridges
void remark_waters(Remarks& remarks);  ///< reservoirs, gauges, thresholds
void remark_places(
    Remarks& remarks);  ///< whatever stands somewhere: off the roads, in water, in a danger zone
void remark_people(Remarks& remarks);  ///< villages, chains, sums
void remark_means(Remarks& remarks);   ///< capacities of zero

}  // namespace dayu::world
