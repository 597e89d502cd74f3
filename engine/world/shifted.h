// SPDX-License-Identifier: Apache-2.0
// Were these points taken from a phone map of mainland China (GCJ-02) and entered as if they were true?
// Places stand by roads. If most of the points come much nearer to the roads once the shift is taken off,
// they were.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/world/world.h"

namespace dayu::world {

struct Shifted {
  std::string file;
  double as_given_m = 0,
         unshifted_m = 0;  ///< median distance to the nearest road, without and with the shift off
};

/// Empty for fewer than kFewest points, outside China, without roads, or where the points are right.
std::optional<Shifted> shifted_points(const World& world, const std::string& file,
                                      const std::vector<geo::Point>& points);

}  // namespace dayu::world
