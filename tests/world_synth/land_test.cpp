// SPDX-License-Identifier: Apache-2.0
// Does the embedded county's land behave like land? Drainage, places, roads, and the cases' distances, on the
// decoded files.
#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>

#include "engine/geo/raster_file.h"
#include "engine/geo/vector_file.h"
#include "engine/world/load.h"
#include "engine/world/synth/drainage.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

const std::filesystem::path& folder() {
  static const std::filesystem::path kFolder = test::source_dir() / "gis-data" / "yunlan";
  return kFolder;
}
const world::World& county() {
  static const world::World kCounty = world::load(folder());
  return kCounty;
}

/// Distance by road between two nodes, m; `closed` pieces may not be used.
double by_road_m(world::NodeId from, world::NodeId to, const std::set<std::string>& closed = {},
                 bool cars = false) {
  const auto& net = county().network;
  std::vector<std::vector<std::pair<int, double>>> next(net.nodes.size());
  for (const auto& p : net.pieces) {
    if (closed.count(p.name.zh) || (cars && p.speed_m_per_s == 0)) continue;
    next[static_cast<std::size_t>(p.from.index)].emplace_back(p.to.index, p.length_m);
    next[static_cast<std::size_t>(p.to.index)].emplace_back(p.from.index, p.length_m);
  }
  std::vector<double> d(net.nodes.size(), 1e18);
  std::priority_queue<std::pair<double, int>, std::vector<std::pair<double, int>>, std::greater<>> open;
  d[static_cast<std::size_t>(from.index)] = 0;
  open.emplace(0, from.index);
  while (!open.empty()) {
    const auto [at, n] = open.top();
    open.pop();
    if (n == to.index) return at;
    if (at > d[static_cast<std::size_t>(n)]) continue;
    for (const auto& [m, l] : next[static_cast<std::size_t>(n)])
      if (at + l < d[static_cast<std::size_t>(m)]) {
        d[static_cast<std::size_t>(m)] = at + l;
        open.emplace(at + l, m);
      }
  }
  return 1e18;
}

double ground_m(geo::Point p) {
  const auto& z = county().terrain.elevation_m;
  return static_cast<double>(z[*z.grid.cell_of(p)]);
}

}  // namespace

TEST_CASE("every cell outside the reservoirs drains to the edge") {
  const geo::Raster<float> z = geo::read_raster(folder() / "terrain.tif");
  CHECK(z.grid.n_rows == 1250);
  CHECK(z.grid.n_cols == 1250);
  CHECK(z.grid.cell_m == 20);
  std::vector<double> tenths(z.values.size());
  for (std::size_t i = 0; i < tenths.size(); ++i) {
    REQUIRE(std::isfinite(z.values[i]));
    tenths[i] = std::floor(static_cast<double>(z.values[i]) * 10 + 0.5);
  }
  const std::vector<double> level = world::synth::flooded_level({1250, 1250, 20}, tenths);
  std::size_t pits = 0;
  double lowest_spill = 1e9;
  for (std::size_t i = 0; i < tenths.size(); ++i) {
    if (level[i] <= tenths[i]) continue;
    const geo::Point p = z.grid.centre({static_cast<int>(i) / 1250, static_cast<int>(i) % 1250});
    bool pond = false;
    for (const auto& r : county().reservoirs)
      if (std::abs(level[i] / 10 - r.crest_m) < 0.06 &&
          std::hypot(p.x_m - r.dam.x_m, p.y_m - r.dam.y_m) < 3500) {
        pond = true;
        lowest_spill = std::min(lowest_spill, level[i] / 10 - r.crest_m);
      }
    pits += !pond;
  }
  CHECK(pits == 0);
  CHECK(lowest_spill > -0.06);  // both dams hold water up to their crest
}

TEST_CASE("the relief is that of hill country") {
  const auto& z = county().terrain.elevation_m.values;
  const auto [low, high] = std::minmax_element(z.begin(), z.end());
  CHECK(*low > 50);
  CHECK(*low < 80);
  CHECK(*high > 600);
  CHECK(*high < 1000);
}

TEST_CASE("nobody lives in a river") {
  for (const auto& water : county().water_bodies) {
    for (const auto& g : county().groups) CHECK(!geo::inside(water, g.at));
    for (const auto& h : county().households) CHECK(!geo::inside(water, h.at));
    for (const auto& s : county().shelters) CHECK(!geo::inside(water, s.at));
  }
  const auto near_line = [](const geo::Feature& stream, geo::Point p) {
    double least = 1e9;
    for (const geo::Point& q : geo::sample_line(stream.parts[0], 5))
      least = std::min(least, std::hypot(p.x_m - q.x_m, p.y_m - q.y_m));
    return least - stream.number("width_m", 0) / 2;
  };
  for (const auto& stream : county().streams) {
    for (const auto& g : county().groups)
      if (std::hypot(stream.parts[0][0].x_m - g.at.x_m, stream.parts[0][0].y_m - g.at.y_m) < 6000)
        CHECK(near_line(stream, g.at) > 5);
  }
}

