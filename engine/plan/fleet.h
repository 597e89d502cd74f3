// SPDX-License-Identifier: Apache-2.0
// Teams' vehicles as single things with a place and a time at which they are free; their ways on roads that
// close and reopen (a vehicle may stand and wait), within the roads' capacity.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/plan/road_flow.h"
#include "engine/plan/scene.h"

namespace dayu::plan {

struct Vehicle {
  int team = 0, number = 1;
  Pace pace;
  std::int32_t node = -1;
  Tick access = 0;    ///< from where it stands to its node
  Tick mobilise = 0;  ///< from the first call until it can leave; 0 once it is under way
  Tick free = 0;      ///< not before
  int seats = 0, people = 0;
  double load_kg = 0, load_m3 = 0;  ///< 0: no limit known
  bool called = false;
};

/// A way from a vehicle's place to a node.
struct Ride {
  Tick depart = 0, arrive = kNeverTick;
  std::vector<std::int32_t> arcs;
  std::vector<Tick> enter;  ///< of each arc, and the leaving of the last
};

class Fleet {
 public:
  explicit Fleet(Scene& scene);

  std::vector<Vehicle> vehicles;
  RoadFlow flow;

  std::vector<int> of_kinds(const std::vector<std::string>& kinds) const;
  /// The earliest a vehicle can leave when it is called at `call`.
  Tick ready(const Vehicle& v, Tick call) const;
  /// Earliest arrival at a node when the roads are empty; one search for all nodes, kept, so that many
  /// vehicles and places can be compared. A ride may be later (traffic), never earlier.
  Tick estimate(const Vehicle& v, Tick call, std::int32_t node);
  /// Earliest arrival at `node`; arrive = kNeverTick if there is no way.
  Ride ride(const Vehicle& v, Tick call, std::int32_t node, int convoy = 1);
  /// Books the ride on the roads and moves the vehicle to its end, free from `free` on.
  void go(Vehicle& v, const Ride& ride, std::int32_t node, Tick free);
  /// The id "<team>/<n>".
  std::string name(const Vehicle& v) const;
  /// A task record of a ride.
  Task task(const Vehicle& v, const Ride& ride, const std::string& kind, std::int32_t to_node,
            Tick free) const;

 private:
  Tick enter(const Vehicle& v, const RoadTimes& roads, std::int32_t arc, Tick t, int convoy) const;
  /// Fills the times of a ride along its arcs; false: it cannot be driven so.
  bool drive(const Vehicle& v, const RoadTimes& roads, Ride& ride, int convoy) const;
  Scene& scene_;
  struct Start {
    std::string who;
    double speed_m_per_s;
    std::int32_t node;
    Tick leaves;
    auto operator<=>(const Start&) const = default;  // NOLINT(modernize-use-nullptr): false in Clang 14
  };
  std::map<Start, std::vector<Tick>> known_;
};

/// Times along a route as records hold them: none when it has no arc.
std::vector<double> in_seconds(const std::vector<Tick>& ticks);

}  // namespace dayu::plan
