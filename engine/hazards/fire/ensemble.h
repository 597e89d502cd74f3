// SPDX-License-Identifier: Apache-2.0
// How likely does it burn where, and when at the earliest, in the middle, at the latest? Many fires whose
// wind, moisture and ignition are drawn around the scenario's: wind speed by a factor, direction by an angle,
// moistures by a factor (normal, cut at two deviations), the ignition by a shift. Each draw depends on (seed,
// member) alone, and the counts are sums of whole numbers, so that the result is the same on any number of
// threads. Arrival is kept in kBins bins of time; quantiles are over the members that burned the cell.
// Invariant: probability is count / members; p10 <= p50 <= p90.
#pragma once

#include <cstdint>

#include "engine/hazards/fire/solve.h"

namespace dayu::hazards::fire {

inline constexpr int kBins = 32;

struct Odds {
  std::vector<float> probability_1, p10_s, p50_s, p90_s;  ///< quantiles kNever where nothing burned
  std::vector<double> areas_ha;                           ///< by member
};

/// Members with their own weather, on in.threads threads; edits hold in every member.
Odds burn_odds(const Inputs& in, const Spreading& spreading, std::uint64_t seed);

/// The inputs of one member.
void perturb(const Inputs& in, const Spreading& spreading, std::uint64_t seed, int member,
             std::vector<Slice>& slices, std::vector<Ignition>& ignitions);

}  // namespace dayu::hazards::fire
