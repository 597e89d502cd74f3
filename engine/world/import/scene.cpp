// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/scene.h"

#include <algorithm>
#include <map>

namespace dayu::world::importing {
namespace {

constexpr double kSame_m = 60;  // points of one kind nearer than this are one facility mapped twice (guess)

geo::Point place_of(const geo::Feature& feature) {
  return feature.shape == geo::Shape::polygon ? centroid(feature) : feature.parts.front().front();
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

}  // namespace

void for_each_feature(const Scene& scene, const std::function<void(const geo::Feature&, geo::Point)>& visit) {
  for (const auto* list : {&scene.osm.areas, &scene.osm.points})
    for (const geo::Feature& feature : *list) {
      if (feature.parts.empty() || feature.parts.front().empty()) continue;
      const geo::Point at = place_of(feature);
      if (scene.box.holds(at)) visit(feature, at);
    }
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

const Village* largest_village(const Scene& scene) {
  const std::vector<Village>& villages = scene.settled.villages;
  const auto largest =
      std::max_element(villages.begin(), villages.end(),
                       [](const Village& a, const Village& b) { return a.people < b.people; });
  return largest == villages.end() ? nullptr : &*largest;
}

bool Taken::has(geo::Point at, const std::string& kind) const {
  return std::any_of(list_.begin(), list_.end(), [&](const Entry& entry) {
    return (entry.outline != nullptr && geo::inside(*entry.outline, at)) ||
           (entry.kind == kind && distance_m(entry.at, at) < kSame_m);
  });
}

}  // namespace dayu::world::importing
