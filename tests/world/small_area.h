// SPDX-License-Identifier: Apache-2.0
// A tiny area folder made in code: a valley that falls to the south, a stream in it, a road beside it with a
// bridge, two villages. Tests spoil one file of it at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/base/errors.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/world/load.h"
#include "tests/support/data.h"

namespace dayu::test {

class SmallArea {
 public:
  static constexpr double kWest_m = 539000, kNorth_m = 3077000, kCell_m = 20;
  static constexpr int kCells = 60;  // 1,200 m square

  explicit SmallArea(const std::string& name) : folder_(name) {
    write("area.toml",
          "[area]\nid = \"small\"\nname_zh = \"小县\"\nname_en = \"Small county\"\ncrs = \"EPSG:4547\"\n"
          "invented = true\nassumptions = [\"made in code\"]\n");
    geo::write_cog(folder_.path() / "terrain.tif", valley(), {"m", "elevation_m"});
    geo::Raster<unsigned char> cover(grid(), 1);
    for (int row = 0; row < kCells; ++row) cover[{row, kCells / 2}] = 8;
    geo::write_cog(folder_.path() / "land_cover.tif", cover, {"1", "land_cover"});
    write("land_cover.csv",
          "code,name_zh,name_en,manning_s_per_m1_3,fuel,source\n1,林,forest,0.1,TL5,test\n"
          "8,水,water,0.03,NB8,test\n");
    write_vectors({road({{100, 200}, {100, 1000}}), bridge(), road({{1100, 1000}, {820, 250}})});
    write("villages.csv",
          "village,code,township_zh,township_en,name_zh,name_en,x_m,y_m,people,households\n"
          "V1,999123100201,青溪镇,Qingxi,上湾,Shangwan,539110,3076500,300,100\n"
          "V2,999123100202,青溪镇,Qingxi,白沙,Baisha,539900,3076500,200,60\n");
    write("groups.csv",
          "group,village,name_zh,name_en,x_m,y_m,people,households\n"
          "G1,V1,一组,Group 1,539130,3076510,120,40\nG2,V2,二组,Group 2,539700,3076000,50,15\n");
    write("households.csv",
          "household,group,danger_zone,danger_class,people,need_help,over65,under6,vehicles,house,flags,"
          "floor_m,x_m,y_m\n"
          "H1,G1,Z1,,4,1,1,0,1,rc,riverside,120.5,539120,3076480\nH2,G1,Z1,high,3,0,0,1,0,earth,,0,,\n");
    write("sites.csv",
          "site,kind,name_zh,name_en,village,people_day,people_night,need_help,danger_zone,x_m,y_m\n"
          "S1,school,小学,School,V1,200,0,3,,539100,3076400\n");
    write("shelters.csv",
          "shelter,name_zh,name_en,village,kind,indoor_m2,outdoor_m2,floors_above_flood,open_s,accessible,x_"
          "m,y_m\n"
          "A1,中学,Middle school,V2,school,900,2000,2,1200,1,539800,3076100\n");
    write("warehouses.csv",
          "warehouse,name_zh,name_en,area_m2,load_s,x_m,y_m\nW1,库,Store,500,1800,539100,3076900\n");
    write("stock.csv",
          "warehouse,item,name_zh,name_en,quantity,unit,people_per_unit,volume_m3,mass_kg\n"
          "W1,tent,帐篷,tent,40,piece,4,0.35,60\n");
    write("teams.csv",
          "team,kind,name_zh,name_en,people,vehicles,seats_per_vehicle,mobilise_s,speed_m_per_s,who,load_kg,"
          "load_m3,x_m,y_m\n"
          "T1,rescue,队,Team,20,4,5,1800,11,high_truck,1500,4,539100,3076900\n");
    write("gauges.csv",
          "gauge,kind,name_zh,name_en,x_m,y_m,villages\nR1,rain,站,Gauge,539500,3076500,V1;V2\n");
    write("reservoirs.csv",
          "reservoir,name_zh,name_en,scale,catchment_km2,dead_m,normal_m,flood_limit_m,design_m,check_m,"
          "crest_m,"
          "spillway_width_m,spillway_coefficient_1,x_m,y_m,outlet_x_m,outlet_y_m\n"
          "L1,龙潭,Longtan,small_1,12,200,212,211,214.1,215,216,12,0.42,539600,3076950,539610,3076800\n");
    write("reservoir_curves.csv",
          "reservoir,level_m,area_m2,volume_m3\nL1,200,10000,0\nL1,216,90000,900000\n");
    write("rain_thresholds.csv",
          "place,state,window_s,rain_mm,soil,source,surety\n*,prepare,3600,40,,test,C\n"
          "V1,immediate,3600,55,wet,test,C\n");
    write("chains.csv",
          "group,county,township,village,group_leader,household\nG1,P1,P2,P3,P4,head\nG2,P1,P2,P5,P6,head\n");
  }

