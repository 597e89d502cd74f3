// SPDX-License-Identifier: Apache-2.0
// What is the outline of the squares that carry one number? Rings along square edges, averaged and rounded by
// corner cutting (Chaikin 1974). Invariant: a ring never touches itself; holes lie inside the outline they
// are listed with.
#pragma once

#include <vector>

#include "engine/geo/vector_file.h"

namespace dayu::world::synth {

struct BandMask {
  int n_rows = 0, n_cols = 0;
  double square_m = 10, west_m = 0, north_m = 0;
  std::vector<signed char> band;  ///< -1: outside
  int at(int r, int c) const {
    return r < 0 || c < 0 || r >= n_rows || c >= n_cols ? -1 : band[static_cast<std::size_t>(r * n_cols + c)];
  }
};

/// One polygon for each connected part of a band at least `least_m2` large; holes below `least_hole_m2` are
/// closed.
std::vector<geo::Feature> polygons(const BandMask& mask, int band, double least_m2, double least_hole_m2,
                                   int rounds = 2);

}  // namespace dayu::world::synth
