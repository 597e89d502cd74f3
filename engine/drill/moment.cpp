// SPDX-License-Identifier: Apache-2.0
// Moments as planners write them: on the drill's clock (T+01:20, H+1), on the wall (20:12), or dated.
#include <cstdio>

#include "engine/drill/scenario.h"

namespace dayu::drill {

double read_moment(const std::string& text, const base::Instant& start, double opens_s) {
  int h = 0, m = 0, s = 0, used = 0;
  for (const char* form : {"T+%d:%d:%d%n", "H+%d:%d:%d%n"})
    if (std::sscanf(text.c_str(), form, &h, &m, &s, &used) == 3 && used == static_cast<int>(text.size()))
      return opens_s + h * 3600 + m * 60 + s;
  for (const char* form : {"T+%d:%d%n", "H+%d:%d%n"})
    if (std::sscanf(text.c_str(), form, &h, &m, &used) == 2 && used == static_cast<int>(text.size()))
      return opens_s + h * 3600 + m * 60;
  if (std::sscanf(text.c_str(), "H+%d%n", &h, &used) == 1 && used == static_cast<int>(text.size()))
    return opens_s + h * 3600;
  const std::int64_t local_s = start.unix_s + start.offset_s;
  if (std::sscanf(text.c_str(), "%2d:%2d%n", &h, &m, &used) == 2 && used == static_cast<int>(text.size()) &&
      h < 24 && m < 60) {
    const std::int64_t wait_s = (h * 3600 + m * 60 - local_s % 86400 + 86400) % 86400;
    return static_cast<double>(wait_s);
  }
  int month = 0, day = 0;
  if (std::sscanf(text.c_str(), "%2d-%2d %2d:%2d%n", &month, &day, &h, &m, &used) == 4 &&
      used == static_cast<int>(text.size())) {
    const base::Instant at = base::read_instant(base::iso8601(start).substr(0, 5) + text, start.offset_s);
    return static_cast<double>(at.unix_s - start.unix_s);
  }
  try {
    return static_cast<double>(base::read_instant(text, start.offset_s).unix_s - start.unix_s);
  } catch (const base::InputError&) {
    throw base::InputError("", "", "'" + text + "' is not a moment of the drill",
                           "write T+01:20 (since the drill opens), 20:12 or 06-19 02:00");
  }
}

double read_exercise_time(const std::string& text) {
  int h = 0, m = 0, s = 0, used = 0;
  const auto whole = [&] { return used == static_cast<int>(text.size()); };
  for (const char* form : {"T+%d:%d:%d%n", "H+%d:%d:%d%n", "%d:%d:%d%n"})
    if (std::sscanf(text.c_str(), form, &h, &m, &s, &used) == 3 && whole()) return h * 3600 + m * 60 + s;
  for (const char* form : {"T+%d:%d%n", "H+%d:%d%n", "%d:%d%n"})
    if (std::sscanf(text.c_str(), form, &h, &m, &used) == 2 && whole()) return h * 3600 + m * 60;
  if (std::sscanf(text.c_str(), "H+%d%n", &h, &used) == 1 && whole()) return h * 3600;
  if (std::sscanf(text.c_str(), "T+%d%n", &m, &used) == 1 && whole()) return m * 60;
  throw base::InputError("", "", "'" + text + "' is not an exercise time",
                         "write T+01:20, 1:20 or H+1 (all since the drill opens), T+80 for minutes");
}

}  // namespace dayu::drill
