// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/rain_file.h"

#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

const base::SectionSpec* rain_spec(const base::SectionSpec& spec) {
  for (const base::SectionSpec& inner : spec.sections)
    if (inner.name == "rain") return &inner;
  return nullptr;
}

/// The key of a kind, or of a name, that a section lists; nullptr if none.
const base::KeySpec* key_of(const base::SectionSpec& spec, base::KeyKind kind, const std::string& name = "") {
  for (const base::KeySpec& known : spec.keys)
    if (known.kind == kind && (name.empty() || known.key == name)) return &known;
  return nullptr;
}

double stamp_s(const geo::Table& table, std::size_t row, const base::Instant& start, base::Faults& faults) {
  if (table.has("end_s")) return table.number(row, "end_s", faults);
  try {
    const base::Instant at = base::read_instant(table.text(row, "time_end"), start.offset_s);
    return static_cast<double>(at.unix_s - start.unix_s);
  } catch (const base::InputError& error) {
    const base::Fault& fault = error.faults().front();
    faults.add(table.file.string(), table.place(row, "time_end"), fault.what, fault.remedy);
    return 0;
  }
}

}  // namespace

RainSeries read_rain_file(const std::filesystem::path& file, const std::string& gauge,
                          const std::string& column, const base::Instant& start) {
  const geo::Table table = geo::read_table(file, {{"time", "time_end"}, {"time_s", "end_s"}});
  base::Faults faults;
  table.require({column}, faults);
  if (!table.has("time_end") && !table.has("end_s")) table.require({"time_end"}, faults);
  faults.throw_if_any();
  RainSeries series;
  series.gauge = gauge;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double end_s = stamp_s(table, row, start, faults);
    const double mm = table.number(row, column, faults);
    if (!(mm >= 0))
      faults.add(file.string(), table.place(row, column), "rain cannot be negative",
                 "give mm of the interval");
    if (!series.end_s.empty() && end_s <= series.end_s.back())
      faults.add(file.string(), table.place(row, "time_end"), "the stamp is not after the one before",
                 "order the rows by time; each stamp ends its interval");
    series.end_s.push_back(end_s);
    series.rain_mm.push_back(mm);
  }
  faults.throw_if_any();
  return series;
}

std::vector<RainSeries> read_rain(const base::Settings& section, const base::SectionSpec& spec,
                                  const base::Instant& start) {
  std::vector<RainSeries> all;
  const base::SectionSpec* rain = rain_spec(spec);
  const base::KeySpec* file = rain ? key_of(*rain, base::KeyKind::path) : nullptr;
  if (!file || !rain->repeated || !key_of(*rain, base::KeyKind::text, "gauge")) return all;
  const bool names_column = key_of(*rain, base::KeyKind::text, "column") != nullptr;
  base::Faults faults;
  for (const base::Settings& each : section.sections("rain")) {
    if (!each.has("gauge") || !each.has(file->key)) continue;
    const std::filesystem::path path = each.path(file->key);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) continue;  // told with the other missing files
    const std::string column = names_column && each.has("column") ? each.text("column") : "rain_mm";
    try {
      all.push_back(read_rain_file(path, each.text("gauge"), column, start));
    } catch (const base::InputError& error) {
      faults.add(error);
    }
  }
  faults.throw_if_any();
  return all;
}

LevelSeries read_level_file(const std::filesystem::path& file, const std::string& reservoir,
                            const std::string& column, const base::Instant& start) {
  const geo::Table table = geo::read_table(file, {{"time", "time_end"}, {"time_s", "end_s"}});
  base::Faults faults;
  table.require({column}, faults);
  if (!table.has("time_end") && !table.has("end_s")) table.require({"time_end"}, faults);
  faults.throw_if_any();
  LevelSeries series{reservoir, {}, {}};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double time_s = stamp_s(table, row, start, faults);
    if (!series.times_s.empty() && time_s <= series.times_s.back())
      faults.add(file.string(), table.place(row, "time_end"), "the stamp is not after the one before",
                 "order the rows by time");
    if (table.text(row, column).empty())
      faults.add(file.string(), table.place(row, column), "the level is missing", "give m above datum");
    series.times_s.push_back(time_s);
    series.level_m.push_back(table.number(row, column, faults));
  }
  faults.throw_if_any();
  return series;
}

}  // namespace dayu::drill
