// SPDX-License-Identifier: Apache-2.0
// How much calls, knocks, own starts and buses differ from the plan's time for them: the ranges of
// mobilisation_spread.csv, as factors.
#pragma once

#include <string>

namespace dayu::plan {

struct SpreadRange {
  double low_1 = 1, high_1 = 1;
  /// share_1 of the range between its ends, e.g. a percentile.
  double at(double share_1) const { return low_1 + share_1 * (high_1 - low_1); }
};

/// call, door, own_prepare, bus_mobilise; what the table does not name has no spread.
SpreadRange spread_of(const std::string& what);

}  // namespace dayu::plan
