// SPDX-License-Identifier: Apache-2.0
// Where do the two reservoirs of the worked cases fit, and what is their bed?
// Longtan: A(z) = 0.33 + 0.018 (z - 212) km2 above 205 m; below it a line down to zero at 192.65 m so that
// the volume at the check level 215.0 m is the stated 4.2 Mm3. Liushukeng: A rises evenly from the foot to
// 0.116 km2 at the sill, 10.7 m higher, which holds the stated 0.62 Mm3.
#include "engine/world/synth/works.h"

#include <algorithm>
#include <cmath>

#include "engine/base/errors.h"

namespace dayu::world::synth {

namespace {

constexpr double kOutlet_m = 62;           // river bank where the window ends (chosen)
constexpr double kLongtanFoot_m = 192.65;  // from the volume, see above
constexpr double kLongtanCrest_m = 216;
constexpr double kSillAboveFoot_m = 10.7;  // 12.5 m dam, sill 1.8 m under the crest
constexpr double kSillArea_m2 = 2 * 0.62e6 / kSillAboveFoot_m;

double longtan_area_m2(double z) {
  if (z >= 205) return (0.33 + 0.018 * (z - 212)) * 1e6;
  return z <= kLongtanFoot_m ? 0 : 0.204e6 * (z - kLongtanFoot_m) / (205 - kLongtanFoot_m);
}
double longtan_level_m(double area_m2) {
  if (area_m2 >= 0.204e6) return 212 + (area_m2 / 1e6 - 0.33) / 0.018;
  return kLongtanFoot_m + area_m2 / 0.204e6 * (205 - kLongtanFoot_m);
}

/// The place of each threshold distance below a point; false if one lies outside the window.
bool places_below(const County& c, StreamPlace from, const std::vector<double>& distances_m,
                  std::vector<StreamPlace>& out) {
  out.clear();
  for (const double d : distances_m) {
    out.push_back(below(c.streams, from, d));
    if (out.back().stream < 0) return false;
  }
  return below(c.streams, from, distances_m.back() + 800).stream >= 0;
}

template <class Score>
StreamPlace best_point(const County& c, double low_km2, double high_km2, Score score) {
  StreamPlace best;
  double least = 1e9;
  for (std::size_t s = 0; s < c.streams.size(); ++s)
    for (std::size_t k = 12; k + 8 < c.streams[s].line.size(); ++k) {
      const double area = c.streams[s].line[k].area_km2;
      if (area < low_km2 || area > high_km2) continue;
      const StreamPlace here{static_cast<int>(s), k};
      const double value = score(here);
      if (value < least) {
        least = value;
        best = here;
      }
    }
  if (best.stream < 0)
    throw base::InputError("area synth", "seed", "no valley of this land fits the worked cases",
                           "take another seed (the committed county uses 7)");
  return best;
}

double outlet_bank_m(const County& c) {
  return c.streams.front().line.back().bank_m;
}

StreamPlace find_longtan(const County& c) {
  return best_point(c, 12.3, 12.95, [&](StreamPlace here) {
    std::vector<StreamPlace> p;
    if (!places_below(c, here, {2400, 5600, 11800}, p)) return 1e9;
    const double z = c.at(here).bank_m;
    const double scale = (kLongtanFoot_m + 0.6 - kOutlet_m) / (z - outlet_bank_m(c));
    const double fall = (z - c.at(p[1]).bank_m) * scale, total = (z - c.at(p[2]).bank_m) * scale;
    double score = std::abs(fall - 62) / 20 + std::abs(total - 112) / 25 + std::abs(scale - 1) * 5;
    if (c.at(p[2]).area_km2 > 110) score += 2;
    if (c.at(p[1]).area_km2 > 60) score += 1;
    return score + std::abs(c.at(here).area_km2 - 12.6);
  });
}

StreamPlace find_liushukeng(const County& c) {
  const auto& longtan = c.at(c.dams[0].at);
  const geo::Point baisha = c.cases.at("V3").point;
  return best_point(c, 2.7, 3.6, [&](StreamPlace here) {
    std::vector<StreamPlace> p;
    if (!places_below(c, here, {1200, 3500, 7800}, p)) return 1e9;
    const StreamPoint& at = c.at(here);
    double score = std::abs((at.bank_m - c.at(p[0]).bank_m) / 1200 - 0.022) * 60;
    for (const StreamPlace& q : p) {
      const geo::Point xy{c.at(q).x_m, c.at(q).y_m};
      if (apart_m(xy, {longtan.x_m, longtan.y_m}) < 5500 || apart_m(xy, baisha) < 4000) score += 3;
    }
    if (c.at(p[2]).area_km2 > 90) score += 2;
    return score;
  });
}

/// Cells whose water passes `outlet`.
std::vector<int> catchment(const Drainage& d, int outlet) {
  std::vector<char> in(d.receiver.size(), 0);
  std::vector<int> cells;
  for (const int i : d.downstream_first) {
    const auto k = static_cast<std::size_t>(i);
    in[k] =
        static_cast<char>(i == outlet || (d.receiver[k] != i && in[static_cast<std::size_t>(d.receiver[k])]));
    if (in[k]) cells.push_back(i);
  }
  return cells;
}

/// Gives the lowest cells of a catchment the levels of a hypsometric curve; fades out over 60 m of height.
template <class Level>
void reshape(County& c, Dam& dam, double crest_area_m2, Level level_m) {
  std::vector<int> cells = catchment(c.drainage, c.at(dam.at).cell);
  std::sort(cells.begin(), cells.end(), [&](int a, int b) {
    const double za = c.z_m[static_cast<std::size_t>(a)], zb = c.z_m[static_cast<std::size_t>(b)];
    return za != zb ? za < zb : a < b;
  });
  const double cell_m2 = c.lattice.cell_m * c.lattice.cell_m;
  const auto n = static_cast<std::size_t>(crest_area_m2 / cell_m2);
  const double natural = c.z_m[static_cast<std::size_t>(cells[n])], shift = natural - dam.crest_m;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    double& z = c.z_m[static_cast<std::size_t>(cells[k])];
    if (k < n) {
      z = level_m((static_cast<double>(k) + 0.5) * cell_m2);
      dam.basin.push_back(cells[k]);
    } else {
      const double t = (z - natural) / 70;
      z -= t < 1 ? shift * (1 - t) * (1 - t) : 0;
    }
  }
}

struct Across {
  double along_m, side_m;
};
Across across_dam(const County& c, const Dam& dam, geo::Point p) {
  const auto& line = c.streams[static_cast<std::size_t>(dam.at.stream)].line;
  const StreamPoint &up = line[dam.at.point - 8], &down = line[dam.at.point + 6], &mid = line[dam.at.point];
  const double dx = down.x_m - up.x_m, dy = down.y_m - up.y_m, length = std::sqrt(dx * dx + dy * dy);
  const double px = p.x_m - mid.x_m, py = p.y_m - mid.y_m;
  return {(px * dx + py * dy) / length, (py * dx - px * dy) / length};
}

/// How far the dam reaches to one side until the ground stands above its crest.
double reach_m(const County& c, const Dam& dam, double sign) {
  const auto& line = c.streams[static_cast<std::size_t>(dam.at.stream)].line;
  const StreamPoint &up = line[dam.at.point - 8], &down = line[dam.at.point + 6], &mid = line[dam.at.point];
  const double dx = down.x_m - up.x_m, dy = down.y_m - up.y_m, length = std::sqrt(dx * dx + dy * dy);
  double far = 0;
  for (double s = 10; s < 420; s += 10) {
    const geo::Point p{mid.x_m - sign * s * dy / length, mid.y_m + sign * s * dx / length};
    if (c.ground_m(p) < dam.crest_m + 0.5) far = s;
    if (s - far > 60) break;
  }
  return far + 30;
}

void raise(County& c, const Dam& dam) {
  const double left = reach_m(c, dam, -1), right = reach_m(c, dam, 1);
  for (int i = 0; i < c.lattice.count(); ++i) {
    const Across a = across_dam(c, dam, c.centre(i));
    if (std::abs(a.along_m) > 130 || a.side_m > right || a.side_m < -left) continue;
    // A crest two to three cells wide keeps its level when a coarse grid averages it; slopes 1:2.75 and
    // 1:2.5.
    const double off = std::abs(a.along_m) - 30;
    const double z = dam.crest_m - std::max(0.0, off) / (a.along_m < 0 ? 2.75 : 2.5);
    double& ground = c.z_m[static_cast<std::size_t>(i)];
    ground = std::max(ground, z);
  }
}

std::vector<Reservoir::CurvePoint> curve(double from_m, double to_m, double step_m,
                                         double (*area)(double, double), double foot_m) {
  std::vector<Reservoir::CurvePoint> points{{foot_m, 0, 0}};
  for (double z = from_m; z <= to_m + 1e-6; z += step_m) {
    const auto& last = points.back();
    const double a = area(z, foot_m);
    points.push_back({z, a, last.volume_m3 + 0.5 * (a + last.area_m2) * (z - last.level_m)});
  }
  return points;
}

}  // namespace

