// SPDX-License-Identifier: Apache-2.0
#include "engine/world/network.h"

#include "engine/base/random.h"
#include "engine/world/node_grid.h"
#include "engine/world/roads.h"
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::SmallArea;
using world::Network;
using world::Road;

namespace {

Road road(const std::vector<geo::Point>& line, const std::string& name = "r") {
  Road r;
  r.like.road = name;
  r.like.speed_m_per_s = 8;
  r.line = line;
  return r;
}

const geo::Raster<float> kFlat({10, 10, -5000, 5000, 1000, "EPSG:4547"}, 7.0F);

}  // namespace

TEST_CASE("lines join at shared ends and shared vertices, not where they only cross") {
  const Network n = world::build_network(
      {road({{0, 0}, {100, 0}, {150, 0}}), road({{100, 0.004}, {100, 90}}), road({{50, -50}, {50, 50}})},
      kFlat);
  CHECK(n.pieces.size() == 4);  // the first is cut in two, the third crosses without a joint
  CHECK(n.nodes.size() == 6);
  CHECK(n.components == 2);
  CHECK(n.pieces[2].from == n.pieces[0].to);
  CHECK(n.in_largest == std::vector<bool>{true, true, true, true, false, false});
  CHECK(n.nodes[0].z_m == 7);
  CHECK(n.nodes[0].at == geo::Point{0, 0});
}

TEST_CASE("pieces are at most 200 m long, equal within a run, and add up") {
  const Network n = world::build_network({road({{0, 0}, {300, 0}, {300, 401}})}, kFlat);
  REQUIRE(n.pieces.size() == 4);
  double sum = 0;
  for (std::size_t i = 0; i < n.pieces.size(); ++i) {
    const world::Piece& p = n.pieces[i];
    CHECK(p.length_m == Approx(701.0 / 4));
    CHECK(p.length_m == Approx(geo::length_m(p.line)));
    CHECK(p.line.front() == n.nodes[static_cast<std::size_t>(p.from.index)].at);
    CHECK(p.line.back() == n.nodes[static_cast<std::size_t>(p.to.index)].at);
    if (i > 0) CHECK(p.from == n.pieces[i - 1].to);
    sum += p.length_m;
  }
  CHECK(sum == Approx(701));
  CHECK(n.pieces[1].line.size() == 3);  // the bend stays
  CHECK(world::build_network({road({{0, 0}, {200, 0}})}, kFlat).pieces.size() == 1);
  CHECK(world::build_network({road({{0, 0}, {200, 0}, {400, 0}, {600, 0}})}, kFlat).pieces.size() == 3);
}

TEST_CASE("rings and repeated points make no piece that begins where it ends") {
  const Network n = world::build_network(
      {road({{0, 0}, {0, 0}, {30, 0}, {30, 30}, {0, 0.001}}), road({{5, 5}, {5, 5.002}})}, kFlat);
  REQUIRE(n.pieces.size() == 2);
  for (const world::Piece& p : n.pieces) CHECK(p.from != p.to);
  CHECK(n.components == 1);
}

TEST_CASE("an empty network") {
  const Network n = world::build_network({}, kFlat);
  CHECK(n.components == 0);
  CHECK(n.nodes.empty());
  CHECK_FALSE(world::NodeGrid(n).nearest({0, 0}));
}

TEST_CASE("the nearest node is the nearest node") {
  base::Random random(7, 1);
  std::vector<Road> roads;
  for (int i = 0; i < 60; ++i) {
    const geo::Point a{random.between(-4000, 4000), random.between(-3000, 3000)};
    roads.push_back(
        road({a, {a.x_m + random.between(-900, 900), a.y_m + random.between(-900, 900)}, {0, 0}}));
  }
  Network n = world::build_network(roads, kFlat);
  for (std::size_t i = 0; i < n.in_largest.size(); i += 3) n.in_largest[i] = false;
  const world::NodeGrid grid(n);
  for (int k = 0; k < 300; ++k) {
    const geo::Point p{random.between(-20000, 20000), random.between(-6000, 6000)};
    std::int32_t best = -1;
    double least = 1e300;
    for (std::size_t i = 0; i < n.nodes.size(); ++i) {
      const double d = std::hypot(n.nodes[i].at.x_m - p.x_m, n.nodes[i].at.y_m - p.y_m);
      if (n.in_largest[i] && d < least) {
        least = d;
        best = static_cast<std::int32_t>(i);
      }
    }
    const auto near = grid.nearest(p);
    REQUIRE(near);
    CHECK(near->node.index == best);
    CHECK(near->distance_m == least);
  }
}