TEST_CASE("households stand inside the zone they are listed for") {
  std::map<std::string, const geo::Feature*> zones;
  for (const auto& f : county().danger_zones) zones[f.text("zone")] = &f;
  for (const auto& h : county().households) {
    REQUIRE(zones.count(h.danger_zone));
    CHECK(geo::inside(*zones[h.danger_zone], h.at));
    CHECK(h.danger_class == zones[h.danger_zone]->text("danger_class"));
  }
}

TEST_CASE("roads follow the land and make one network") {
  CHECK(county().network.components == 1);
  std::size_t steep = 0, all = 0;
  for (const auto& p : county().network.pieces) {
    if (p.bridge || p.kind == "path" || p.length_m < 60) continue;
    const double rise = county().network.nodes[static_cast<std::size_t>(p.to.index)].z_m -
                        county().network.nodes[static_cast<std::size_t>(p.from.index)].z_m;
    ++all;
    steep += std::abs(rise) / p.length_m > 0.14;
  }
  CHECK(static_cast<double>(steep) < 0.03 * static_cast<double>(all));
}

TEST_CASE("shelters of case 1 lie at their distance and height") {
  // Above V2 the slope allows no lane of 1.3 km without hairpins: the drawn one is about 1.0 km, hence its
  // wider share.
  const struct {
    const char *village, *shelter;
    double length_m, rise_m, slack_m, share_1;
  } kCases[] = {{"V2", "上湾村部", 1300, 48, 8, 0.25},
                {"V1", "青溪小学", 1100, 35, 6, 0.15},
                {"V3", "白沙中学", 2200, 0, 1e9, 0.15}};
  for (const auto& want : kCases) {
    const world::Group* zone = nullptr;
    for (const auto& g : county().groups)
      if (!zone && county().villages[static_cast<std::size_t>(g.village.index)].id == want.village) zone = &g;
    const auto shelter = std::find_if(county().shelters.begin(), county().shelters.end(),
                                      [&](const auto& s) { return s.name.zh == want.shelter; });
    REQUIRE(zone);
    REQUIRE(shelter != county().shelters.end());
    INFO(want.shelter);
    CHECK(by_road_m(zone->node, shelter->node) == Approx(want.length_m).epsilon(want.share_1));
    CHECK(std::abs(ground_m(shelter->at) - ground_m(zone->at) - want.rise_m) < want.slack_m);
  }
}

TEST_CASE("villages lie at their distance below the dams") {
  // Along the drawn streams from the outlet, which lies some 100 m below the dam's axis.
  const struct {
    const char *reservoir, *village;
    double distance_m;
  } kCases[] = {{"longtan", "V2", 2400},    {"longtan", "V1", 5600},    {"longtan", "V3", 11800},
                {"liushukeng", "V4", 1200}, {"liushukeng", "V5", 3500}, {"liushukeng", "V6", 7800}};
  for (const auto& want : kCases) {
    INFO(want.village);
    const auto r = std::find_if(county().reservoirs.begin(), county().reservoirs.end(),
                                [&](const auto& x) { return x.id == want.reservoir; });
    REQUIRE(r != county().reservoirs.end());
    geo::Point at{};
    for (const auto& v : county().villages)
      if (v.id == want.village) at = v.at;
    // Walk down from the outlet: stream by stream, from the point nearest to where the last one ended.
    geo::Point from = r->outlet;
    double walked = 120, best = 1e9, best_at = 0;
    for (int hop = 0; hop < 6; ++hop) {
      const geo::Feature* stream = nullptr;
      std::size_t start = 0;
      double least = 25;
      for (const auto& s : county().streams)
        for (std::size_t k = 0; k + 1 < s.parts[0].size(); ++k) {
          const double d = std::hypot(s.parts[0][k].x_m - from.x_m, s.parts[0][k].y_m - from.y_m);
          if (d < least) {
            least = d;
            stream = &s;
            start = k;
          }
        }
      if (!stream) break;
      for (std::size_t k = start; k + 1 < stream->parts[0].size(); ++k) {
        const auto &a = stream->parts[0][k], &b = stream->parts[0][k + 1];
        const double d = std::hypot(a.x_m - at.x_m, a.y_m - at.y_m);
        if (d < best) {
          best = d;
          best_at = walked;
        }
        walked += std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
      }
      from = stream->parts[0].back();
    }
    CHECK(best < 400);
    CHECK(best_at == Approx(want.distance_m).margin(600));
  }
}

TEST_CASE("X021 is the only way for cars to the three villages of case 5") {
  std::map<std::string, world::NodeId> node;
  for (const auto& g : county().groups) {
    const std::string& v = county().villages[static_cast<std::size_t>(g.village.index)].id;
    if (!node.count(v)) node[v] = g.node;
  }
  for (const char* v : {"V9", "V10", "V11"}) {
    CHECK(by_road_m(node["V12"], node[v], {}, true) < 60000);
    CHECK(by_road_m(node["V12"], node[v], {"X021县道"}, true) > 1e17);
  }
}
