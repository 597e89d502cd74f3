// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/settlements.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/base/errors.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

struct Place {
  const geo::Feature* tags = nullptr;
  const PlaceClass* kind = nullptr;
  geo::Point at;
  int people = -1;  // as tagged; -1: not stated
};

struct Anchor {  // something that people live at
  geo::Point at;
  double weight = 1;
};

Name name_of(const geo::Feature& tags) {
  const std::string name = tags.text("name");
  return {tags.text("name:zh", name), tags.text("name:en", name)};
}

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

/// Each building belongs to the place that is nearest in proportion to its reach.
std::vector<std::vector<Anchor>> anchors_of(const std::vector<Place>& places,
                                            const std::vector<Anchor>& all) {
  std::vector<std::vector<Anchor>> anchors(places.size());
  for (const Anchor& anchor : all) {
    std::size_t best = places.size();
    double least = 1;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double reach_1 = distance_m(places[i].at, anchor.at) / places[i].kind->radius_m;
      if (reach_1 >= least) continue;
      least = reach_1;
      best = i;
    }
    if (best < places.size()) anchors[best].push_back(anchor);
  }
  return anchors;
}

std::vector<Anchor> houses(const std::vector<Building>& buildings) {
  std::vector<Anchor> anchors;
  for (const Building& b : buildings)
    if (b.lived_in) anchors.push_back({b.at, std::max(1.0, b.area_m2 * b.levels)});
  return anchors;
}

std::vector<Anchor> along_roads(const geo::Layer& roads) {
  std::vector<Anchor> anchors;
  for (const geo::Feature& road : roads.features)
    if (road.text("kind") == "unclassified" && road.number("speed_m_per_s", 0) > 0)
      for (const geo::Point& p : geo::sample_line(road.parts.front(), 50)) anchors.push_back({p, 1});
  return anchors;
}

/// Halves along the longer side, by weight, until `n` clusters of neighbours are left.
void split_clusters(std::vector<Anchor> anchors, int n, std::vector<std::vector<Anchor>>& clusters) {
  if (n <= 1 || anchors.size() <= 1) {
    clusters.push_back(std::move(anchors));
    return;
  }
  const auto by_x = [](const Anchor& a, const Anchor& b) { return a.at.x_m < b.at.x_m; };
  const auto by_y = [](const Anchor& a, const Anchor& b) { return a.at.y_m < b.at.y_m; };
  const auto [west, east] = std::minmax_element(anchors.begin(), anchors.end(), by_x);
  const auto [south, north] = std::minmax_element(anchors.begin(), anchors.end(), by_y);
  if (east->at.x_m - west->at.x_m >= north->at.y_m - south->at.y_m)
    std::stable_sort(anchors.begin(), anchors.end(), by_x);
  else
    std::stable_sort(anchors.begin(), anchors.end(), by_y);
  double all = 0;
  for (const Anchor& a : anchors) all += a.weight;
  const int left = n / 2;
  const double wanted = all * left / n;
  const auto least = static_cast<std::size_t>(left),
             most = anchors.size() - static_cast<std::size_t>(n - left);
  std::size_t at = 0;
  for (double sum = 0; at < most && (at < least || sum + anchors[at].weight / 2 < wanted); ++at)
    sum += anchors[at].weight;
  split_clusters({anchors.begin(), anchors.begin() + static_cast<std::ptrdiff_t>(at)}, left, clusters);
  split_clusters({anchors.begin() + static_cast<std::ptrdiff_t>(at), anchors.end()}, n - left, clusters);
}

/// The anchor nearest to the cluster's middle: a house, never the river between two rows of them.
geo::Point heart(const std::vector<Anchor>& cluster) {
  double x = 0, y = 0, all = 0;
  for (const Anchor& a : cluster) {
    x += a.at.x_m * a.weight;
    y += a.at.y_m * a.weight;
    all += a.weight;
  }
  const geo::Point middle{x / all, y / all};
  return std::min_element(cluster.begin(), cluster.end(),
                          [&](const Anchor& a, const Anchor& b) {
                            return distance_m(a.at, middle) < distance_m(b.at, middle);
                          })
      ->at;
}

void add_groups(Settled& settled, const Place& place, std::vector<Anchor> anchors,
                const std::vector<Place>& parts) {
  const auto v = static_cast<std::int32_t>(settled.villages.size() - 1);
  const Village& village = settled.villages.back();
  if (anchors.empty()) anchors.push_back({place.at, 1});
  const int wanted = static_cast<int>(std::ceil(village.people / place.kind->people_per_group));
  const int n = std::clamp(wanted, 1, static_cast<int>(anchors.size()));
  std::vector<std::vector<Anchor>> clusters;
  split_clusters(std::move(anchors), n, clusters);
  std::vector<double> weights;
  for (const auto& cluster : clusters)
    weights.push_back(std::accumulate(cluster.begin(), cluster.end(), 0.0,
                                      [](double sum, const Anchor& a) { return sum + a.weight; }));
  const std::vector<int> people = apportion(village.people, weights);
  std::map<std::string, int> numbered;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (people[i] == 0) continue;
    Group group;
    group.id = village.id + "-" + std::to_string(i + 1);
    group.village = {v};
    group.at = heart(clusters[i]);
    group.people = people[i];
    group.households =
        std::max(1, static_cast<int>(std::lround(people[i] / constant("persons_per_household"))));
    group.name = village.name;
    double least = 1;
    for (const Place& part : parts)
      if (const double reach_1 = distance_m(part.at, group.at) / part.kind->radius_m; reach_1 < least) {
        least = reach_1;
        group.name = name_of(*part.tags);
      }
    if (clusters.size() > 1) {
      const std::string number = std::to_string(++numbered[group.name.en]);
      group.name.zh += " " + number + " 组";
      group.name.en += " " + number;
    }
    settled.groups.push_back(std::move(group));
  }
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
  std::vector<int> people;
  for (const Place& p : places)
    people.push_back(p.people >= 0 ? p.people : static_cast<int>(std::lround(p.kind->people * scale)));
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

double distance_m(geo::Point a, geo::Point b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

VillageId nearest_village(const std::vector<Village>& villages, geo::Point p) {
  std::int32_t best = -1;
  for (std::size_t i = 0; i < villages.size(); ++i)
    if (best < 0 ||
        distance_m(villages[i].at, p) < distance_m(villages[static_cast<std::size_t>(best)].at, p))
      best = static_cast<std::int32_t>(i);
  return {best};
}

std::vector<int> apportion(int total, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> shares(weights.size(), 0);
  if (all <= 0) return shares;
  std::vector<std::pair<double, std::size_t>> rest;
  int given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = total * weights[i] / all;
    shares[i] = static_cast<int>(std::floor(exact));
    given += shares[i];
    rest.emplace_back(exact - shares[i], i);
  }
  std::stable_sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t k = 0; given < total && k < rest.size(); ++k, ++given) ++shares[rest[k].second];
  return shares;
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
