// SPDX-License-Identifier: Apache-2.0
// Where do people live? Greedy choice of the best ground with a least distance between neighbours.
#include "engine/world/synth/settle.h"

#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "engine/world/synth/names.h"
#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {

constexpr double kVillageApart_m = 2350;
constexpr int kVillages = 70;

/// How good a cell is to build on; below 0: not at all.
double goodness_1(const County& c, int i) {
  const auto k = static_cast<std::size_t>(i);
  if (c.channel[k] || c.pond[k] || c.slope_1[k] > 0.15) return -1;
  const geo::Point p = c.centre(i);
  const double size_m = c.lattice.n_cols * c.lattice.cell_m;
  if (p.x_m < 500 || p.y_m < 500 || p.x_m > size_m - 500 || p.y_m > size_m - 500) return -1;
  const double above = c.above_bank_m(i), near = static_cast<double>(c.side.distance_m[k]);
  if (above < 4.5 || near < 60 + channel_width_m(static_cast<double>(c.side.area_km2[k]))) return -1;
  const double height = above > 500 ? 0.45 : std::abs(above - 9) / 40;
  const double big = 0.5 * smooth_step_1(0.8, 30, static_cast<double>(c.side.area_km2[k]));
  return 1.4 - height - 3 * c.slope_1[k] + big + 0.35 * fractal_noise_1(c.seed + 81, p.x_m, p.y_m, 1300, 2) -
         c.z_m[k] / 2600;
}

/// The cell within `reach_m` of a point that `value` likes best; -1 if none is above 0.
template <class Value>
int best_near(const County& c, geo::Point p, double reach_m, Value value) {
  const int span = static_cast<int>(reach_m / c.lattice.cell_m), r0 = c.cell(p) / c.lattice.n_cols,
            c0 = c.cell(p) % c.lattice.n_cols;
  int best = -1;
  double most = 0;
  for (int r = std::max(0, r0 - span); r <= std::min(c.lattice.n_rows - 1, r0 + span); ++r)
    for (int q = std::max(0, c0 - span); q <= std::min(c.lattice.n_cols - 1, c0 + span); ++q) {
      const int i = r * c.lattice.n_cols + q;
      const double d = apart_m(c.centre(i), p);
      if (d > reach_m) continue;
      const double v = value(i, d);
      if (v > most) {
        most = v;
        best = i;
      }
    }
  return best;
}

bool apart_from_groups(const County& c, geo::Point p, double least_m) {
  return std::all_of(c.ledger.groups.begin(), c.ledger.groups.end(),
                     [&](const Group& g) { return apart_m(g.at, p) >= least_m; });
}

void add_group(County& c, int village, geo::Point at, int people, const Name& name, int listed = 0) {
  Group g;
  g.village = VillageId{village};
  auto& v = c.ledger.villages[static_cast<std::size_t>(village)];
  int number = 1;
  for (const Group& other : c.ledger.groups) number += other.village == g.village;
  g.id = v.id + "-" + std::to_string(number);
  g.name = name;
  g.at = at;
  g.people = people;
  g.households = std::max({1, static_cast<int>(std::lround(people / 3.6)), listed});
  v.people += g.people;
  v.households += g.households;
  c.ledger.groups.push_back(g);
}

/// Names of groups, walked through so that no village uses one twice.
Name group_name(const County& c, int village, int nth) {
  static const std::vector<Name> names = names_of("group");
  const int step =
      7 + 2 * static_cast<int>(base::hash64(c.seed, 82, static_cast<std::uint64_t>(village)) % 5);
  const auto start = base::hash64(c.seed, 83, static_cast<std::uint64_t>(village)) % names.size();
  const Name& n = names[(start + static_cast<std::size_t>(nth * step)) % names.size()];
  return {n.zh + "组", n.en + " Group"};
}

/// Which bank a cell lies on, looking downstream: 1 or -1.
double bank_side(const County& c, int cell) {
  const auto k = static_cast<std::size_t>(cell);
  const auto& line = c.streams[static_cast<std::size_t>(c.side.stream[k])].line;
  const geo::Point p = c.centre(cell);
  std::size_t best = 1;
  double least = 1e18;
  for (std::size_t j = 1; j < line.size(); ++j) {
    const double d = apart_m({line[j].x_m, line[j].y_m}, p);
    if (d < least) {
      least = d;
      best = j;
    }
  }
  const StreamPoint &a = line[best - 1], &b = line[best];
  return (b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m) >= 0 ? 1 : -1;
}

