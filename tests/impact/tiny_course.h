// SPDX-License-Identifier: Apache-2.0
// A strip of 10 x 3 cells of 10 m with a straight road along its middle row, and courses written by hand on
// it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/impact/impact.h"

namespace dayu::test {

inline geo::Grid strip() {
  return {3, 10, 0, 30, 10, "EPSG:4547"};
}

/// One piece from x = 2 to x = 98 along y = 15, and one north-south at x = 95.
inline world::World strip_world() {
  world::World w;
  w.terrain.elevation_m = geo::Raster<float>(strip(), 100.0F);
  w.network.nodes = {{{2, 15}, 100}, {{98, 15}, 100}, {{95, 29}, 100}};
  world::Piece along;
  along.from = {0}, along.to = {1};
  along.line = {{2, 15}, {98, 15}};
  along.length_m = 96;
  world::Piece across;
  across.from = {1}, across.to = {2};
  across.line = {{95, 15}, {95, 29}};
  across.length_m = 14;
  w.network.pieces = {along, across};
  w.network.in_largest = {true, true, true};
  return w;
}

/// Depth and depth*speed of a cell in a frame; frame k stands at 100 k seconds.
struct Value {
  double depth_m = 0, depth_speed_m2_per_s = 0;
};
inline hazards::Course strip_course(int n_frames, const std::function<Value(int frame, geo::Cell)>& value) {
  hazards::Course c;
  c.hazard = "test_flood";
  c.grid = strip();
  c.duration_s = 100.0 * (n_frames - 1);
  hazards::FrameSeries depth, flow;
  depth.field = {"water_depth_m", "m", "", 0.01, 0.03};
  flow.field = {"depth_speed_m2_per_s", "m2/s", "", 0.01, 0.01};
  depth.grid = flow.grid = c.grid;
  for (int k = 0; k < n_frames; ++k) {
    std::vector<float> d(c.grid.count()), f(c.grid.count());
    for (int row = 0; row < c.grid.n_rows; ++row)
      for (int col = 0; col < c.grid.n_cols; ++col) {
        const Value v = value(k, {row, col});
        d[c.grid.index({row, col})] = static_cast<float>(v.depth_m);
        f[c.grid.index({row, col})] = static_cast<float>(v.depth_speed_m2_per_s);
      }
    depth.append(100.0 * k, d);
    flow.append(100.0 * k, f);
  }
  depth.close();
  flow.close();
  c.frames.push_back(std::move(flow));  // depth last: the order of fields must not matter
  c.frames.push_back(std::move(depth));
  return c;
}

inline hazards::Card& test_card() {
  static hazards::Card card = [] {
    hazards::Card c;
    c.name = "test_flood";
    c.publishes = {{"water_depth_m", "m", ""}, {"depth_speed_m2_per_s", "m2/s", ""}};
    c.effects_csv =
        "field,who,slows_from,stops_from,source,surety\n"
        "water_depth_m,walker,0.10,0.30,test,A\n"
        "depth_speed_m2_per_s,walker,,0.30,test,A\n"
        "water_depth_m,high_truck,,0.50,test,A\n"
        "water_depth_m,person,,1.20,test,A\n"
        "water_depth_m,person_weak,,0.50,test,A\n"
        "depth_speed_m2_per_s,person,,0.60,test,A\n"
        "depth_speed_m2_per_s,person_weak,,0.60,test,A\n"
        "water_depth_m,shelter,,0.05,test,A\n";
    return c;
  }();
  return card;
}
inline const hazards::Card& test_card_door() {
  return test_card();
}
inline std::vector<hazards::Entry> test_catalogue() {
  return {{&test_card_door, nullptr}};
}

}  // namespace dayu::test
