// SPDX-License-Identifier: Apache-2.0
// A town made in code: nodes on a line or anywhere, roads between them, one village; the flood is a list of
// closures and danger times, so that every answer can be worked out by hand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/plan/plan.h"

namespace dayu::test {

class TinyTown {
 public:
  world::World world;
  impact::Impact impact;
  std::vector<plan::Order> orders;

  TinyTown() {
    world.villages.push_back({"V1", "361199100200", {"上湾", "Shangwan"}, {"", ""}, {0, 0}, 0, 0});
    impact.duration_s = 50400;
    impact.interval_s = 100;
  }

  int node(double x_m, double y_m, double z_m = 0) {
    world.network.nodes.push_back({{x_m, y_m}, z_m});
    world.network.in_largest.push_back(true);
    return static_cast<int>(world.network.nodes.size()) - 1;
  }
  int road(int from, int to, double length_m, double speed_m_per_s = 10, double capacity_per_s = 0) {
    world::Piece p;
    p.from = {from}, p.to = {to};
    p.line = {world.network.nodes[static_cast<std::size_t>(from)].at,
              world.network.nodes[static_cast<std::size_t>(to)].at};
    p.length_m = length_m, p.speed_m_per_s = speed_m_per_s, p.capacity_per_s = capacity_per_s;
    world.network.pieces.push_back(p);
    return static_cast<int>(world.network.pieces.size()) - 1;
  }
  void close(int piece, const std::string& who, double from_s, double to_s = base::kNever_s,
             impact::Effected effect = impact::Effected::stop) {
    impact::Closure c;
    c.piece = {piece}, c.who = who, c.effect = effect, c.from_s = from_s, c.to_s = to_s;
    c.hazard = "flood", c.field = "water_depth_m", c.value = 0.5;
    impact.closures.push_back(c);
  }
  void close_all(int piece, double from_s, double to_s = base::kNever_s) {
    for (const char* who : {"walker", "walker_weak", "car", "high_truck"}) close(piece, who, from_s, to_s);
  }
  int group(int node, int people, int households, double danger_s = base::kNever_s) {
    world.groups.push_back({"G" + std::to_string(world.groups.size() + 1),
                            {0},
                            {"组", "group"},
                            world.network.nodes[static_cast<std::size_t>(node)].at,
                            people,
                            households,
                            {node},
                            0});
    impact::Danger d;
    d.danger_s = danger_s, d.touched_s = danger_s;
    impact.groups.push_back(d);
    return static_cast<int>(world.groups.size()) - 1;
  }
  int household(int group, int people, double danger_s = base::kNever_s, int need_help = 0,
                int vehicles = 0) {
    world::Household h;
    h.id = "H" + std::to_string(world.households.size() + 1);
    h.group = {group}, h.people = people, h.need_help = need_help, h.vehicles = vehicles;
    h.danger_zone = "Z1", h.danger_class = "high";
    h.node = world.groups[static_cast<std::size_t>(group)].node;
    world.households.push_back(h);
    impact::Danger d;
    d.danger_s = danger_s, d.touched_s = danger_s;
    impact.households.push_back(d);
    return static_cast<int>(world.households.size()) - 1;
  }
  int shelter(int node, double indoor_m2, double danger_s = base::kNever_s) {
    world::Shelter s;
    s.id = "S" + std::to_string(world.shelters.size() + 1);
    s.village = {0}, s.indoor_m2 = indoor_m2, s.node = {node}, s.accessible = true;
    world.shelters.push_back(s);
    impact::Danger d;
    d.danger_s = danger_s;
    impact.shelters.push_back(d);
    return static_cast<int>(world.shelters.size()) - 1;
  }
  int team(const std::string& kind, int node, int vehicles, int seats, const std::string& who = "car") {
    world::Team t;
    t.id = kind + std::to_string(world.teams.size() + 1);
    t.kind = kind, t.people = 10, t.vehicles = vehicles, t.seats_per_vehicle = seats, t.who = who;
    t.mobilise_s = 600, t.node = {node};
    world.teams.push_back(t);
    return static_cast<int>(world.teams.size()) - 1;
  }
  void order(double prepare_s, double immediate_s) {
    orders.push_back({{0}, prepare_s, immediate_s, "test"});
  }

  /// Plain numbers unless told otherwise: by day, nobody takes time to decide, call or prepare; 1 m/s for
  /// all.
  plan::Plan plan(const std::string& more = "") const {
    return plan::make(world, impact, orders, settings(more));
  }
  /// The [plan] section; `inner` holds sections of its own.
  static base::Settings settings(const std::string& more, const std::string& inner = "") {
    std::string text = "[plan]\n" + more;
    for (const auto& [key, value] : plain())
      if (("\n" + more).find("\n" + key + " =") == std::string::npos) text += key + " = " + value + "\n";
    return base::Settings::parse(text + inner, "test", file_spec()).section("plan");
  }
  static base::SectionSpec file_spec() {
    base::SectionSpec file;
    file.sections.push_back(plan::plan_spec());
    return file;
  }
  static std::vector<std::pair<std::string, std::string>> plain() {
    return {{"night", "false"},     {"decide_s", "0"},      {"call_s", "0"},
            {"door_s", "0"},        {"own_prepare_s", "0"}, {"walk_m_per_s", "1"},
            {"weak_factor_1", "1"}, {"weak_share_1", "0"},  {"prepare_day_s", "[0, 0]"}};
  }
};

}  // namespace dayu::test
