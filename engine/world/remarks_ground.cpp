// SPDX-License-Identifier: Apache-2.0
// What about the ground, the roads and the waters would make a drill wrong?
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/world/remarks.h"

namespace dayu::world {
namespace {

// A quarter of the border at one value while the inside has relief: an unset nodata, not a coast (a DEM in
// use had 54,871 such cells of 0).
constexpr double kConstantBorder_1 = 0.25;
constexpr double kRelief_m = 10;
// Largest components of five OpenStreetMap extracts held 92.5 to 99.0 % of the nodes.
constexpr double kLeastConnected_1 = 0.92;
// Steepest public roads are built near 1 in 5; steeper ones are roads drawn up a cliff (tracks and paths may
// be).
constexpr double kSteepest_1 = 0.20;
constexpr double kShortToJudge_m = 60;  // over less, one terrain cell decides

std::string percent(double share_1) {
  return std::to_string(static_cast<int>(std::lround(100 * share_1))) + " %";
}

std::vector<float> border_of(const geo::Raster<float>& z) {
  std::vector<float> border;
  const int rows = z.grid.n_rows, cols = z.grid.n_cols;
  for (int row = 0; row < rows; ++row)
    for (int col = 0; col < cols; col += row == 0 || row == rows - 1 ? 1 : std::max(cols - 1, 1))
      if (std::isfinite(z[{row, col}])) border.push_back(z[{row, col}]);
  return border;
}

void remark_border(Remarks& remarks, const geo::Raster<float>& z, float low, float high) {
  std::vector<float> border = border_of(z);
  std::sort(border.begin(), border.end());
  std::size_t most = 0;
  float value = 0;
  for (std::size_t i = 0; i < border.size();) {
    const auto end =
        static_cast<std::size_t>(std::upper_bound(border.begin(), border.end(), border[i]) - border.begin());
    if (end - i > most) {
      most = end - i;
      value = border[i];
    }
    i = end;
  }
  const double share = border.empty() ? 0 : static_cast<double>(most) / static_cast<double>(border.size());
  if (share > kConstantBorder_1 && high - low > kRelief_m)
    remarks.add(
        "terrain.tif", "border",
        percent(share) + " of the border cells hold exactly " + std::to_string(value) + " m",
        "if that is no ground, declare it: gdal_edit.py -a_nodata " + std::to_string(value) + " terrain.tif");
}

void remark_terrain(Remarks& remarks) {
  const geo::Raster<float>& z = remarks.world.terrain.elevation_m;
  std::size_t voids = 0, whole = 0;
  float low = INFINITY, high = -INFINITY;
  for (const float v : z.values) {
    if (!std::isfinite(v)) {
      ++voids;
      continue;
    }
    low = std::min(low, v);
    high = std::max(high, v);
    whole += v == std::floor(v) ? 1 : 0;
  }
  if (voids > 0)
    remarks.add("terrain.tif", "", std::to_string(voids) + " cells have no elevation; no water moves there",
                "fill them (dayu area import does) or cut the terrain to where it is known");
  if (whole + voids == z.values.size() && high - low > kRelief_m && whole > 100)
    remarks.add("terrain.tif", "", "all elevations are whole metres: false steps and pools of up to 1 m",
                "use a finer terrain where water is shallow");
  if (voids < z.values.size()) remark_border(remarks, z, low, high);
}

void remark_grades(Remarks& remarks) {
  const Network& n = remarks.world.network;
  int steep = 0;
  double worst_1 = 0;
  std::string where;
  for (const Piece& p : n.pieces) {
    if (p.speed_m_per_s == 0 || p.kind == "track" || p.length_m < kShortToJudge_m) continue;
    const double rise_m = n.nodes[static_cast<std::size_t>(p.to.index)].z_m -
                          n.nodes[static_cast<std::size_t>(p.from.index)].z_m;
    const double grade_1 = std::abs(rise_m) / p.length_m;
    if (grade_1 <= kSteepest_1) continue;
    ++steep;
    if (grade_1 <= worst_1) continue;
    worst_1 = grade_1;
    where = p.road;
  }
  if (steep > 0)
    remarks.add("vectors.gpkg", "layer roads, road " + where,
                std::to_string(steep) + " pieces of road are steeper than " + percent(kSteepest_1) +
                    "; the steepest rises " + percent(worst_1),
                "check the road's course against the terrain; mark tunnels and bridges");
}

void remark_roads(Remarks& remarks) {
  const World& w = remarks.world;
  const auto in = std::count(w.network.in_largest.begin(), w.network.in_largest.end(), true);
  const double share =
      w.network.nodes.empty() ? 1 : static_cast<double>(in) / static_cast<double>(w.network.nodes.size());
  if (share < kLeastConnected_1)
    remarks.add("vectors.gpkg", "layer roads",
                "only " + percent(share) + " of the road nodes hang together (" +
                    std::to_string(w.network.components) + " separate parts)",
                "join lines at shared end points; places are led to the largest part only");
  if (w.network.nodes.empty() && !w.groups.empty())
    remarks.add("vectors.gpkg", "layer roads", "there are people but no roads: nobody can be led anywhere",
                "add the layer roads");
  std::map<std::string, int> useless;
  for (const Piece& p : w.network.pieces)
    if (p.speed_m_per_s > 0 && p.capacity_per_s == 0) ++useless[p.road];
  for (const auto& [road, n] : useless)
    remarks.add("vectors.gpkg", "layer roads, road " + road,
                "its capacity is zero: cars have a speed but may not enter",
                "leave capacity_per_s empty (a default by kind is taken) or give one");
}

void remark_decks(Remarks& remarks) {
  const geo::Raster<float>& z = remarks.world.terrain.elevation_m;
  std::set<std::string> told;
  for (const Piece& p : remarks.world.network.pieces) {
    if (!p.bridge) continue;
    float lowest = INFINITY;
    for (const geo::Point& at : geo::sample_line(p.line, z.grid.cell_m / 2))
      if (const auto c = z.grid.cell_of(at)) lowest = std::fmin(lowest, z[*c]);
    if (std::isfinite(lowest) && p.deck_m < static_cast<double>(lowest) && told.insert(p.road).second)
      remarks.add("vectors.gpkg", "layer roads, road " + p.road,
                  "the deck of a bridge (" + std::to_string(p.deck_m) +
                      " m) lies below all ground under it (" + std::to_string(lowest) + " m)",
                  "correct deck_m, or its height datum");
  }
}

}  // namespace

void remark_ground(Remarks& remarks) {
  remark_terrain(remarks);
  remark_roads(remarks);
  remark_grades(remarks);
  remark_decks(remarks);
}

void remark_waters(Remarks& remarks) {
  const World& w = remarks.world;
  for (const Reservoir& r : w.reservoirs)
    if (r.curve.size() < 2)
      remarks.add("reservoir_curves.csv", "reservoir " + r.id,
                  "has no storage curve: its level cannot follow its volume",
                  "add at least two rows of level_m, area_m2, volume_m3");
  for (const Gauge& g : w.gauges)
    if (g.kind == "stage" && !w.terrain.elevation_m.grid.cell_of(g.at))
      remarks.add("gauges.csv", "gauge " + g.id,
                  "a stage gauge stands outside the terrain: it will read nothing", "correct its point");
  std::set<std::string> with_rules, with_rain;
  for (const RainThreshold& t : w.rain_thresholds) {
    with_rules.insert(t.place);
    if (t.source.empty())
      remarks.add("rain_thresholds.csv", "place " + t.place + ", " + t.state, "the threshold has no source",
                  "say where it comes from; every threshold used is printed with its source");
  }
  for (const Gauge& g : w.gauges)
    if (g.kind == "rain") with_rain.insert(g.villages.begin(), g.villages.end());
  for (const Village& v : w.villages) {
    if (w.rain_thresholds.empty() || w.gauges.empty()) break;
    if (with_rules.count(v.id) == 0 && with_rules.count("*") == 0)
      remarks.add("rain_thresholds.csv", "village " + v.id, "has no threshold: it will never be alerted",
                  "add rows for it, or rows for *");
    if (with_rain.count(v.id) == 0)
      remarks.add("gauges.csv", "village " + v.id,
                  "no rain gauge serves it: it will never be alerted by rain",
                  "name it in the column villages of a rain gauge");
  }
}

}  // namespace dayu::world
