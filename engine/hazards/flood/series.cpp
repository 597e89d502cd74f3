// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/series.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/table.h"

namespace dayu::hazards::flood {
namespace {

double time_of(const geo::Table& table, std::size_t row, const std::string& civil, const std::string& seconds,
               const base::Instant& start, base::Faults& faults) {
  if (table.has(seconds)) return table.number(row, seconds, faults, std::nan(""));
  try {
    const base::Instant at = base::read_instant(table.text(row, civil), start.offset_s);
    return static_cast<double>(at.unix_s - start.unix_s);
  } catch (const base::InputError& error) {
    const base::Fault& fault = error.faults().front();
    faults.add(table.file.string(), table.place(row, civil), fault.what, fault.remedy);
    return std::nan("");
  }
}

Series read_columns(const geo::Table& table, const std::string& civil, const std::string& seconds,
                    const std::string& column, const base::Instant& start, bool positive,
                    base::Faults& faults) {
  Series series;
  const std::string file = table.file.string();
  const std::string stamp = table.has(seconds) ? seconds : civil;
  if (!table.has(stamp))
    faults.add(file, "line 1", "no column " + civil + " or " + seconds,
               "name the column of times " + civil + " or " + seconds);
  if (!table.has(column))
    faults.add(file, "line 1", "no column " + column, "name the column of values " + column);
  if (!table.has(stamp) || !table.has(column)) return series;
  if (table.rows.empty()) faults.add(file, "", "no rows", "give at least one row");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double t = time_of(table, row, civil, seconds, start, faults);
    const bool empty = table.text(row, column).empty();
    const double value = empty ? std::nan("") : table.number(row, column, faults, std::nan(""));
    if (empty)
      faults.add(file, table.place(row, column), "the cell is empty", "write 0 where there was nothing");
    if (positive && value < 0)
      faults.add(file, table.place(row, column), "the value is negative",
                 "give what was measured, 0 or more");
    if (!series.time_s.empty() && t <= series.time_s.back())
      faults.add(file, table.place(row, stamp), "the time does not come after the row before",
                 "sort the rows by time");
    series.time_s.push_back(t);
    series.value.push_back(value);
  }
  return series;
}

double typical_interval_s(const std::vector<double>& t) {
  std::vector<double> steps;
  for (std::size_t k = 1; k < t.size(); ++k) steps.push_back(t[k] - t[k - 1]);
  std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
  return steps[steps.size() / 2];
}

}  // namespace

Series read_rain(const std::filesystem::path& file, const base::Instant& start, double& begin_s,
                 base::Faults& faults) {
  const geo::Table table = geo::read_table(file);
  base::Faults found;
  Series series = read_columns(table, "time_end", "end_s", "rain_mm", start, true, found);
  if (!found.empty() || series.time_s.empty()) {
    faults.add(base::InputError(found.all()));
    return {};
  }
  const double interval_s =
      series.time_s.size() > 1 ? typical_interval_s(series.time_s) : series.time_s.front();
  const std::string stamp = table.has("end_s") ? "end_s" : "time_end";
  for (std::size_t k = 0; k < series.time_s.size(); ++k) {
    const double step_s = k == 0 ? interval_s : series.time_s[k] - series.time_s[k - 1];
    if (std::abs(step_s - interval_s) > 1)
      faults.add(file.string(), table.place(k, stamp),
                 "an interval of " + std::to_string(std::llround(step_s)) + " s where the series has " +
                     std::to_string(std::llround(interval_s)) + " s",
                 "fill the gap; write 0 where no rain fell");
    if (step_s > 0 && series.value[k] / step_s > kRecordRain_mm_per_s)
      faults.add(file.string(), table.place(k, "rain_mm"),
                 std::to_string(series.value[k]) + " mm in " + std::to_string(std::llround(step_s)) +
                     " s is more than has ever been measured",
                 "give the depth of the interval in mm");
  }
  begin_s = series.time_s.front() - interval_s;
  return series;
}

Series read_values(const std::filesystem::path& file, const std::string& column, const base::Instant& start,
                   bool positive, base::Faults& faults) {
  const geo::Table table = geo::read_table(file);
  base::Faults found;
  Series series = read_columns(table, "time", "time_s", column, start, positive, found);
  if (found.empty()) return series;
  faults.add(base::InputError(found.all()));
  return {};
}

}  // namespace dayu::hazards::flood
