// SPDX-License-Identifier: Apache-2.0
// What the fire says of itself: the keys of [fire], what it reads, what it publishes, the papers behind it.
#include <limits>

#include "engine/base/key_specs.h"
#include "engine/hazards/fire/fire.h"

namespace dayu::embedded {
extern const char* const fire_effects_csv;
}

namespace dayu::hazards::fire {
namespace {

using base::kAny;
using base::KeyKind;
using base::KeySpec;
using base::number;
using base::SectionSpec;
using base::word;

KeySpec file(const char* key, const char* about) {
  return {key, KeyKind::path, false, "", about};
}
KeySpec text(const char* key, const char* about, const char* fallback = "") {
  return {key, KeyKind::text, false, fallback, about};
}

/// Where something lies: a point, a polyline, or the features of a file.
void add_place(SectionSpec& section) {
  section.keys.push_back(number("x_m", "easting of a point"));
  section.keys.push_back(number("y_m", "northing of the point"));
  section.keys.push_back(
      {"line_m", KeyKind::numbers, false, "", "a polyline: x1, y1, x2, y2, ... (closed: a polygon)"});
  section.keys.push_back(file("file", "vector file with points, lines or polygons"));
  section.keys.push_back(text("layer", "its layer; default: the first"));
}

/// When it begins: civil time or seconds.
void add_time(SectionSpec& section, const char* about) {
  section.keys.push_back({"time", KeyKind::instant, false, "", about});
  section.keys.push_back(number("time_s", "the same as seconds since the scenario's start"));
}

SectionSpec canopy_section() {
  return {"canopy",
          false,
          "trees: rasters on the terrain's cells, or one number for all",
          {word("units",
                "si: cover in %, heights in m, bulk density in kg/m3; landfire: heights x 10, density x 100",
                "\"si\"", {"si", "landfire"}),
           file("cover", "raster of canopy cover, %"), number("cover_pct", "the same everywhere", "", 0, 100),
           file("height", "raster of canopy height"), number("height_m", "the same everywhere", "", 0, 100),
           file("base", "raster of canopy base height"), number("base_m", "the same everywhere", "", 0, 100),
           file("bulk", "raster of canopy bulk density"),
           number("bulk_kg_per_m3", "the same everywhere", "", 0, 5),
           number("foliar_moisture_1", "water over dry mass of the needles or leaves", "1", 0.3, 3)},
          {}};
}

SectionSpec weather_section() {
  return {"weather",
          false,
          "wind and air; a series wins over single numbers",
          {file("series",
                "CSV: time (civil) or time_s; wind_m_per_s; wind_from_deg or wind_to_deg; optional "
                "temperature_c, humidity_pct, rain_mm (of the interval that begins there)"),
           number("wind_m_per_s", "wind speed", "0", 0, 75),
           number("wind_from_deg", "where it comes from: 0 north, 90 east", "", 0, 360),
           number("wind_to_deg", "where it blows to, instead of wind_from_deg", "", 0, 360),
           number("temperature_c", "air temperature", "25", -40, 55),
           number("humidity_pct", "relative humidity", "40", 0, 100),
           {"days_without_rain",
            KeyKind::integer,
            false,
            "",
            "for the danger rating LY/T 1172-95; 0: rain today",
            0,
            1000,
            {}},
           number("greenness_points", "for the danger rating: 0 cured, 20 green", "0", 0, 20),
           word("wind_height", "height the wind is stated for; midflame: at the flames, used as it is",
                "\"10m\"", {"10m", "20ft", "midflame"})},
          {}};
}

SectionSpec moisture_section() {
  return {"moisture",
          false,
          "water over dry mass of the fuels, shares (0.06 is 6 %)",
          {word("model",
                "given: as written; computed: dead fuels follow temperature, humidity and rain_mm of the "
                "weather, from these",
                "\"given\"", {"given", "computed"}),
           number("dead_1h_1", "dead, thinner than 6 mm", "0.06", 0.005, 1.5),
           number("dead_10h_1", "dead, 6 to 25 mm", "0.07", 0.005, 1.5),
           number("dead_100h_1", "dead, 25 to 76 mm", "0.08", 0.005, 1.5),
           number("live_herb_1", "live herbs", "0.60", 0.05, 4),
           number("live_woody_1", "live woody", "0.90", 0.05, 4)},
          {}};
}

SectionSpec ignition_section() {
  SectionSpec section{"ignition",
                      true,
                      "where and when it starts to burn",
                      {text("name", "for messages and reports", "\"ignition\"")},
                      {}};
  add_place(section);
  add_time(section, "when it starts; default: the scenario's start");
  section.keys.push_back(
      file("hotspots", "CSV of satellite hotspots: x_m,y_m or longitude_deg,latitude_deg; time or time_s"));
  return section;
}

SectionSpec barrier_section() {
  SectionSpec section{"barrier",
                      true,
                      "what stops the fire: road, river, belt, line under construction, water",
                      {text("name", "for messages", "\"barrier\"")},
                      {}};
  add_place(section);
  add_time(section, "when work begins or it starts to hold; default: always there");
  section.keys.push_back(number("width_m", "cleared width: holds flames up to width / 1.5", "", 0.1, 1000));
  section.keys.push_back(
      number("holds_flame_m", "or the longest flame it holds; neither: every one", "", 0, 1000));
  section.keys.push_back(
      number("rate_m_per_s", "production along the line; none: all of it at once", "", 1e-4, 100));
  section.keys.push_back(number("lasts_s", "how long it holds (water dries, foam decays)", "", 1, 1e9));
  return section;
}

SectionSpec trigger_section() {
  SectionSpec section{"trigger",
                      true,
                      "a place to keep the fire from: leaves the raster time_to_<name>_s",
                      {text("name", "word for the raster's name", "\"place\"")},
                      {}};
  add_place(section);
  section.keys.push_back(text("village", "or the id of a village: the cells of its groups"));
  add_time(section, "whose weather holds; default: the start");
  return section;
}

SectionSpec ensemble_section() {
  return {"ensemble",
          false,
          "many fires around this one: burn_probability_1 and arrival_p10_s, p50, p90",
          {{"members", KeyKind::integer, false, "0", "how many; 0: none", 0, 60000, {}},
           number("wind_speed_sd_1", "standard deviation of the wind's factor", "0.2", 0, 1),
           number("wind_direction_sd_deg", "of its direction", "15", 0, 90),
           number("moisture_sd_1", "of the moistures' factor", "0.15", 0, 1),
           number("ignition_sd_m", "of the ignition's place, each way", "0", 0, 5000)},
          {}};
}

SectionSpec smoke_section() {
  return {"smoke",
          false,
          "what drivers can see: smoke at the ground, as extinction (visibility in km = 3.912 / extinction)",
          {word("plume", "gaussian: a steady plume from every burning block; none", "\"none\"",
                {"none", "gaussian"}),
           word("stability", "Pasquill's class: D wind or cloud, A strong sun, F a clear still night",
                "\"D\"", {"A", "B", "C", "D", "E", "F"}),
           number("mixing_m", "height that the smoke can fill", "1000", 50, 5000),
           number("emission_g_per_kg", "fine particles from a kg of fuel", "18", 0.1, 200),
           number("low_1", "share that does not rise with the heat of the fire", "0.25", 0, 1),
           number("extinction_m2_per_g", "of a gram of smoke", "4.5", 0.5, 20)},
          {}};
}

SectionSpec settings() {
  SectionSpec fire{"fire", false, "forest fire: arrival time on wind, slope and fuel", {}, {}};
  fire.keys = {
      word("model", "spread model; wang: Wang Zhengfei with Mao Xianmin", "\"rothermel\"",
           {"rothermel", "wang"}),
      file("wang_constants", "CSV name,value,source that replaces rows of wang.csv"),
      word("crown", "crown fire model; needs [fire.canopy]", "\"none\"",
           {"none", "rothermel", "scott_reinhardt"}),
      file("fuel", "raster of fuel numbers (Anderson 1-13, Scott & Burgan 101-204, 91-99 unburnable, own)"),
      text("fuel_code", "one fuel everywhere, e.g. GR2"),
      file("fuel_table", "CSV of own fuel models, columns as in fuel_models.csv"),
      file("land_cover_fuels",
           "CSV code,fuel (and forest: 1 or 0): fuels of the area's land cover instead of land_cover.csv's"),
      file("slope", "raster of slope instead of the terrain's"),
      file("aspect", "raster of aspect (degrees, downhill) for it"),
      word("slope_unit", "of the slope raster", "\"degrees\"", {"degrees", "percent"}),
      number("slope_rounding_deg", "slope rounded to so many degrees (FlamMap: 1); 0: not", "0", 0, 10),
      word("mode", "fast: the terrain's cells; accurate: each in refine x refine parts", "\"fast\"",
           {"fast", "accurate"}),
      {"refine", KeyKind::integer, false, "3", "parts along a cell's side in accurate mode", 2, 9, {}},
      word("wind_limit", "limit of the effective wind", "\"reaction\"", {"none", "reaction", "andrews"}),
      word("length_to_width", "shape of the ellipse", "\"anderson\"", {"anderson", "rothermel"}),
      number("length_to_width_max_1", "largest ratio; 0: no limit", "8", 0, 100),
      word("wind_adjustment", "from open wind to flame height", "\"crown_fill\"",
           {"crown_fill", "crown_ratio", "unsheltered", "given"}),
      number("wind_adjustment_1", "with wind_adjustment = given", "0.4", 0, 1),
      number("crown_ratio_1", "with wind_adjustment = crown_ratio", "0.5", 0.05, 1),
      number("ten_metre_to_20ft_1", "20 ft wind over 10 m wind: 1/1.15, or 0.87 as FlamMap",
             "0.8695652173913044", 0.5, 1),
      word("slope_projection", "slope distance laid on the map along the head", "\"head\"", {"head", "none"}),
      word("herb_curing", "linear: Scott & Burgan 2005 and FlamMap; behaveplus: its rounded constants",
           "\"linear\"", {"linear", "behaveplus"}),
      {"error_estimate",
       KeyKind::boolean,
       false,
       "true",
       "solve at another cell size too and print the numerical error",
       -kAny,
       kAny,
       {}},
      number("bucket_s", "width of the queue's buckets; changes speed only", "60", 1, 3600),
      number("burn_out_s", "how long a cell stays hot after the front", "3600", 0, 864000)};
  fire.sections = {canopy_section(),  weather_section(), moisture_section(), ignition_section(),
                   barrier_section(), trigger_section(), ensemble_section(), smoke_section()};
  return fire;
}

}  // namespace

const Card& card() {
  static const Card fire{
      "fire",
      settings(),
      {"elevation_m", "land_cover"},
      {{"fire_heat_kW_per_m2", "kW/m2",
        "heat from flames and embers on unprotected skin, maximum since the frame before", 0.02, 0.2},
       {"smoke_extinction_per_km", "1/km",
        "smoke at the ground, thickest since the frame before; visibility 3.912 / it; zero without "
        "[fire.smoke]",
        0.1, 1}},
      {"arrival_s", "flame_length_m", "intensity_kW_per_m", "ros_m_per_s"},
      {"Rothermel 1972, USDA INT-115", "Albini 1976, USDA INT-GTR-30", "Andrews 2018, RMRS-GTR-371",
       "Scott & Burgan 2005, RMRS-GTR-153", "Anderson 1983, INT-RP-305", "Finney 1998, RMRS-RP-4",
       "Catchpole, de Mestre & Gill 1982, Aust. For. Res. 12:47",
       "Markvorsen 2016, Differ. Geom. Appl. 48:53", "Sethian 1996, PNAS 93:1591",
       "Butler & Cohen 1998, Int. J. Wildland Fire 8:73", "Lavdas 1996, VSMOKE, USDA GTR SRS-6",
       "Hanna, Briggs & Hosker 1982, Handbook on Atmospheric Diffusion"},
      embedded::fire_effects_csv};
  return fire;
}

}  // namespace dayu::hazards::fire
