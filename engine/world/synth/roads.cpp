// SPDX-License-Identifier: Apache-2.0
// Which roads join the towns, villages and hamlets? Provincial road through the valley, county roads to the
// township seats, township roads to villages, village roads to hamlets, tracks to dams, paths to refuges.
#include "engine/world/synth/roads.h"

#include <algorithm>
#include <cmath>

namespace dayu::world::synth {

namespace {

constexpr Taste kHighway{0.03, 0.07, 120, 0.35}, kCounty{0.035, 0.08, 140, 0.3},
    kVillage{0.045, 0.10, 160, 0.3}, kTrack{0.06, 0.13, 120, 0.3}, kFoot{0.2, 0.45, 60, 0.95},
    kRefuges_by_grade[] = {{0.05, 0.11, 900, 0.8, 5}, {0.09, 0.15, 900, 0.8, 5}, {0.12, 0.19, 400, 0.8, 3}};

geo::Point place_of(const County& c, const std::string& village) {
  for (const Village& v : c.ledger.villages)
    if (v.id == village) return v.at;
  return {};
}

struct Builder {
  County& county;
  RoadPlan& plan;

  int name(const std::string& zh, const std::string& en) {
    plan.names.push_back({zh, en});
    return static_cast<int>(plan.names.size()) - 1;
  }
  void join(geo::Point a, geo::Point b, Rank rank, int id, const Taste& taste) {
    const int goal = plan.lattice.node_of(b);
    const auto found =
        plan.lattice.spread(plan.lattice.node_of(a), taste, [&](int node, double) { return node == goal; });
    plan.lattice.lay(found.path, rank, id);
  }
  /// The cheapest way from a place to the network.
  void connect(geo::Point a, Rank rank, int id, const Taste& taste) {
    const int start = plan.lattice.node_of(a);
    if (plan.lattice.on_road(start)) return;
    const auto found =
        plan.lattice.spread(start, taste, [&](int node, double) { return plan.lattice.on_road(node); });
    plan.lattice.lay(found.path, rank, id);
  }
  double by_road_m(geo::Point a, geo::Point b, double limit_m) const;
};

/// Where the main river leaves, and where the valley's head meets the western edge.
void lay_highway(Builder& b) {
  const County& c = b.county;
  const int id = b.name("S226省道", "Provincial Road S226");
  const auto& river = c.streams.front().line;
  const double size_m = c.lattice.n_cols * c.lattice.cell_m;
  const geo::Point town = place_of(c, "V12"), mouth{river.back().x_m, river.back().y_m};
  geo::Point east{size_m - 20, std::min(size_m - 300, mouth.y_m - 380)};
  b.join(town, east, Rank::trunk, id, kHighway);
  double best = 1e9;
  geo::Point west{20, size_m * 0.3};
  for (int r = 100; r < c.lattice.n_rows - 300; r += 4) {
    const auto i = static_cast<std::size_t>(r * c.lattice.n_cols + 4);
    const double bad = c.z_m[i] + 300 * c.slope_1[i] + (c.channel[i] ? 100 : 0);
    if (bad < best) {
      best = bad;
      west = {20, r * c.lattice.cell_m};
    }
  }
  b.join(town, west, Rank::trunk, id, kHighway);
}

/// Seats of townships are joined to the town by county roads.
void lay_county_roads(Builder& b) {
  const geo::Point town = place_of(b.county, "V12");
  const struct {
    const char *from, *to, *zh, *en;
  } kRoads[] = {{"V3", "", "X018县道", "County Road X018"},   {"V1", "V3", "X019县道", "County Road X019"},
                {"V2", "V1", "X019县道", "County Road X019"}, {"V6", "", "X020县道", "County Road X020"},
                {"V5", "V6", "X020县道", "County Road X020"}, {"V8", "", "X022县道", "County Road X022"},
                {"V7", "", "X023县道", "County Road X023"}};
  for (const auto& road : kRoads)
    b.join(place_of(b.county, road.from), *road.to ? place_of(b.county, road.to) : town, Rank::secondary,
           b.name(road.zh, road.en), kCounty);
}

/// X021 runs up the valley that case 5 cuts off; kilometre 14 lies at the valley's gate.
void lay_x021(Builder& b) {
  const int id = b.name("X021县道", "County Road X021");
  const geo::Point gate = b.county.cases.at("gate").point;
  b.connect(gate, Rank::secondary, id, kCounty);
  for (const char* v : {"V9", "V10", "V11"}) b.connect(place_of(b.county, v), Rank::secondary, id, kCounty);
  // Back from the gate along the network for 14 km.
  const int town = b.plan.lattice.node_of(place_of(b.county, "V12"));
  Taste only_roads = kCounty;
  only_roads.reuse_1 = 0.001;
  const auto way = b.plan.lattice.spread(b.plan.lattice.node_of(gate), only_roads,
                                         [&](int node, double) { return node == town; });
  std::vector<int> named;
  double length = 0;
  for (std::size_t k = 0; k < way.path.size() && length < 14000; ++k) {
    named.push_back(way.path[k]);
    if (k > 0)
      length += apart_m(b.plan.lattice.point_of(way.path[k - 1]), b.plan.lattice.point_of(way.path[k]));
  }
  b.plan.lattice.lay(named, Rank::secondary, id, true);
}

void lay_village_roads(Builder& b) {
  int number = 101;
  for (const Village& v : b.county.ledger.villages) {
    const int id = b.name("Y" + std::to_string(number) + "乡道", "Township Road Y" + std::to_string(number));
    b.connect(v.at, Rank::tertiary, id, kVillage);
    ++number;
  }
  const int lane = b.name("村道", "village road");
  std::vector<std::pair<double, int>> order;
  for (std::size_t g = 0; g < b.county.ledger.groups.size(); ++g) {
    const Group& group = b.county.ledger.groups[g];
    const auto& v = b.county.ledger.villages[static_cast<std::size_t>(group.village.index)];
    order.emplace_back(apart_m(group.at, v.at), static_cast<int>(g));
  }
  std::sort(order.begin(), order.end());
  for (const auto& [far, g] : order)
    b.connect(b.county.ledger.groups[static_cast<std::size_t>(g)].at, Rank::unclassified, lane, kVillage);
}

/// Neighbours that are close but far apart by road get a road over the hill.
void lay_links(Builder& b) {
  const auto& villages = b.county.ledger.villages;
  const int id = b.name("联网公路", "link road");
  for (std::size_t i = 0; i < villages.size(); ++i)
    for (std::size_t j = i + 1; j < villages.size(); ++j) {
      const auto shut_in = [](const std::string& v) { return v == "V9" || v == "V10" || v == "V11"; };
      if (shut_in(villages[i].id) || shut_in(villages[j].id)) continue;
      const double straight = apart_m(villages[i].at, villages[j].at);
      if (straight > 5200) continue;
      if (b.by_road_m(villages[i].at, villages[j].at, 2.6 * straight) < 2.6 * straight) continue;
      b.join(villages[i].at, villages[j].at, Rank::tertiary, id, kVillage);
    }
}

double Builder::by_road_m(geo::Point a, geo::Point b, double limit_m) const {
  Taste t;
  t.reuse_1 = 1;
  const int goal = plan.lattice.node_of(b);
  // Off the roads every metre costs at least 0.7; the limit on cost keeps the search short.
  Taste roads_only = t;
  roads_only.grade_1 = 0.0005;
  const auto found = plan.lattice.spread(
      plan.lattice.node_of(a), roads_only, [&](int node, double) { return node == goal; }, limit_m);
  return found.node < 0 ? 1e9 : found.length_m;
}

/// Shelters of the cases: the place whose distance by road and rise over the zone the case states (1.1, 1.3
/// and 2.2 km in case 1). Above V2 the lane must climb in bends that smoothing shortens by a tenth more than
/// elsewhere.
void find_refuges(Builder& b) {
  const struct {
    const char* village;
    double length_m, rise_m, slack_m;
  } kRefuges[] = {{"V1", 1100, 35, 3}, {"V2", 1240, 48, 2.2}, {"V3", 2200, 22, 8},   {"V4", 900, 28, 5},
                  {"V5", 1000, 24, 5}, {"V6", 1200, 16, 5},   {"V7", 1500, -40, 40}, {"V8", 800, 28, 6}};
  const int id = b.name("村道", "village road");
  for (const auto& want : kRefuges) {
    const geo::Point from = place_of(b.county, want.village);
    const double zone_m = b.county.ground_m(from);
    const auto fits = [&](int node, double length, double slack) {
      // Smoothing takes some of the lattice's length away again.
      if (length < want.length_m * 1.03 || length > want.length_m * (1.10 + 0.02 * slack)) return false;
      const geo::Point p = b.plan.lattice.point_of(node);
      const auto i = static_cast<std::size_t>(b.county.cell(p));
      if (b.county.slope_1[i] > 0.12 + 0.04 * slack || b.county.channel[i]) return false;
      if (b.county.above_bank_m(static_cast<int>(i)) < 6) return false;
      // Not a ladder of hairpins above the houses: those lose most of their length in smoothing.
      if (apart_m(p, from) < (0.74 - 0.03 * slack) * want.length_m) return false;
      return std::abs(b.county.ground_m(p) - zone_m - want.rise_m) < want.slack_m * slack;
    };
    RoadLattice::Reached found;
    // Gentle first; a steeper lane rather than a shelter far from its stated height.
    for (double slack = 1; slack < 9 && found.node < 0; slack *= 1.6)
      for (const Taste& taste : kRefuges_by_grade)
        if (found.node < 0)
          found = b.plan.lattice.spread(
              b.plan.lattice.node_of(from), taste,
              [&](int node, double length) { return fits(node, length, slack); }, want.length_m * 40);
    if (found.node < 0) continue;
    b.plan.lattice.lay(found.path, Rank::unclassified, id);
    b.plan.refuges[want.village] = b.plan.lattice.point_of(found.node);
  }
}

void lay_tracks_and_paths(Builder& b) {
  const int dam = b.name("大坝便道", "dam track"), foot = b.name("转移步道", "evacuation footpath");
  for (const Dam& d : b.county.dams) b.connect(d.outlet, Rank::track, dam, kTrack);
  for (const auto& [village, refuge] : b.plan.refuges)
    for (const Group& g : b.county.ledger.groups) {
      const auto& v = b.county.ledger.villages[static_cast<std::size_t>(g.village.index)];
      if (v.id != village || apart_m(g.at, refuge) > 2500) continue;
      if (b.county.above_bank_m(b.county.cell(g.at)) > 5.6) continue;
      // The first group's way is the road whose length the case states.
      if (v.at == g.at || apart_m(g.at, v.at) < 1) continue;
      b.join(g.at, refuge, Rank::path, foot, kFoot);
    }
}

}  // namespace

const char* kind_name(Rank rank) {
  static const char* const kKinds[] = {"trunk", "secondary", "tertiary", "unclassified", "track", "path"};
  return kKinds[static_cast<int>(rank)];
}

RoadPlan lay_roads(County& county) {
  RoadPlan plan{RoadLattice(county), {}, {}};
  Builder b{county, plan};
  lay_highway(b);
  lay_county_roads(b);
  lay_x021(b);
  lay_village_roads(b);
  lay_links(b);
  find_refuges(b);
  lay_tracks_and_paths(b);
  return plan;
}

}  // namespace dayu::world::synth
