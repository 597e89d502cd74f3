// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/land.h"

#include <algorithm>

#include "engine/geo/rasterise.h"
#include "engine/geo/table.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

const CoverTag* cover_of(const geo::Feature& area) {
  const CoverTag* best = nullptr;
  for (const CoverTag& tag : cover_tags())
    if (tag.tag.on(area) && (best == nullptr || tag.rank > best->rank)) best = &tag;
  return best;
}

std::string cover_name(int code) {
  const geo::Table table = geo::parse_table(land_covers_csv(), "land_covers.csv");
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (table.text(i, "code") == std::to_string(code)) return table.text(i, "name_en");
  return std::to_string(code);
}

geo::Layer polygons(const char* name, const std::string& crs) {
  geo::Layer layer;
  layer.name = name;
  layer.crs = crs;
  layer.shape = geo::Shape::polygon;
  return layer;
}

}  // namespace

geo::Raster<unsigned char> land_cover_of(const geo::OsmExtract& osm, const geo::Grid& grid, int otherwise,
                                         Notes& notes) {
  geo::Raster<unsigned char> cover(grid, 0);
  std::vector<std::pair<const CoverTag*, const geo::Feature*>> order;
  for (const geo::Feature& area : osm.areas)
    if (const CoverTag* tag = cover_of(area)) order.emplace_back(tag, &area);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first->rank < b.first->rank; });
  for (const auto& [tag, area] : order)
    geo::paint_polygon(cover, *area, static_cast<unsigned char>(tag->code));
  std::size_t silent = 0;
  for (unsigned char& code : cover.values) {
    if (code != 0) continue;
    code = static_cast<unsigned char>(otherwise);
    ++silent;
  }
  const std::string share =
      number_text(100.0 * static_cast<double>(silent) / static_cast<double>(cover.values.size()), 0);
  notes.find("land cover: " + std::to_string(order.size()) + " outlines; " + share +
             " % of the cells are not mapped");
  notes.assume("Land cover: " + share + " % of the cells are not mapped and taken as '" +
                   cover_name(otherwise) + "'; roughness by cover (land_covers.csv)",
               "地表覆盖：" + share + "% 的网格无资料，按默认类别处理；糙率按类别取值（land_covers.csv）");
  return cover;
}

geo::Layer water_bodies_of(const geo::OsmExtract& osm, const std::string& crs) {
  geo::Layer layer = polygons("water_bodies", crs);
  for (const geo::Feature& area : osm.areas) {
    const bool river = area.text("waterway") == "riverbank" || area.text("water") == "river";
    const bool reservoir = area.text("landuse") == "reservoir" || area.text("water") == "reservoir";
    if (!river && !reservoir && area.text("natural") != "water") continue;
    geo::Feature body{geo::Shape::polygon, area.parts, {}};
    body.attributes = {{"name_zh", area.text("name:zh", area.text("name"))},
                       {"name_en", area.text("name:en", area.text("name"))},
                       {"kind", std::string(river       ? "river"
                                            : reservoir ? "reservoir"
                                                        : "lake")}};
    layer.features.push_back(std::move(body));
  }
  return layer;
}

geo::Layer townships_of(const geo::OsmExtract& osm, const std::string& crs, int admin_level) {
  geo::Layer layer = polygons("townships", crs);
  for (const geo::Feature& area : osm.areas) {
    if (area.text("boundary") != "administrative" || area.text("admin_level") != std::to_string(admin_level))
      continue;
    geo::Feature township{geo::Shape::polygon, area.parts, {}};
    township.attributes = {{"name_zh", area.text("name:zh", area.text("name"))},
                           {"name_en", area.text("name:en", area.text("name"))},
                           {"code", std::string()}};
    layer.features.push_back(std::move(township));
  }
  return layer;
}

}  // namespace dayu::world::importing
