// SPDX-License-Identifier: Apache-2.0
// The drill officer's own arithmetic: rates of head, flank and back that are given, not computed, along a
// fixed axis. What a simulated fire is set beside. Length = head run + back run, width = 2 flank runs, area
// that of the ellipse; the trigger line is where the head must be when the order goes out: distance =
// order-to-last-out time times a margin at the fast rate. Invariant: runs never shrink.
#pragma once

#include <optional>
#include <vector>

namespace dayu::hazards::fire {

/// From `from_s` on; metres a second.
struct GivenRate {
  double from_s = 0, head_m_per_s = 0, flank_m_per_s = 0, back_m_per_s = 0;
};

class GivenRates {
 public:
  /// `rates` in order of time; the fire starts at the first one's.
  explicit GivenRates(std::vector<GivenRate> rates) : rates_(std::move(rates)) {}

  double head_run_m(double time_s) const { return run_m(&GivenRate::head_m_per_s, time_s); }
  double flank_run_m(double time_s) const { return run_m(&GivenRate::flank_m_per_s, time_s); }
  double back_run_m(double time_s) const { return run_m(&GivenRate::back_m_per_s, time_s); }
  double area_ha(double time_s) const;
  /// When the head has run so far; empty: never.
  std::optional<double> head_reaches_s(double distance_m) const;
  /// When the order must go out, so that `clear_s` times `margin_1` are left at the fastest of the head's
  /// rates; empty: it is too late from the start, or the head never comes.
  std::optional<double> trigger_s(double distance_m, double clear_s, double margin_1) const;

 private:
  double run_m(double GivenRate::*rate, double time_s) const;
  std::vector<GivenRate> rates_;
};

}  // namespace dayu::hazards::fire
