// SPDX-License-Identifier: Apache-2.0
// Where has every cubic metre gone? Float64 accounts kept beside the float32 state and compared with what the
// cells hold. Invariant: initial + in - out - pumped out - into reservoirs - infiltrated = stored, but for
// rounding; the relative error is printed.
#pragma once

#include <algorithm>

namespace dayu::hazards::flood {

/// A run whose books are off by more than this is not a result (CONTRACT: exit code 5).
inline constexpr double kMassError_1 = 1e-4;

struct Books {
  double initial_m3 = 0, rain_m3 = 0, inflow_m3 = 0, out_m3 = 0, infiltrated_m3 = 0, stored_m3 = 0;
  double reservoir_m3 = 0;  ///< run into reservoirs whose outflow is given
  double pumped_m3 = 0;     ///< pumped out of the model

  double in_m3() const { return rain_m3 + inflow_m3; }
  double expected_m3() const {
    return initial_m3 + in_m3() - out_m3 - reservoir_m3 - pumped_m3 - infiltrated_m3;
  }
  /// Relative to all the water handled.
  double error_1() const {
    const double handled = initial_m3 + in_m3();
    return handled > 0 ? (stored_m3 - expected_m3()) / handled : 0;
  }
};

}  // namespace dayu::hazards::flood
