// SPDX-License-Identifier: Apache-2.0
// How hot is it beside the fire? A front of intensity I radiates the share chi of its heat as a line: at
// distance x
//   q = chi I / (2 pi x), at least kNear_m away, from the edge of a burning cell. kW/m2 on a surface that
//   faces it.
// A cell counts as hot from the front's arrival until it has burned out. Invariant: q never falls when I or
// the time step grows.
#pragma once

#include <vector>

#include "engine/geo/raster.h"
#include "engine/hazards/fire/solve.h"

namespace dayu::hazards::fire {

inline constexpr double kRadiated_1 =
    0.3;  ///< of the heat, by flames; 0.2-0.4 in field fires (Frankman et al. 2013) [C]
inline constexpr double kNear_m = 5;   ///< a road's verge; own choice [C]
inline constexpr double kFar_m = 120;  ///< beyond, even 30 MW/m gives less than 12 kW/m2; own choice [C]

class Heat {
 public:
  Heat(const geo::Grid& grid, const Burned& burned, double burn_out_s);
  /// The largest heat during (from_s, to_s] at every cell.
  void largest(double from_s, double to_s, std::vector<float>& values) const;

 private:
  struct Reach {
    int row, col;
    float per_intensity;
  };
  const geo::Grid& grid_;
  const Burned& burned_;
  double burn_out_s_;
  std::vector<std::uint32_t> order_;  ///< burned cells by arrival
  std::vector<Reach> reach_;
};

}  // namespace dayu::hazards::fire
