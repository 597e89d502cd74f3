// SPDX-License-Identifier: Apache-2.0
// What makes hills differ from each other? Gradient noise (Perlin 2002, quintic fade) on a hashed lattice.
// Only + - * / sqrt and floor are used here and in the whole generator: these are exact under IEEE 754, so
// the county is the same on every machine; libm's exp, pow and sin are not.
#pragma once

#include <cstdint>

namespace dayu::world::synth {

/// Smooth noise of wavelength about 1, in [-1, 1], mean 0.
double gradient_noise_1(std::uint64_t seed, double x, double y);

/// Octaves of noise, each of half the wavelength and `gain` times the height of the one before.
double fractal_noise_1(std::uint64_t seed, double x_m, double y_m, double wavelength_m, int octaves,
                       double gain = 0.5);

/// The same bent by itself, so that no outline follows the lattice: for patches of cover.
double patchy_noise_1(std::uint64_t seed, double x_m, double y_m, double wavelength_m, int octaves);

/// 0 below `low`, 1 above `high`, smooth between (3t^2 - 2t^3).
double smooth_step_1(double low, double high, double value);

/// The fourth root, by two square roots: hydraulic geometry without pow.
double fourth_root(double value);

}  // namespace dayu::world::synth
