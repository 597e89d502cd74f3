// SPDX-License-Identifier: Apache-2.0
// The curves that warning and mobilisation follow.
//   Told (Rogers & Sorensen 1988, 1991): dn/dt = k a1 (1 - n) + (1 - k) a2 n (1 - n), n the share that knows.
//   With A = k a1 and B = (1 - k) a2, A > 0: n(t) = (1 - e^-(A+B)t) / (1 + (B/A) e^-(A+B)t).
//   Leaving, in medians since being told: Weibull (-ln(1-u) / ln 2)^(1/shape), shape 2 the Rayleigh curve
//   1 - exp(-t2/2b2) of Sorensen & Mileti; lognormal exp(sigma z(u)).
// `diffuse` is the same equation for single households, with a call-down beside it.
#pragma once

#include <vector>

namespace dayu::plan {

double told_share_1(double t_s, double broadcast_per_s, double contagion_per_s);

/// When each household knows. Each is told by the chain at `chain_s` (kNever_s: never), or earlier once the
/// rates, added up over time, reach its own `patience` (drawn from the exponential distribution): the siren
/// sounds from `broadcast_from_s` on, and neighbours tell in proportion to the share that knows.
struct Warning {
  std::vector<double> chain_s, patience;
  double broadcast_from_s, broadcast_per_s, contagion_per_s;
};
std::vector<double> diffuse(const Warning& warning);

/// Exponential and standard normal by their inverse distributions, u in [0, 1).
double exponential_of(double u);
double normal_of(double u);

double weibull_medians(double u, double shape_1);
double lognormal_medians(double u, double sigma_1);

}  // namespace dayu::plan
