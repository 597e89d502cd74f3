// SPDX-License-Identifier: Apache-2.0
// What is drawn in one expected course: every number depends on (seed, draw, what, whose) alone, so courses
// may be computed in any order and at any compliance with the same luck.
#pragma once

#include "engine/base/random.h"

namespace dayu::plan {

enum class Luck {
  decide,
  answer,
  call,
  door,
  outage,
  gauge,
  gauge_reads,
  sign,
  sign_acts,
  gong,
  hears_prepare,
  hears_immediate,
  prepare,
  own_prepare,
  complies,
  bus
};

class Chance {
 public:
  Chance(std::uint64_t seed, int draw) : seed_(seed), draw_(static_cast<std::uint64_t>(draw)) {}
  /// Uniform in [0, 1).
  double of(Luck what, std::uint64_t whose) const {
    return base::uniform_1(seed_, draw_ * 64 + static_cast<std::uint64_t>(what) + 1, whose);
  }

 private:
  std::uint64_t seed_, draw_;
};

}  // namespace dayu::plan
