// SPDX-License-Identifier: Apache-2.0
// Where the people of a place live: its houses in clusters of neighbours, people in proportion to floor area.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/world/import/places.h"

namespace dayu::world::importing {
namespace {

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

}  // namespace

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
  weights.reserve(clusters.size());
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

double distance_m(geo::Point a, geo::Point b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
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

}  // namespace dayu::world::importing
