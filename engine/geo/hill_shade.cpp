// SPDX-License-Identifier: Apache-2.0
// How does the land look with light from four sides?
//   shade = 255 * sum_k w_k max(0, cos z cos s + sin z sin s cos(a_k - a)) / sum_k w_k,  w_k = sin^2(a_k - a)
// Mark (1992), USGS Open-File Report 92-422: light from a_k = 225, 270, 315, 360 degrees, zenith angle z = 60
// degrees, each weighted by how far it falls across the slope; slope s and aspect a by Horn (1981), Proc.
// IEEE 69(1), 14-47. Symbols: z, s, a in radians. Invariant: level ground is evenly grey, a cell without
// height is black (0).
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/geo/raster_file.h"

namespace dayu::geo {
namespace {

constexpr double kZenith_rad = std::numbers::pi / 3;

struct Gradient {
  double east_1 = 0, north_1 = 0;
};

Gradient horn(const Raster<float>& z, Cell c) {
  const float here = z[c];
  // Outside the raster and in voids the ground goes on level.
  const auto at = [&](int dr, int dc) {
    const Cell n{std::clamp(c.row + dr, 0, z.grid.n_rows - 1), std::clamp(c.col + dc, 0, z.grid.n_cols - 1)};
    return static_cast<double>(std::isfinite(z[n]) ? z[n] : here);
  };
  const double d = 8 * z.grid.cell_m;
  return {(at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)) / d,
          (at(-1, -1) + 2 * at(-1, 0) + at(-1, 1) - at(1, -1) - 2 * at(1, 0) - at(1, 1)) / d};
}

double shade_1(Gradient g) {
  const double slope = std::atan(std::hypot(g.east_1, g.north_1));
  const double aspect = std::atan2(-g.east_1, -g.north_1);  // the way down, clockwise from north
  double sum = 0, weights = 0;
  for (const double azimuth_deg : {225.0, 270.0, 315.0, 360.0}) {
    const double turn = azimuth_deg * std::numbers::pi / 180 - aspect;
    const double w = slope > 0 ? std::sin(turn) * std::sin(turn) : 1;
    const double light =
        std::cos(kZenith_rad) * std::cos(slope) + std::sin(kZenith_rad) * std::sin(slope) * std::cos(turn);
    sum += w * std::max(0.0, light);
    weights += w;
  }
  return sum / weights;
}

}  // namespace

Raster<unsigned char> hill_shade(const Raster<float>& elevation_m) {
  Raster<unsigned char> shade(elevation_m.grid, 0);
  for (int row = 0; row < shade.grid.n_rows; ++row)
    for (int col = 0; col < shade.grid.n_cols; ++col) {
      const Cell c{row, col};
      if (!std::isfinite(elevation_m[c])) continue;
      shade[c] = static_cast<unsigned char>(
          std::clamp(std::lround(1 + 254 * shade_1(horn(elevation_m, c))), 1L, 255L));
    }
  return shade;
}

}  // namespace dayu::geo
