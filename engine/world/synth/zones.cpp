// SPDX-License-Identifier: Apache-2.0
// Where does a danger zone end? Ground near the listed groups, by its height above the bank: extreme
// below 1.6 m, high below 3.2 m, danger below 6.2 m (classes stand for floods of up to 5, 20 and more years;
// heights are a guess). The fire village's zone is the ground around its houses. Outlines follow 10 m
// squares, then rounded.
#include <algorithm>
#include <cmath>

#include "engine/world/synth/outline.h"
#include "engine/world/synth/people.h"
#include "engine/world/synth/settle.h"

namespace dayu::world::synth {

namespace {

constexpr double kSquare_m = 10;
constexpr double kZoneReach_m = 340;
const char* const kClass[] = {"extreme", "high", "danger"};
const Name kClassName[] = {
    {"极高危险区", "extreme-danger zone"}, {"高危险区", "high-danger zone"}, {"危险区", "danger zone"}};

double smooth_ground_m(const County& c, geo::Point p) {
  const double x = p.x_m / c.lattice.cell_m - 0.5, y = p.y_m / c.lattice.cell_m - 0.5;
  const int q = std::clamp(static_cast<int>(x), 0, c.lattice.n_cols - 2),
            r = std::clamp(static_cast<int>(y), 0, c.lattice.n_rows - 2);
  const double u = x - q, v = y - r;
  const auto z = [&](int rr, int qq) { return c.z_m[static_cast<std::size_t>(rr * c.lattice.n_cols + qq)]; };
  return (z(r, q) * (1 - u) + z(r, q + 1) * u) * (1 - v) + (z(r + 1, q) * (1 - u) + z(r + 1, q + 1) * u) * v;
}

int band_of(const County& c, const std::vector<geo::Point>& centres, bool by_stream, geo::Point p) {
  double near = 1e9;
  for (const geo::Point& g : centres) near = std::min(near, apart_m(g, p));
  if (near > kZoneReach_m) return -1;
  const int cell = c.cell(p);
  const auto i = static_cast<std::size_t>(cell);
  if (c.pond[i]) return -1;
  if (!by_stream) return near < 200 && c.slope_1[i] < 0.3 ? 2 : -1;
  const double width = channel_width_m(static_cast<double>(c.side.area_km2[i]));
  if (c.channel[i] || c.side.stream[i] < 0 || static_cast<double>(c.side.distance_m[i]) < width / 2 + 6)
    return -1;
  const double above = smooth_ground_m(c, p) - static_cast<double>(c.side.bank_m[i]);
  return above < 1.6 ? 0 : above < 3.2 ? 1 : above < 6.2 ? 2 : -1;
}

BandMask mask_of(const County& c, const std::vector<geo::Point>& centres, bool by_stream) {
  BandMask m;
  m.square_m = kSquare_m;
  double east = 0, south = 0;
  m.west_m = m.north_m = 1e9;
  for (const geo::Point& g : centres) {
    m.west_m = std::min(m.west_m, g.x_m - kZoneReach_m - 20);
    m.north_m = std::min(m.north_m, g.y_m - kZoneReach_m - 20);
    east = std::max(east, g.x_m + kZoneReach_m + 20);
    south = std::max(south, g.y_m + kZoneReach_m + 20);
  }
  m.n_cols = static_cast<int>((east - m.west_m) / kSquare_m) + 1;
  m.n_rows = static_cast<int>((south - m.north_m) / kSquare_m) + 1;
  for (int r = 0; r < m.n_rows; ++r)
    for (int q = 0; q < m.n_cols; ++q)
      m.band.push_back(static_cast<signed char>(band_of(
          c, centres, by_stream, {m.west_m + (q + 0.5) * kSquare_m, m.north_m + (r + 0.5) * kSquare_m})));
  return m;
}

void add_band(County& c, const BandMask& m, int band, const Village& v, int& number) {
  for (geo::Feature& f : polygons(m, band, 2400, 900)) {
    ++number;
    const std::string base = v.name.zh.substr(0, v.name.zh.size() - std::string("村").size());
    const std::string base_en = v.name.en.substr(0, v.name.en.find(' '));
    f.attributes = {{"zone", "DZ-" + v.id + "-" + std::to_string(number)},
                    {"village", v.id},
                    {"danger_class", std::string(kClass[band])},
                    {"name_zh", base + kClassName[band].zh + std::to_string(number)},
                    {"name_en", base_en + " " + kClassName[band].en + " " + std::to_string(number)}};
    c.ledger.danger_zones.push_back(std::move(f));
  }
}

}  // namespace

void draw_danger_zones(County& c) {
  for (const CaseVillage& v : case_villages()) {
    if (v.zone_groups == 0) continue;
    std::vector<geo::Point> centres;
    int village = -1;
    for (const Group& g : c.ledger.groups)
      if (c.ledger.villages[static_cast<std::size_t>(g.village.index)].id == v.id &&
          static_cast<int>(centres.size()) < v.zone_groups) {
        centres.push_back(g.at);
        village = g.village.index;
      }
    const BandMask m = mask_of(c, centres, c.cases.at(v.id).at.stream >= 0);
    int number = 0;
    for (int band = 0; band < 3; ++band)
      add_band(c, m, band, c.ledger.villages[static_cast<std::size_t>(village)], number);
  }
}

}  // namespace dayu::world::synth
