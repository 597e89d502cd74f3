// SPDX-License-Identifier: Apache-2.0
// The plan as a value: who leaves when, by which road, to which shelter; who and what is sent where; what
// could not be met; and figures that say how good it can be at best.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/settings.h"
#include "engine/impact/impact.h"
#include "engine/impact/impact_files.h"
#include "engine/world/world.h"

namespace dayu::plan {

/// When a village is told. Computed above (alerts) or written in the scenario; kNever_s: not told.
struct Order {
  world::VillageId village;
  double prepare_s = base::kNever_s, immediate_s = base::kNever_s;
  std::string basis;  ///< "rain G1 3 h >= 78 mm", "scenario", ...
};

/// People who move together: a listed household, a site, or a whole household of a group's remainder.
struct Unit {
  std::string id;    ///< household id, site id, or "<group>#<n>"
  std::string kind;  ///< household, site, group
  int people = 0, need_help = 0;
  bool weak = false;  ///< walks at the pace of the weak (elderly, small children, helped)
  world::VillageId village;
  world::NodeId node;
  double access_m = 0;
  double danger_s = base::kNever_s;
  double ready_s = 0;  ///< earliest departure: order + notify + prepare, or the own start if that is earlier
  int vehicles = 0;    ///< cars of the household
  world::GroupId group;
  double told_s = 0;       ///< when the order or the own sign reaches the door
  std::string basis;       ///< order, own start
  bool stretcher = false;  ///< somebody is carried: all go at the carriers' pace
};

/// One unit's way to safety. `arcs` are 2*piece (along) or 2*piece+1 (against), in order.
struct Trip {
  int unit = 0;     ///< index into Plan::units
  std::string who;  ///< walker, walker_weak, walker_stretcher, car, bus
  world::ShelterId to;
  double depart_s = 0, arrive_s = 0;
  double latest_departure_s =
      base::kNever_s;   ///< latest safe departure to this shelter on the same way of moving
  double margin_s = 0;  ///< latest departure - depart; kNever_s: nothing closes
  std::vector<int> arcs;
  std::string helper;  ///< unit, team or group (its neighbours) that helps, if need_help
  /// When each arc is entered, and last when the last one is left: one entry more than arcs;
  /// empty when the way needs no road.
  std::vector<double> enter_s;
  int vehicles = 0;  ///< cars or buses on the road; 0: on foot
};

/// Somebody without a way out in time, handed to rescue.
struct LeftBehind {
  int unit = 0;
  std::string reason_zh, reason_en;
  double deadline_s = base::kNever_s;
};

/// A team or truck on the road for one task.
struct Task {
  std::string id, kind;  ///< goods, fetch (empty to the warehouse), rescue, bus, guard
  std::string team;      ///< team id
  std::string item;      ///< goods: item id
  int quantity = 0, people = 0;
  std::string to_kind, to;  ///< shelter / group / household / site / warehouse, id
  double depart_s = 0, arrive_s = 0, deadline_s = base::kNever_s;
  std::vector<int> arcs;
  std::string note_zh, note_en;
  std::string vehicle;          ///< "<team>/<n>": which of the team's vehicles; rows of one load share it
  std::string who;              ///< row of effects.csv that its closures follow
  int vehicles = 1;             ///< 0: a further item on the vehicle of the row before
  double free_s = 0;            ///< ready for the next task
  std::vector<double> enter_s;  ///< as in Trip
  world::NodeId from, to_node;
  std::string warehouse;  ///< goods: where it was loaded
};

struct Unmet {
  std::string kind;  ///< beds, places, task, ...
  std::string place, item;
  double need = 0, have = 0;
  std::string basis_zh, basis_en;
};

struct ShelterUse {
  world::ShelterId shelter;
  int places = 0, people = 0;
};

/// What the people in the shelters need of one item, by the quota table.
struct Need {
  std::string item;
  int people = 0, need = 0, stock = 0, sent = 0;
  std::string source, surety;  ///< of the quota
  int short_of() const { return need > stock ? need - stock : 0; }
};

/// How fast somebody moves, so that a stranger can recompute the times (plan_files.h says how).
struct Pace {
  std::string who;
  double speed_m_per_s = 0;  ///< on foot: on the flat; otherwise a cap on the road's own speed, 0: none
  double factor_1 = 1;       ///< night, rain
  bool on_foot = false;
};

/// How one trip of the plan, as announced, goes when the hazard comes earlier and people are slow.
struct StressRow {
  int trip = 0;  ///< index into Plan::trips
  bool made = true;
  double depart_s = 0, arrive_s = base::kNever_s;  ///< never: caught
  double slack_s = 0;  ///< least time to spare: at home, and on every piece before it closes
  std::vector<double> enter_s;
  std::string reason_zh, reason_en;  ///< of not making it
};

/// The plan as announced, held to an earlier hazard and slow people (stress.h).
struct Stress {
  double earlier_1 = 0, percentile_1 = 0;
  double from_s = base::kNever_s;  ///< t becomes from + (1 - earlier) (t - from); never: not computed
  std::vector<StressRow> rows;     ///< by trip
  int made = 0, caught = 0, left_if_replanned = 0;  ///< people
  double least_slack_s = base::kNever_s;            ///< of those who make it
  double holds_to_1 = 0;  ///< the largest share (whole hundredths) at which nobody is caught; -1: none
};

/// A team of buses as the bounds count them: on the way from `leaves_s` on.
struct BusBase {
  std::string team;
  int node = -1;
  double leaves_s = 0;
  int vehicles = 0, seats = 0;
  double speed_m_per_s = 0;
};

/// Prices that prove the lower bounds, by shelter in the World's order (bounds.h).
struct BoundProof {
  std::vector<char> left_full, clear_full;  ///< shelters that count as full in the two cuts
  std::vector<double> price_s;              ///< of a place
  std::vector<double> load_price_s;         ///< of a seat, by bus load
  std::vector<double> load_arrives_s;
  std::vector<int> load_seats;
  double last_price_s = 0;  ///< worth of one more arrival
  std::vector<BusBase> buses;
  double boarding_s = 0, longest_wait_s = 0;
  int seats_per_car = 0;
};

struct Behaviour;  // behaviour/behaviour.h

struct Plan {
  impact::ShelterStandard standard;
  std::vector<Order> orders;
  std::vector<Unit> units;  ///< everybody who must move
  std::vector<Trip> trips;  ///< by unit order
  std::vector<LeftBehind> left_behind;
  std::vector<ShelterUse> shelters;  ///< in the World's order
  std::vector<Task> tasks;
  std::vector<Unmet> unmet;
  /// Latest safe departure of every group (kNever_s: always possible; -inf: never possible), by `who` walker.
  std::vector<double> group_latest_departure_s;
  int people_safe_in_place = 0;
  double bound_clear_s = 0,
         bound_mean_s = 0;  ///< lower bounds: nobody can arrive sooner than free roads allow
  int bound_left = 0;
  std::vector<std::string> notes, unsure;  ///< assumptions; [C] inputs the figures rest on
  std::vector<Need> needs;
  std::vector<Pace> paces;
  Stress stress;
  BoundProof proof;
  std::shared_ptr<const Behaviour> behaviour;  ///< the expected course beside the plan; may be absent
};

/// A departure that is never possible.
inline constexpr double kTooLate_s = -std::numeric_limits<double>::infinity();

/// Keys of the scenario's [plan] section.
base::SectionSpec plan_spec();

/// The area standard that the [plan] section names (shelter_standards.csv).
impact::ShelterStandard shelter_standard(const base::Settings& settings);

/// Makes the whole plan: evacuation first, then needs, goods, rescue and buses.
/// Deterministic; no clock is read. `settings` is the [plan] section.
Plan make(const world::World& world, const impact::Impact& impact, const std::vector<Order>& orders,
          const base::Settings& settings);

}  // namespace dayu::plan
