// SPDX-License-Identifier: Apache-2.0
// The ground of a world: elevation, land cover and roughness on one grid; larger cells that still drain.
// A mean over a valley floor and its slopes can dam a stream, so after coarsening pits are breached as far as
// the fine terrain has a way through (breach.h), and every stream line is walked downstream through its cells
// and each cell is cut to the lowest one before it (a stream burn that only cuts; Hellweger 1997, AGREE, for
// the idea). Steps between cells go over edges, never over corners: the solver's fluxes do. Invariant: along
// every stream line the coarse elevation never rises; no cell is ever raised.
#include "engine/world/terrain.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/geo/crs.h"
#include "engine/geo/raster_file.h"
#include "engine/world/breach.h"
#include "engine/world/ledger.h"

namespace dayu::world {
namespace {

// A road over a void of the terrain takes the height of the nearest ground, within this many cells.
constexpr int kVoidReach_cells = 25;

std::string metres(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " m";
}

/// Cells of a line in order, each sharing an edge with the one before.
std::vector<geo::Cell> cells_along(const std::vector<geo::Point>& line, const geo::Raster<float>& z) {
  std::vector<geo::Cell> cells;
  for (const geo::Point& p : geo::sample_line(line, z.grid.cell_m / 4)) {
    const std::optional<geo::Cell> next = z.grid.cell_of(p);
    if (!next || (!cells.empty() && cells.back() == *next)) continue;
    if (!cells.empty() && cells.back().row != next->row && cells.back().col != next->col) {
      const geo::Cell a{cells.back().row, next->col}, b{next->row, cells.back().col};
      cells.push_back(z[b] < z[a] ? b : a);
    }
    cells.push_back(*next);
  }
  return cells;
}

/// True if a cell was cut.
bool cut_down(const std::vector<geo::Cell>& cells, geo::Raster<float>& z) {
  bool cut = false;
  float lowest = std::numeric_limits<float>::infinity();
  for (const geo::Cell& c : cells) {
    if (!std::isfinite(z[c])) continue;
    cut = cut || z[c] > lowest;
    lowest = std::min(lowest, z[c]);
    z[c] = lowest;
  }
  return cut;
}

geo::Raster<unsigned char> on_grid(const geo::Raster<unsigned char>& source, const geo::Grid& grid,
                                   std::size_t& missed) {
  geo::Raster<unsigned char> result(grid);
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const auto c = source.grid.cell_of(grid.centre({row, col}));
      if (c)
        result[{row, col}] = source[*c];
      else
        ++missed;
    }
  return result;
}

struct CoverTable {
  std::map<int, double> manning_s_per_m1_3;
};

CoverTable read_cover_table(Reading& reading) {
  CoverTable covers;
  Ledger rows(reading, "land_cover.csv", {"code", "manning_s_per_m1_3"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.id(row, "code");
    const int code = rows.count(row, "code");
    const double n = rows.number(row, "manning_s_per_m1_3", Need::yes);
    // Chow (1959), table 5-6, ends at 0.20 (dense growth in flood); concrete begins at 0.01.
    if (n <= 0 || n > 1)
      rows.fault(row, "manning_s_per_m1_3", "a roughness of " + std::to_string(n) + " makes no sense",
                 "use Manning's n, about 0.01 (concrete) to 0.2 (dense growth)");
    covers.manning_s_per_m1_3[code] = n;
  }
  return covers;
}

}  // namespace

geo::Raster<float> coarsened(const geo::Raster<float>& fine, int factor,
                             const std::vector<geo::Feature>& streams) {
  geo::Raster<float> coarse = geo::coarsen_mean(fine, factor);
  breach_pits(coarse, lowest_inside(fine, coarse.grid, factor));
  std::vector<std::vector<geo::Cell>> lines;
  for (const geo::Feature& stream : streams)
    for (const std::vector<geo::Point>& part : stream.parts) lines.push_back(cells_along(part, coarse));
  // A tributary may cut a cell of a river that was walked before: again, until nothing is cut. It ends, since
  // each cut brings a cell to the value of another cell and none is ever raised.
  for (bool again = true; again;) {
    again = false;
    for (const auto& cells : lines) again = cut_down(cells, coarse) || again;
  }
  return coarse;
}

int coarsening_factor(const geo::Grid& grid, double cell_m, const std::string& file) {
  if (cell_m <= 0) return 1;
  const double ratio = cell_m / grid.cell_m;
  const std::string has = "the terrain has cells of " + metres(grid.cell_m) + ", ";
  if (ratio < 1 - 1e-6)
    throw base::InputError(
        file, "cell_m", has + metres(cell_m) + " is finer than was measured",
        "ask for " + metres(grid.cell_m) + " or a whole multiple, or give a finer terrain");
  const double whole = std::round(ratio);
  if (std::abs(ratio - whole) > 1e-6 * whole)
    throw base::InputError(file, "cell_m", has + metres(cell_m) + " is not a whole multiple",
                           "ask for " + metres(std::floor(ratio) * grid.cell_m) + " or " +
                               metres(std::ceil(ratio) * grid.cell_m));
  if (whole > std::min(grid.n_rows, grid.n_cols))
    throw base::InputError(file, "cell_m", has + metres(cell_m) + " leaves no whole cell",
                           "ask for a smaller cell");
  return static_cast<int>(whole);
}

void read_terrain(Reading& reading, const std::string& area_crs) {
  World& world = reading.world;
  world.crs = area_crs;
  if (!reading.has("terrain.tif")) {
    reading.faults.add(reading.path("terrain.tif"), "", "the terrain is missing",
                       "put the elevation there, a GeoTIFF in metres (dayu area import makes one)");
    return;
  }
  try {
    reading.ground = geo::read_raster(reading.folder / "terrain.tif", area_crs);
  } catch (const base::InputError& error) {
    reading.faults.add(error);
    return;
  }
  world.crs = reading.ground.grid.crs;
  world.terrain.elevation_m = reading.ground;
  if (!area_crs.empty() && geo::crs_name(area_crs) != world.crs)
    reading.faults.add(reading.path("area.toml"), "area.crs",
                       "says " + area_crs + ", but terrain.tif is in " + world.crs,
                       "make them equal; the terrain governs");
}

void coarsen_terrain(Reading& reading, double cell_m) {
  if (reading.ground.values.empty()) return;
  try {
    const int factor = coarsening_factor(reading.ground.grid, cell_m, reading.path("terrain.tif"));
    if (factor == 1) return;
    reading.world.terrain.elevation_m = coarsened(reading.ground, factor, reading.world.streams);
    reading.world.assumptions.push_back(
        "Terrain averaged from cells of " + metres(reading.ground.grid.cell_m) + " to " + metres(cell_m) +
        "; streams cut so that they descend. / 地形由 " + metres(reading.ground.grid.cell_m) +
        " 网格平均到 " + metres(cell_m) + "，并沿河线下切以保持水流下行。");
  } catch (const base::InputError& error) {
    reading.faults.add(error);
  }
}

geo::Raster<float> roughness(const geo::Raster<unsigned char>& cover,
                             const std::map<int, double>& manning_s_per_m1_3, const std::string& file,
                             base::Faults& faults) {
  geo::Raster<float> n(cover.grid);
  std::map<int, std::pair<int, geo::Cell>> unknown;  // code -> how often, where first
  for (int row = 0; row < cover.grid.n_rows; ++row)
    for (int col = 0; col < cover.grid.n_cols; ++col) {
      const geo::Cell c{row, col};
      const auto found = manning_s_per_m1_3.find(cover[c]);
      if (found != manning_s_per_m1_3.end())
        n[c] = static_cast<float>(found->second);
      else
        ++unknown.emplace(cover[c], std::pair{0, c}).first->second.first;
    }
  for (const auto& [code, where] : unknown)
    faults.add(
        file,
        "row " + std::to_string(where.second.row + 1) + ", column " + std::to_string(where.second.col + 1),
        "code " + std::to_string(code) + (code == 0 ? " (or nodata)" : "") + " stands in " +
            std::to_string(where.first) + " cells, but not in land_cover.csv",
        "add a row for it to land_cover.csv");
  return n;
}

void read_land_cover(Reading& reading) {
  World& world = reading.world;
  const geo::Grid& grid = world.terrain.elevation_m.grid;
  const bool known_ground = !reading.ground.values.empty();
  if (!reading.has("land_cover.tif")) {
    if (!known_ground) return;
    world.terrain.manning_s_per_m1_3 =
        geo::Raster<float>(grid, static_cast<float>(kManningUnknown_s_per_m1_3));
    world.assumptions.push_back(
        "No land cover: Manning's n is 0.05 s/m^(1/3) everywhere. / 无土地覆盖数据：糙率一律取 0.05。");
    return;
  }
  const CoverTable covers = read_cover_table(reading);
  if (!reading.has("land_cover.csv"))
    reading.faults.add(reading.path("land_cover.csv"), "", "the table of land_cover.tif's codes is missing",
                       "write code,name_zh,name_en,manning_s_per_m1_3,fuel,source");
  try {
    const std::string file = reading.path("land_cover.tif");
    geo::Raster<unsigned char> fine = geo::read_classes(file, world.crs);
    if (!known_ground) return;
    if (fine.grid.crs != world.crs)
      throw base::InputError(file, "", "is in " + fine.grid.crs + ", but terrain.tif is in " + world.crs,
                             "warp it: gdalwarp -r near -t_srs " + world.crs);
    std::size_t missed = 0;
    if (!fine.grid.same_cells(reading.ground.grid)) fine = on_grid(fine, reading.ground.grid, missed);
    if (missed > 0)
      throw base::InputError(file, "", "does not cover " + std::to_string(missed) + " cells of the terrain",
                             "give land cover for the whole terrain");
    const int factor = static_cast<int>(std::lround(grid.cell_m / fine.grid.cell_m));
    world.terrain.land_cover = factor > 1 ? geo::coarsen_mode(fine, factor) : fine;
    if (!covers.manning_s_per_m1_3.empty())
      world.terrain.manning_s_per_m1_3 =
          roughness(world.terrain.land_cover, covers.manning_s_per_m1_3, file, reading.faults);
  } catch (const base::InputError& error) {
    reading.faults.add(error);
  }
}

Misplaced misplaced(const geo::Grid& grid, geo::Point p) {
  const std::string where = "(" + metres(p.x_m) + ", " + metres(p.y_m) + ") lies outside the terrain";
  if (grid.cell_of({p.y_m, p.x_m}))
    return {where, "x_m and y_m are swapped: easting is x_m, northing is y_m"};
  // 3-degree zones 25 to 45 and 6-degree zones 13 to 23 stand before the easting of prefixed systems.
  const double without_zone = std::fmod(p.x_m, 1e6), swapped = std::fmod(p.y_m, 1e6);
  if (p.x_m >= 13e6 && p.x_m < 46e6 && grid.cell_of({without_zone, p.y_m}))
    return {where, "the easting carries the zone number in front: take off its first two digits"};
  if (p.y_m >= 13e6 && p.y_m < 46e6 && grid.cell_of({swapped, p.x_m}))
    return {where, "x_m and y_m are swapped, and the easting carries the zone number in front"};
  if (std::abs(p.x_m) <= 180 && std::abs(p.y_m) <= 180)
    return {where, "these look like degrees: give metres in " + grid.crs +
                       ", or carry the list over with area ledger --crs EPSG:4490 (or GCJ-02)"};
  return {where, "correct the point, or give a larger terrain (x " + metres(grid.west_m) + " to " +
                     metres(grid.west_m + grid.n_cols * grid.cell_m) + ", y " +
                     metres(grid.north_m - grid.n_rows * grid.cell_m) + " to " + metres(grid.north_m) + ")"};
}

std::optional<float> height_at(const geo::Raster<float>& ground, geo::Point p) {
  const geo::Grid& g = ground.grid;
  if (ground.values.empty()) return std::nullopt;
  const geo::Cell c{std::clamp(static_cast<int>(std::floor((g.north_m - p.y_m) / g.cell_m)), 0, g.n_rows - 1),
                    std::clamp(static_cast<int>(std::floor((p.x_m - g.west_m) / g.cell_m)), 0, g.n_cols - 1)};
  for (int ring = 0; ring <= kVoidReach_cells; ++ring)
    for (int row = c.row - ring; row <= c.row + ring; ++row)
      for (int col = c.col - ring; col <= c.col + ring; ++col)
        if (g.holds({row, col}) && std::isfinite(ground[{row, col}])) return ground[{row, col}];
  return std::nullopt;
}

}  // namespace dayu::world
