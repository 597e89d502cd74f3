// SPDX-License-Identifier: Apache-2.0
// What the flood says of itself: the keys of [flood], what it reads, what it publishes, the papers behind it.
#include "engine/base/key_specs.h"
#include "engine/hazards/flood/card_works.h"
#include "engine/hazards/flood/flood.h"

namespace dayu::embedded {
extern const char* const flood_effects_csv;
}

namespace dayu::hazards::flood {
namespace {

using base::kAny;
using base::KeyKind;
using base::KeySpec;
using base::number;
using base::SectionSpec;
using base::word;

KeySpec file(const char* key, const char* about, bool required = false) {
  return {key, KeyKind::path, required, "", about};
}
KeySpec text(const char* key, const char* about, bool required = false, const char* fallback = "") {
  return {key, KeyKind::text, required, fallback, about};
}

SectionSpec rain_section() {
  return {
      "rain",
      true,
      "rain of a gauge; one gauge rains everywhere, several by inverse distance squared",
      {text("gauge", "id of a gauge of the area, or any name if x_m and y_m are given", true),
       file("series", "CSV: time_end (civil) or end_s, and rain_mm of the interval that ends there", true),
       number("x_m", "easting of the gauge, if the area does not know it"),
       number("y_m", "northing of the gauge")},
      {}};
}

SectionSpec rain_raster_section() {
  return {"rain_raster",
          false,
          "rain as rasters that follow each other, instead of gauges; in any coordinate system, looked up by "
          "cell",
          {file("file", "a raster with one band for each interval, or a NetCDF file"),
           text("variable", "NetCDF: the variable", false, "\"\""),
           file("series", "instead of file: CSV with end_s and file, one raster for each row"),
           number("begin_s", "when the first interval begins, since the start", "0"),
           number("interval_s", "with file: how long one raster lasts", "", 1),
           word("unit", "mm: depth of the interval; mm_per_h: its rate", "\"mm\"", {"mm", "mm_per_h"})},
          {}};
}

SectionSpec losses_section() {
  return {"losses",
          false,
          "rain and water that the ground and the drains keep",
          {word("model",
                "none; constant: the ground takes up to rate_mm_per_h of any water on it; "
                "initial_constant: the first initial_mm of the rain, then up to rate_mm_per_h of the rain; "
                "curve_number: SCS, from the rain; green_ampt: from any water",
                "\"none\"", {"none", "constant", "initial_constant", "curve_number", "green_ampt"}),
           number("initial_mm", "initial loss", "0", 0, 1000),
           number("rate_mm_per_h", "continuing loss", "0", 0, 1000),
           number("curve_number", "curve number of normal soil, one for all cells", "", 1, 100),
           file("curve_number_raster", "raster of curve numbers of normal soil"),
           word("soil", "state before the rain: moves curve numbers (Hawkins et al. 1985)", "\"normal\"",
                {"dry", "normal", "wet"}),
           number("abstraction_1", "initial abstraction as a share of the retention S", "0.2", 0, 1),
           number("conductivity_mm_per_h", "Green-Ampt: saturated conductivity", "0", 0, 1000),
           number("suction_mm", "Green-Ampt: suction at the wetting front", "0", 0, 2000),
           number("moisture_deficit_1", "Green-Ampt: porosity less the moisture before the rain", "0", 0, 1),
           number("drainage_mm_per_h", "what drains take besides, one for all cells", "", 0, 1000),
           file("drainage_raster", "raster of what drains take, mm/h")},
          {}};
}

KeySpec flag(const char* key, const char* about, const char* fallback) {
  return {key, KeyKind::boolean, false, fallback, about};
}

SectionSpec breach_section() {
  return {"breach",
          false,
          "the dam breaks: at a level (default: its crest) or a time, whichever comes first",
          breach_keys(),
          {}};
}

SectionSpec reservoir_section() {
  return {
      "reservoir",
      true,
      "a reservoir that is routed inside the run; its outflow enters the model at its outlet",
      {text("name", "name for messages and reports", true),
       text("reservoir", "id of a reservoir of the area, for its curve, spillway, outlet and surface"),
       file("curve", "CSV with level_m, area_m2, volume_m3, instead of the area's"),
       number("level_m", "level at the start; default: normal level"),
       file("inflow",
            "CSV with time (civil) or time_s, and a column of means of the intervals that end there"),
       text("column", "name of the inflow column, m3/s", false, "\"inflow_m3_per_s\""),
       flag("catches", "water that runs into its surface fills it (else it only leaves the model)", "false"),
       number("spillway_crest_m", "crest of the free spillway; default: normal level"),
       number("spillway_width_m", "its width"),
       number("spillway_coefficient_1", "m of Q = m b sqrt(2 g) H^1.5"),
       number("x_m", "easting of the outlet"), number("y_m", "northing of the outlet"),
       number("width_m", "diameter of the disc of cells its outflow enters; default 20", "", 0)},
      {breach_section(), reservoir_gate_section()}};
}

SectionSpec inflow_section() {
  return {
      "inflow",
      true,
      "a hydrograph that enters at a point, along a line or through a side; linear between its stamps, "
      "nothing outside them",
      {text("name", "name for messages and reports", true),
       file("series", "CSV with time (civil) or time_s and a discharge column", true),
       text("column", "name of the discharge column, m3/s", false, "\"discharge_m3_per_s\""),
       number("x_m", "easting of the point"), number("y_m", "northing of the point"),
       number("x1_m", "a line that it enters along: easting of its start"),
       number("y1_m", "northing of its start"), number("x2_m", "easting of its end"),
       number("y2_m", "northing of its end"),
       word("side", "a side of the grid that it enters through", "", {"north", "south", "east", "west"}),
       number("from_m", "where on the side: easting on the north and south, northing on the east and west"),
       number("to_m", "and its other end"),
       text("reservoir", "id of a reservoir of the area: enters at its outlet"),
       number("width_m", "diameter of the disc of cells it enters; default: 1 m for every 5 m3/s of its peak",
              "", 0)},
      {}};
}

SectionSpec edges_section() {
  const std::vector<std::string> kinds = {"free", "closed"};
  SectionSpec section{"edges",
                      false,
                      "what the sides of the grid do: free lets water out, closed is a wall",
                      {word("default", "for sides not named", "\"free\"", kinds)},
                      {}};
  for (const char* side : {"north", "south", "east", "west"})
    section.keys.push_back(word(side, "this side", "", kinds));
  return section;
}

SectionSpec edge_part_section() {
  KeySpec side = word("side", "which side of the grid", "", {"north", "south", "east", "west"});
  return {
      "edge_part",
      true,
      "a part of a side that differs from the rest of it",
      {needed(side),
       word("kind", "what it does; level: water stands beyond it up to a level", "\"free\"",
            {"free", "closed", "level"}),
       number("level_m", "kind level: the level, for all times"),
       file("series", "kind level: CSV with time (civil) or time_s, and level_m; linear between its stamps"),
       needed(number("from_m",
                     "where it begins: easting on the north and south, northing on the east and west")),
       needed(number("to_m", "where it ends"))},
      {}};
}

SectionSpec initial_section() {
  return {"initial",
          false,
          "water at the start; nothing given: dry",
          {file("depth", "raster of depth, m"), number("level_m", "water level wherever the ground is lower"),
           file("discharge_east", "raster of discharge to the east, m2/s"),
           file("discharge_south", "raster of discharge to the south, m2/s")},
          {}};
}

SectionSpec settings() {
  SectionSpec flood{
      "flood", false, "two-dimensional flood: full shallow-water equations, rain on the grid", {}, {}};
  flood.keys = {
      number("manning_s_per_m1_3", "one roughness for all cells instead of the land cover's", "", 0, 1),
      file("manning", "raster of Manning's n, s/m^(1/3)"),
      {"order",
       KeyKind::integer,
       false,
       "1",
       "order of accuracy: 1, or 2 (sharper fronts, twice the time)",
       1,
       2,
       {}},
      word("equations",
           "full: shallow water; local_inertia: faster, for gentle terrain, watched for where it does not "
           "hold",
           "\"full\"", {"full", "local_inertia"}),
      word("beyond_validity", "local_inertia, where it does not hold: go on with the full equations, or stop",
           "\"hand_over\"", {"hand_over", "stop"}),
      word("rain_between", "rain between gauges", "\"inverse_distance\"", {"inverse_distance", "thiessen"}),
      number("record_interval_s", "pace of gauges and sections", "60", 1, 86400)};
  flood.sections = {
      {"subgrid",
       false,
       "cells of the solver larger than the terrain's, with what the terrain inside them holds and lets "
       "through; "
       "results on the terrain's cells",
       {{"cells",
         KeyKind::integer,
         false,
         "1",
         "the side of a cell in cells of the terrain; 1: none",
         1,
         10,
         {}}},
       {}},
      rain_section(),
      rain_raster_section(),
      losses_section(),
      inflow_section(),
      reservoir_section(),
      edges_section(),
      edge_part_section(),
      initial_section(),
      {"surface",
       true,
       "polygons with a roughness of their own",
       {file("file", "GeoPackage, shapefile or GeoJSON", true), text("layer", "its layer", true),
        needed(number("manning_s_per_m1_3", "Manning's n", "", 0, 1))},
       {}},
      {"buildings",
       true,
       "polygons that stand in the way of water: raised cells, or blocked ones that no water enters",
       {file("file", "GeoPackage, shapefile or GeoJSON", true), text("layer", "its layer", true),
        number("raise_m", "how far the ground of their cells is raised", "3", 0, 1000),
        flag("blocked", "no water and no rain in their cells", "false")},
       {}},
      {"gauge",
       true,
       "a point whose depth, level and speed are kept",
       {text("name", "its name", true), needed(number("x_m", "easting")), needed(number("y_m", "northing"))},
       {}},
      {"section",
       true,
       "a line whose discharge is kept, positive from the left of (1 to 2) to its right",
       {text("name", "its name", true), needed(number("x1_m", "easting of its start")),
        needed(number("y1_m", "northing of its start")), needed(number("x2_m", "easting of its end")),
        needed(number("y2_m", "northing of its end"))},
       {}}};
  for (SectionSpec& section : works_sections()) flood.sections.push_back(std::move(section));
  return flood;
}

}  // namespace

const Card& card() {
  static const Card flood{
      "flood",
      settings(),
      {"elevation_m", "manning_s_per_m1_3"},
      {{"water_depth_m", "m", "depth of water, maximum since the frame before", 0.01, 0.03},
       {"depth_speed_m2_per_s", "m2/s", "depth times speed, maximum since the frame before", 0.01, 0.01}},
      {"max_depth_m", "end_depth_m", "max_speed_m_per_s", "max_depth_speed_m2_per_s", "max_hazard_class_1",
       "arrival_s", "arrival_0p15_s", "arrival_0p3_s", "arrival_0p5_s", "time_of_max_s", "above_0p05_s",
       "above_0p15_s", "above_0p3_s", "above_0p5_s"},
      {"Harten, Lax & van Leer 1983, SIAM Review 25:35", "Einfeldt 1988, SIAM J. Numer. Anal. 25:294",
       "Chen & Noelle 2017, SIAM J. Numer. Anal. 55:758",
       "Xia, Liang, Ming & Hou 2017, Water Resour. Res. 53:3730",
       "Xia & Liang 2018, Adv. Water Resour. 117:87", "Casulli 2009, Int. J. Numer. Meth. Fluids 60:391",
       "Volp, van Prooijen & Stelling 2013, Water Resour. Res. 49:4124",
       "Stelling & Duinmeijer 2003, Int. J. Numer. Meth. Fluids 43:1329",
       "van Ormondt et al. 2025, Geosci. Model Dev. 18:843",
       "Bates, Horritt & Fewtrell 2010, J. Hydrol. 387:33",
       "de Almeida & Bates 2013, Water Resour. Res. 49:4833",
       "Australian Rainfall and Runoff 2019, Book 6, Chapter 7"},
      embedded::flood_effects_csv};
  return flood;
}

}  // namespace dayu::hazards::flood
