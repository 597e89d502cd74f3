// SPDX-License-Identifier: Apache-2.0
// What water comes and goes: rain from gauges, losses to the ground, hydrographs at points.
// Rain is constant between two stamps, so a step that ends at stamps adds exactly what fell; between gauges
// it is weighted by inverse distance squared (Shepard 1968) on a coarse lattice and bilinear inside it, or
// taken from the nearest gauge (Thiessen 1911); rasters are looked up. Invariant: the integral over any steps
// equals the series, whatever the steps were.
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

/// Rasters that follow each other: rate k holds from end_s[k-1] (first: begin_s) to end_s[k].
struct RainStack {
  double begin_s = 0;
  std::vector<double> end_s;
  std::vector<std::vector<float>> rate_m_per_s;  ///< by cell of the rasters
  std::vector<int> cells;                        ///< by cell of the model: which of them, or -1

  bool empty() const { return end_s.empty(); }
  int at(double from_s) const;  ///< the raster in force, or -1
  double next_stamp_s(double from_s) const;
};

/// How rain between gauges is found: by inverse distance squared, or from the nearest (Thiessen 1911).
enum class Between { inverse_distance, thiessen };

enum class LossModel { none, constant, initial_constant, curve_number, green_ampt };
enum class SoilState { dry, normal, wet };

/// none; constant: the ground takes up to `rate` from any water on it; initial_constant: the first `initial`
/// of the rain and then up to `rate` of the rain is kept (the hydrologist's initial and continuing loss);
/// curve_number: SCS (NEH 630, ch. 10), from the rain; green_ampt: Green & Ampt 1911, from any water.
struct Losses {
  LossModel model = LossModel::none;
  double initial_m = 0, rate_m_per_s = 0;
  std::vector<float> curve_number;  ///< by cell, or one for all; of normal soil
  double abstraction_1 = 0.2;       ///< initial abstraction as a share of the retention S
  SoilState soil = SoilState::normal;
  double conductivity_m_per_s = 0, suction_m = 0, moisture_deficit_1 = 0;
  std::vector<float> drainage_m_per_s;  ///< drains of towns, taken from any water; by cell, one, or empty
};

/// Retention S, m, of a curve number for normal soil in another state (Hawkins et al. 1985).
double retention_m(double curve_number, SoilState soil);

/// A value in time, linear between its points.
struct Hydrograph {
  std::vector<double> time_s, value;

  double at(double t_s) const;  ///< before the first point and after the last: as there
  double next_stamp_s(double from_s) const;
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
void rain_field(const std::vector<RainGauge>& gauges, Between between, const geo::Grid& grid, double from_s,
                std::vector<float>& rate);

}  // namespace dayu::hazards::flood
