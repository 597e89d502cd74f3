// SPDX-License-Identifier: Apache-2.0
// A county of one valley, made in code: two villages, three groups, a bridge road and a lane, two shelters,
// and a plan by hand in which every number is known.
//
//   y 600   S1 hall ---- ridge lane ---- n3          S2 school
//            |                            |             |
//   y 0     n0 ==== Mill Road == bridge == n1 ========= n2     (the stream runs along y = -60)
#pragma once

#include "engine/drill/alerts.h"
#include "engine/drill/log.h"
#include "engine/drill/scenario.h"
#include "engine/plan/plan.h"

namespace dayu::test {

inline world::Piece piece(const std::string& road, world::Name name, int from, int to,
                          std::vector<geo::Point> line) {
  world::Piece p;
  p.road = road;
  p.name = std::move(name);
  p.kind = "tertiary";
  p.from = {from};
  p.to = {to};
  p.length_m = geo::length_m(line);
  p.line = std::move(line);
  p.speed_m_per_s = 8;
  p.capacity_per_s = 0.2;
  return p;
}

inline void add_roads(world::World& w) {
  const geo::Point nodes[] = {{0, 0}, {800, 0}, {1600, 0}, {800, 600}, {0, 600}, {1600, 600}};
  for (const geo::Point& at : nodes) w.network.nodes.push_back({at, 100 + at.y_m / 20});
  w.network.pieces = {piece("MR", {"磨坊路", "Mill Road"}, 0, 1, {{0, 0}, {400, 20}, {800, 0}}),
                      piece("MR", {"磨坊路", "Mill Road"}, 1, 2, {{800, 0}, {1200, -20}, {1600, 0}}),
                      piece("RL", {"岭上路", "Ridge Lane"}, 1, 3, {{800, 0}, {800, 600}}),
                      piece("RL", {"岭上路", "Ridge Lane"}, 3, 4, {{800, 600}, {0, 600}}),
                      piece("SL", {}, 2, 5, {{1600, 0}, {1600, 600}}),
                      piece("HL", {}, 0, 4, {{0, 0}, {-40, 300}, {0, 600}})};
  w.network.pieces[1].bridge = true;
  w.network.pieces[1].name = {"下湾桥", "Lower Bend Bridge"};
  w.network.components = 1;
  w.network.in_largest.assign(6, true);
}

inline void add_people(world::World& w) {
  w.villages = {
      {"V1", "360998101201", {"上湾村", "Shangwan"}, {"青溪乡", "Qingxi Township"}, {0, 30}, 90, 30},
      {"V2", "360998101202", {"下坪村", "Xiaping"}, {"青溪乡", "Qingxi Township"}, {1600, 40}, 40, 12}};
  w.groups = {{"V1-1", {0}, {"河边组", "Riverside Group"}, {0, 0}, 60, 20, {0}, 10},
              {"V1-2", {0}, {"岭下组", "Lingxia Group"}, {800, 20}, 30, 10, {1}, 20},
              {"V2-1", {1}, {"坪上组", "Pingshang Group"}, {1600, 20}, 40, 12, {2}, 15}};
  const auto household = [](const std::string& id, int group, int people, int help) {
    world::Household h;
    h.id = id;
    h.group = {group};
    h.danger_zone = "Z1";
    h.danger_class = "high";
    h.people = people;
    h.need_help = help;
    h.at = {0, -20};
    h.node = {group};
    return h;
  };
  w.households = {household("H1", 0, 5, 1), household("H2", 0, 4, 0), household("H3", 1, 3, 0)};
  w.sites = {{"N1", "nursing_home", {"敬老院", "Nursing Home"}, {1}, 12, 12, 6, "", {1580, -10}, {2}, 10}};
  w.shelters = {
      {"S1", {"上湾村部", "Shangwan Hall"}, {0}, "village_hall", 20, 50, 1, 0, true, {0, 620}, {4}, 20},
      {"S2", {"下坪小学", "Xiaping School"}, {1}, "school", 100, 300, 2, 0, true, {1600, 620}, {5}, 20}};
}

inline world::World made_county() {
  world::World w;
  w.id = "valley";
  w.name = {"小谷县", "Valley County"};
  w.crs = "EPSG:4547";
  w.invented = true;
  w.classification = "internal";
  w.terrain.elevation_m = geo::Raster<float>({40, 60, -500, 1300, 50, "EPSG:4547"}, 0);
  for (int row = 0; row < 40; ++row)
    for (int col = 0; col < 60; ++col)
      w.terrain.elevation_m[{row, col}] =
          static_cast<float>(100 + std::abs(w.terrain.elevation_m.grid.centre({row, col}).y_m) / 8);
  add_roads(w);
  add_people(w);
  w.warehouses = {{"W1", {"救灾物资储备库", "Relief Warehouse"}, 800, 1800, {1600, 0}, {2}, 0}};
  w.stock = {{{0}, "cot", {"折叠床", "folding bed"}, 10, "piece", 1, 0.1, 9}};
  w.teams = {{"T1",
              "truck",
              {"物资车队", "Truck Fleet"},
              6,
              2,
              2,
              900,
              8,
              "high_truck",
              5000,
              20,
              {1600, 0},
              {2},
              0}};
  w.gauges = {{"G1", "rain", {"青溪站", "Qingxi Gauge"}, {0, 0}, {"V1"}},
              {"G2", "rain", {"下坪站", "Xiaping Gauge"}, {1600, 0}, {"V2"}}};
  const auto rule = [](const std::string& village, const std::string& state, double hours, double mm) {
    return world::RainThreshold{village, state, hours * 3600, mm, "normal", "测试 test table", "B"};
  };
  w.rain_thresholds = {rule("V1", "prepare", 1, 35), rule("V1", "prepare", 3, 55),
                       rule("V1", "immediate", 1, 48), rule("*", "prepare", 3, 80),
                       rule("*", "immediate", 3, 110)};
  w.chains = {{{0}, {"P1", "P2", "P3", "P4", "head"}}, {{1}, {"P1", "P2", "P3", "P5", "head"}}};
  geo::Feature zone;
  zone.shape = geo::Shape::polygon;
  zone.parts = {{{-60, -40}, {300, -40}, {300, 30}, {-60, 30}, {-60, -40}}};
  zone.attributes = {{"zone", std::string("Z1")}, {"village", std::string("V1")}};
  w.danger_zones = {zone};
  geo::Feature stream;
  stream.shape = geo::Shape::line;
  stream.parts = {{{-400, -60}, {800, -50}, {1700, -60}}};
  stream.attributes = {
      {"name_zh", std::string("青溪")}, {"name_en", std::string("Qing Brook")}, {"width_m", 12.0}};
  w.streams = {stream};
  w.assumptions = {"test county"};
  return w;
}

/// Everybody in V1's danger zone goes to the hall, one household by vehicle to the school; one nursing home
/// stays.
inline plan::Plan made_plan() {
  plan::Plan p;
  p.standard = {"GB 51143-2015 short-term", 2, "GB 51143-2015", "B"};
  p.orders = {{{0}, 20400, 22800, "test"}};
  const auto unit = [](const std::string& id, const std::string& kind, int people, int help, int village,
                       int node) {
    plan::Unit u;
    u.id = id;
    u.kind = kind;
    u.people = people;
    u.need_help = help;
    u.village = {village};
    u.node = {node};
    u.access_m = 10;
    u.danger_s = 27000;
    u.ready_s = 23000;
    return u;
  };
  p.units = {unit("H1", "household", 5, 1, 0, 0), unit("H2", "household", 4, 0, 0, 0),
             unit("V1-2#1", "group", 3, 0, 0, 1), unit("N1", "site", 12, 6, 1, 2)};
  const auto trip = [](int u, const std::string& who, int to, double depart, double arrive, double margin,
                       std::vector<int> arcs) {
    plan::Trip t;
    t.unit = u;
    t.who = who;
    t.to = {to};
    t.depart_s = depart;
    t.arrive_s = arrive;
    t.margin_s = margin;
    t.latest_departure_s = depart + margin;
    t.arcs = std::move(arcs);
    return t;
  };
  p.trips = {trip(0, "walker_weak", 0, 23000, 24200, 1260, {10}),
             trip(1, "walker", 0, 23000, 23800, 2400, {10}), trip(2, "walker", 1, 23400, 24900, -60, {2, 8})};
  p.left_behind = {{3, "没有可用的路", "no usable road", 26000}};
  p.shelters = {{{0}, 10, 9}, {{1}, 50, 3}};
  plan::Task task;
  task.id = "goods-1";
  task.kind = "goods";
  task.team = "T1";
  task.item = "cot";
  task.quantity = 10;
  task.to_kind = "shelter";
  task.to = "S1";
  task.depart_s = 26000;
  task.arrive_s = 27000;
  p.tasks = {task};
  p.unmet = {{"task", "N1", "", 12, 0, "养老院无车可到", "no vehicle reaches the nursing home"}};
  plan::Need need;
  need.item = "cot";
  need.people = 12;
  need.need = 12;
  need.stock = 10;
  need.sent = 10;
  need.source = "one bed a person";
  need.surety = "B";
  p.needs = {need};
  p.paces = {{"walker", 1.1, 0.7, true}};
  p.people_safe_in_place = 106;
  p.bound_clear_s = 24000;
  p.bound_mean_s = 23500;
  p.unsure = {"walk_m_per_s (guess)"};
  return p;
}

inline impact::Impact made_impact() {
  impact::Impact i;
  i.effects = {{"flood", "water_depth_m", "car", 0.1, 0.3, "test", "B"}};
  impact::Closure closure;
  closure.piece = {1};
  closure.from_s = 26400;
  closure.to_s = 40000;
  closure.hazard = "flood";
  closure.field = "water_depth_m";
  closure.value = 0.4;
  for (const char* who : {"car", "walker"}) {
    closure.who = who;
    i.closures.push_back(closure);
  }
  i.groups.resize(3);
  i.households.resize(3);
  i.households[0].danger_s = 27000;
  i.sites.resize(1);
  i.shelters.resize(2);
  i.interval_s = 120;
  i.duration_s = 50400;
  return i;
}

inline drill::Scenario made_scenario() {
  drill::Scenario s;
  s.file = "scenario.toml";
  s.name = "valley";
  s.title_zh = "小谷山洪演练";
  s.title_en = "Valley flood drill";
  s.start = base::read_instant("2025-06-18T14:00:00+08:00");
  s.duration_s = 50400;
  s.opens_s = 10800;
  s.thresholds.soil = "normal";
  s.hazards = {"flood"};
  s.seats = {{"office", "县防办", "Flood office"}, {"village", "上湾村", "Shangwan"}};
  drill::RainSeries rain{"G1", {}, {}};
  for (int i = 1; i <= 84; ++i) {
    rain.end_s.push_back(i * 600.0);
    rain.rain_mm.push_back(i > 30 && i <= 48 ? 6.0 : 1.0);
  }
  s.rain = {rain};
  drill::Inject call;
  call.id = "I-1";
  call.time_s = 12000;
  call.kind = "contextual";
  call.mode = "phone";
  call.from = "office";
  call.to = "village";
  call.zh = "请做好准备";
  call.en = "get ready";
  call.place = "V1";
  call.expected = {"village", "集结帮扶人", "gather helpers", "4.2", 20, 30, 10};
  drill::Inject follow = call;
  follow.id = "I-2";
  follow.after = "alert-transfer-prepare-V1";
  follow.delay_s = 300;
  follow.expected = {};
  s.injects = {call, follow};
  return s;
}

inline hazards::Course made_course() {
  hazards::Course c;
  c.hazard = "flood";
  c.figures = {{"volume_in_m3", 1000.5},
               {"volume_out_m3", 400.25},
               {"volume_stored_m3", 600.25},
               {"volume_error_1", 1e-12},
               {"steps", 1234}};
  c.gauges = {{"G1", {0, 0}, {0, 600, 1200}, {{"water_depth_m", {0, 1.25, 0.5}}}}};
  return c;
}

}  // namespace dayu::test
