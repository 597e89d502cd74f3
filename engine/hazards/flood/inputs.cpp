// SPDX-License-Identifier: Apache-2.0
// From a scenario section and a world to plain inputs. Every fault of every file is told at once.
#include "engine/hazards/flood/inputs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/geo/raster_file.h"
#include "engine/hazards/flood/inputs_reader.h"
#include "engine/hazards/flood/stations.h"

namespace dayu::hazards::flood {
namespace {

/// Roughness of ground of which nothing is known: short grass and brush (Chow 1959, table 5-6).
constexpr double kManning_s_per_m1_3 = 0.05;

}  // namespace

/// A point written as x_m, y_m.
std::optional<geo::Point> Reader::point(const base::Settings& where, const std::string& what, bool on_grid) {
  if (!where.has("x_m") || !where.has("y_m")) return std::nullopt;
  const geo::Point p{where.number("x_m"), where.number("y_m")};
  const auto cell = in.grid.cell_of(p);
  if (on_grid && (!cell || std::isnan(in.bed_m[in.grid.index(*cell)]))) {
    refuse(where, "x_m", what + " lies outside the terrain",
           "the terrain reaches from x " + std::to_string(std::llround(in.grid.west_m)) + " to " +
               std::to_string(std::llround(in.grid.west_m + in.grid.n_cols * in.grid.cell_m)) + " m and y " +
               std::to_string(std::llround(in.grid.north_m - in.grid.n_rows * in.grid.cell_m)) + " to " +
               std::to_string(std::llround(in.grid.north_m)) + " m (in the area's CRS)");
    return std::nullopt;
  }
  return p;
}

/// A raster on the terrain's cells; a finer one that fits is averaged.
std::vector<float> Reader::raster(const base::Settings& where, const std::string& key) {
  geo::Raster<float> values = geo::read_raster(where.path(key), in.grid.crs);
  const double ratio = in.grid.cell_m / values.grid.cell_m;
  const int factor = static_cast<int>(std::lround(ratio));
  if (factor > 1 && std::abs(ratio - factor) < 1e-6) values = geo::coarsen_mean(values, factor);
  if (!values.grid.same_cells(in.grid)) {
    refuse(where, key, "its cells are not the terrain's",
           "warp it to the extent and cell size of the terrain");
    return {};
  }
  for (float& value : values.values)
    if (std::isnan(value)) value = 0;
  return values.values;
}

void Reader::read_ground() {
  in.grid = world.terrain.elevation_m.grid;
  in.bed_m = world.terrain.elevation_m.values;
  const auto holes = static_cast<std::size_t>(
      std::count_if(in.bed_m.begin(), in.bed_m.end(), [](float z) { return !std::isfinite(z); }));
  for (float& z : in.bed_m)
    if (!std::isfinite(z)) z = std::nanf("");
  if (in.bed_m.empty() || holes == in.bed_m.size())
    throw base::InputError(section.file().string(), "", "the terrain holds no elevation",
                           "give a terrain raster");
  if (holes > 0) notes.push_back(std::to_string(holes) + " cells without elevation are walls");
}

void Reader::read_manning() {
  if (section.has("manning_s_per_m1_3")) {
    in.manning_s_per_m1_3 = {static_cast<float>(section.number("manning_s_per_m1_3"))};
  } else if (section.has("manning")) {
    guarded([&] { in.manning_s_per_m1_3 = raster(section, "manning"); });
  } else if (world.terrain.manning_s_per_m1_3.values.size() == in.bed_m.size()) {
    in.manning_s_per_m1_3 = world.terrain.manning_s_per_m1_3.values;
  } else {
    in.manning_s_per_m1_3 = {static_cast<float>(kManning_s_per_m1_3)};
    notes.push_back("no roughness given: Manning's n 0.05 s/m^(1/3) everywhere");
  }
  std::size_t unknown = 0;
  for (float& n : in.manning_s_per_m1_3) {
    if (std::isfinite(n) && n >= 0) continue;
    n = static_cast<float>(kManning_s_per_m1_3);
    ++unknown;
  }
  if (unknown > 0)
    notes.push_back(std::to_string(unknown) + " cells without roughness take n = 0.05 s/m^(1/3)");
}

/// The water level beyond an edge: one for all times, or a series.
void Reader::read_level(const base::Settings& part, EdgePart& cells) {
  if (part.has("level_m") == part.has("series"))
    refuse(part, "level_m", "a part of kind level needs its level",
           "give either level_m or series, not both");
  cells.level = {{0}, {part.has("level_m") ? part.number("level_m") : 0}};
  if (!part.has("series")) return;
  guarded([&] {
    Series series = read_values(part.path("series"), "level_m", clock.start, false, faults);
    if (!series.time_s.empty()) cells.level = {std::move(series.time_s), std::move(series.value)};
  });
}

/// Cells whose centres lie between from_m and to_m.
EdgePart Reader::edge_part(const base::Settings& part) {
  const std::string side = part.text("side");
  const double low = std::min(part.number("from_m"), part.number("to_m"));
  const double high = std::max(part.number("from_m"), part.number("to_m"));
  const geo::Grid& g = in.grid;
  EdgePart cells;
  cells.kind = part.text("kind") == "closed"  ? Edge::closed
               : part.text("kind") == "level" ? Edge::level
                                              : Edge::free;
  if (cells.kind == Edge::level) read_level(part, cells);
  if (side == "north" || side == "south") {
    cells.side = side == "north" ? Side::north : Side::south;
    cells.first = static_cast<int>(std::ceil((low - g.west_m) / g.cell_m - 0.5));
    cells.end = std::min(g.n_cols, static_cast<int>(std::floor((high - g.west_m) / g.cell_m - 0.5)) + 1);
  } else {
    cells.side = side == "east" ? Side::east : Side::west;
    cells.first = static_cast<int>(std::ceil((g.north_m - high) / g.cell_m - 0.5));
    cells.end = std::min(g.n_rows, static_cast<int>(std::floor((g.north_m - low) / g.cell_m - 0.5)) + 1);
  }
  cells.first = std::max(0, cells.first);
  if (cells.first >= cells.end)
    refuse(part, "from_m", "this part of the " + side + " side holds no cell of the terrain",
           "give coordinates of the area's CRS between the two ends of that side");
  return cells;
}

void Reader::read_edges() {
  const base::Settings edges = section.section("edges");
  const auto kind = [&](const char* side) {
    return (edges.has(side) ? edges.text(side) : edges.text("default")) == "closed" ? Edge::closed
                                                                                    : Edge::free;
  };
  in.edges = {kind("north"), kind("south"), kind("east"), kind("west"), {}};
  for (const base::Settings& part : section.sections("edge_part")) in.edges.parts.push_back(edge_part(part));
}

void Reader::read_initial() {
  const base::Settings initial = section.section("initial");
  if (initial.has("depth")) guarded([&] { in.depth_m = raster(initial, "depth"); });
  if (initial.has("level_m")) {
    if (in.depth_m.empty()) in.depth_m.assign(in.bed_m.size(), 0);
    const double level = initial.number("level_m");
    for (std::size_t k = 0; k < in.bed_m.size(); ++k)
      in.depth_m[k] = std::max(in.depth_m[k], static_cast<float>(level - static_cast<double>(in.bed_m[k])));
  }
  if (std::any_of(in.depth_m.begin(), in.depth_m.end(), [](float h) { return h < 0; }))
    refuse(initial, "depth", "a depth is negative", "give depths of 0 or more");
  const bool east = initial.has("discharge_east"), south = initial.has("discharge_south");
  if (east != south)
    refuse(initial, "discharge_east", "one of the two directions is missing",
           "give discharge_east and discharge_south");
  if (!east || !south) return;
  guarded([&] { in.discharge_east_m2_per_s = raster(initial, "discharge_east"); });
  guarded([&] { in.discharge_south_m2_per_s = raster(initial, "discharge_south"); });
  if (in.depth_m.empty())
    refuse(initial, "discharge_east", "a discharge without a depth", "give depth or level_m too");
}

void Reader::read_stations() {
  for (const base::Settings& gauge : section.sections("gauge"))
    if (const auto at = point(gauge, "gauge " + gauge.text("name"), true))
      in.stations.push_back({gauge.text("name"), *at});
  for (const world::Gauge& gauge : world.gauges) {
    if (gauge.kind != "stage") continue;
    if (in.grid.cell_of(gauge.at))
      in.stations.push_back({gauge.id, gauge.at});
    else
      notes.push_back("stage gauge " + gauge.id + " lies outside the terrain");
  }
  for (const base::Settings& line : section.sections("section")) {
    const geo::Point from{line.number("x1_m"), line.number("y1_m")},
        to{line.number("x2_m"), line.number("y2_m")};
    if (stair_of(in.grid, from, to).empty())
      refuse(line, "x1_m", "section '" + line.text("name") + "' crosses no cell faces of the terrain",
             "let it run across the flow, inside the terrain");
    in.sections.push_back({line.text("name"), from, to});
  }
}

/// Which equations on which cells; what they do not take is refused.
void Reader::read_equations() {
  in.order = static_cast<int>(section.integer("order"));
  in.subgrid_cells = static_cast<int>(section.section("subgrid").integer("cells"));
  if (section.text("equations") == "local_inertia") in.equations = Equations::local_inertia;
  if (section.text("beyond_validity") == "stop") in.beyond = BeyondValidity::stop;
  if (in.subgrid_cells == 1 && in.equations == Equations::full) return;
  const std::string where = in.subgrid_cells > 1 ? "sub-grid cells" : "equations = \"local_inertia\"";
  if (in.order == 2) refuse(section, "order", "the second order is not made for " + where, "take order = 1");
  for (const char* work : {"wall", "weir", "bridge", "gate", "culvert", "pump", "breach"})
    if (!section.sections(work).empty())
      refuse(section, work, "[[flood." + std::string(work) + "]] is not made for " + where,
             "run it with equations = \"full\" and without flood.subgrid");
  if (in.subgrid_cells > 1)
    notes.push_back("sub-grid cells of " + std::to_string(in.subgrid_cells) + " x " +
                    std::to_string(in.subgrid_cells) +
                    " cells of the terrain: one surface in each; README.md of the flood tells how far that "
                    "is from a run on "
                    "the terrain's own cells");
}

Inputs read_inputs(const world::World& world, const base::Settings& section, const RunClock& clock,
                   std::vector<std::string>& notes) {
  Reader reader{world, section, clock, notes, {}, {}, {}};
  reader.read_ground();
  reader.read_manning();
  reader.read_surfaces();
  reader.read_buildings();
  reader.read_rain_gauges();
  reader.in.rain_between =
      section.text("rain_between") == "thiessen" ? Between::thiessen : Between::inverse_distance;
  reader.read_rain_rasters();
  reader.read_losses();
  reader.read_inflows();
  reader.read_reservoirs();
  reader.read_edges();
  reader.read_initial();
  reader.read_stations();
  reader.read_works();
  reader.read_equations();
  reader.in.record_interval_s = section.number("record_interval_s");
  reader.in.threads = std::max(1, clock.threads);
  reader.faults.throw_if_any();
  return std::move(reader.in);
}

}  // namespace dayu::hazards::flood