/// Groups of a danger zone: low terrace beside the stream near the case's place.
void add_zone_groups(County& c, int village, const CaseVillage& v) {
  const geo::Point anchor = c.cases.at(v.id).point;
  const bool by_stream = c.cases.at(v.id).at.stream >= 0;
  double side = 0;  // the bank of the first group: one refuge must serve all without a bridge
  int left_people = v.people, left_households = v.households;
  for (int k = 0; k < v.zone_groups; ++k) {
    double reach = 420;
    int cell = -1;
    while (cell < 0 && reach < 1500) {
      cell = best_near(c, anchor, reach, [&](int i, double d) {
        const auto s = static_cast<std::size_t>(i);
        if (c.channel[s] || c.pond[s] || c.slope_1[s] > 0.16 || !apart_from_groups(c, c.centre(i), 190))
          return -1.0;
        if (!by_stream) return 2 - c.slope_1[s] * 5 - d / 500;
        const double above = c.above_bank_m(i), near = static_cast<double>(c.side.distance_m[s]);
        const double width = channel_width_m(static_cast<double>(c.side.area_km2[s]));
        if (above < 0.8 || above > 5.5 || near < width / 2 + 35) return -1.0;
        return (side * bank_side(c, i) < 0 ? 1.2 : 2.5) - std::abs(above - 2.4) / 4 - d / 420 -
               c.slope_1[s] * 3;
      });
      reach += 150;
    }
    if (k == 0 && cell >= 0 && by_stream) side = bank_side(c, cell);
    const int groups_left = v.zone_groups - k;
    const int people = left_people / groups_left, households = left_households / groups_left;
    left_people -= people;
    left_households -= households;
    // Some of the group live higher up, outside the zone.
    add_group(c, village, c.centre(cell < 0 ? c.cell(anchor) : cell),
              people + 12 + (village * 7 + k * 11) % 25, group_name(c, village, k), households + 5);
  }
}

void add_safe_groups(County& c, int village, geo::Point centre, int count, int people, int first_name,
                     double reach_m) {
  int left = people;
  for (int k = 0; k < count; ++k) {
    const int cell = best_near(c, centre, reach_m + 150 * k, [&](int i, double d) {
      const double g = goodness_1(c, i);
      if (g <= 0 || !apart_from_groups(c, c.centre(i), 270)) return -1.0;
      return g + 0.6 - d / 2200;
    });
    if (cell < 0) continue;
    const double share = 0.75 + 0.5 * base::uniform_1(c.seed + 84, static_cast<std::uint64_t>(village),
                                                      static_cast<std::uint64_t>(k));
    const int here = k + 1 == count ? left : std::min(left, static_cast<int>(people * share / count));
    if (here <= 0) break;
    left -= here;
    add_group(c, village, c.centre(cell), here, group_name(c, village, first_name + k));
  }
  if (left > 0 && !c.ledger.groups.empty() && c.ledger.groups.back().village.index == village) {
    c.ledger.groups.back().people += left;  // no room for another hamlet: the last one is larger
    c.ledger.villages[static_cast<std::size_t>(village)].people += left;
  }
}

int add_village(County& c, const std::string& id, const Name& name, geo::Point at) {
  Village v;
  v.id = id;
  v.name = name;
  v.at = at;
  c.ledger.villages.push_back(v);
  return static_cast<int>(c.ledger.villages.size()) - 1;
}

void settle_cases(County& c) {
  for (const CaseVillage& v : case_villages()) {
    const geo::Point anchor = c.cases.at(v.id).point;
    const int village =
        add_village(c, v.id, {std::string(v.zh) + "村", std::string(v.en) + " Village"}, anchor);
    if (v.zone_groups > 0) add_zone_groups(c, village, v);
    if (v.zone_groups > 0) {
      for (const Group& g : c.ledger.groups)
        if (g.village.index == village) {
          c.ledger.villages[static_cast<std::size_t>(village)].at = g.at;
          break;
        }
    }
    add_safe_groups(c, village, anchor, v.safe_groups, v.safe_people, v.zone_groups, 1500);
    if (v.zone_groups == 0)
      for (const Group& g : c.ledger.groups)
        if (g.village.index == village) {
          c.ledger.villages[static_cast<std::size_t>(village)].at = g.at;
          break;
        }
  }
}

/// Four communities of the county town around its place.
void settle_town(County& c) {
  static const Name kCommunities[] = {{"东门社区", "Dongmen Community"},
                                      {"西街社区", "Xijie Community"},
                                      {"河口社区", "Hekou Community"},
                                      {"南园社区", "Nanyuan Community"}};
  const geo::Point town = c.cases.at("town").point;
  for (int k = 0; k < 4; ++k) {
    const geo::Point near{town.x_m + (k % 2 ? 420 : -420), town.y_m + (k / 2 ? 330 : -330)};
    int cell = best_near(c, near, 600, [&](int i, double d) {
      return goodness_1(c, i) > 0 && apart_from_groups(c, c.centre(i), 200) ? 2 - d / 600 : -1.0;
    });
    if (cell < 0) cell = c.cell(near);
    const int village =
        add_village(c, "V" + std::to_string(c.ledger.villages.size() + 1), kCommunities[k], c.centre(cell));
    add_safe_groups(c, village, c.centre(cell), 8, 2480 - 130 * k, 0, 700);
  }
}

