// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/facilities.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

constexpr double kSame_m = 60;  // points of one kind nearer than this are one facility mapped twice (guess)

struct Scene {
  const geo::OsmExtract& osm;
  const std::vector<Building>& buildings;
  const Settled& settled;
  const geo::Box& box;
};

geo::Point place_of(const geo::Feature& feature) {
  return feature.shape == geo::Shape::polygon ? centroid(feature) : feature.parts.front().front();
}

/// Outlines before points, so that a point inside an outline is known to be the same thing.
void for_each_feature(const Scene& scene, const std::function<void(const geo::Feature&, geo::Point)>& visit) {
  for (const auto* list : {&scene.osm.areas, &scene.osm.points})
    for (const geo::Feature& feature : *list) {
      if (feature.parts.empty() || feature.parts.front().empty()) continue;
      const geo::Point at = place_of(feature);
      if (scene.box.holds(at)) visit(feature, at);
    }
}

std::string word_zh(const std::string& kind) {
  static const std::map<std::string, std::string> words{{"school", "学校"},
                                                        {"village_hall", "公共用房"},
                                                        {"stadium", "体育场馆"},
                                                        {"hospital", "医院"},
                                                        {"nursing_home", "养老院"}};
  const auto found = words.find(kind);
  return found == words.end() ? kind : found->second;
}

std::string word_en(std::string kind) {
  std::replace(kind.begin(), kind.end(), '_', ' ');
  return kind;
}

Name name_near(const geo::Feature& feature, const std::string& kind, const Village* village) {
  const std::string own = feature.text("name");
  if (!own.empty()) return {feature.text("name:zh", own), feature.text("name:en", own)};
  if (village == nullptr) return {word_zh(kind), word_en(kind)};
  return {village->name.zh + " " + word_zh(kind), village->name.en + " " + word_en(kind)};
}

const Village* village_at(const Scene& scene, VillageId id) {
  return id.valid() ? &scene.settled.villages[static_cast<std::size_t>(id.index)] : nullptr;
}

const Building* building_around(const Scene& scene, geo::Point p) {
  for (const Building& b : scene.buildings)
    if (b.box.holds(p) && geo::inside(*b.outline, p)) return &b;
  return nullptr;
}

/// Floor area by what is drawn: storeys x outline of a building, or of all buildings inside a campus.
struct Floors {
  double area_m2 = 0, storeys = 1;
  bool drawn = false;
};

Floors floors_of(const Scene& scene, const geo::Feature& feature, geo::Point at, const ShelterTag& tag) {
  const auto drawn = [&](const Building& b) {
    return Floors{b.area_m2 * storeys_of(*b.outline, tag.levels), storeys_of(*b.outline, tag.levels), true};
  };
  if (feature.shape == geo::Shape::point) {
    const Building* around = building_around(scene, at);
    return around != nullptr ? drawn(*around) : Floors{tag.area_m2, tag.levels, false};
  }
  const double storeys = storeys_of(feature, tag.levels);
  if (!feature.text("building").empty()) return {area_m2(feature) * storeys, storeys, true};
  Floors sum{0, 1, true};
  for (const Building& b : scene.buildings) {
    if (!geo::inside(feature, b.at)) continue;
    sum.area_m2 += drawn(b).area_m2;
    sum.storeys = std::max(sum.storeys, drawn(b).storeys);
  }
  return sum.area_m2 > 0 ? sum : Floors{area_m2(feature) * tag.built_1 * storeys, storeys, true};
}

/// True when an outline that is already taken holds the point, or the like lies beside it.
class Taken {
 public:
  bool has(geo::Point at, const std::string& kind) const {
    for (const auto& [outline, where, what] : list_)
      if ((outline != nullptr && geo::inside(*outline, at)) ||
          (what == kind && distance_m(where, at) < kSame_m))
        return true;
    return false;
  }
  void add(const geo::Feature* outline, geo::Point at, const std::string& kind) {
    list_.emplace_back(outline, at, kind);
  }

 private:
  std::vector<std::tuple<const geo::Feature*, geo::Point, std::string>> list_;
};