  const std::filesystem::path& path() const { return folder_.path(); }
  void write(const std::string& file, const std::string& text) const {
    geo::write_file(folder_.path() / file, text);
  }
  void remove(const std::string& file) const { std::filesystem::remove(folder_.path() / file); }
  world::World load(double cell_m = 0) const { return world::load(folder_.path(), cell_m); }
  std::vector<base::Fault> faults(double cell_m = 0) const {
    try {
      load(cell_m);
    } catch (const base::InputError& error) {
      return error.faults();
    }
    return {};
  }

  static geo::Grid grid() { return {kCells, kCells, kWest_m, kNorth_m, kCell_m, "EPSG:4547"}; }
  /// Falls 1 in 100 to the south, rises 1 in 10 from the stream in the middle.
  static geo::Raster<float> valley() {
    geo::Raster<float> z(grid());
    for (int row = 0; row < kCells; ++row)
      for (int col = 0; col < kCells; ++col)
        z[{row, col}] = static_cast<float>(100 + 0.2 * (kCells - row) + 2 * std::abs(col - kCells / 2));
    return z;
  }
  /// Metres from the south-western corner.
  static geo::Point at(double x, double y) { return {kWest_m + x, kNorth_m - kCells * kCell_m + y}; }
  static std::vector<geo::Point> line(const std::vector<std::pair<double, double>>& points) {
    std::vector<geo::Point> line;
    line.reserve(points.size());
    for (const auto& [x, y] : points) line.push_back(at(x, y));
    return line;
  }
  static geo::Feature road(const std::vector<std::pair<double, double>>& points,
                           std::map<std::string, geo::Value> attributes = {}) {
    attributes.emplace("road", std::string("R"));
    attributes.emplace("kind", std::string("tertiary"));
    return {geo::Shape::line, {line(points)}, std::move(attributes)};
  }
  static geo::Feature bridge() {
    return road({{100, 1000}, {590, 1000}, {1100, 1000}}, {{"road", std::string("B")}, {"bridge", 1LL}});
  }
  void write_vectors(const std::vector<geo::Feature>& roads) const {
    geo::Layer r{"roads", "EPSG:4547", geo::Shape::line, roads, "", "", {}};
    geo::Layer s{"streams",
                 "EPSG:4547",
                 geo::Shape::line,
                 {{geo::Shape::line, {line({{610, 1190}, {610, 10}})}, {{"name_zh", std::string("溪")}}}},
                 "",
                 "",
                 {}};
    geo::Layer z{"danger_zones",
                 "EPSG:4547",
                 geo::Shape::polygon,
                 {{geo::Shape::polygon,
                   {line({{90, 600}, {300, 600}, {300, 720}, {90, 720}, {90, 600}})},
                   {{"zone", std::string("Z1")},
                    {"village", std::string("V1")},
                    {"danger_class", std::string("极高")}}}},
                 "",
                 "",
                 {}};
    geo::write_geopackage(folder_.path() / "vectors.gpkg", {r, s, z});
  }

 private:
  TemporaryFolder folder_;
};

/// True if some fault stands in a file of this name, at this place, and says this.
inline bool has_fault(const std::vector<base::Fault>& faults, const std::string& file,
                      const std::string& place, const std::string& what) {
  return std::any_of(faults.begin(), faults.end(), [&](const base::Fault& f) {
    return std::filesystem::path(f.file).filename() == file && f.place.find(place) != std::string::npos &&
           f.what.find(what) != std::string::npos && !f.remedy.empty();
  });
}

}  // namespace dayu::test