TEST_CASE("places snap to the largest component; roads take defaults by kind") {
  const SmallArea area("network");
  area.write_vectors({SmallArea::road({{100, 200}, {100, 1000}}), SmallArea::bridge(),
                      SmallArea::road({{700, 100}, {720, 100}}),  // nearer to group G2, but cut off
                      SmallArea::road({{100, 200}, {300, 200}}, {{"kind", std::string("path")}}),
                      SmallArea::road({{100, 200}, {100, 100}}, {{"speed_m_per_s", 3.5}, {"oneway", 1LL}})});
  const world::World w = area.load();
  CHECK(w.network.components == 2);
  for (const auto& g : w.groups) CHECK(w.network.in_largest[static_cast<std::size_t>(g.node.index)]);
  CHECK(w.groups[1].access_m > 300);
  const geo::Point node = w.network.nodes[static_cast<std::size_t>(w.groups[0].node.index)].at;
  CHECK(w.groups[0].access_m == Approx(std::hypot(node.x_m - 539130, node.y_m - 3076510)));
  CHECK(w.shelters[0].node.valid());
  CHECK(w.warehouses[0].node.valid());
  CHECK(w.teams[0].node.valid());
  CHECK(w.sites[0].node.valid());
  CHECK(w.households[1].node.valid());

  const auto kinds = world::road_kinds();
  CHECK(w.network.pieces[0].speed_m_per_s == kinds.at("tertiary").speed_m_per_s);
  CHECK(w.network.pieces[0].capacity_per_s == kinds.at("tertiary").capacity_per_s);
  const auto& path = w.network.pieces[w.network.pieces.size() - 2];
  CHECK(path.kind == "path");
  CHECK(path.speed_m_per_s == 0);
  CHECK(w.network.pieces.back().speed_m_per_s == 3.5);
  CHECK(w.network.pieces.back().oneway);
}

TEST_CASE("a deck that is not stated lies at the higher end; coarse cells keep its clearance") {
  const SmallArea area("network");
  const auto deck_of = [](const world::World& w) {
    for (const world::Piece& p : w.network.pieces)
      if (p.bridge) return p.deck_m;
    return -1.0;
  };
  const world::World fine = area.load();
  const auto& z = fine.terrain.elevation_m;
  const float west = z[*z.grid.cell_of(SmallArea::at(100, 1000))],
              east = z[*z.grid.cell_of(SmallArea::at(1100, 1000))];
  CHECK(deck_of(fine) == Approx(std::max(west, east)));
  const bool said = std::any_of(fine.assumptions.begin(), fine.assumptions.end(), [](const std::string& a) {
    return a.find("1 bridges state no deck level") == 0;
  });
  CHECK(said);
  // Interior nodes of the bridge lie between its ends, not in the valley.
  for (const world::Piece& p : fine.network.pieces)
    if (p.bridge) CHECK(fine.network.nodes[static_cast<std::size_t>(p.to.index)].z_m > 145);

  const world::World coarse = area.load(100);
  const auto lowest = [](const world::World& w) {
    float low = 1e9F;
    for (const geo::Point& p : geo::sample_line(SmallArea::bridge().parts[0], 5))
      low = std::min(low, w.terrain.elevation_m[*w.terrain.elevation_m.grid.cell_of(p)]);
    return low;
  };
  CHECK(lowest(coarse) > lowest(fine));
  CHECK(deck_of(coarse) - lowest(coarse) == Approx(deck_of(fine) - lowest(fine)));

  area.write_vectors({SmallArea::road({{100, 1000}, {1100, 1000}}, {{"bridge", 1LL}, {"deck_m", 133.5}})});
  CHECK(deck_of(area.load()) == 133.5);
}

TEST_CASE("the same folder gives the same network") {
  const SmallArea area("network");
  const world::World a = area.load(), b = area.load();
  REQUIRE(a.network.pieces.size() == b.network.pieces.size());
  for (std::size_t i = 0; i < a.network.pieces.size(); ++i) {
    CHECK(a.network.pieces[i].line == b.network.pieces[i].line);
    CHECK(a.network.pieces[i].from == b.network.pieces[i].from);
  }
}
