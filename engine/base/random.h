// SPDX-License-Identifier: Apache-2.0
// Counter-based random numbers: the value depends on (seed, stream, index) alone, so any thread may draw any
// number in any order and the run stays the same. SplitMix64 finaliser (Steele, Lea & Flood 2014).
#pragma once

#include <cstdint>

namespace dayu::base {

/// A 64-bit hash of its arguments; equidistributed enough for synthesis and Monte Carlo.
constexpr std::uint64_t hash64(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  auto mix = [](std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  };
  return mix(mix(mix(seed + 0x9e3779b97f4a7c15ULL) ^ (stream + 0x9e3779b97f4a7c15ULL)) +
             index * 0x9e3779b97f4a7c15ULL);
}

/// Uniform in [0, 1).
constexpr double uniform_1(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  return static_cast<double>(hash64(seed, stream, index) >> 11) * 0x1.0p-53;
}

/// A sequence of draws from one stream.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}
  double uniform_1() { return base::uniform_1(seed_, stream_, next_++); }
  double between(double low, double high) { return low + (high - low) * uniform_1(); }
  /// An integer in [0, n).
  int below(int n) { return static_cast<int>(uniform_1() * n); }

 private:
  std::uint64_t seed_, stream_, next_ = 0;
};

}  // namespace dayu::base