Shelter shelter_of(const Scene& scene, const geo::Feature& feature, geo::Point at, const ShelterTag& tag,
                   const Floors& floors) {
  Shelter s;
  s.id = osm_ref(feature);
  s.village = nearest_village(scene.settled.villages, at);
  s.name = name_near(feature, tag.kind, village_at(scene, s.village));
  s.kind = tag.kind;
  s.indoor_m2 = std::round(floors.area_m2 * tag.usable_1);
  s.floors_above_flood = static_cast<int>(std::max(0.0, floors.storeys - 1));
  s.open_s = tag.open_s;
  s.accessible = tag.accessible;
  s.at = at;
  return s;
}

void add_shelters(const Scene& scene, Facilities& made, Notes& notes) {
  Taken taken;
  std::size_t drawn = 0;
  std::map<std::string, int> kinds;
  for (const ShelterTag& tag : shelter_tags())
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || taken.has(at, tag.kind)) return;
      const Floors floors = floors_of(scene, feature, at, tag);
      const Shelter shelter = shelter_of(scene, feature, at, tag, floors);
      if (shelter.indoor_m2 < constant("shelter_least_m2")) return;
      const Building* around = feature.shape == geo::Shape::point ? building_around(scene, at) : nullptr;
      taken.add(feature.shape == geo::Shape::polygon ? &feature
                : around != nullptr                  ? around->outline
                                                     : nullptr,
                at, tag.kind);
      drawn += floors.drawn ? 1 : 0;
      ++kinds[tag.kind];
      made.shelters.push_back(shelter);
    });
  double area = 0;
  for (const Shelter& s : made.shelters) area += s.indoor_m2;
  std::string list;
  for (const auto& [kind, n] : kinds)
    list += (list.empty() ? "" : ", ") + std::to_string(n) + " " + word_en(kind);
  notes.find("shelters: " + std::to_string(made.shelters.size()) + " (" + list + "), " +
             count_text(std::llround(area)) + " m2 indoors");
  notes.assume(
      "Shelters are mapped schools, halls, sports halls and churches; nobody has agreed to open them. Floor "
      "area: " +
          std::to_string(drawn) + " of " + std::to_string(made.shelters.size()) +
          " from drawn outlines x storeys x usable share, the others by kind (shelters.csv [C]); time to "
          "open by kind",
      "安置点：取地图上的学校、会堂、体育馆和教堂，未经确认；" + std::to_string(drawn) + "/" +
          std::to_string(made.shelters.size()) + " 处面积由建筑轮廓推算，其余按类别假定（shelters.csv [C]）");
}

int stated_number(const std::string& text, int fallback) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 ? value : fallback;
}

void add_sites(const Scene& scene, Facilities& made, Notes& notes) {
  Taken taken;
  for (const SiteTag& tag : site_tags())
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || taken.has(at, tag.kind)) return;
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
  Taken taken;
  std::set<std::string> kinds;
  for (const TeamTag& tag : team_tags())
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || taken.has(at, tag.kind)) return;
      taken.add(feature.shape == geo::Shape::polygon ? &feature : nullptr, at, tag.kind);
      kinds.insert(tag.kind);
      const Village* village = village_at(scene, nearest_village(scene.settled.villages, at));
      const Name base = village != nullptr ? village->name : Name{};
      made.teams.push_back(team_of(tag, tag.kind + "-" + osm_ref(feature), base, at));
    });
  const std::vector<Village>& villages = scene.settled.villages;
  const auto largest =
      std::max_element(villages.begin(), villages.end(),
                       [](const Village& a, const Village& b) { return a.people < b.people; });
  std::vector<std::string> stand_ins;
  for (const TeamTag& tag : team_tags()) {
    const bool needed = tag.kind == "bus" ? kinds.count("bus") == 0 : kinds.count("fire") == 0;
    if (tag.tag.key != "stand_in" || !needed || largest == villages.end()) continue;
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
  const auto largest =
      std::max_element(scene.settled.villages.begin(), scene.settled.villages.end(),
                       [](const Village& a, const Village& b) { return a.people < b.people; });
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

}  // namespace

Facilities furnish(const geo::OsmExtract& osm, const std::vector<Building>& buildings, const Settled& settled,
                   const geo::Box& box, Notes& notes) {
  const Scene scene{osm, buildings, settled, box};
  Facilities made;
  add_shelters(scene, made, notes);
  add_sites(scene, made, notes);
  add_teams(scene, made, notes);
  add_store(scene, made, notes);
  return made;
}

}  // namespace dayu::world::importing
