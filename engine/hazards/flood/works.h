// SPDX-License-Identifier: Apache-2.0
// What people have built and what they do to it while the water comes: walls, weirs, bridges and gates on
// cell faces, culverts and pumps from place to place, a dam that breaks inside the terrain, and acts at times
// or on levels. Every step: acts, then the breach lowers its cells, then pumps and culverts move water
// between cells; the sweep sees the faces. Done by one thread in a fixed order. Invariant: whatever is taken
// from a cell is put into another or booked as gone; nothing takes more than is there; steps end at every
// stamp of a work.
#pragma once

#include <string>
#include <vector>

#include "engine/hazards/flood/books.h"
#include "engine/hazards/flood/breach.h"
#include "engine/hazards/flood/culvert.h"
#include "engine/hazards/flood/sources.h"
#include "engine/hazards/flood/state.h"
#include "engine/hazards/flood/sweep.h"

namespace dayu::hazards::flood {

class Tiles;

/// On the cell faces along a line. `setting_m` is what acts change: the crest of a wall, the opening of a
/// gate.
struct Barrier {
  enum class Kind { wall, bridge, gate };
  std::string name;
  Kind kind = Kind::wall;
  std::vector<std::vector<geo::Point>> lines;
  double setting_m = 0;
  bool over_ground = false;  ///< wall: its height over the higher ground beside each face
  double sill_m = -1e9;      ///< gate: -1e9 is the ground
  double soffit_m = 1e9, deck_m = 1e9;
  double weir_m1_2_per_s = 1.7, orifice_1 = 0.6;
};

struct Pump {
  std::string name;
  std::vector<geo::Cell> intake, outlet;  ///< no outlet: out of the model
  double capacity_m3_per_s = 0;
  double start_m = 0.05, stop_m = 0.02;  ///< depth of the intake at which it starts and stops
  std::vector<double> no_power_from_s, no_power_until_s;  ///< pairs
  double setting_1 = 1;                                   ///< share of its capacity
  // State and record.
  bool runs = false;
  double moved_m3 = 0, now_m3_per_s = 0;
  std::vector<double> discharge_m3_per_s;

  bool has_power(double t_s) const;
};

struct Culvert {
  std::string name;
  std::vector<geo::Cell> inlet, outlet;
  double inlet_floor_m = 0, outlet_floor_m = 0;
  bool flap = false;  ///< lets water through from inlet to outlet only
  Barrel barrel;
  CulvertCurve forward, backward;
  double setting_1 = 1;  ///< share that is open
  // State and record.
  double moved_m3 = 0, now_m3_per_s = 0;
  std::vector<double> discharge_m3_per_s;
};

/// A dam of the terrain that breaks along its axis: the ground of its cells goes down to a trapezoid that
/// grows evenly over the time of formation.
struct GroundBreach {
  std::string name;
  geo::Point from, to;      ///< the dam's axis
  geo::Point centre, pool;  ///< of the breach; a place in the water behind the dam
  double thickness_m = 0;   ///< across the axis
  BreachPlan plan;
  double at_s = 1e300, at_level_m = 1e300;
  double water_m3 = 0;  ///< above the floor when it begins; 0: found from the pool
  // State.
  double began_s = -1;
  BreachSize size;
  std::vector<std::ptrdiff_t> cells;
  std::vector<float> along_m;  ///< distance of each cell from the centre, along the axis
};

/// Sets a work to a value, at a time or when the water at a place passes a level, within `over_s`.
struct Act {
  std::string work;
  double at_s = 1e300;
  geo::Cell place;
  double rises_to_m = 1e300, falls_to_m = -1e300;
  double to = 0, over_s = 0;
  // State.
  double began_s = -1, from = 0;
  bool done = false;
};

struct WorksPlan {
  std::vector<Barrier> barriers;
  std::vector<Pump> pumps;
  std::vector<Culvert> culverts;
  std::vector<GroundBreach> breaches;
  std::vector<Act> acts;
  bool empty() const {
    return barriers.empty() && pumps.empty() && culverts.empty() && breaches.empty() && acts.empty();
  }
};

class Works {
 public:
  Works() = default;
  Works(WorksPlan plan, const geo::Grid& grid, const Water& water);

  bool empty() const { return plan_.empty(); }
  double next_stamp_s(double from_s) const;
  /// Acts and breaches up to `t_s`. `set_gate` opens a gate of a reservoir; false if there is none.
  template <class SetGate>
  void act(double t_s, Water& water, const SetGate& set_gate) {
    for (Act& act : plan_.acts) {
      if (!due(act, t_s, water)) continue;
      const double to = value_now(act, t_s);
      if (!set(act.work, to, t_s)) set_gate(act.work, to);
    }
    break_dams(t_s, water);
  }
  /// Pumps and culverts over one step.
  void move(double from_s, double dt_s, Water& water, Tiles& tiles, Books& books);
  const std::vector<std::vector<FaceBarrier>>* faces() const { return rows_.empty() ? nullptr : &rows_; }
  bool moves_water() const { return !plan_.pumps.empty() || !plan_.culverts.empty(); }
  void keep();  ///< notes what pumps and culverts carry now
  WorksPlan& plan() { return plan_; }
  const WorksPlan& plan() const { return plan_; }
  void rebuild_faces();  ///< after settings changed

 private:
  bool due(Act& act, double t_s, const Water& water);
  double value_now(Act& act, double t_s);
  bool set(const std::string& work, double to, double t_s);
  double setting_of(const std::string& work) const;
  void break_dams(double t_s, Water& water);
  void begin(GroundBreach& breach, double t_s, const Water& water);
  void choose_cells(GroundBreach& breach) const;
  double pool_volume_m3(const GroundBreach& breach, const Water& water) const;

  WorksPlan plan_;
  geo::Grid grid_;
  /// A face of a barrier and the ground beside it before anything broke.
  struct Standing {
    std::size_t barrier;
    int row, col;
    bool to_east;
    double ground_m;
  };
  void find_faces(const Water& water);

  std::vector<Standing> standing_;
  std::vector<std::vector<FaceBarrier>> rows_;
  bool stale_ = false;  ///< a setting changed: the faces must be made again
};

}  // namespace dayu::hazards::flood
