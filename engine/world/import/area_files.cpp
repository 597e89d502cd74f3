// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/area_files.h"

#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

/// A TOML basic string.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      out += ' ';
    else
      out += c;
  }
  return out + "\"";
}

std::string area_toml(const Draft& draft, const ImportRecipe& recipe, const Notes& notes) {
  std::string text = "# Made by `dayu area import`.\n[area]\n";
  const auto line = [&](const char* key, const std::string& value) {
    text += std::string(key) + " = " + quoted(value) + "\n";
  };
  line("id", draft.id);
  line("name_zh", draft.name.zh);
  line("name_en", draft.name.en);
  if (!recipe.code.empty()) line("code", recipe.code);
  line("crs", draft.crs);
  text += "invented = false\n";
  line("classification", recipe.classification);
  line("about", draft.about);
  line("licence", draft.licence);
  text += "assumptions = [\n";
  for (const std::string& assumption : notes.assumptions) text += "  " + quoted(assumption) + ",\n";
  return text + "]\n";
}

std::string village_id(const Settled& settled, VillageId id) {
  return id.valid() ? settled.villages[static_cast<std::size_t>(id.index)].id : "";
}

void write_people(const Settled& settled, const std::filesystem::path& folder) {
  geo::TableWriter villages({"village", "code", "township_zh", "township_en", "name_zh", "name_en", "x_m",
                             "y_m", "people", "households"});
  for (const Village& v : settled.villages) {
    villages.cell(v.id).cell(v.code).cell(v.township.zh).cell(v.township.en).cell(v.name.zh).cell(v.name.en);
    villages.cell(v.at.x_m, 1).cell(v.at.y_m, 1).cell(v.people).cell(v.households).end_row();
  }
  villages.write(folder / "villages.csv");
  geo::TableWriter groups({"group", "village", "name_zh", "name_en", "x_m", "y_m", "people", "households"});
  for (const Group& g : settled.groups) {
    groups.cell(g.id).cell(village_id(settled, g.village)).cell(g.name.zh).cell(g.name.en);
    groups.cell(g.at.x_m, 1).cell(g.at.y_m, 1).cell(g.people).cell(g.households).end_row();
  }
  groups.write(folder / "groups.csv");
}

void write_places(const Draft& draft, const std::filesystem::path& folder) {
  geo::TableWriter sites({"site", "kind", "name_zh", "name_en", "village", "people_day", "people_night",
                          "need_help", "danger_zone", "x_m", "y_m"});
  for (const Site& s : draft.facilities.sites) {
    sites.cell(s.id).cell(s.kind).cell(s.name.zh).cell(s.name.en).cell(village_id(draft.settled, s.village));
    sites.cell(s.people_day)
        .cell(s.people_night)
        .cell(s.need_help)
        .cell("")
        .cell(s.at.x_m, 1)
        .cell(s.at.y_m, 1);
    sites.end_row();
  }
  sites.write(folder / "sites.csv");
  geo::TableWriter shelters({"shelter", "name_zh", "name_en", "village", "kind", "indoor_m2", "outdoor_m2",
                             "floors_above_flood", "open_s", "accessible", "x_m", "y_m"});
  for (const Shelter& s : draft.facilities.shelters) {
    shelters.cell(s.id)
        .cell(s.name.zh)
        .cell(s.name.en)
        .cell(village_id(draft.settled, s.village))
        .cell(s.kind);
    shelters.cell(s.indoor_m2, 0).cell(s.outdoor_m2, 0).cell(s.floors_above_flood).cell(s.open_s, 0);
    shelters.cell(s.accessible ? 1 : 0).cell(s.at.x_m, 1).cell(s.at.y_m, 1).end_row();
  }
  shelters.write(folder / "shelters.csv");
}

void write_means(const Facilities& made, const std::filesystem::path& folder) {
  geo::TableWriter stores({"warehouse", "name_zh", "name_en", "area_m2", "load_s", "x_m", "y_m"});
  for (const Warehouse& w : made.warehouses) {
    stores.cell(w.id).cell(w.name.zh).cell(w.name.en).cell(w.area_m2, 0).cell(w.load_s, 0);
    stores.cell(w.at.x_m, 1).cell(w.at.y_m, 1).end_row();
  }
  stores.write(folder / "warehouses.csv");
  geo::TableWriter stock({"warehouse", "item", "name_zh", "name_en", "quantity", "unit", "people_per_unit",
                          "volume_m3", "mass_kg"});
  for (const StockItem& s : made.stock) {
    stock.cell(made.warehouses[static_cast<std::size_t>(s.warehouse.index)].id).cell(s.item).cell(s.name.zh);
    stock.cell(s.name.en).cell(s.quantity).cell(s.unit).cell(s.people_per_unit, 1).cell(s.volume_m3, 3);
    stock.cell(s.mass_kg, 1).end_row();
  }
  stock.write(folder / "stock.csv");
  geo::TableWriter teams({"team", "kind", "name_zh", "name_en", "people", "vehicles", "seats_per_vehicle",
                          "mobilise_s", "speed_m_per_s", "who", "load_kg", "load_m3", "x_m", "y_m"});
  for (const Team& t : made.teams) {
    teams.cell(t.id).cell(t.kind).cell(t.name.zh).cell(t.name.en).cell(t.people).cell(t.vehicles);
    teams.cell(t.seats_per_vehicle)
        .cell(t.mobilise_s, 0)
        .cell(t.speed_m_per_s, 1)
        .cell(t.who)
        .cell(t.load_kg, 0);
    teams.cell(t.load_m3, 1).cell(t.at.x_m, 1).cell(t.at.y_m, 1).end_row();
  }
  teams.write(folder / "teams.csv");
}

}  // namespace

void write_area(const Draft& draft, const ImportRecipe& recipe, const Notes& notes,
                const std::filesystem::path& folder) {
  geo::RasterNote terrain;
  terrain.unit = "m";
  terrain.description = "elevation_m";
  terrain.stored = geo::Stored::int16;
  terrain.scale = 0.1;
  geo::write_cog(folder / "terrain.tif", draft.terrain, terrain);
  geo::RasterNote cover;
  cover.unit = "1";
  cover.description = "land_cover";
  cover.stored = geo::Stored::byte;
  geo::write_cog(folder / "land_cover.tif", draft.land_cover, cover);
  geo::write_file(folder / "land_cover.csv", land_covers_csv());
  std::vector<geo::Layer> layers;
  for (const geo::Layer* layer : {&draft.roads, &draft.streams, &draft.water_bodies, &draft.townships})
    if (!layer->features.empty()) layers.push_back(*layer);
  geo::write_geopackage(folder / "vectors.gpkg", layers);
  write_people(draft.settled, folder);
  write_places(draft, folder);
  write_means(draft.facilities, folder);
  geo::write_file(folder / "area.toml", area_toml(draft, recipe, notes));
}

}  // namespace dayu::world::importing
