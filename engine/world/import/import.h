// SPDX-License-Identifier: Apache-2.0
// From a user's own terrain file and OpenStreetMap extract to an area folder (engine/ARCHITECTURE.md).
// What the map does not say is assumed from the tables beside this file, and every assumption is written into
// area.toml, so that each plan prints it. The folder appears whole or not at all; an older one stays on
// failure.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/settings.h"
#include "engine/geo/terrain_source.h"

namespace dayu::world {

struct ImportRecipe {
  std::filesystem::path terrain, osm;
  std::string name_zh, name_en;  ///< one of them is enough
  std::string id;                ///< empty: made from the name
  std::string code, about, licence;
  std::string classification = "public";
  std::string crs;            ///< empty: the terrain's own if in metres, else the UTM zone
  std::string crs_if_absent;  ///< of a terrain file that states none
  double cell_m = 0;          ///< 0: chosen from the terrain's own cells
  geo::BorderValue border = geo::BorderValue::automatic;
  double margin_m = 0;  ///< > 0: cut the terrain to the mapped places plus this margin
  bool carve_streams = true;
  double people_total = 0;  ///< 0: as the tables say; else assumed figures are scaled to it
  int township_admin_level = 7;
  int land_cover_default = 1;  ///< code of land_covers.csv where the map says nothing
};

/// Keys of a recipe: [area], [terrain], [osm], [people], [land_cover].
base::SectionSpec import_spec();
ImportRecipe read_recipe(const std::filesystem::path& file, const std::vector<std::string>& overrides = {});

/// The recipe of the command line's flags. Empty `crs` and `cell_m` 0: chosen for the place.
ImportRecipe recipe_of(const std::filesystem::path& terrain, const std::filesystem::path& osm,
                       const std::string& name, const std::string& crs = "", double cell_m = 0);

/// Makes the area folder. Gives the lines to print: what was found, then what was assumed ("assumed: ...").
/// InputError with the reason if anything that is needed cannot be had.
std::vector<std::string> import_area(const ImportRecipe& recipe, const std::filesystem::path& folder);

}  // namespace dayu::world
