// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/settlements.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/errors.h"
#include "engine/world/import/places.h"

namespace dayu::world::importing {
namespace {

const PlaceClass* class_of(const geo::Feature& tags) {
  for (const PlaceClass& kind : place_classes())
    if (kind.place == tags.text("place")) return &kind;
  return nullptr;
}

/// "24,678", "24 678", "24678"; -1 for anything else.
int population_of(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c == ',' || c == ' ' || c == '.' || c == '\'') continue;
    if (c < '0' || c > '9') return -1;
    digits += c;
  }
  return digits.empty() || digits.size() > 8 ? -1 : std::stoi(digits);
}

std::vector<Place> places_of(const geo::OsmExtract& osm, const geo::Box& box) {
  std::vector<Place> places;
  const auto take = [&](const geo::Feature& tags, geo::Point at) {
    const PlaceClass* kind = class_of(tags);
    const std::string name = tags.text("name");
    if (kind == nullptr || name.empty() || !box.holds(at)) return;
    for (const Place& other : places)
      if (other.tags->text("name") == name && distance_m(other.at, at) < 2 * kind->radius_m) return;
    places.push_back({&tags, kind, at, population_of(tags.text("population"))});
  };
  for (const geo::Feature& point : osm.points) take(point, point.parts.front().front());
  for (const geo::Feature& area : osm.areas) take(area, centroid(area));
  return places;
}

/// Suburbs near a town are parts of it: they give names to its groups and are not counted on their own.
std::vector<Place> split_parts(std::vector<Place>& places) {
  std::vector<Place> whole, parts;
  for (const Place& place : places) {
    const bool part =
        place.kind->part_of_town && std::any_of(places.begin(), places.end(), [&](const Place& town) {
          return !town.kind->part_of_town && town.kind->people >= 10000 &&
                 distance_m(town.at, place.at) < 2 * town.kind->radius_m;
        });
    (part ? parts : whole).push_back(place);
  }
  places = std::move(whole);
  return parts;
}

/// People of each place: as tagged, else by class and scaled to the total where one is stated.
std::vector<int> people_of(const std::vector<Place>& places, double total, const std::string& file,
                           Notes& notes) {
  double tagged = 0, assumed = 0;
  std::size_t n_tagged = 0;
  for (const Place& p : places) {
    (p.people >= 0 ? tagged : assumed) += p.people >= 0 ? p.people : p.kind->people;
    n_tagged += p.people >= 0 ? 1 : 0;
  }
  if (total > 0 && total < tagged)
    throw base::InputError(
        file, "people.total",
        "the map's population tags alone sum to " + number_text(tagged, 0) + ", more than the stated total",
        "state a total of at least that, or leave it out");
  const double scale = total > 0 && assumed > 0 ? (total - tagged) / assumed : 1;
  std::vector<double> weights;
  weights.reserve(places.size());
  for (const Place& p : places) weights.push_back(p.people >= 0 ? 0 : p.kind->people);
  std::vector<int> people = apportion(static_cast<int>(std::lround(assumed * scale)), weights);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].people >= 0) people[i] = places[i].people;
  std::string classes;
  for (const PlaceClass& kind : place_classes()) {
    const auto n = std::count_if(places.begin(), places.end(),
                                 [&](const Place& p) { return p.kind == &kind && p.people < 0; });
    if (n > 0)
      classes += (classes.empty() ? "" : ", ") + std::to_string(n) + " x " + kind.place + " at " +
                 number_text(kind.people * scale, 0);
  }
  if (!classes.empty())
    notes.assume("People by place class where the map states none (" + std::to_string(n_tagged) + " of " +
                     std::to_string(places.size()) + " places state a population): " + classes +
                     (total > 0 ? "; scaled to the stated total" : "") + " (places.csv [C])",
                 "人口：" + std::to_string(places.size() - n_tagged) +
                     " 个地点无人口标签，按地点类别假定（places.csv [C]）");
  return people;
}

Name township_of(const geo::Layer& townships, geo::Point p) {
  for (const geo::Feature& township : townships.features)
    if (geo::inside(township, p)) return {township.text("name_zh"), township.text("name_en")};
  return {};
}

}  // namespace

Name name_of(const geo::Feature& tags) {
  const std::string name = tags.text("name");
  return {tags.text("name:zh", name), tags.text("name:en", name)};
}

geo::Box box_of_places(const geo::OsmExtract& osm, const geo::Box& within) {
  geo::Box box{1e300, 1e300, -1e300, -1e300};
  for (const Place& place : places_of(osm, within)) {
    box.west_m = std::min(box.west_m, place.at.x_m);
    box.east_m = std::max(box.east_m, place.at.x_m);
    box.south_m = std::min(box.south_m, place.at.y_m);
    box.north_m = std::max(box.north_m, place.at.y_m);
  }
  return box;
}

VillageId nearest_village(const std::vector<Village>& villages, geo::Point p) {
  std::int32_t best = -1;
  for (std::size_t i = 0; i < villages.size(); ++i)
    if (best < 0 ||
        distance_m(villages[i].at, p) < distance_m(villages[static_cast<std::size_t>(best)].at, p))
      best = static_cast<std::int32_t>(i);
  return {best};
}

Settled settle(const geo::OsmExtract& osm, const std::vector<Building>& buildings, const geo::Layer& roads,
               const geo::Layer& townships, const geo::Box& box, double people_total, const std::string& file,
               Notes& notes) {
  constexpr std::size_t kFewHouses = 5;  // fewer mapped houses than this say nothing about where people live
  std::vector<Place> places = places_of(osm, box);
  const std::vector<Place> parts = split_parts(places);
  if (places.empty())
    throw base::InputError(
        file, "", "no inhabited place of the extract lies on the terrain",
        "check that terrain and extract cover the same place, or export place=* nodes with it");
  const std::vector<int> people = people_of(places, people_total, file, notes);
  auto anchors = anchors_of(places, houses(buildings));
  const auto beside_roads = anchors_of(places, along_roads(roads));
  Settled settled;
  std::size_t guessed = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Village village;
    village.id = osm_ref(*places[i].tags);
    village.name = name_of(*places[i].tags);
    village.township = township_of(townships, places[i].at);
    village.at = places[i].at;
    village.people = people[i];
    settled.villages.push_back(village);
    const bool few = anchors[i].size() < kFewHouses;
    guessed += few ? 1 : 0;
    add_groups(settled, places[i], few ? beside_roads[i] : anchors[i], parts);
    for (const Group& group : settled.groups)
      if (group.village.index == static_cast<std::int32_t>(i))
        settled.villages.back().households += group.households;
  }
  const long long sum = std::accumulate(people.begin(), people.end(), 0LL);
  notes.find("settlements: " + std::to_string(places.size()) + " places (and " +
             std::to_string(parts.size()) + " parts of towns), " + std::to_string(settled.groups.size()) +
             " groups, " + count_text(sum) + " people");
  notes.assume(
      "Where people live: in proportion to the floor area of mapped buildings; along small roads in " +
          std::to_string(guessed) + " places with hardly a mapped house; " +
          number_text(constant("persons_per_household"), 2) + " persons a household (constants.csv)",
      "居民分布：按已测绘建筑面积分配，" + std::to_string(guessed) + " 个地点沿小路分布；户均 " +
          number_text(constant("persons_per_household"), 2) + " 人");
  notes.assume(
      "Nobody is registered by name: no danger-zone households, no people in need of help beyond the sites",
      "无户籍名册：没有危险区住户和需帮助人员名单（机构除外）");
  return settled;
}

}  // namespace dayu::world::importing
