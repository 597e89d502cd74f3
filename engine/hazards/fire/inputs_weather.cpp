// SPDX-License-Identifier: Apache-2.0
// Canopy, weather and moisture of [fire]: units that look wrong, wind from or to, series that end early.
#include <algorithm>
#include <cmath>

#include "engine/hazards/fire/dead_moisture.h"
#include "engine/hazards/fire/reading.h"

namespace dayu::hazards::fire {

double stamp_s(Reading& r, const geo::Table& t, std::size_t row) {
  if (t.has("time_s")) return t.number(row, "time_s", r.faults);
  try {
    return static_cast<double>(base::read_instant(t.text(row, "time"), r.clock.start.offset_s).unix_s -
                               r.clock.start.unix_s);
  } catch (const base::InputError& error) {
    r.faults.add(t.file.string(), t.place(row, "time"), error.faults().front().what,
                 error.faults().front().remedy);
    return 0;
  }
}
namespace {

/// Rasters and numbers of one canopy layer; empty if neither is given.
std::vector<float> layer(Reading& r, const base::Settings& canopy, const char* raster, const char* number,
                         double scale) {
  std::vector<float> values;
  if (canopy.has(raster)) {
    r.guarded([&] { values = r.raster(canopy, raster); });
    for (float& v : values) v = std::isfinite(v) ? static_cast<float>(static_cast<double>(v) * scale) : 0;
  } else if (canopy.has(number)) {
    values.assign(r.in.land.grid.count(), static_cast<float>(canopy.number(number)));
  }
  return values;
}

double largest(const std::vector<float>& values) {
  return values.empty() ? 0 : static_cast<double>(*std::max_element(values.begin(), values.end()));
}

/// Towards which azimuth the wind blows, deg.
struct WindColumns {
  std::string column;
  bool from = true;
};

WindColumns direction_column(Reading& r, const geo::Table& t) {
  const bool from = t.has("wind_from_deg"), to = t.has("wind_to_deg");
  if (from == to)
    r.faults.add(t.file.string(), "line 1",
                 from ? "wind_from_deg and wind_to_deg are both there"
                      : "it is not said whether the wind comes from or goes to its direction",
                 "name the column wind_from_deg (weather service: where it comes from) or wind_to_deg");
  return {from ? "wind_from_deg" : "wind_to_deg", from};
}

Vector blowing(double speed, double deg, bool from) {
  const double a = (deg + (from ? 180 : 0)) * M_PI / 180;
  return {speed * std::sin(a), speed * std::cos(a)};
}

double to_20ft(const Reading& r, const base::Settings& weather) {
  return weather.text("wind_height") == "10m" ? r.in.options.ten_metre_to_20ft_1 : 1;
}

void read_series(Reading& r, const base::Settings& weather) {
  const geo::Table t = geo::read_table(weather.path("series"));
  t.require({"wind_m_per_s"}, r.faults);
  const WindColumns direction = direction_column(r, t);
  if (!t.has("time") && !t.has("time_s")) t.require({"time"}, r.faults);
  if (!r.faults.empty()) return;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    Slice s;
    s.from_s = stamp_s(r, t, row);
    const double speed = t.number(row, "wind_m_per_s", r.faults),
                 deg = t.number(row, direction.column, r.faults);
    if (speed < 0 || speed > 75)
      r.faults.add(t.file.string(), t.place(row, "wind_m_per_s"),
                   "a wind of " + std::to_string(speed) + " m/s", "give m/s (km/h divided by 3.6)");
    if (deg < 0 || deg > 360)
      r.faults.add(t.file.string(), t.place(row, direction.column), "a direction outside 0..360",
                   "0 north, 90 east");
    s.wind_20ft = blowing(speed * to_20ft(r, weather), deg, direction.from);
    s.temperature_c = t.number(row, "temperature_c", r.faults, weather.number("temperature_c"));
    s.humidity_pct = t.number(row, "humidity_pct", r.faults, weather.number("humidity_pct"));
    if (!r.in.slices.empty() && s.from_s <= r.in.slices.back().from_s)
      r.faults.add(t.file.string(), t.place(row, t.has("time_s") ? "time_s" : "time"),
                   "the stamp is not after the one before", "order the rows by time");
    r.in.slices.push_back(s);
    r.raining.push_back(t.number(row, "rain_mm", r.faults) > 0);
  }
  if (r.in.slices.empty()) {
    r.faults.add(t.file.string(), "", "the weather series has no row", "give at least one");
    return;
  }
  if (r.in.slices.front().from_s > 0)
    r.notes.push_back("the weather begins after the start: its first row holds from the start on");
  if (r.in.slices.back().from_s < r.clock.duration_s && r.in.slices.size() > 1) {
    const double step = r.in.slices.back().from_s - r.in.slices[r.in.slices.size() - 2].from_s;
    if (r.in.slices.back().from_s + step < r.clock.duration_s)
      r.notes.push_back("the weather ends at " +
                        base::clock_hh_mm(r.clock.start, r.in.slices.back().from_s + step) +
                        ", before the run: its last row holds to the end");
  }
  // What lies before the start: only the row that holds at 0.
  while (r.in.slices.size() > 1 && r.in.slices[1].from_s <= 0) {
    r.in.slices.erase(r.in.slices.begin());
    r.raining.erase(r.raining.begin());
  }
  r.in.slices.front().from_s = std::min(0.0, r.in.slices.front().from_s);
}

/// The worst of the run's weather, as the standard reads a day.
void rate_danger(Reading& r, const base::Settings& weather) {
  DangerDay day{-99, 100, static_cast<int>(weather.integer("days_without_rain")), 0,
                weather.number("greenness_points")};
  for (const Slice& s : r.in.slices) {
    day.highest_temperature_c = std::max(day.highest_temperature_c, s.temperature_c);
    day.lowest_humidity_pct = std::min(day.lowest_humidity_pct, s.humidity_pct);
    const double wind = std::hypot(s.wind_20ft.x, s.wind_20ft.y) / r.in.options.ten_metre_to_20ft_1;
    day.strongest_wind_force = std::max(day.strongest_wind_force, beaufort(wind));
  }
  const Danger danger = danger_of(day);
  r.in.danger = danger;
  r.notes.push_back("fire danger 森林火险: index " + std::to_string(danger.index) + ", level " +
                    std::to_string(danger.level) + " " + danger.name_zh + " (" + danger.name_en + ", " +
                    danger.colour + "), LY/T 1172-95 and GB/T 36743-2018");
}

void check_moisture(Reading& r, const base::Settings& moisture) {
  for (const char* key : {"dead_1h_1", "dead_10h_1", "dead_100h_1"})
    if (moisture.number(key) > 0.6)
      r.notes.push_back(std::string(key) + " = " + std::to_string(moisture.number(key)) +
                        ": dead fuel wetter than 60 %; is it meant in percent?");
  if (r.in.land.fuels.models.empty()) return;
  for (const Slice& slice : r.in.slices) {
    bool burns = false;
    for (const FuelModel& fuel : r.in.land.fuels.models)
      burns = burns || bed_of(fuel, slice.moisture, r.in.options.curing).r0_m_per_s > 0;
    if (burns) continue;
    r.notes.push_back("from " + base::clock_hh_mm(r.clock.start, std::max(0.0, slice.from_s)) +
                      " the moisture is above extinction in every fuel of all " +
                      std::to_string(r.in.land.fuel.size()) + " cells: nothing spreads");
    return;
  }
}

}  // namespace

