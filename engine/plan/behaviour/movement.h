// SPDX-License-Identifier: Apache-2.0
// Everybody on the roads at once, in order of time, as they are when people come to them: nobody knows what
// will close. Vehicles queue: a piece lets in what its capacity allows each minute (road_flow.h) and holds
// what has room to stand on it; who waits stands on the piece before, which fills up in turn (spill-back).
// Who finds the way closed turns off to the nearest safe shelter by roads that are open then; who is on a
// piece when it closes, or finds no other way, is in danger on the road; who is not out of the house when
// danger comes there, in danger at home. Invariant: everybody ends in exactly one way.
#pragma once

#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "engine/plan/behaviour/behaviour_rules.h"
#include "engine/plan/behaviour/bus_rides.h"
#include "engine/plan/road_flow.h"
#include "engine/plan/scene.h"

namespace dayu::plan {

enum class End { safe, at_home, on_road, stays };

struct Course {
  double depart_s = base::kNever_s, arrive_s = base::kNever_s;
  End end = End::stays;
  bool turned = false;  ///< took another way than the plan's
};

/// What a course sets out with.
struct Start {
  std::vector<double> ready_s;     ///< by unit; kNever_s: does not leave
  std::vector<double> bus_late_s;  ///< by task of the plan: a bus's first start
  bool as_announced = false;       ///< nobody enters a piece before the plan's time, and no piece is too full
};

class Movement {
 public:
  Movement(Scene& scene, const Plan& plan, const BehaviourRules& rules);
  /// How everybody fares, by unit.
  std::vector<Course> run(const Start& start);

 private:
  struct Mover {
    int unit = 0, vehicles = 0, shelter = 0, turns = 0;
    const RoadTimes* roads = nullptr;
    std::vector<std::int32_t> arcs;
    std::size_t next = 0;
    std::int32_t on = -1;                        ///< the arc it stands on
    Tick closes = kNeverTick, waits_since = -1;  ///< of that arc; for room on the next
    bool ended = false, announced = false;
  };
  struct Event {
    Tick at;
    std::size_t mover;
    bool operator>(const Event& o) const { return at != o.at ? at > o.at : mover > o.mover; }
  };

  void set_off_ride(std::size_t m);
  void set_off(std::size_t m, double depart_s);
  void step(std::size_t m, Tick t);
  /// When the mover may enter its next arc: `t`, or later.
  Tick may_enter(std::size_t m, Tick t);
  /// Onto its next arc at `t`; the time at its end, or nothing if it closes first.
  Tick enter(Mover& m, Tick t);
  bool turn_off(Mover& m, Tick t);
  void end(std::size_t m, End how, double arrive_s = base::kNever_s);
  void pass_background(Tick until);
  Course& course(const Mover& m) { return courses_[static_cast<std::size_t>(m.unit)]; }
  const Unit& unit(const Mover& m) const { return at(plan_.units, m.unit); }

  Scene& scene_;
  const Plan& plan_;
  const BehaviourRules& rules_;
  RoadFlow free_flow_, flow_;
  std::vector<Mover> prototypes_, movers_;  ///< by trip
  std::vector<BusRide> rides_;              ///< by trip
  std::vector<std::vector<int>> after_;     ///< trip -> rides that its buses make next
  std::vector<std::vector<int>> shelters_at_;
  std::vector<int> room_, standing_;  ///< vehicles: by piece, by arc
  std::vector<std::pair<Tick, std::int32_t>> background_;
  std::size_t background_next_ = 0;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<Course> courses_;
  const Start* start_ = nullptr;
};

}  // namespace dayu::plan
