// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/points.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "engine/base/errors.h"
#include "engine/geo/crs.h"
#include "engine/geo/gcj02.h"
#include "engine/world/load.h"

namespace dayu::world::intake {
namespace {

std::optional<double> coordinate(const Row& row, const char* column) {
  const auto cell = row.cells.find(column);
  if (cell == row.cells.end() || cell->second.empty()) return std::nullopt;
  return std::strtod(cell->second.c_str(), nullptr);
}

/// The points there are, and the rows they belong to.
struct RowPoints {
  std::vector<std::size_t> rows;
  std::vector<geo::Point> points;
};

RowPoints points_of(const std::vector<Row>& rows) {
  RowPoints found;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto x = coordinate(rows[i], "x_m"), y = coordinate(rows[i], "y_m");
    if (!x || !y) continue;
    found.rows.push_back(i);
    found.points.push_back({*x, *y});
  }
  return found;
}

std::string to_the_centimetre(double value_m) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, std::round(value_m * 100) / 100);
  return error == std::errc() ? std::string(buffer, end) : std::string();
}

}  // namespace

void carry_points(const std::filesystem::path& area, const std::string& crs, std::vector<Row>& rows) {
  RowPoints given = points_of(rows);
  if (given.points.empty()) return;
  const World world = load(area);
  const bool shifted = crs == geo::kGcj02;
  if (shifted)
    for (geo::Point& p : given.points) p = geo::wgs84_from_gcj02(p);
  const auto carried = geo::transform(given.points, shifted ? "EPSG:4326" : crs, world.crs);
  for (std::size_t i = 0; i < carried.size(); ++i) {
    rows[given.rows[i]].cells["x_m"] = to_the_centimetre(carried[i].x_m);
    rows[given.rows[i]].cells["y_m"] = to_the_centimetre(carried[i].y_m);
  }
}

std::optional<Shifted> found_shifted(const std::filesystem::path& area, const std::string& file,
                                     const std::vector<Row>& rows) {
  const RowPoints given = points_of(rows);
  if (given.points.empty()) return std::nullopt;
  try {
    const World world = load(area);
    const geo::Grid& grid = world.terrain.elevation_m.grid;
    const bool on_it = std::all_of(given.points.begin(), given.points.end(),
                                   [&](const geo::Point& p) { return grid.cell_of(p).has_value(); });
    return on_it ? shifted_points(world, file, given.points) : std::nullopt;
  } catch (const base::InputError&) {
    return std::nullopt;  // an area that does not load is told of elsewhere
  }
}

}  // namespace dayu::world::intake
