// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/dead_moisture.h"

#include <algorithm>
#include <cmath>

namespace dayu::hazards::fire {
namespace {

constexpr double kHour_s = 3600;

double approach(double m, double target, double seconds, double lag_s) {
  return target + (m - target) * std::exp(-seconds / lag_s);
}

Moisture later(Moisture m, double target, double seconds) {
  m.d1_1 = approach(m.d1_1, target, seconds, kHour_s);
  m.d10_1 = approach(m.d10_1, target, seconds, 10 * kHour_s);
  m.d100_1 = approach(m.d100_1, target, seconds, 100 * kHour_s);
  return m;
}

}  // namespace

double equilibrium_moisture_1(double temperature_c, double h) {
  const double t = temperature_c * 9 / 5 + 32;
  const double percent = h < 10    ? 0.03229 + 0.281073 * h - 0.000578 * h * t
                         : h <= 50 ? 2.22749 + 0.160107 * h - 0.01478 * t
                                   : 21.0606 + 0.005565 * h * h - 0.00035 * h * t - 0.483199 * h;
  return std::max(0.01, percent / 100);
}

std::vector<Slice> with_dead_moisture(const std::vector<Slice>& slices, const std::vector<bool>& raining,
                                      double until_s) {
  std::vector<Slice> pieces;
  if (slices.empty()) return pieces;
  Moisture m = slices.front().moisture;
  for (std::size_t k = 0; k < slices.size(); ++k) {
    const double target =
        raining[k] ? kWet_1 : equilibrium_moisture_1(slices[k].temperature_c, slices[k].humidity_pct);
    const double end_s =
        k + 1 < slices.size() ? slices[k + 1].from_s : std::max(until_s, slices[k].from_s + 1);
    for (double from_s = slices[k].from_s; from_s < end_s; from_s += kHour_s) {
      const double length_s = std::min(kHour_s, end_s - from_s);
      Slice piece = slices[k];
      piece.from_s = from_s;
      piece.moisture = later(m, target, length_s / 2);
      pieces.push_back(piece);
      m = later(m, target, length_s);
    }
  }
  return pieces;
}

}  // namespace dayu::hazards::fire
