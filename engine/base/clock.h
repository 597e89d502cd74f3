// SPDX-License-Identifier: Apache-2.0
// The one clock of a drill: seconds since the scenario's start beside civil time with its offset.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

namespace dayu::base {

/// "Never" for arrival and closing times, s.
inline constexpr double kNever_s = std::numeric_limits<double>::infinity();

/// A civil instant: seconds since 1970-01-01 UTC and the offset it is written in (China: +28,800 s).
struct Instant {
  std::int64_t unix_s = 0;
  int offset_s = 8 * 3600;
  bool operator==(const Instant&) const = default;
};

/// Reads "2025-06-18T14:00:00+08:00", "2025-06-18 14:00", "2025-06-18 14:00:00". Without an offset
/// `default_offset_s` holds. Throws InputError that names the text.
Instant read_instant(const std::string& text, int default_offset_s = 8 * 3600);

/// The instant `time_s` after `start`, e.g. "2025-06-18T20:30:00+08:00".
std::string iso8601(const Instant& start, double time_s = 0);

/// "20:30" (or "06-19 02:00" when the day differs from the start's): for people.
std::string clock_hh_mm(const Instant& start, double time_s);

/// "T+06:30:00" since the scenario's start.
std::string t_plus(double time_s);

}  // namespace dayu::base
