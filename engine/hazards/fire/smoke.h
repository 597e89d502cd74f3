// SPDX-License-Identifier: Apache-2.0
// How far can a driver see in the smoke? Every burning block of cells is a steady Gaussian plume at
// the ground:
//   c(x, y) = E / (pi U s_y s_z) exp(-y^2 / (2 s_y^2)),  x downwind, y across, m;  b = k c;  visibility
//   = 3.912 / b
// E smoke that stays low, g/s; U wind at 10 m, m/s; s_y, s_z Briggs's open-country curves with the block's
// own width and kSource_m height added in squares; s_z at most what fills the mixing layer. b is the
// extinction, 1/km. Invariant: the smoke that passes any line across the wind is what was emitted (until the
// mixing layer is full). Sources: Briggs 1973 (in Hanna, Briggs & Hosker 1982, DOE/TIC-11223), Koschmieder
// 1924, Lavdas 1996 (VSMOKE, GTR SRS-6).
#pragma once

#include <vector>

#include "engine/geo/raster.h"
#include "engine/hazards/fire/landscape.h"

namespace dayu::hazards::fire {

struct Burned;

/// Pasquill's class of stability; D neutral (wind or cloud), F a clear still night.
enum class Stability { A, B, C, D, E, F };

struct SmokeOptions {
  bool on = false;
  Stability stability = Stability::D;
  double mixing_m = 1000;
  double emission_g_per_kg = 18;     ///< fine particles (PM2.5); temperate forest, Andreae 2019 [B]
  double low_1 = 0.25;               ///< share that does not rise with the fire's heat; VSMOKE's custom [C]
  double extinction_m2_per_g = 4.5;  ///< dry smoke at 550 nm, 3.6 to 5 (Reid et al. 2005) [B]
  double heat_kJ_per_kg = 18608;     ///< of dry fuel; 8000 Btu/lb of the fuel models
};

/// Spread of a plume at `x_m` downwind, m.
struct Widths {
  double across_m, up_m;
};
Widths briggs_open(Stability stability, double x_m);

/// A steady source: a square of `side_m` around `at` that gives off `low_g_per_s`.
struct SmokeSource {
  geo::Point at;
  double side_m = 0, low_g_per_s = 0;
};

/// Extinction 1/km at `to` from one source; `wind` in m/s at 10 m, towards. Below kCalm_m_per_s it counts as
/// that.
double extinction_per_km(const SmokeSource& source, geo::Point to, Vector wind, const SmokeOptions& options);

class Smoke {
 public:
  /// `wind_10m` of each slice, towards; in the order of `slices`.
  Smoke(const geo::Grid& grid, const Burned& burned, double burn_out_s, const std::vector<Slice>& slices,
        double ten_metre_to_20ft_1, SmokeOptions options);
  /// The thickest smoke at every cell during (from_s, to_s], looked at every kLook_s and at the end.
  void thickest(double from_s, double to_s, std::vector<float>& values) const;

 private:
  std::vector<SmokeSource> sources_at(double time_s) const;
  Vector wind_at(double time_s) const;
  void blow(const SmokeSource& source, Vector wind, std::vector<float>& blocks) const;

  const geo::Grid& grid_;
  const Burned& burned_;
  double burn_out_s_;
  const std::vector<Slice>& slices_;
  double ten_metre_to_20ft_1_;
  SmokeOptions options_;
  int per_block_ = 1, rows_ = 0, cols_ = 0;  ///< cells along a block's side; blocks
  std::vector<std::uint32_t> order_;         ///< burned cells by arrival
};

}  // namespace dayu::hazards::fire
