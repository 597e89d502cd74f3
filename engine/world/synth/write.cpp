// SPDX-License-Identifier: Apache-2.0
// How does the county become an area folder? area.toml, two rasters, one GeoPackage; ledgers in
// write_ledgers.cpp.
#include "engine/world/synth/write.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/world/synth/names.h"
#include "engine/world/synth/outline.h"
#include "engine/world/synth/registers.h"

namespace dayu::embedded {
extern const char* const synth_land_cover_csv;
}

namespace dayu::world::synth {

namespace {

constexpr const char* kCrs = "EPSG:4547";

/// Tenths of a metre are more than any of these lines knows.
geo::Point rounded_on_map(geo::Point p) {
  const geo::Point m = on_map(p);
  return {std::floor(m.x_m * 10 + 0.5) / 10, std::floor(m.y_m * 10 + 0.5) / 10};
}

geo::Layer layer(const std::string& name, geo::Shape shape, std::vector<geo::Feature> features) {
  for (geo::Feature& f : features)
    for (auto& part : f.parts)
      for (geo::Point& p : part) p = rounded_on_map(p);
  geo::Layer out;
  out.name = name;
  out.crs = kCrs;
  out.shape = shape;
  out.features = std::move(features);
  return out;
}

/// Streams without the stretch under a reservoir and its dam.
std::vector<geo::Feature> stream_features(const County& c) {
  std::vector<geo::Feature> out;
  for (std::size_t s = 0; s < c.streams.size(); ++s) {
    const Stream& stream = c.streams[s];
    std::vector<char> hidden(stream.line.size(), 0);
    for (std::size_t k = 0; k < stream.line.size(); ++k)
      hidden[k] = static_cast<char>(
          c.pond[static_cast<std::size_t>(c.cell({stream.line[k].x_m, stream.line[k].y_m}))] != 0);
    for (const Dam& dam : c.dams)
      if (dam.at.stream == static_cast<int>(s))
        for (std::size_t k = dam.at.point; k < stream.line.size(); ++k) {
          const geo::Point p{stream.line[k].x_m, stream.line[k].y_m};
          if (p == dam.outlet) break;
          hidden[k] = 1;
        }
    geo::Feature f;
    f.shape = geo::Shape::line;
    const auto flush = [&](std::size_t end) {
      if (f.parts.empty() || f.parts[0].size() < 3) {
        f.parts.clear();
        return;
      }
      f.attributes = {{"name_zh", stream.name_zh},
                      {"name_en", stream.name_en},
                      {"order", static_cast<long long>(stream.order)},
                      {"width_m", std::floor(channel_width_m(stream.line[end].area_km2) * 10 + 0.5) / 10}};
      out.push_back(f);
      f.parts.clear();
    };
    for (std::size_t k = 0; k < stream.line.size(); ++k) {
      if (hidden[k]) {
        flush(k > 0 ? k - 1 : 0);
        continue;
      }
      if (f.parts.empty()) f.parts.emplace_back();
      f.parts[0].push_back({stream.line[k].x_m, stream.line[k].y_m});
    }
    flush(stream.line.size() - 1);
  }
  return out;
}

std::vector<geo::Feature> water_features(const County& c) {
  std::vector<geo::Feature> out;
  const int n = c.lattice.n_cols;
  const auto add = [&](const BandMask& mask, const Name& name, const char* kind, double least_m2) {
    for (geo::Feature& f : polygons(mask, 1, least_m2, 1200)) {
      f.attributes = {{"name_zh", name.zh}, {"name_en", name.en}, {"kind", std::string(kind)}};
      out.push_back(std::move(f));
    }
  };
  BandMask mask{c.lattice.n_rows, n, c.lattice.cell_m, 0, 0, std::vector<signed char>(c.z_m.size(), -1)};
  for (std::size_t d = 0; d < c.dams.size(); ++d) {
    std::fill(mask.band.begin(), mask.band.end(), static_cast<signed char>(-1));
    for (const int i : c.dams[d].basin)
      if (c.z_m[static_cast<std::size_t>(i)] < c.dams[d].full_m) mask.band[static_cast<std::size_t>(i)] = 1;
    add(mask, c.ledger.reservoirs[d].name, "reservoir", 8000);
  }
  std::fill(mask.band.begin(), mask.band.end(), static_cast<signed char>(-1));
  for (std::size_t i = 0; i < c.z_m.size(); ++i)
    if (c.channel[i] && c.side.area_km2[i] > 100) mask.band[i] = 1;
  add(mask, {"岚江", "Lan River"}, "river", 4000);
  return out;
}

std::string area_toml(const County& c) {
  return "[area]\n"
         "id = \"yunlan\"\n"
         "name_zh = \"云岚县（虚构）\"\n"
         "name_en = \"Yunlan County (invented)\"\n"
         "code = \"369921\"\n"
         "crs = \"EPSG:4547\"\n"
         "invented = true\n"
         "classification = \"public\"\n"
         "seed = " +
         std::to_string(c.seed) +
         "\n"
         "about = \"演练区约 25 x 25 km，是虚构的云岚县（1180 km2，11 个乡镇）的一部分，含 7 "
         "个乡镇；地形、村庄、人名均由种子生成，"
         "与任何真实地点、人物无关。The drill part, about 25 x 25 km, of the invented Yunlan County (1,180 "
         "km2, 11 townships); 7 of them "
         "lie here, the other four (Dongping, Nanxi, Huangzhou, Dahe) outside. Land, places and people are "
         "made from the seed.\"\n"
         "licence = \"CC0-1.0\"\n"
         "assumptions = [\n"
         "  \"云岚县为虚构，行政区划代码取自未分配的号段 3699。The county is invented; its codes lie in the "
         "unassigned range 3699.\",\n"
         "  \"地形在水库内为库底而非水面：坝上来水蓄于库中，泄流过程按给定值自坝下注入。Inside a reservoir "
         "the terrain is its bed, not its "
         "water: rain above a dam stays behind it, the spill enters below it as given.\",\n"
         "  \"龙潭水库集水面积按设定 12.6 km2，数字高程模型量得略有出入。Longtan's catchment is the stated "
         "12.6 km2; the terrain's own "
         "differs by a few per cent.\",\n"
         "  \"危险区按高出河岸 1.6、3.2、6.2 m 分级，未经批准。Danger classes end 1.6, 3.2 and 6.2 m above "
         "the bank, not approved by any "
         "authority.\",\n"
         "  \"除演练案例给定的数字外，人口、面积、队伍均为假设。Whatever the worked cases do not state "
         "(population, areas, teams) is "
         "assumed.\"\n"
         "]\n";
}

}  // namespace

void write_area(const County& c, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "restricted");
  geo::write_file(folder / "area.toml", area_toml(c));
  geo::write_file(folder / "land_cover.csv", std::string("\xEF\xBB\xBF") + embedded::synth_land_cover_csv);
  const geo::Grid grid{c.lattice.n_rows, c.lattice.n_cols, kWest_m, kNorth_m, c.lattice.cell_m, kCrs};
  geo::Raster<float> terrain(grid);
  geo::Raster<unsigned char> cover(grid);
  for (std::size_t i = 0; i < c.z_m.size(); ++i) {
    terrain.values[i] = static_cast<float>(c.z_m[i]);
    cover.values[i] = c.cover[i];
  }
  const std::vector<std::pair<std::string, std::string>> note{
      {"title", "云岚县（虚构） Yunlan County (invented)"},
      {"seed", std::to_string(c.seed)},
      {"licence", "CC0-1.0"}};
  geo::write_cog(folder / "terrain.tif", terrain, {"m", "elevation_m", geo::Stored::int16, 0.1, note});
  geo::write_cog(folder / "land_cover.tif", cover, {"1", "land_cover", geo::Stored::byte, 1, note});
  geo::write_geopackage(
      folder / "vectors.gpkg",
      {layer("roads", geo::Shape::line, c.roads), layer("streams", geo::Shape::line, stream_features(c)),
       layer("danger_zones", geo::Shape::polygon, c.ledger.danger_zones),
       layer("water_bodies", geo::Shape::polygon, water_features(c)),
       layer("townships", geo::Shape::polygon, c.townships),
       layer("runouts", geo::Shape::polygon, runout_features(c))});
  write_ledgers(c, folder);
  write_registers(c, folder);
}

}  // namespace dayu::world::synth
