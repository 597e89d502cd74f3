// SPDX-License-Identifier: Apache-2.0
#include "engine/world/load.h"

#include "engine/geo/crs.h"
#include "engine/geo/raster_file.h"
#include "engine/world/network.h"
#include "engine/world/reading.h"
#include "engine/world/registers/registers_reading.h"
#include "engine/world/roads.h"
#include "engine/world/terrain.h"

namespace dayu::world {
namespace {

using base::KeyKind;

base::KeySpec key(const std::string& name, KeyKind kind, const std::string& fallback,
                  const std::string& about) {
  base::KeySpec spec;
  spec.key = name;
  spec.kind = kind;
  spec.fallback = fallback;
  spec.about = about;
  return spec;
}

/// Fills what area.toml says; gives its CRS, empty if none.
std::string read_area(Reading& reading) {
  World& world = reading.world;
  const std::string file = reading.path("area.toml");
  if (!reading.has("area.toml")) {
    reading.faults.add(file, "", "the file is missing", "write [area] with id, name_zh or name_en");
    return "";
  }
  std::string crs;
  try {
    const base::Settings area = base::Settings::read(file, area_spec()).section("area");
    world.id = area.text("id");
    world.name = {area.text("name_zh"), area.text("name_en")};
    world.code = area.text("code");
    world.invented = area.boolean("invented");
    world.classification = area.text("classification");
    world.assumptions = area.texts("assumptions");
    if (world.name.zh.empty() && world.name.en.empty())
      reading.faults.add(file, area.place("name_zh"), "the area has no name", "write name_zh or name_en");
    const std::string stated = area.text("crs");
    if (!stated.empty()) crs = geo::crs_name(stated);
  } catch (const base::InputError& error) {
    for (const base::Fault& f : error.faults())
      reading.faults.add(f.file.empty() ? file : f.file, f.file.empty() ? "area.crs" : f.place, f.what,
                         f.remedy);
  }
  return crs;
}

}  // namespace

base::SectionSpec area_spec() {
  base::SectionSpec area;
  area.name = "area";
  area.about = "The area: what it is called and where it lies";
  area.keys = {
      key("id", KeyKind::text, "", "short name of the area, used in file names"),
      key("name_zh", KeyKind::text, "\"\"", "name in Chinese"),
      key("name_en", KeyKind::text, "\"\"", "name in English"),
      key("code", KeyKind::text, "\"\"", "administrative code"),
      key("crs", KeyKind::text, "\"\"", "coordinate reference system in metres; empty: the terrain's"),
      key("invented", KeyKind::boolean, "false", "true for a county that does not exist"),
      key("classification", KeyKind::text, "\"public\"", "who may see it"),
      key("seed", KeyKind::integer, "0", "seed the area was made from; 0: not made"),
      key("about", KeyKind::text, "\"\"", "a sentence on the area"),
      key("licence", KeyKind::text, "\"\"", "under which terms the data may be used"),
      key("assumptions", KeyKind::texts, "[]", "what was assumed, not measured; printed with every plan")};
  area.keys[0].required = true;
  area.keys[6].choices = {"public", "internal", "secret"};
  base::SectionSpec root;
  root.about = "An area folder's area.toml";
  root.sections = {area};
  return root;
}

namespace {

void keep_fine_ground(Terrain& terrain, geo::Raster<float>&& ground) {
  if (!ground.grid.same_cells(terrain.elevation_m.grid)) terrain.ground_m = std::move(ground);
}

}  // namespace

World load(const std::filesystem::path& folder, double cell_m) {
  if (!std::filesystem::is_directory(folder))
    throw base::InputError(folder.string(), "", "there is no such area folder",
                           "check the path and the spelling");
  World world;
  world.folder = folder.string();
  base::Faults faults;
  Reading reading{folder, world, faults};
  read_terrain(reading, read_area(reading));
  read_vectors(reading);
  coarsen_terrain(reading, cell_m);
  read_land_cover(reading);
  read_people(reading);
  read_means(reading);
  read_waters(reading);
  read_office(reading);
  read_hazard_points(reading);
  read_defects(reading);
  tell_basis(reading);
  read_roads(reading);
  faults.throw_if_any();
  keep_fine_ground(world.terrain, std::move(reading.ground));
  snap_places(world);
  return world;
}

World bare_world(const std::filesystem::path& terrain_file, double manning_s_per_m1_3, double cell_m,
                 const std::string& crs_if_absent) {
  World world;
  world.folder = terrain_file.parent_path().string();
  world.id = terrain_file.stem().string();
  world.name = {world.id, world.id};
  world.classification = "public";
  geo::Raster<float> ground = geo::read_raster(terrain_file, crs_if_absent);
  world.crs = ground.grid.crs;
  const int factor = coarsening_factor(ground.grid, cell_m, terrain_file.string());
  world.terrain.elevation_m = factor > 1 ? coarsened(ground, factor, {}) : ground;
  keep_fine_ground(world.terrain, std::move(ground));
  world.terrain.manning_s_per_m1_3 =
      geo::Raster<float>(world.terrain.elevation_m.grid, static_cast<float>(manning_s_per_m1_3));
  return world;
}

double ground_at(const Terrain& terrain, geo::Point p) {
  const geo::Raster<float>& ground = terrain.ground_m.values.empty() ? terrain.elevation_m : terrain.ground_m;
  const auto cell = ground.grid.cell_of(p);
  return cell ? static_cast<double>(ground[*cell]) : std::numeric_limits<double>::quiet_NaN();
}

const std::string& in_language(const Name& name, bool zh) {
  const std::string& wanted = zh ? name.zh : name.en;
  return wanted.empty() ? (zh ? name.en : name.zh) : wanted;
}

}  // namespace dayu::world
