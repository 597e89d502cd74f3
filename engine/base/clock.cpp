// SPDX-License-Identifier: Apache-2.0
#include "engine/base/clock.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/base/errors.h"

namespace dayu::base {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

struct Civil {
  int year, month, day, hour, minute, second;
};

Civil civil(std::int64_t local_s) {
  const std::int64_t days = local_s >= 0 ? local_s / 86400 : -((-local_s + 86399) / 86400);
  const int rest = static_cast<int>(local_s - days * 86400);
  const year_month_day date{sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          rest / 3600,
          rest / 60 % 60,
          rest % 60};
}

template <class... Args>
std::string format(const char* pattern, Args... args) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, pattern, args...);
  return buffer;
}

[[noreturn]] void refuse(const std::string& text) {
  throw InputError("", "", "'" + text + "' is not a time",
                   "write it as 2025-06-18T14:00:00+08:00 or 2025-06-18 14:00");
}

}  // namespace

Instant read_instant(const std::string& text, int default_offset_s) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, used = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%*1[ T]%2d:%2d%n", &y, &mo, &d, &h, &mi, &used) != 5 || used == 0)
    refuse(text);
  std::string rest = text.substr(static_cast<std::size_t>(used));
  int s = 0, used_s = 0;
  if (std::sscanf(rest.c_str(), ":%2d%n", &s, &used_s) == 1 && used_s > 0)
    rest = rest.substr(static_cast<std::size_t>(used_s));
  int offset_s = default_offset_s;
  if (rest == "Z") {
    offset_s = 0;
  } else if (!rest.empty()) {
    char sign = 0;
    int oh = 0, om = 0;
    if (std::sscanf(rest.c_str(), "%c%2d:%2d", &sign, &oh, &om) != 3 || (sign != '+' && sign != '-'))
      refuse(text);
    offset_s = (oh * 3600 + om * 60) * (sign == '-' ? -1 : 1);
  }
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok() || h > 24 || mi > 59 || s > 59) refuse(text);
  const std::int64_t days = sys_days{date}.time_since_epoch().count();
  return {days * 86400 + h * 3600 + mi * 60 + s - offset_s, offset_s};
}

std::string iso8601(const Instant& start, double time_s) {
  if (!std::isfinite(time_s)) return "";
  const Civil c = civil(start.unix_s + start.offset_s + std::llround(time_s));
  const int minutes = std::abs(start.offset_s) / 60;
  return format("%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second) +
         format("%c%02d:%02d", start.offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string clock_hh_mm(const Instant& start, double time_s) {
  if (!std::isfinite(time_s)) return "";
  const Civil a = civil(start.unix_s + start.offset_s);
  const Civil c = civil(start.unix_s + start.offset_s + std::llround(time_s));
  const std::string time = format("%02d:%02d", c.hour, c.minute);
  const bool same_day = a.year == c.year && a.month == c.month && a.day == c.day;
  return same_day ? time : format("%02d-%02d ", c.month, c.day) + time;
}

std::string t_plus(double time_s) {
  if (!std::isfinite(time_s)) return "";
  const long long s = std::llround(std::abs(time_s));
  return format("T%c%02lld:%02lld:%02lld", time_s < 0 ? '-' : '+', s / 3600, s / 60 % 60, s % 60);
}

}  // namespace dayu::base
