// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/gcj02.h"

#include <cmath>
#include <numbers>

namespace dayu::geo {
namespace {

// Krasovsky 1940; the constants and the series below are those in use by all open converters (surety B: never
// published by the surveying authority; checked against map services to about a metre).
constexpr double kAxis_m = 6378245.0, kEccentricity2_1 = 0.00669342162296594323;
constexpr double kPi = std::numbers::pi;

/// 2/3 (amplitude sin(pi v / period) summed over two waves).
double waves_m(double v, double amplitude1, double period1, double amplitude2, double period2) {
  return 2.0 / 3.0 * (amplitude1 * std::sin(kPi * v / period1) + amplitude2 * std::sin(kPi * v / period2));
}

/// The shift in metres to the east and to the north, at degrees from 105 E, 35 N.
Point shift_m(double x, double y) {
  const double common = waves_m(x, 20, 1.0 / 6, 20, 0.5), root = std::sqrt(std::abs(x));
  const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common +
                      waves_m(x, 20, 1, 40, 3) + waves_m(x, 150, 12, 300, 30);
  const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common +
                       waves_m(y, 20, 1, 40, 3) + waves_m(y, 160, 12, 320, 30);
  return {east, north};
}

}  // namespace

Point gcj02_from_wgs84(Point p) {
  const Point shift = shift_m(p.x_m - 105, p.y_m - 35);
  const double latitude = p.y_m * kPi / 180, sine = std::sin(latitude);
  const double w2 = 1 - kEccentricity2_1 * sine * sine, w = std::sqrt(w2);
  const double meridian_m = kAxis_m * (1 - kEccentricity2_1) / (w2 * w);
  const double parallel_m = kAxis_m / w * std::cos(latitude);
  return {p.x_m + shift.x_m / parallel_m * 180 / kPi, p.y_m + shift.y_m / meridian_m * 180 / kPi};
}

Point wgs84_from_gcj02(Point p) {
  Point guess = p;
  for (int round = 0; round < 5; ++round) {  // each round gains three digits
    const Point there = gcj02_from_wgs84(guess);
    guess = {guess.x_m + p.x_m - there.x_m, guess.y_m + p.y_m - there.y_m};
  }
  return guess;
}

}  // namespace dayu::geo