void choose_works(County& c) {
  Dam longtan{"longtan", find_longtan(c), {}, kLongtanFoot_m, kLongtanCrest_m, 212, {}};
  const double from = outlet_bank_m(c);
  const double scale = (kLongtanFoot_m + 0.6 - kOutlet_m) / (c.at(longtan.at).bank_m - from);
  for (double& z : c.z_m) z = kOutlet_m + (z - from) * scale;
  for (Stream& s : c.streams)
    for (StreamPoint& p : s.line) p.bank_m = kOutlet_m + (p.bank_m - from) * scale;
  const auto note = [&](const std::string& id, StreamPlace at) {
    c.cases[id] = {at, {c.at(at).x_m, c.at(at).y_m}};
  };
  note("V2", below(c.streams, longtan.at, 2400));
  note("V1", below(c.streams, longtan.at, 5600));
  note("V3", below(c.streams, longtan.at, 11800));
  c.dams.push_back(longtan);
  Dam liu{"liushukeng", find_liushukeng(c), {}, 0, 0, 0, {}};
  liu.bed_m = std::floor(c.at(liu.at).bank_m * 2 + 0.5) / 2 - 0.5;
  liu.full_m = liu.bed_m + kSillAboveFoot_m;
  liu.crest_m = liu.bed_m + 12.5;
  note("V4", below(c.streams, liu.at, 1200));
  note("V5", below(c.streams, liu.at, 3500));
  note("V6", below(c.streams, liu.at, 7800));
  c.dams.push_back(liu);
}

