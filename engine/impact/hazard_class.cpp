// SPDX-License-Identifier: Apache-2.0
// The general flood hazard class of a place: Australian Rainfall & Runoff 2019, Book 6 ch. 7 (Smith, Davey &
// Cox 2014, UNSW WRL TR 2014/07, tables 5 and 6); limits on depth d (m), speed v (m/s) and d*v (m2/s), all
// three. v is taken as (d*v)/d. A frame's largest d and d*v need not fall together, so the class is not too
// low. Invariant: never falls when depth or d*v rises at fixed speed.
#include <array>

#include "engine/impact/impact.h"
#include "engine/impact/sampling.h"

namespace dayu::impact {
namespace {

struct Limit {
  double depth_m, speed_m_per_s, depth_speed_m2_per_s;
};
constexpr std::array<Limit, 5> kLimits = {
    {{0.3, 2.0, 0.3}, {0.5, 2.0, 0.6}, {1.2, 2.0, 0.6}, {2.0, 2.0, 1.0}, {4.0, 4.0, 4.0}}};

/// Below this depth the quotient of two rounded numbers says nothing about the speed (5 counts of 0.01 m).
constexpr double kSpeedMeaningful_m = 0.05;

}  // namespace

int hazard_class(double depth_m, double depth_speed_m2_per_s) {
  if (!(depth_m > 0)) return 0;
  const double speed_m_per_s = depth_m < kSpeedMeaningful_m ? 0 : depth_speed_m2_per_s / depth_m;
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    const Limit& limit = kLimits[i];
    if (depth_m <= limit.depth_m + kSlack && speed_m_per_s <= limit.speed_m_per_s + kSlack &&
        depth_speed_m2_per_s <= limit.depth_speed_m2_per_s + kSlack)
      return static_cast<int>(i) + 1;
  }
  return 6;
}

}  // namespace dayu::impact