void settle_others(County& c) {
  std::vector<std::pair<double, int>> ground;
  for (int r = 1; r < c.lattice.n_rows; r += 3)
    for (int q = 1; q < c.lattice.n_cols; q += 3) {
      const int i = r * c.lattice.n_cols + q;
      const double g = goodness_1(c, i);
      if (g > 0) ground.emplace_back(-g, i);
    }
  std::sort(ground.begin(), ground.end());
  const std::vector<Name> names = names_of("village");
  std::size_t next = base::hash64(c.seed, 85, 0) % names.size(), used = 0;
  for (const auto& [minus, i] : ground) {
    if (static_cast<int>(c.ledger.villages.size()) >= kVillages || used == names.size()) break;
    const geo::Point p = c.centre(i);
    const bool clear = std::all_of(c.ledger.villages.begin(), c.ledger.villages.end(),
                                   [&](const Village& v) { return apart_m(v.at, p) > kVillageApart_m; });
    if (!clear || !apart_from_groups(c, p, 400)) continue;
    const Name& n = names[next++ % names.size()];
    ++used;
    const int village = add_village(c, "V" + std::to_string(c.ledger.villages.size() + 1),
                                    {n.zh + "村", n.en + " Village"}, p);
    const double rich = smooth_step_1(0.9, 1.9, -minus);
    const double luck = base::uniform_1(c.seed + 86, static_cast<std::uint64_t>(village), 0);
    const int count = 3 + static_cast<int>(rich * 3.2 + luck * 2);
    const int people = static_cast<int>(count * (105 + 110 * rich + 40 * luck));
    add_safe_groups(c, village, p, count, people, 0, 1150);
  }
}

}  // namespace

const std::vector<CaseVillage>& case_villages() {
  static const std::vector<CaseVillage> kCases{
      {"V1", "青溪", "Qingxi", 46, 171, 14, 2, 4, 690},   {"V2", "上湾", "Shangwan", 64, 233, 21, 2, 3, 420},
      {"V3", "白沙", "Baisha", 118, 437, 39, 3, 5, 1180}, {"V4", "坑口", "Kengkou", 38, 134, 11, 1, 3, 330},
      {"V5", "下坪", "Xiaping", 92, 341, 28, 2, 4, 540},  {"V6", "沙洲", "Shazhou", 210, 806, 66, 4, 3, 520},
      {"V7", "石塘", "Shitang", 62, 224, 19, 2, 3, 350},  {"V8", "岭脚", "Lingjiao", 27, 98, 9, 1, 4, 380},
      {"V9", "高源", "Gaoyuan", 0, 0, 0, 0, 2, 148},      {"V10", "云头", "Yuntou", 0, 0, 0, 0, 2, 139},
      {"V11", "坳背", "Aobei", 0, 0, 0, 0, 2, 125}};
  return kCases;
}

void measure_ground(County& c) {
  const int n = c.lattice.n_cols;
  c.slope_1.assign(c.z_m.size(), 0);
  for (int i = 0; i < c.lattice.count(); ++i) {
    const int r = i / n, q = i % n;
    const int up = std::max(0, r - 1), down = std::min(c.lattice.n_rows - 1, r + 1),
              left = std::max(0, q - 1), right = std::min(n - 1, q + 1);
    const auto z = [&](int rr, int qq) { return c.z_m[static_cast<std::size_t>(rr * n + qq)]; };
    const double dx = (z(r, right) - z(r, left)) / ((right - left) * c.lattice.cell_m);
    const double dy = (z(down, q) - z(up, q)) / ((down - up) * c.lattice.cell_m);
    c.slope_1[static_cast<std::size_t>(i)] = std::sqrt(dx * dx + dy * dy);
  }
  c.side = waterside(c.lattice, c.streams, 2500);
  c.channel.assign(c.z_m.size(), 0);
  for (std::size_t i = 0; i < c.z_m.size(); ++i) {
    const double half = channel_width_m(static_cast<double>(c.side.area_km2[i])) / 2;
    if (c.side.stream[i] >= 0 && static_cast<double>(c.side.distance_m[i]) < std::max(half, 11.0) &&
        c.z_m[i] < static_cast<double>(c.side.bank_m[i]) - 0.3)
      c.channel[i] = 1;
  }
}

void settle(County& c) {
  settle_cases(c);
  settle_town(c);
  settle_others(c);
}

}  // namespace dayu::world::synth