void shape_basins(County& c) {
  reshape(c, c.dams[0], longtan_area_m2(kLongtanCrest_m), longtan_level_m);
  const double foot = c.dams[1].bed_m;
  reshape(c, c.dams[1], kSillArea_m2 * 12.5 / kSillAboveFoot_m,
          [foot](double area) { return foot + area / kSillArea_m2 * kSillAboveFoot_m; });
}

void raise_dams(County& c) {
  c.pond.assign(c.z_m.size(), 0);
  for (Dam& dam : c.dams) {
    raise(c, dam);
    for (const int i : dam.basin)
      if (c.z_m[static_cast<std::size_t>(i)] < dam.crest_m) c.pond[static_cast<std::size_t>(i)] = 1;
    const StreamPlace toe = below(c.streams, dam.at, dam.crest_m - dam.bed_m > 15 ? 130 : 90);
    dam.outlet = {c.at(toe).x_m, c.at(toe).y_m};
  }
}

void describe_works(County& c) {
  const auto add = [&](const Dam& dam, Name name, const std::string& scale) -> Reservoir& {
    Reservoir r;
    r.id = dam.reservoir;
    r.name = std::move(name);
    r.scale = scale;
    r.dam = {c.at(dam.at).x_m, c.at(dam.at).y_m};
    r.outlet = dam.outlet;
    r.normal_m = r.flood_limit_m = dam.full_m;
    r.crest_m = dam.crest_m;
    r.spillway_coefficient_1 = 0.36;
    c.ledger.reservoirs.push_back(r);
    return c.ledger.reservoirs.back();
  };
  Reservoir& a = add(c.dams[0], {"龙潭水库", "Longtan Reservoir"}, "small_1");
  a.catchment_km2 = 12.6;
  a.dead_m = 198;
  a.design_m = 214.1;
  a.check_m = 215;
  a.spillway_width_m = 18;
  a.curve = curve(
      193, 216, 0.5, [](double z, double) { return longtan_area_m2(z); }, kLongtanFoot_m);
  Reservoir& b = add(c.dams[1], {"柳树坑水库", "Liushukeng Reservoir"}, "small_2");
  b.catchment_km2 = std::floor(c.at(c.dams[1].at).area_km2 * 10 + 0.5) / 10;
  b.dead_m = c.dams[1].bed_m + 2.5;
  b.design_m = c.dams[1].full_m + 0.9;
  b.check_m = c.dams[1].full_m + 1.3;
  b.spillway_width_m = 8;
  b.curve = curve(
      c.dams[1].bed_m + 0.5, c.dams[1].crest_m, 0.5,
      [](double z, double foot) { return kSillArea_m2 * (z - foot) / kSillAboveFoot_m; }, c.dams[1].bed_m);
}

}  // namespace dayu::world::synth
