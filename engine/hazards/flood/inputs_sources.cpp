// SPDX-License-Identifier: Apache-2.0
// What comes and goes, read from a section: rain, losses, inflows, reservoirs.
#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/inputs_reader.h"

namespace dayu::hazards::flood {
namespace {

/// An inflow enters over a width that keeps it near 5 m2/s: a 2 m deep stream at 2.5 m/s. Own choice.
constexpr double kInflow_m2_per_s = 5;

}  // namespace

void Reader::read_rain_gauges() {
  const std::vector<base::Settings> gauges = section.sections("rain");
  for (const base::Settings& rain : gauges) {
    RainGauge gauge;
    gauge.name = rain.text("gauge");
    const auto known = std::find_if(world.gauges.begin(), world.gauges.end(),
                                    [&](const world::Gauge& g) { return g.id == gauge.name; });
    if (const auto at = point(rain, "gauge " + gauge.name, false)) {
      gauge.at = *at;
    } else if (known != world.gauges.end()) {
      gauge.at = known->at;
    } else if (gauges.size() > 1) {
      refuse(rain, "gauge", "the area has no gauge '" + gauge.name + "'",
             "give its x_m and y_m, or list it in gauges.csv");
    }
    guarded([&] {
      Series series = read_rain(rain.path("series"), clock.start, gauge.begin_s, faults);
      gauge.end_s = std::move(series.time_s);
      gauge.rain_mm = std::move(series.value);
    });
    if (gauge.end_s.empty()) continue;
    if (gauge.begin_s < 0) notes.push_back("rain of gauge " + gauge.name + " before the start is left out");
    if (gauge.end_s.back() < clock.duration_s)
      notes.push_back("rain of gauge " + gauge.name + " ends before the scenario; no rain after it");
    in.rain.push_back(std::move(gauge));
  }
}

std::vector<float> Reader::one_or_raster(const base::Settings& where, const std::string& number,
                                         const std::string& file, double scale) {
  if (!where.has(file)) {
    if (!where.has(number)) return {};
    return {static_cast<float>(where.number(number) * scale)};
  }
  std::vector<float> values;
  guarded([&] { values = raster(where, file); });
  for (float& value : values) value = static_cast<float>(static_cast<double>(value) * scale);
  return values;
}

void Reader::read_losses() {
  const base::Settings losses = section.section("losses");
  const std::string model = losses.text("model"), soil = losses.text("soil");
  in.losses.model = model == "constant"           ? LossModel::constant
                    : model == "initial_constant" ? LossModel::initial_constant
                    : model == "curve_number"     ? LossModel::curve_number
                    : model == "green_ampt"       ? LossModel::green_ampt
                                                  : LossModel::none;
  in.losses.soil = soil == "dry" ? SoilState::dry : soil == "wet" ? SoilState::wet : SoilState::normal;
  in.losses.initial_m = losses.number("initial_mm") * 1e-3;
  in.losses.rate_m_per_s = losses.number("rate_mm_per_h") * 1e-3 / 3600;
  in.losses.abstraction_1 = losses.number("abstraction_1");
  in.losses.conductivity_m_per_s = losses.number("conductivity_mm_per_h") * 1e-3 / 3600;
  in.losses.suction_m = losses.number("suction_mm") * 1e-3;
  in.losses.moisture_deficit_1 = losses.number("moisture_deficit_1");
  in.losses.curve_number = one_or_raster(losses, "curve_number", "curve_number_raster", 1);
  in.losses.drainage_m_per_s = one_or_raster(losses, "drainage_mm_per_h", "drainage_raster", 1e-3 / 3600);
  if (in.losses.model == LossModel::curve_number && in.losses.curve_number.empty())
    refuse(losses, "model", "the curve number model has no curve number",
           "give curve_number (1 to 100) or curve_number_raster");
  if (in.losses.model == LossModel::green_ampt && in.losses.conductivity_m_per_s <= 0)
    refuse(losses, "model", "the Green-Ampt model has no conductivity",
           "give conductivity_mm_per_h, suction_mm and moisture_deficit_1 of the soil");
  for (const float cn : in.losses.curve_number)
    if (!(cn >= 1 && cn <= 100)) {
      refuse(losses, "curve_number_raster", "a curve number is not between 1 and 100",
             "correct the raster; paved ground is 98");
      break;
    }
}

/// Cells whose centres lie in a disc, and the cell of its centre; no walls.
std::vector<geo::Cell> disc(const Inputs& in, geo::Point centre, double width_m) {
  std::vector<geo::Cell> cells;
  const auto middle = in.grid.cell_of(centre);
  if (!middle) return cells;
  const int reach = static_cast<int>(std::ceil(0.5 * width_m / in.grid.cell_m));
  for (int row = middle->row - reach; row <= middle->row + reach; ++row)
    for (int col = middle->col - reach; col <= middle->col + reach; ++col) {
      const geo::Cell cell{row, col};
      if (!in.grid.holds(cell) || std::isnan(in.bed_m[in.grid.index(cell)])) continue;
      const geo::Point p = in.grid.centre(cell);
      if (cell == *middle || std::hypot(p.x_m - centre.x_m, p.y_m - centre.y_m) <= 0.5 * width_m)
        cells.push_back(cell);
    }
  return cells;
}

/// The reservoir of the area that a key names; a fault if there is none.
const world::Reservoir* Reader::reservoir(const base::Settings& item, const std::string& key) {
  const std::string id = item.text(key);
  const auto known = std::find_if(world.reservoirs.begin(), world.reservoirs.end(),
                                  [&](const world::Reservoir& r) { return r.id == id; });
  if (known != world.reservoirs.end()) return &*known;
  refuse(item, key, "the area has no reservoir '" + id + "'", "use an id of reservoirs.csv, or x_m and y_m");
  return nullptr;
}

/// The cells of a reservoir, by the area's water body of its name.
std::vector<geo::Cell> Reader::surface_of(const world::Reservoir& reservoir) {
  std::vector<geo::Cell> cells;
  bool found = false;
  for (const geo::Feature& water : world.water_bodies) {
    if (water.text("name_zh") != reservoir.name.zh || reservoir.name.zh.empty()) continue;
    found = true;
    for (int row = 0; row < in.grid.n_rows; ++row)
      for (int col = 0; col < in.grid.n_cols; ++col)
        if (geo::inside(water, in.grid.centre({row, col}))) cells.push_back({row, col});
  }
  if (!found)
    notes.push_back("reservoir " + reservoir.id +
                    " has no water body of its name in vectors.gpkg: the rain on " +
                    "its catchment runs past the dam beside the given outflow");
  return cells;
}

/// Cells that a line crosses, no walls.
std::vector<geo::Cell> Reader::cells_along(geo::Point from, geo::Point to) const {
  std::vector<geo::Cell> cells;
  const double length = std::hypot(to.x_m - from.x_m, to.y_m - from.y_m);
  const int parts = std::max(1, static_cast<int>(std::ceil(4 * length / in.grid.cell_m)));
  for (int k = 0; k <= parts; ++k) {
    const double w = static_cast<double>(k) / parts;
    const auto cell =
        in.grid.cell_of({from.x_m + w * (to.x_m - from.x_m), from.y_m + w * (to.y_m - from.y_m)});
    if (!cell || std::isnan(in.bed_m[in.grid.index(*cell)])) continue;
    if (std::find(cells.begin(), cells.end(), *cell) == cells.end()) cells.push_back(*cell);
  }
  return cells;
}

/// The cells of an inflow along a line or a part of a side; nothing if it is one at a point.
std::optional<std::vector<geo::Cell>> Reader::inflow_line(const base::Settings& item) {
  std::vector<geo::Cell> cells;
  const geo::Grid& g = in.grid;
  if (item.has("x1_m") && item.has("y1_m") && item.has("x2_m") && item.has("y2_m")) {
    cells =
        cells_along({item.number("x1_m"), item.number("y1_m")}, {item.number("x2_m"), item.number("y2_m")});
  } else if (item.has("side") && item.has("from_m") && item.has("to_m")) {
    const std::string side = item.text("side");
    const double a = item.number("from_m"), b = item.number("to_m"), half = 0.5 * g.cell_m;
    const double south = g.north_m - g.n_rows * g.cell_m + half, east = g.west_m + g.n_cols * g.cell_m - half;
    if (side == "north") cells = cells_along({a, g.north_m - half}, {b, g.north_m - half});
    if (side == "south") cells = cells_along({a, south}, {b, south});
    if (side == "west") cells = cells_along({g.west_m + half, a}, {g.west_m + half, b});
    if (side == "east") cells = cells_along({east, a}, {east, b});
  } else {
    return std::nullopt;
  }
  if (cells.empty())
    refuse(item, "name", "inflow '" + item.text("name") + "' touches no cell of the terrain",
           "give coordinates of the area's CRS inside the terrain");
  return cells;
}

void Reader::read_inflow(const base::Settings& item) {
  Inflow inflow;
  inflow.name = item.text("name");
  std::optional<geo::Point> at = point(item, "inflow " + inflow.name, true);
  const std::optional<std::vector<geo::Cell>> line = inflow_line(item);
  if (item.has("reservoir")) {
    const world::Reservoir* known = reservoir(item, "reservoir");
    if (known && !in.grid.cell_of(known->outlet)) {
      refuse(item, "reservoir", "the outlet of '" + known->id + "' lies outside the terrain",
             "correct outlet_x_m, outlet_y_m");
    } else if (known) {
      at = known->outlet;
      const std::vector<geo::Cell> surface = surface_of(*known);
      in.reservoir_cells.insert(in.reservoir_cells.end(), surface.begin(), surface.end());
    }
  } else if (!line && (!item.has("x_m") || !item.has("y_m"))) {
    refuse(item, "name", "it is not said where inflow '" + inflow.name + "' enters",
           "give x_m and y_m, or x1_m, y1_m, x2_m, y2_m, or side, from_m, to_m, or reservoir");
  }
  guarded([&] {
    Series series = read_values(item.path("series"), item.text("column"), clock.start, true, faults);
    inflow.time_s = std::move(series.time_s);
    inflow.discharge_m3_per_s = std::move(series.value);
  });
  if ((!at && (!line || line->empty())) || inflow.time_s.empty()) return;
  const double peak = *std::max_element(inflow.discharge_m3_per_s.begin(), inflow.discharge_m3_per_s.end());
  inflow.cells =
      line ? *line : disc(in, *at, item.has("width_m") ? item.number("width_m") : peak / kInflow_m2_per_s);
  if (inflow.time_s.back() < clock.duration_s)
    notes.push_back("inflow " + inflow.name + " ends before the scenario; nothing enters after it");
  in.inflows.push_back(std::move(inflow));
}

void Reader::read_inflows() {
  for (const base::Settings& item : section.sections("inflow")) read_inflow(item);
}

}  // namespace dayu::hazards::flood