void read_canopy(Reading& r) {
  const base::Settings canopy = r.section.section("canopy");
  if (!r.section.has_section("canopy")) return;
  const bool landfire = canopy.text("units") == "landfire";
  r.in.land.canopy.foliar_moisture_1 = canopy.number("foliar_moisture_1");
  const double tenth = landfire ? 0.1 : 1, hundredth = landfire ? 0.01 : 1;
  Canopy& c = r.in.land.canopy;
  c.cover_1 = layer(r, canopy, "cover", "cover_pct", 0.01);
  if (canopy.has("cover_pct"))
    for (float& v : c.cover_1) v /= 100;
  c.height_m = layer(r, canopy, "height", "height_m", tenth);
  c.base_m = layer(r, canopy, "base", "base_m", tenth);
  c.bulk_kg_per_m3 = layer(r, canopy, "bulk", "bulk_kg_per_m3", hundredth);
  if (c.cover_1.empty() || c.height_m.empty())
    r.refuse(canopy, "cover", "a canopy needs its cover and its height",
             "give cover and height, or leave [fire.canopy] out");
  // No tree is taller than 116 m; LANDFIRE stores heights x 10 and densities x 100.
  if (largest(c.height_m) > 116 || largest(c.base_m) > 116)
    r.refuse(canopy, "height", "trees of " + std::to_string(std::lround(largest(c.height_m))) + " m",
             "is the raster in LANDFIRE's tenths? Set units = \"landfire\"");
  if (largest(c.bulk_kg_per_m3) > 2)
    r.refuse(canopy, "bulk", "a canopy of " + std::to_string(largest(c.bulk_kg_per_m3)) + " kg/m3",
             "is the raster in LANDFIRE's hundredths? Set units = \"landfire\"");
  if (largest(c.cover_1) > 1.001) r.refuse(canopy, "cover", "a cover of more than 100 %", "give percent");
  if (canopy.has("cover") && largest(c.cover_1) <= 0.01 && largest(c.cover_1) > 0)
    r.notes.push_back("canopy cover never exceeds 1 %: is the raster a share instead of percent?");
  if (landfire && largest(c.height_m) < 5 && largest(c.height_m) > 0)
    r.notes.push_back(
        "with units = \"landfire\" no tree is taller than 5 m: are the rasters in metres already?");
}

void read_weather(Reading& r) {
  const base::Settings weather = r.section.section("weather"), moisture = r.section.section("moisture");
  if (weather.has("series")) {
    r.guarded([&] { read_series(r, weather); });
  } else {
    Slice s;
    const bool from = weather.has("wind_from_deg"), to = weather.has("wind_to_deg");
    const double speed = weather.number("wind_m_per_s");
    if (from && to)
      r.refuse(weather, "wind_to_deg", "wind_from_deg and wind_to_deg are both given", "keep one of them");
    if (speed > 0 && !from && !to)
      r.refuse(weather, "wind_m_per_s", "the wind has no direction",
               "add wind_from_deg (where it comes from) or wind_to_deg");
    if (from || to)
      s.wind_20ft =
          blowing(speed * to_20ft(r, weather), weather.number(from ? "wind_from_deg" : "wind_to_deg"), from);
    s.temperature_c = weather.number("temperature_c");
    s.humidity_pct = weather.number("humidity_pct");
    r.in.slices.push_back(s);
  }
  const Moisture m{moisture.number("dead_1h_1"), moisture.number("dead_10h_1"),
                   moisture.number("dead_100h_1"), moisture.number("live_herb_1"),
                   moisture.number("live_woody_1")};
  for (Slice& slice : r.in.slices) slice.moisture = m;
  if (moisture.text("model") == "computed") {
    r.raining.resize(r.in.slices.size());
    r.in.slices = with_dead_moisture(r.in.slices, r.raining, r.clock.duration_s);
  }
  if (weather.has("days_without_rain")) rate_danger(r, weather);
  check_moisture(r, moisture);
}

}  // namespace dayu::hazards::fire
