// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/buildings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dayu::world::importing {
namespace {

double ring_area(const std::vector<geo::Point>& ring) {
  double twice = 0;  // relative to the first vertex: UTM coordinates are millions of metres
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x_m - ring[0].x_m, ay = ring[i].y_m - ring[0].y_m;
    const double bx = ring[i + 1].x_m - ring[0].x_m, by = ring[i + 1].y_m - ring[0].y_m;
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

bool lived_in(const std::string& building) {
  static const std::array<const char*, 14> empty{
      "garage",     "garages", "roof",           "shed",    "barn",  "hut",    "cowshed",
      "greenhouse", "service", "farm_auxiliary", "carport", "ruins", "stable", "no"};
  return std::none_of(empty.begin(), empty.end(), [&](const char* word) { return building == word; });
}

}  // namespace

double area_m2(const geo::Feature& polygon) {
  double area = 0;
  for (std::size_t i = 0; i < polygon.parts.size(); ++i)
    area += (i == 0 ? 1 : -1) * std::abs(ring_area(polygon.parts[i]));
  return std::max(0.0, area);
}

geo::Point centroid(const geo::Feature& polygon) {
  const auto& ring = polygon.parts.front();
  const double area = ring_area(ring);
  if (std::abs(area) < 1e-6) return ring.front();
  double x = 0, y = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x_m - ring[0].x_m, ay = ring[i].y_m - ring[0].y_m;
    const double bx = ring[i + 1].x_m - ring[0].x_m, by = ring[i + 1].y_m - ring[0].y_m;
    const double cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return {ring[0].x_m + x / (6 * area), ring[0].y_m + y / (6 * area)};
}

std::string osm_ref(const geo::Feature& feature) {
  const std::string id = feature.text("osm_id");
  if (feature.shape == geo::Shape::point) return "n" + id;
  if (feature.shape == geo::Shape::line) return "w" + id;
  return !id.empty() && id.front() == 'w' ? id : "r" + id;
}

double storeys_of(const geo::Feature& feature, double fallback) {
  const std::string text = feature.text("building:levels");
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() && value >= 1 && value <= 60 ? value : fallback;
}

std::vector<Building> buildings_of(const geo::OsmExtract& osm) {
  std::vector<Building> buildings;
  for (const geo::Feature& area : osm.areas) {
    const std::string kind = area.text("building");
    if (kind.empty() || kind == "no" || area.parts.empty() || area.parts.front().size() < 4) continue;
    Building b{&area,         centroid(area),      {1e300, 1e300, -1e300, -1e300},
               area_m2(area), storeys_of(area, 1), lived_in(kind)};
    for (const geo::Point& p : area.parts.front()) {
      b.box.west_m = std::min(b.box.west_m, p.x_m);
      b.box.east_m = std::max(b.box.east_m, p.x_m);
      b.box.south_m = std::min(b.box.south_m, p.y_m);
      b.box.north_m = std::max(b.box.north_m, p.y_m);
    }
    buildings.push_back(b);
  }
  return buildings;
}

}  // namespace dayu::world::importing
