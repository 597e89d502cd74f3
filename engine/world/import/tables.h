// SPDX-License-Identifier: Apache-2.0
// What is assumed where a map is silent: the CSV tables of this folder, each row with its source and surety.
#pragma once

#include <string>
#include <vector>

#include "engine/geo/vector_file.h"

namespace dayu::world::importing {

struct PlaceClass {
  std::string place;
  double people = 0, radius_m = 0, people_per_group = 1;
  bool part_of_town = false;
  std::string source, surety;
};

struct RoadKind {
  std::string highway, kind;
  double car_km_per_h = 0, lanes_each_way = 0, vehicles_per_h_lane = 0;
  bool oneway = false;
};

/// A tag and what it stands for; `rank` decides where a feature carries several.
struct Tag {
  std::string key, value;
  bool on(const geo::Feature& feature) const { return feature.text(key) == value; }
};

struct ShelterKind {
  Tag tag;
  std::string kind;
  double area_m2 = 0, built_1 = 1, usable_1 = 1;
  double levels = 1, open_s = 0;
  bool accessible = false;
};

struct SiteTag {
  Tag tag;
  std::string kind, capacity_tag;
  int people_day = 0, people_night = 0;
  double need_help_1 = 0;
};

struct TeamTag {
  Tag tag;
  std::string kind, name_zh, name_en, who;
  int people = 0, vehicles = 0, seats_per_vehicle = 0;
  double mobilise_s = 0, speed_m_per_s = 0, load_kg = 0, load_m3 = 0;
};

struct StockKind {
  std::string item, name_zh, name_en, unit;
  double per_1000_people = 0, people_per_unit = 0, volume_m3 = 0, mass_kg = 0;
};

struct CoverTag {
  Tag tag;
  int code = 0, rank = 0;
};

const std::vector<PlaceClass>& place_classes();
const std::vector<RoadKind>& road_kinds();
const std::vector<ShelterKind>& shelter_tags();  ///< in order of rank
const std::vector<SiteTag>& site_tags();
const std::vector<TeamTag>& team_tags();
const std::vector<StockKind>& stock_kinds();
const std::vector<CoverTag>& cover_tags();
const char* land_covers_csv();  ///< as land_cover.csv of an area holds it
/// A row of constants.csv; std::logic_error for a name that it lacks.
double constant(const std::string& name);

}  // namespace dayu::world::importing
