// SPDX-License-Identifier: Apache-2.0
// Rooms that could take people in: schools, halls, sports halls, churches.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/world/import/scene.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

/// Floor area by what is drawn: storeys x outline of a building, or of all buildings inside a campus.
struct Floors {
  double area_m2 = 0, storeys = 1;
  bool drawn = false;
};

Floors floors_of(const Scene& scene, const geo::Feature& feature, geo::Point at, const ShelterKind& tag) {
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
  // A campus without a mapped house: its built share, but no more than the kind's usual floor.
  if (sum.area_m2 > 0) return sum;
  return {std::min(area_m2(feature) * tag.built_1 * storeys, tag.area_m2), storeys, false};
}

/// Houses of the services that have other work on the day.
bool on_duty(const geo::Feature& feature) {
  const std::string amenity = feature.text("amenity"), social = feature.text("social_facility");
  return amenity == "police" || amenity == "fire_station" || amenity == "prison" || amenity == "hospital" ||
         amenity == "nursing_home" || !social.empty();
}

Shelter shelter_of(const Scene& scene, const geo::Feature& feature, geo::Point at, const ShelterKind& tag,
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

}  // namespace

std::vector<Shelter> shelters_of(const Scene& scene, Notes& notes) {
  std::vector<Shelter> shelters;
  Taken taken;
  std::size_t drawn = 0;
  std::map<std::string, int> kinds;
  for (const ShelterKind& tag : shelter_tags())
    for_each_feature(scene, [&](const geo::Feature& feature, geo::Point at) {
      if (!tag.tag.on(feature) || on_duty(feature) || taken.has(at, tag.kind)) return;
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
      shelters.push_back(shelter);
    });
  double area = 0;
  for (const Shelter& s : shelters) area += s.indoor_m2;
  std::string list;
  for (const auto& [kind, n] : kinds)
    list += (list.empty() ? "" : ", ") + std::to_string(n) + " " + word_en(kind);
  notes.find("shelters: " + std::to_string(shelters.size()) + " (" + list + "), " +
             count_text(std::llround(area)) + " m2 indoors");
  notes.assume(
      "Shelters are mapped schools, halls, sports halls and churches; nobody has agreed to open them. Floor "
      "area: " +
          std::to_string(drawn) + " of " + std::to_string(shelters.size()) +
          " from drawn outlines x storeys x usable share, the others by kind (shelters.csv [C]); time to "
          "open by kind",
      "安置点：取地图上的学校、会堂、体育馆和教堂，未经确认；" + std::to_string(drawn) + "/" +
          std::to_string(shelters.size()) + " 处面积由建筑轮廓推算，其余按类别假定（shelters.csv [C]）");
  return shelters;
}

}  // namespace dayu::world::importing
