// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/import.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/crs.h"
#include "engine/geo/raster_file.h"
#include "engine/world/import/area_files.h"
#include "engine/world/import/land.h"
#include "engine/world/import/roads.h"
#include "engine/world/import/streams.h"

namespace dayu::world {
namespace {

using importing::count_text;
using importing::Draft;
using importing::Notes;
using importing::number_text;

constexpr double kRoundCells_m[] = {1,  2,  5,  10,  15,  20,  25,  30,  40,  50,
                                    60, 80, 90, 100, 120, 150, 200, 250, 300, 500};

/// The largest round cell that is not coarser than the file's own.
double chosen_cell(const geo::TerrainSource& source) {
  const double own_m = std::min(source.cell_x_m, source.cell_y_m) * 1.001;
  double cell_m = kRoundCells_m[0];
  for (const double round_m : kRoundCells_m)
    if (round_m <= own_m) cell_m = round_m;
  return cell_m;
}

std::string slug(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9'))
      id += low;
    else if (!id.empty() && id.back() != '_' && static_cast<unsigned char>(c) < 0x80)
      id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  return id.empty() ? "area" : id;
}

void tell_of(const geo::TerrainSource& source, const geo::Grid& grid, double cell_m, bool chosen,
             Notes& notes) {
  notes.find("terrain: " + std::to_string(source.n_cols) + " x " + std::to_string(source.n_rows) +
             " cells of about " + number_text(source.cell_x_m, 0) + " x " + number_text(source.cell_y_m, 0) +
             " m in " + (source.crs.size() < 20 ? source.crs : "its own CRS") +
             (source.metric ? "" : " (not in metres)") + " -> " + std::to_string(grid.n_cols) + " x " +
             std::to_string(grid.n_rows) + " cells of " + number_text(cell_m, 0) + " m in " + grid.crs +
             (chosen ? " (cell chosen from the file's own)" : ""));
  const long long voids = static_cast<long long>(source.voids_filled);
  const std::string all = count_text(static_cast<long long>(source.n_rows) * source.n_cols);
  if (voids > 0)
    notes.assume("Terrain: " + count_text(voids) + " of " + all +
                     " cells were voids and are filled by inverse distance from their neighbours",
                 "地形：" + all + " 个网格中有 " + count_text(voids) + " 个空洞，按邻近高程反距离插补");
  if (source.border_value)
    notes.assume("Terrain: " + count_text(static_cast<long long>(source.outside)) +
                     " border cells of the constant value " + number_text(*source.border_value, 1) +
                     " are taken as no terrain (the file states no nodata)",
                 "地形：边缘恒值 " + number_text(*source.border_value, 1) + " 的 " +
                     count_text(static_cast<long long>(source.outside)) + " 个网格视为无数据");
  if (source.unit_m != 1)
    notes.assume("Terrain: heights in feet were carried over to metres", "地形：高程由英尺换算为米");
  const double coarsest_m = std::max(source.cell_x_m, source.cell_y_m);
  if (coarsest_m > 40)
    notes.assume(
        "Terrain of " + number_text(coarsest_m, 0) +
            " m cells shows valleys, not channels, banks, walls or culverts: depths and arrivals are rough",
        "地形网格约 " + number_text(coarsest_m, 0) +
            " m，只能反映河谷，不能反映河槽、堤防和涵洞，水深与到达时间仅供演练");
}

geo::Raster<float> terrain_of(const ImportRecipe& recipe, const std::filesystem::path& work, Notes& notes) {
  const std::filesystem::path cleaned = work / "terrain_source.tif";
  const geo::TerrainSource source =
      geo::clean_terrain(recipe.terrain, cleaned, recipe.crs_if_absent, recipe.border);
  const double cell_m = recipe.cell_m > 0 ? recipe.cell_m : chosen_cell(source);
  std::string crs = recipe.crs;
  if (crs.empty()) crs = source.metric ? source.crs : geo::utm_for(source.lon_deg, source.lat_deg);
  if (!geo::is_metric(crs))
    throw base::InputError(
        recipe.terrain.string(), "", crs + " is not in metres",
        "state a projected CRS in metres, e.g. " + geo::utm_for(source.lon_deg, source.lat_deg));
  geo::Raster<float> terrain = geo::trim_to_terrain(geo::warp_raster(cleaned, crs, cell_m));
  std::filesystem::remove(cleaned);
  tell_of(source, terrain.grid, cell_m, recipe.cell_m <= 0, notes);
  return terrain;
}

/// Half a cell inside the terrain: whatever lies in it has ground under it.
geo::Box box_of(const geo::Grid& grid) {
  const double half = grid.cell_m / 2;
  return {grid.west_m + half, grid.north_m - grid.n_rows * grid.cell_m + half,
          grid.west_m + grid.n_cols * grid.cell_m - half, grid.north_m - half};
}

/// Whole cells of the terrain that touch the box.
geo::Raster<float> cut_to(const geo::Raster<float>& terrain, const geo::Box& box) {
  const geo::Grid& g = terrain.grid;
  const auto cell_at = [&](double distance_m, int most) {
    return std::clamp(static_cast<int>(std::floor(distance_m / g.cell_m)), 0, most - 1);
  };
  const int left = cell_at(box.west_m - g.west_m, g.n_cols), right = cell_at(box.east_m - g.west_m, g.n_cols);
  const int top = cell_at(g.north_m - box.north_m, g.n_rows),
            bottom = cell_at(g.north_m - box.south_m, g.n_rows);
  geo::Grid inner = g;
  inner.n_cols = right - left + 1;
  inner.n_rows = bottom - top + 1;
  inner.west_m += left * g.cell_m;
  inner.north_m -= top * g.cell_m;
  geo::Raster<float> part(inner);
  for (int r = 0; r < inner.n_rows; ++r)
    for (int c = 0; c < inner.n_cols; ++c) part[{r, c}] = terrain[{top + r, left + c}];
  return part;
}

/// Far from the mapped places there is nobody to warn; water from there is lost, which is told.
void cut_to_places(geo::Raster<float>& terrain, const geo::OsmExtract& osm, double margin_m, Notes& notes) {
  geo::Box places = importing::box_of_places(osm, box_of(terrain.grid));
  if (places.east_m < places.west_m) return;
  places = {places.west_m - margin_m, places.south_m - margin_m, places.east_m + margin_m,
            places.north_m + margin_m};
  terrain = cut_to(terrain, places);
  notes.find("terrain cut to the mapped places plus " + number_text(margin_m, 0) + " m: " +
             std::to_string(terrain.grid.n_cols) + " x " + std::to_string(terrain.grid.n_rows) + " cells");
  notes.assume("The area ends " + number_text(margin_m, 0) +
                   " m beyond the mapped places; water from farther up is not seen",
               "区域外延 " + number_text(margin_m, 0) + " m 为止，更上游来水未计入");
}

Draft draft_of(const ImportRecipe& recipe, const std::filesystem::path& work, Notes& notes) {
  Draft draft;
  draft.name = {recipe.name_zh.empty() ? recipe.name_en : recipe.name_zh,
                recipe.name_en.empty() ? recipe.name_zh : recipe.name_en};
  draft.id = recipe.id.empty() ? slug(draft.name.en) : recipe.id;
  draft.terrain = terrain_of(recipe, work, notes);
  draft.crs = draft.terrain.grid.crs;
  const geo::OsmExtract osm = geo::read_osm(recipe.osm, draft.crs, box_of(draft.terrain.grid));
  if (recipe.margin_m > 0) cut_to_places(draft.terrain, osm, recipe.margin_m, notes);
  const geo::Box box = box_of(draft.terrain.grid);
  draft.roads = importing::roads_of(osm, draft.terrain, box, notes);
  if (draft.roads.features.empty())
    throw base::InputError(
        recipe.osm.string(), "",
        "none of its " + std::to_string(osm.roads_in_file) + " highways lies on the terrain",
        "give a terrain and an extract of the same place");
  draft.streams = importing::streams_of(osm, draft.terrain, box, notes);
  if (recipe.carve_streams) importing::carve(draft.terrain, draft.streams, notes);
  draft.water_bodies = importing::water_bodies_of(osm, draft.crs);
  draft.townships = importing::townships_of(osm, draft.crs, recipe.township_admin_level);
  draft.land_cover = importing::land_cover_of(osm, draft.terrain.grid, recipe.land_cover_default, notes);
  const std::vector<importing::Building> buildings = importing::buildings_of(osm);
  draft.settled = importing::settle(osm, buildings, draft.roads, draft.townships, box, recipe.people_total,
                                    recipe.osm.string(), notes);
  draft.facilities = importing::furnish(osm, buildings, draft.settled, draft.roads, box, notes);
  notes.assume(
      "No gauges, reservoirs, danger zones or rain thresholds are known: orders must stand in the scenario",
      "无雨量站、水库、危险区和预警雨量资料：转移命令须在情景中给出");
  draft.about = recipe.about.empty() ? "Imported from " + recipe.terrain.filename().string() + " and " +
                                           recipe.osm.filename().string()
                                     : recipe.about;
  draft.licence = recipe.licence.empty()
                      ? "Map: (c) OpenStreetMap contributors, ODbL 1.0. Terrain: see its source"
                      : recipe.licence;
  return draft;
}

/// Only an area folder, an empty one or none may be replaced.
void refuse_other_folders(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder) || (!fs::is_empty(folder) && !fs::exists(folder / "area.toml")))
    throw base::InputError(folder.string(), "", "is there already and is no area folder",
                           "give another folder, or remove this one yourself");
}

