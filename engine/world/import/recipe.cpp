// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/import.h"

namespace dayu::world {

base::SectionSpec import_spec() {
  using base::KeyKind;
  const base::SectionSpec area{
      .name = "area",
      .about = "what the area is called",
      .keys = {{.key = "name_zh", .kind = KeyKind::text, .about = "name in Chinese"},
               {.key = "name_en", .kind = KeyKind::text, .about = "name in English (or as the map has it)"},
               {.key = "id",
                .kind = KeyKind::text,
                .about = "short name for folders; made from the name if absent"},
               {.key = "code", .kind = KeyKind::text, .about = "administrative code"},
               {.key = "classification",
                .kind = KeyKind::text,
                .fallback = "\"public\"",
                .about = "stamped on every output",
                .choices = {"public", "internal", "secret"}},
               {.key = "about", .kind = KeyKind::text, .about = "one sentence on the area"},
               {.key = "licence", .kind = KeyKind::text, .about = "licences of the sources"}}};
  const base::SectionSpec terrain{
      .name = "terrain",
      .about = "the terrain file",
      .keys = {
          {.key = "file", .kind = KeyKind::path, .required = true, .about = "any raster that GDAL reads"},
          {.key = "cell_m",
           .fallback = "0",
           .about = "cell of the area; 0: chosen from the file's",
           .low = 0,
           .high = 1000},
          {.key = "crs",
           .kind = KeyKind::text,
           .about = "metric CRS of the area, e.g. \"EPSG:4547\"; else UTM"},
          {.key = "crs_if_absent", .kind = KeyKind::text, .about = "CRS of a file that states none"},
          {.key = "border",
           .kind = KeyKind::text,
           .fallback = "\"automatic\"",
           .about = "is a constant border no terrain? automatic: only where nodata is unset",
           .choices = {"automatic", "nodata", "keep"}},
          {.key = "margin_m",
           .fallback = "0",
           .about = "cut the terrain to the mapped places plus this margin; 0: all of it. Keep the "
                    "headwaters of every valley inside",
           .low = 0},
          {.key = "carve_streams",
           .kind = KeyKind::boolean,
           .fallback = "true",
           .about = "cut mapped streams into the terrain so that they descend"}}};
  const base::SectionSpec osm{
      .name = "osm",
      .about = "the OpenStreetMap extract",
      .keys = {{.key = "file", .kind = KeyKind::path, .required = true, .about = ".osm.pbf, .osm or .osm.gz"},
               {.key = "township_admin_level",
                .kind = KeyKind::integer,
                .fallback = "7",
                .about = "admin_level of the boundaries that are townships",
                .low = 3,
                .high = 11}}};
  const base::SectionSpec people{.name = "people",
                                 .about = "people where the map states none",
                                 .keys = {{.key = "total",
                                           .fallback = "0",
                                           .about = "people of the whole area; 0: as places.csv says",
                                           .low = 0}}};
  const base::SectionSpec land{
      .name = "land_cover",
      .about = "land cover where the map states none",
      .keys = {{.key = "default",
                .kind = KeyKind::integer,
                .fallback = "1",
                .about = "code of land_covers.csv: 1 not mapped, 2 forest, 3 scrub, 4 grass, 5 farmland, ...",
                .low = 1,
                .high = 9}}};
  return {.name = "recipe",
          .about = "from a terrain file and an OpenStreetMap extract to an area folder",
          .sections = {area, terrain, osm, people, land}};
}

ImportRecipe read_recipe(const std::filesystem::path& file, const std::vector<std::string>& overrides) {
  const base::Settings settings = base::Settings::read(file, import_spec(), overrides);
  const base::Settings area = settings.section("area"), terrain = settings.section("terrain");
  const base::Settings osm = settings.section("osm");
  ImportRecipe recipe;
  const auto optional = [](const base::Settings& from, const char* key) {
    return from.has(key) ? from.text(key) : std::string();
  };
  recipe.name_zh = optional(area, "name_zh");
  recipe.name_en = optional(area, "name_en");
  recipe.id = optional(area, "id");
  recipe.code = optional(area, "code");
  recipe.about = optional(area, "about");
  recipe.licence = optional(area, "licence");
  recipe.classification = area.text("classification");
  if (!settings.has_section("terrain") || !settings.has_section("osm"))
    throw base::InputError(file.string(), "", "the recipe names no terrain or no OpenStreetMap extract",
                           "add [terrain] file = \"...\" and [osm] file = \"...\"");
  recipe.terrain = terrain.path("file");
  recipe.cell_m = terrain.number("cell_m");
  recipe.crs = optional(terrain, "crs");
  recipe.crs_if_absent = optional(terrain, "crs_if_absent");
  const std::string border = terrain.text("border");
  recipe.border = border == "nodata" ? geo::BorderValue::nodata
                  : border == "keep" ? geo::BorderValue::keep
                                     : geo::BorderValue::automatic;
  recipe.margin_m = terrain.number("margin_m");
  recipe.carve_streams = terrain.boolean("carve_streams");
  recipe.osm = osm.path("file");
  recipe.township_admin_level = static_cast<int>(osm.integer("township_admin_level"));
  recipe.people_total = settings.section("people").number("total");
  recipe.land_cover_default = static_cast<int>(settings.section("land_cover").integer("default"));
  return recipe;
}

ImportRecipe recipe_of(const std::filesystem::path& terrain, const std::filesystem::path& osm,
                       const std::string& name, const std::string& crs, double cell_m) {
  base::Faults faults;
  if (terrain.empty()) faults.add("", "--dem", "no terrain file is named", "give --dem FILE, or a recipe");
  if (osm.empty())
    faults.add("", "--osm", "no OpenStreetMap extract is named", "give --osm FILE, or a recipe");
  if (name.empty()) faults.add("", "--name", "the area has no name", "give --name NAME");
  faults.throw_if_any();
  ImportRecipe recipe;
  recipe.terrain = terrain;
  recipe.osm = osm;
  recipe.name_zh = recipe.name_en = name;
  recipe.crs = crs;
  recipe.cell_m = cell_m;
  return recipe;
}

}  // namespace dayu::world
