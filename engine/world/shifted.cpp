// SPDX-License-Identifier: Apache-2.0
#include "engine/world/shifted.h"

#include <algorithm>

#include "engine/geo/crs.h"
#include "engine/geo/gcj02.h"
#include "engine/world/node_grid.h"

namespace dayu::world {
namespace {

// Own choices: fewer points may stand off the roads by chance; the shift is at least 300 m, so that right
// points are spoilt by it (median over 100 m) and shifted ones mended.
constexpr std::size_t kFewest = 5;
constexpr double kGain_m = 60, kGain_1 = 2;

double median_to_road_m(const NodeGrid& roads, const std::vector<geo::Point>& points) {
  std::vector<double> all;
  all.reserve(points.size());
  for (const geo::Point& p : points) all.push_back(roads.nearest(p)->distance_m);
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

/// Mainland China and its surroundings: elsewhere nobody shifts.
bool in_china(geo::Point deg) {
  return deg.x_m > 72 && deg.x_m < 138 && deg.y_m > 0.8 && deg.y_m < 56;
}

}  // namespace

std::optional<Shifted> shifted_points(const World& world, const std::string& file,
                                      const std::vector<geo::Point>& points) {
  if (points.size() < kFewest || world.network.nodes.empty() || world.crs.empty()) return std::nullopt;
  std::vector<geo::Point> deg = geo::transform(points, world.crs, "EPSG:4326");
  if (!std::all_of(deg.begin(), deg.end(), in_china)) return std::nullopt;
  for (geo::Point& p : deg) p = geo::wgs84_from_gcj02(p);
  const NodeGrid roads(world.network);
  if (!roads.nearest(points.front())) return std::nullopt;
  Shifted found{file, median_to_road_m(roads, points),
                median_to_road_m(roads, geo::transform(deg, "EPSG:4326", world.crs))};
  if (found.as_given_m < kGain_1 * found.unshifted_m || found.as_given_m - found.unshifted_m < kGain_m)
    return std::nullopt;
  return found;
}

}  // namespace dayu::world
