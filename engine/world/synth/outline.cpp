// SPDX-License-Identifier: Apache-2.0
// What is the outline of the squares that carry one number?
#include "engine/world/synth/outline.h"

#include <map>

namespace dayu::world::synth {

namespace {

using Ring = std::vector<geo::Point>;

double signed_area_m2(const Ring& ring) {
  double sum = 0;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const geo::Point &a = ring[k], &b = ring[(k + 1) % ring.size()];
    sum += a.x_m * b.y_m - b.x_m * a.y_m;
  }
  return sum / 2;
}

/// Corner cutting (Chaikin 1974) of a closed ring.
Ring rounded(const Ring& ring) {
  Ring out;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const geo::Point &a = ring[k], &b = ring[(k + 1) % ring.size()];
    out.push_back({0.75 * a.x_m + 0.25 * b.x_m, 0.75 * a.y_m + 0.25 * b.y_m});
    out.push_back({0.25 * a.x_m + 0.75 * b.x_m, 0.25 * a.y_m + 0.75 * b.y_m});
  }
  return out;
}

/// Rounds of (1 2 1)/4 around a ring.
Ring averaged(Ring ring, int rounds) {
  for (int round = 0; round < rounds && ring.size() > 12; ++round) {
    Ring next = ring;
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const geo::Point &a = ring[(k + ring.size() - 1) % ring.size()], &b = ring[k],
                       &d = ring[(k + 1) % ring.size()];
      next[k] = {0.25 * a.x_m + 0.5 * b.x_m + 0.25 * d.x_m, 0.25 * a.y_m + 0.5 * b.y_m + 0.25 * d.y_m};
    }
    ring = std::move(next);
  }
  return ring;
}

/// Outlines of one band, the inside on the right hand; outer rings have positive area (y runs south).
std::vector<Ring> outlines(const BandMask& m, int band) {
  std::multimap<std::pair<int, int>, std::pair<int, int>> next;
  for (int r = 0; r < m.n_rows; ++r)
    for (int q = 0; q < m.n_cols; ++q) {
      if (m.at(r, q) != band) continue;
      if (m.at(r - 1, q) != band) next.emplace(std::pair{r, q}, std::pair{r, q + 1});
      if (m.at(r, q + 1) != band) next.emplace(std::pair{r, q + 1}, std::pair{r + 1, q + 1});
      if (m.at(r + 1, q) != band) next.emplace(std::pair{r + 1, q + 1}, std::pair{r + 1, q});
      if (m.at(r, q - 1) != band) next.emplace(std::pair{r + 1, q}, std::pair{r, q});
    }
  std::vector<Ring> rings;
  while (!next.empty()) {
    Ring ring;
    auto at = next.begin();
    const auto start = at->first;
    std::pair<int, int> corner = start, way{0, 0};
    do {
      ring.push_back({m.west_m + corner.second * m.square_m, m.north_m + corner.first * m.square_m});
      // Where two rings touch, turn right: that keeps them apart.
      auto range = next.equal_range(corner);
      auto take = range.first;
      for (auto it = range.first; it != range.second; ++it) {
        const std::pair<int, int> turn{it->second.first - corner.first, it->second.second - corner.second};
        if (turn.first == way.second && turn.second == -way.first) take = it;
      }
      way = {take->second.first - corner.first, take->second.second - corner.second};
      corner = take->second;
      next.erase(take);
    } while (corner != start);
    rings.push_back(ring);
  }
  return rings;
}

bool inside_ring(const Ring& ring, geo::Point p) {
  geo::Feature f;
  f.shape = geo::Shape::polygon;
  f.parts = {ring};
  return geo::inside(f, p);
}

}  // namespace

std::vector<geo::Feature> polygons(const BandMask& mask, int band, double least_m2, double least_hole_m2,
                                   int rounds) {
  std::vector<Ring> outer, holes;
  for (Ring& ring : outlines(mask, band)) {
    const double area = signed_area_m2(ring);
    if (area >= least_m2) outer.push_back(ring);
    if (area <= -least_hole_m2) holes.push_back(ring);
  }
  std::vector<geo::Feature> features;
  for (const Ring& ring : outer) {
    geo::Feature f;
    f.shape = geo::Shape::polygon;
    f.parts.push_back(rounded(averaged(ring, rounds)));
    for (const Ring& hole : holes)
      if (inside_ring(ring, {(hole[0].x_m + hole[2].x_m) / 2, (hole[0].y_m + hole[2].y_m) / 2}))
        f.parts.push_back(rounded(averaged(hole, rounds)));
    features.push_back(std::move(f));
  }
  return features;
}

}  // namespace dayu::world::synth
