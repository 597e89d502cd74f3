// SPDX-License-Identifier: Apache-2.0
// What water comes and goes: rain from gauges, losses to the ground, hydrographs at points.
// Rain is constant between two stamps, so a step that ends at stamps adds exactly what fell; between gauges
// it is weighted by inverse distance squared (Shepard 1968) on a coarse lattice and bilinear inside it.
// Invariant: the integral over any steps equals the series, whatever the steps were.
#pragma once

#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/geo/raster.h"

namespace dayu::hazards::flood {

/// Depths of intervals that follow each other: rain_mm[k] fell between end_s[k-1] (first: begin_s) and
/// end_s[k].
struct RainGauge {
  std::string name;
  geo::Point at;
  double begin_s = 0;
  std::vector<double> end_s, rain_mm;

  double rate_m_per_s(double from_s) const;  ///< of the interval that begins at or holds `from_s`
  double next_stamp_s(double from_s) const;  ///< first stamp after `from_s`; kNever_s: none
};

enum class LossModel { none, constant, initial_constant };

/// none; constant: the ground takes up to `rate` from any water on it; initial_constant: the first `initial`
/// of the rain and then up to `rate` of the rain is kept (the hydrologist's initial and continuing loss).
struct Losses {
  LossModel model = LossModel::none;
  double initial_m = 0, rate_m_per_s = 0;
};

/// A hydrograph that enters through cells, linear between its points and zero outside them.
struct Inflow {
  std::string name;
  std::vector<geo::Cell> cells;
  std::vector<double> time_s, discharge_m3_per_s;

  double discharge(double t_s) const;
  double next_stamp_s(double from_s) const;
  double volume_m3(double from_s, double to_s) const;  ///< exact if no stamp lies inside
};

/// Rain rate of every cell at a time, m/s, into `rate` (grid order).
void rain_field(const std::vector<RainGauge>& gauges, const geo::Grid& grid, double from_s,
                std::vector<float>& rate);

}  // namespace dayu::hazards::flood
