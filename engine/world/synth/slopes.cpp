// SPDX-License-Identifier: Apache-2.0
// Where might a slope come down on people? Near each hamlet the steepest ground whose fall line meets a road
// is looked for; the run-out follows the fall line for up to 220 m and widens downhill (reach and width are
// guesses). Invariant: twenty points in twenty villages, none with a shelter in its run-out.
#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "engine/world/synth/registers.h"

namespace dayu::world::synth {
namespace {

constexpr int kPoints = 20;
constexpr double kReach_m = 220, kStep_m = 20, kHeadWidth_m = 24, kToeWidth_m = 64;

struct Slope {
  std::size_t group = 0;
  double steep_1 = 0;
  std::vector<geo::Point> fall;  ///< from the head downhill
};

double to_segment_m(geo::Point p, geo::Point a, geo::Point b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, l2 = dx * dx + dy * dy;
  const double t = l2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / l2, 0.0, 1.0) : 0;
  return apart_m(p, {a.x_m + t * dx, a.y_m + t * dy});
}

/// Stretches of road within `reach_m` of a point.
std::vector<std::pair<geo::Point, geo::Point>> roads_near(const County& c, geo::Point at, double reach_m) {
  std::vector<std::pair<geo::Point, geo::Point>> near;
  for (const geo::Feature& road : c.roads)
    for (const auto& part : road.parts)
      for (std::size_t k = 1; k < part.size(); ++k)
        if (to_segment_m(at, part[k - 1], part[k]) < reach_m) near.emplace_back(part[k - 1], part[k]);
  return near;
}

bool inside_window(const County& c, geo::Point p) {
  return p.x_m > 100 && p.y_m > 100 && p.x_m < c.lattice.n_cols * c.lattice.cell_m - 100 &&
         p.y_m < c.lattice.n_rows * c.lattice.cell_m - 100;
}

/// Steepest descent over the cells, until the ground is flat, a channel is met or the reach is spent.
std::vector<geo::Point> fall_line(const County& c, geo::Point head) {
  std::vector<geo::Point> line{head};
  int cell = c.cell(head);
  for (double gone_m = 0; gone_m < kReach_m;) {
    int next = cell;
    double best = 0.03;  // flatter ground stops debris: guess
    for (int dr = -1; dr <= 1; ++dr)
      for (int dc = -1; dc <= 1; ++dc) {
        const int other = cell + dr * c.lattice.n_cols + dc;
        if (other == cell) continue;
        const double apart = std::hypot(dr, dc) * kStep_m;
        const double fall =
            (c.z_m[static_cast<std::size_t>(cell)] - c.z_m[static_cast<std::size_t>(other)]) / apart;
        if (fall > best) {
          best = fall;
          next = other;
        }
      }
    if (next == cell || c.channel[static_cast<std::size_t>(next)]) break;
    gone_m += apart_m(c.centre(cell), c.centre(next));
    cell = next;
    line.push_back(c.centre(cell));
  }
  return line;
}

/// A band around the fall line, its corners in order.
geo::Feature band(const std::vector<geo::Point>& fall) {
  geo::Feature f;
  f.shape = geo::Shape::polygon;
  std::vector<geo::Point> left, right;
  for (std::size_t k = 0; k < fall.size(); ++k) {
    const geo::Point a = fall[k > 0 ? k - 1 : 0], b = fall[std::min(k + 1, fall.size() - 1)];
    const double length = std::max(apart_m(a, b), 1e-6);
    const double share = static_cast<double>(k) / static_cast<double>(fall.size() - 1);
    const double half = (kHeadWidth_m + (kToeWidth_m - kHeadWidth_m) * share) / 2;
    const double nx = -(b.y_m - a.y_m) / length * half, ny = (b.x_m - a.x_m) / length * half;
    left.push_back({fall[k].x_m + nx, fall[k].y_m + ny});
    right.push_back({fall[k].x_m - nx, fall[k].y_m - ny});
  }
  f.parts.push_back(left);
  f.parts[0].insert(f.parts[0].end(), right.rbegin(), right.rend());
  f.parts[0].push_back(left.front());
  return f;
}

Slope steepest_near(const County& c, std::size_t group) {
  const geo::Point at = c.ledger.groups[group].at;
  const auto roads = roads_near(c, at, 320);
  Slope best;
  best.group = group;
  for (int k = 0; k < 60; ++k) {
    const double angle =
        6.283185307179586 * base::uniform_1(c.seed, 171, group * 64 + static_cast<std::size_t>(k));
    const double away = 60 + 220 * base::uniform_1(c.seed, 172, group * 64 + static_cast<std::size_t>(k));
    const geo::Point p{at.x_m + away * std::cos(angle), at.y_m + away * std::sin(angle)};
    if (!inside_window(c, p)) continue;
    const auto i = static_cast<std::size_t>(c.cell(p));
    if (c.channel[i] || c.pond[i] || c.slope_1[i] < 0.22 || c.slope_1[i] <= best.steep_1) continue;
    std::vector<geo::Point> fall = fall_line(c, c.centre(static_cast<int>(i)));
    if (fall.size() < 4) continue;
    const bool meets_road = std::any_of(fall.begin(), fall.end(), [&](geo::Point q) {
      return std::any_of(roads.begin(), roads.end(),
                         [&](const auto& r) { return to_segment_m(q, r.first, r.second) < 12; });
    });
    const geo::Feature reach = band(fall);
    const bool shelter = std::any_of(c.ledger.shelters.begin(), c.ledger.shelters.end(),
                                     [&](const Shelter& s) { return geo::inside(reach, s.at); });
    if (!meets_road || shelter) continue;
    best.steep_1 = c.slope_1[i];
    best.fall = std::move(fall);
  }
  return best;
}

/// The steepest slope of each village, the steepest villages first.
std::vector<Slope> slopes_of(const County& c) {
  std::vector<Slope> best(c.ledger.villages.size());
  for (std::size_t g = 0; g < c.ledger.groups.size(); ++g) {
    Slope s = steepest_near(c, g);
    Slope& mine = best[static_cast<std::size_t>(c.ledger.groups[g].village.index)];
    if (!s.fall.empty() && s.steep_1 > mine.steep_1) mine = std::move(s);
  }
  best.erase(std::remove_if(best.begin(), best.end(), [](const Slope& s) { return s.fall.empty(); }),
             best.end());
  std::stable_sort(best.begin(), best.end(),
                   [](const Slope& a, const Slope& b) { return a.steep_1 > b.steep_1; });
  if (best.size() > kPoints) best.resize(kPoints);
  std::stable_sort(best.begin(), best.end(),
                   [](const Slope& a, const Slope& b) { return a.group < b.group; });
  return best;
}

}  // namespace

