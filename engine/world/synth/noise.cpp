// SPDX-License-Identifier: Apache-2.0
// What makes hills differ from each other? Perlin's improved gradient noise with eight hashed directions.
#include "engine/world/synth/noise.h"

#include <array>
#include <cmath>

#include "engine/base/random.h"

namespace dayu::world::synth {

namespace {

double fade(double t) {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

double slope_at(std::uint64_t seed, std::int64_t ix, std::int64_t iy, double dx, double dy) {
  static constexpr double kHalfRoot = 0.70710678118654752;
  static constexpr std::array<std::array<double, 2>, 8> kDirections{{{1, 0},
                                                                     {kHalfRoot, kHalfRoot},
                                                                     {0, 1},
                                                                     {-kHalfRoot, kHalfRoot},
                                                                     {-1, 0},
                                                                     {-kHalfRoot, -kHalfRoot},
                                                                     {0, -1},
                                                                     {kHalfRoot, -kHalfRoot}}};
  const auto bits = base::hash64(seed, static_cast<std::uint64_t>(ix), static_cast<std::uint64_t>(iy));
  const auto& g = kDirections[bits >> 61];
  return g[0] * dx + g[1] * dy;
}

}  // namespace

double gradient_noise_1(std::uint64_t seed, double x, double y) {
  const double fx = std::floor(x), fy = std::floor(y);
  const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
  const double dx = x - fx, dy = y - fy, u = fade(dx), v = fade(dy);
  const double a = slope_at(seed, ix, iy, dx, dy), b = slope_at(seed, ix + 1, iy, dx - 1, dy);
  const double c = slope_at(seed, ix, iy + 1, dx, dy - 1), d = slope_at(seed, ix + 1, iy + 1, dx - 1, dy - 1);
  const double top = a + u * (b - a), bottom = c + u * (d - c);
  return 1.41421356 * (top + v * (bottom - top));
}

double fractal_noise_1(std::uint64_t seed, double x_m, double y_m, double wavelength_m, int octaves,
                       double gain) {
  double sum = 0, height = 1, total = 0;
  // Each octave is turned by the 3-4-5 triangle's angle so that lattice axes never line up.
  double x = x_m / wavelength_m, y = y_m / wavelength_m;
  for (int o = 0; o < octaves; ++o) {
    sum += height * gradient_noise_1(seed + static_cast<std::uint64_t>(o) * 7919U, x, y);
    total += height;
    height *= gain;
    const double turned = 0.8 * x - 0.6 * y;
    y = 2 * (0.6 * x + 0.8 * y) + 17.3;
    x = 2 * turned + 5.1;
  }
  return sum / total;
}

double patchy_noise_1(std::uint64_t seed, double x_m, double y_m, double wavelength_m, int octaves) {
  const double x = 0.92 * x_m - 0.39 * y_m, y = 0.39 * x_m + 0.92 * y_m, half = wavelength_m / 2;
  const double east = 0.3 * wavelength_m * gradient_noise_1(seed + 501, x / half, y / half);
  const double south = 0.3 * wavelength_m * gradient_noise_1(seed + 502, x / half, y / half);
  return fractal_noise_1(seed, x + east, y + south, wavelength_m, octaves);
}

double smooth_step_1(double low, double high, double value) {
  double t = (value - low) / (high - low);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  return t * t * (3 - 2 * t);
}

double fourth_root(double value) {
  return std::sqrt(std::sqrt(value < 0 ? 0 : value));
}

}  // namespace dayu::world::synth
