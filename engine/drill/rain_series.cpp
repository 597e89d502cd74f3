// SPDX-License-Identifier: Apache-2.0
// How much rain fell in a window, from depths stamped at the END of their interval. Windows that start at a
// stamp are plain sums of the series' own values, so that a threshold met exactly is met (no difference of
// totals).
#include <algorithm>

#include "engine/drill/scenario.h"

namespace dayu::drill {
namespace {

/// Start of interval i, s: the stamp before it; the first is as long as the second.
double begins(const std::vector<double>& end_s, std::size_t i) {
  if (i > 0) return end_s[i - 1];
  return end_s.size() > 1 ? end_s[0] - (end_s[1] - end_s[0]) : 0;
}

}  // namespace

double RainSeries::window_mm(double time_s, double window_s) const {
  const double from_s = time_s - window_s;
  double sum_mm = 0;
  for (std::size_t i = 0; i < end_s.size(); ++i) {
    const double a = std::max(begins(end_s, i), from_s);
    const double b = std::min(end_s[i], time_s);
    if (b <= a) continue;
    const double length_s = end_s[i] - begins(end_s, i);
    const bool whole = a == begins(end_s, i) && b == end_s[i];
    sum_mm += whole ? rain_mm[i] : rain_mm[i] * (b - a) / length_s;
  }
  return sum_mm;
}

double RainSeries::rain_until(double time_s) const {
  if (end_s.empty()) return 0;
  return window_mm(time_s, time_s - begins(end_s, 0));
}

}  // namespace dayu::drill