void place_hazard_points(County& c) {
  const Name kinds[] = {
      {"滑坡", "landslide"}, {"滑坡", "landslide"}, {"崩塌", "collapse"}, {"泥石流", "debris_flow"}};
  int number = 0;
  for (const Slope& s : slopes_of(c)) {
    const Group& group = c.ledger.groups[s.group];
    const Village& village = c.ledger.villages[static_cast<std::size_t>(group.village.index)];
    HazardPoint p;
    ++number;
    p.id = std::string(number < 10 ? "GH0" : "GH") + std::to_string(number);
    const Name& kind = kinds[base::hash64(c.seed, 173, s.group) % 4];
    p.kind = kind.en;
    const std::string en = kind.en == "debris_flow" ? "debris flow" : kind.en;
    p.name = {village.name.zh + group.name.zh + "屋后" + kind.zh + "隐患点",
              en + " behind " + group.name.en + ", " + village.name.en};
    p.village = group.village.index;
    p.scale = "small";
    p.monitor = "PM" + std::to_string(number);
    p.at = s.fall.front();
    p.runout = band(s.fall);
    p.runout.attributes = {{"hazard_point", p.id}, {"name_zh", p.name.zh}, {"name_en", p.name.en}};
    p.runout_drawn = true;
    for (const Household& h : c.ledger.households)
      if (geo::inside(p.runout, h.at)) {
        p.households.push_back(h.id);
        p.people += h.people;
      }
    // Houses that are not listed by name: guess of two to seven households of three.
    p.people += 6 + static_cast<int>(base::hash64(c.seed, 174, s.group) % 16);
    c.ledger.registers.hazard_points.push_back(std::move(p));
  }
  const char* source = "虚构的通用值 / invented default of the invented county";
  for (const auto& [window_s, prepare_mm, immediate_mm] :
       {std::tuple{3600.0, 30.0, 45.0}, std::tuple{10800.0, 50.0, 75.0}, std::tuple{86400.0, 100.0, 140.0}}) {
    c.ledger.registers.point_triggers.push_back(
        {"*", "prepare", window_s, prepare_mm, "normal", source, "C"});
    c.ledger.registers.point_triggers.push_back(
        {"*", "immediate", window_s, immediate_mm, "normal", source, "C"});
  }
}

std::vector<geo::Feature> runout_features(const County& c) {
  std::vector<geo::Feature> all;
  for (const HazardPoint& p : c.ledger.registers.hazard_points) all.push_back(p.runout);
  return all;
}

}  // namespace dayu::world::synth
