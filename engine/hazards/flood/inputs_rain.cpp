// SPDX-License-Identifier: Apache-2.0
// Rain, read from a section: gauges, or a series of rasters (bands of a GeoTIFF, a NetCDF variable, a list of
// files).
#include <algorithm>
#include <cmath>

#include "engine/geo/raster_stack.h"
#include "engine/geo/table.h"
#include "engine/hazards/flood/inputs_reader.h"

namespace dayu::hazards::flood {

/// Bands follow each other every interval_s from begin_s on.
void Reader::read_bands(const base::Settings& item, RainStack& rain) {
  if (!item.has("interval_s"))
    return refuse(item, "file", "it is not said how long one raster lasts",
                  "give interval_s, and begin_s if not 0");
  const geo::RasterStack stack = geo::read_stack(item.path("file"), item.text("variable"), in.grid.crs);
  rain.cells = stack.cells_of(in.grid);
  rain.begin_s = item.number("begin_s");
  for (std::size_t k = 0; k < stack.bands.size(); ++k)
    rain.end_s.push_back(rain.begin_s + static_cast<double>(k + 1) * item.number("interval_s"));
  rain.rate_m_per_s = stack.bands;
}

/// A list of files with the end of each interval.
void Reader::read_stack_list(const base::Settings& item, RainStack& rain) {
  const geo::Table table = geo::read_table(item.path("series"));
  const std::string list = table.file.string();
  if (!table.has("end_s") || !table.has("file") || table.rows.empty())
    throw base::InputError(list, "line 1", "no rows of end_s and file",
                           "give the end of each interval and its raster");
  geo::RasterStack first;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double end = table.number(row, "end_s", faults, std::nan(""));
    const std::filesystem::path file = table.file.parent_path() / table.text(row, "file");
    geo::RasterStack one = geo::read_stack(file, item.text("variable"), in.grid.crs);
    if (row == 0) {
      rain.cells = one.cells_of(in.grid);
      first = one;
    }
    if (one.n_rows != first.n_rows || one.n_cols != first.n_cols || one.west != first.west ||
        one.north != first.north)
      faults.add(list, table.place(row, "file"), "its cells are not those of the first raster",
                 "warp it to the first one's cells");
    if (!(end > (row == 0 ? item.number("begin_s") : rain.end_s.back())))
      faults.add(list, table.place(row, "end_s"), "the time does not come after the row before",
                 "sort the rows by time");
    rain.end_s.push_back(end);
    rain.rate_m_per_s.push_back(one.bands.front());
  }
  rain.begin_s = item.number("begin_s");
}

void Reader::read_rain_rasters() {
  if (!section.has_section("rain_raster")) return;
  const base::Settings item = section.section("rain_raster");
  if (!in.rain.empty())
    return refuse(item, "file", "rain is given by gauges and by rasters", "leave one of them out");
  if (item.has("file") == item.has("series"))
    return refuse(item, "file", "the rasters are not named",
                  "give file (bands or NetCDF) or series (CSV with end_s, file)");
  guarded([&] {
    RainStack rain;
    item.has("file") ? read_bands(item, rain) : read_stack_list(item, rain);
    if (!faults.empty()) return;
    const bool rates = item.text("unit") == "mm_per_h";
    std::size_t holes = 0;
    for (std::size_t k = 0; k < rain.end_s.size(); ++k) {
      const double length_s = rain.end_s[k] - (k == 0 ? rain.begin_s : rain.end_s[k - 1]);
      for (float& value : rain.rate_m_per_s[k]) {
        if (std::isnan(value)) value = 0, ++holes;
        const double mm_per_s = static_cast<double>(value) / (rates ? 3600 : length_s);
        if (mm_per_s < 0 || mm_per_s > kRecordRain_mm_per_s)
          return refuse(
              item, "unit",
              "raster " + std::to_string(k + 1) + " holds " + std::to_string(value) +
                  (rates ? " mm/h" : " mm") + ", which is no rain",
              "give unit = \"mm\" (depth of the interval) or \"mm_per_h\"; mark missing values as nodata");
        value = static_cast<float>(mm_per_s * 1e-3);
      }
    }
    const auto outside = std::count(rain.cells.begin(), rain.cells.end(), -1);
    if (holes > 0)
      notes.push_back(std::to_string(holes) + " values of the rain rasters are missing: no rain there");
    if (outside == static_cast<std::ptrdiff_t>(rain.cells.size()))
      return refuse(item, "file", "the rasters do not cover the terrain", "check their coordinate system");
    if (outside > 0)
      notes.push_back(std::to_string(outside) + " cells lie outside the rain rasters: no rain there");
    if (rain.end_s.back() < clock.duration_s)
      notes.push_back("the rain rasters end before the scenario; no rain after them");
    in.rain_stack = std::move(rain);
  });
}

}  // namespace dayu::hazards::flood
