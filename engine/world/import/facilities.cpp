// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/facilities.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/world/import/scene.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

/// An unnamed point tagged hospital is a first-aid post more often than not (ski slopes, beaches).
bool first_aid_post(const geo::Feature& feature) {
  return feature.shape == geo::Shape::point && feature.text("amenity") == "hospital" &&
         feature.text("name").empty() && feature.text("beds").empty();
}

int stated_number(const std::string& text, int fallback) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 ? value : fallback;
}

void add_sites(const Scene& scene, Facilities& made, Notes& notes) {
  Taken taken;
  std::size_t posts = 0;
  for (const SiteTag& tag : site_tags())
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || taken.has(at, tag.kind)) return;
      if (first_aid_post(feature)) {
        ++posts;
        return;
      }
      taken.add(feature.shape == geo::Shape::polygon ? &feature : nullptr, at, tag.kind);
      Site site;
      site.id = "site-" + osm_ref(feature);
      site.kind = tag.kind;
      site.village = nearest_village(scene.settled.villages, at);
      site.name = name_near(feature, tag.kind, village_at(scene, site.village));
      site.people_day = stated_number(feature.text(tag.capacity_tag), tag.people_day);
      site.people_night =
          tag.people_night == 0 ? 0 : stated_number(feature.text(tag.capacity_tag), tag.people_night);
      site.need_help =
          static_cast<int>(std::lround(tag.need_help_1 * std::max(site.people_day, site.people_night)));
      site.at = at;
      made.sites.push_back(site);
    });
  notes.find("sites: " + std::to_string(made.sites.size()) + " schools, hospitals and homes");
  if (posts > 0)
    notes.assume(
        std::to_string(posts) + " unnamed points tagged hospital are taken as first-aid posts and left out",
        std::to_string(posts) + " 个无名称的医院点视为急救站，未列入");
  if (!made.sites.empty())
    notes.assume(
        "People in " + std::to_string(made.sites.size()) +
            " schools, hospitals and homes by kind where beds or capacity are not mapped (sites.csv [C])",
        "学校、医院、养老院在场人数按类别假定（sites.csv [C]）");
}

Team team_of(const TeamTag& tag, const std::string& id, const Name& base, geo::Point at) {
  Team team;
  team.id = id;
  team.kind = tag.kind;
  team.name = {base.zh + " " + tag.name_zh, base.en + " " + tag.name_en};
  team.people = tag.people;
  team.vehicles = tag.vehicles;
  team.seats_per_vehicle = tag.seats_per_vehicle;
  team.mobilise_s = tag.mobilise_s;
  team.speed_m_per_s = tag.speed_m_per_s;
  team.who = tag.who;
  team.load_kg = tag.load_kg;
  team.load_m3 = tag.load_m3;
  team.at = at;
  return team;
}

void add_teams(const Scene& scene, Facilities& made, Notes& notes) {
  std::set<std::string> kinds;
  for (const TeamTag& tag : team_tags()) {
    Taken taken;  // one base may hold several teams, but one of a kind
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || first_aid_post(feature) || taken.has(at, tag.kind)) return;
      taken.add(feature.shape == geo::Shape::polygon ? &feature : nullptr, at, tag.kind);
      kinds.insert(tag.kind);
      const Village* village = village_at(scene, nearest_village(scene.settled.villages, at));
      Name base = village != nullptr ? village->name : Name{};
      if (const std::string own = feature.text("name"); !own.empty())
        base = {feature.text("name:zh", own), feature.text("name:en", own)};
      made.teams.push_back(team_of(tag, tag.kind + "-" + osm_ref(feature), base, at));
    });
  }
  const Village* largest = largest_village(scene);
  std::vector<std::string> stand_ins;
  for (const TeamTag& tag : team_tags()) {
    const bool needed = tag.kind == "bus" ? kinds.count("bus") == 0 : kinds.count("fire") == 0;
    if (tag.tag.key != "stand_in" || !needed || largest == nullptr) continue;
    made.teams.push_back(team_of(tag, tag.kind + "-stand-in", largest->name, largest->at));
    stand_ins.push_back(tag.name_en + " at " + largest->name.en);
  }
  notes.find("teams: " + std::to_string(made.teams.size()));
  notes.assume(
      "Teams stand at mapped fire stations, police posts, hospitals and bus stations with people, vehicles "
      "and times by kind (teams.csv [C])" +
          (stand_ins.empty() ? std::string()
                             : "; stand-ins where none is mapped: " + list_text(stand_ins, 4)),
      "救援力量：按消防站、警务站、医院、汽车站类别假定人员、车辆和出动时间（teams.csv [C]）");
}