std::filesystem::path beside(const std::filesystem::path& folder, const char* ending) {
  std::filesystem::path name = folder;
  if (!name.has_filename()) name = name.parent_path();
  return name.string() + ending;
}

/// The new folder takes the place of the old one, which is kept until then.
void put_in_place(const std::filesystem::path& made, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  const fs::path old = beside(folder, ".old");
  fs::remove_all(old);
  if (fs::exists(folder)) fs::rename(folder, old);
  try {
    fs::rename(made, folder);
  } catch (const fs::filesystem_error&) {
    if (fs::exists(old)) fs::rename(old, folder);
    throw;
  }
  fs::remove_all(old);
}

}  // namespace

std::vector<std::string> import_area(const ImportRecipe& recipe, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  if (recipe.name_zh.empty() && recipe.name_en.empty())
    throw base::InputError("", "area.name_en", "the area has no name", "state name_zh, name_en or both");
  refuse_other_folders(folder);
  const fs::path work = beside(folder, ".tmp");
  fs::remove_all(work);
  fs::create_directories(work);
  Notes notes;
  try {
    const Draft draft = draft_of(recipe, work, notes);
    importing::write_area(draft, recipe, notes, work);
    put_in_place(work, folder);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(work, ignored);
    throw;
  }
  std::vector<std::string> lines = notes.found;
  for (const std::string& assumption : notes.assumptions) lines.push_back("assumed: " + assumption);
  return lines;
}

}  // namespace dayu::world