/// The largest town hall, else a fire station, else the largest place.
std::pair<Name, geo::Point> store_base(const Scene& scene, const Facilities& made) {
  const Shelter* hall = nullptr;
  for (const Shelter& s : made.shelters)
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point) {
      if (osm_ref(feature) != s.id || feature.text("amenity") != "townhall") return;
      if (hall == nullptr || s.indoor_m2 > hall->indoor_m2) hall = &s;
    });
  if (hall != nullptr) return {hall->name, hall->at};
  for (const Team& team : made.teams)
    if (team.kind == "fire") return {team.name, team.at};
  const Village* largest = largest_village(scene);  // settle() leaves at least one
  return {largest->name, largest->at};
}

void add_store(const Scene& scene, Facilities& made, Notes& notes) {
  const auto [name, at] = store_base(scene, made);
  Warehouse store;
  store.id = "store";
  store.name = {name.zh + " 救灾物资储备点（假定）", name.en + " relief store (assumed)"};
  store.area_m2 = constant("store_area_m2");
  store.load_s = constant("load_s");
  store.at = at;
  made.warehouses.push_back(store);
  long long people = 0;
  for (const Village& village : scene.settled.villages) people += village.people;
  for (const StockKind& kind : stock_kinds()) {
    StockItem item;
    item.warehouse = {0};
    item.item = kind.item;
    item.name = {kind.name_zh, kind.name_en};
    item.quantity = static_cast<int>(std::ceil(static_cast<double>(people) / 1000 * kind.per_1000_people));
    item.unit = kind.unit;
    item.people_per_unit = kind.people_per_unit;
    item.volume_m3 = kind.volume_m3;
    item.mass_kg = kind.mass_kg;
    made.stock.push_back(item);
  }
  for (const TeamTag& tag : team_tags())
    if (tag.tag.key == "warehouse") made.teams.push_back(team_of(tag, tag.kind + "-store", name, at));
  notes.assume("One relief store is assumed at " + name.en +
                   ", with stock by head of the area and three lorries (stock.csv, teams.csv [C])",
               "假定 " + name.zh + " 设一处救灾物资储备点，物资按人口假定（stock.csv [C]）");
}

/// The nearest vertex of a road for cars: a yard's mapped point often lies nearer to a footpath behind it.
geo::Point beside_car_road(const geo::Layer& roads, geo::Point p) {
  geo::Point best = p;
  double least_m = 1e300;
  for (const geo::Feature& road : roads.features) {
    if (road.number("speed_m_per_s", 0) <= 0) continue;
    for (const geo::Point& at : road.parts.front())
      if (const double d_m = distance_m(at, p); d_m < least_m) {
        least_m = d_m;
        best = at;
      }
  }
  return best;
}

}  // namespace

Facilities furnish(const geo::OsmExtract& osm, const std::vector<Building>& buildings, const Settled& settled,
                   const geo::Layer& roads, const geo::Box& box, Notes& notes) {
  const Scene scene{osm, buildings, settled, box};
  Facilities made;
  made.shelters = shelters_of(scene, notes);
  add_sites(scene, made, notes);
  add_teams(scene, made, notes);
  add_store(scene, made, notes);
  for (Team& team : made.teams)
    if (team.vehicles > 0) team.at = beside_car_road(roads, team.at);
  for (Warehouse& store : made.warehouses) store.at = beside_car_road(roads, store.at);
  return made;
}

}  // namespace dayu::world::importing
