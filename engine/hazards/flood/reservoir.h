// SPDX-License-Identifier: Apache-2.0
// What level does a reservoir reach and what does it let out? Level-pool routing inside the run:
//   dV/dt = inflow + water caught from the model - spillway - gates - breach
// V from the level-area-volume curve, areas linear between its rows (so V is a parabola there); spillway
// Q = m b sqrt(2 g) (level - crest)^(3/2); gates by a release rule or orifices Q = 0.6 a b sqrt(2 g H);
// breach by breach.h. Steps of at most 5 s, midpoint rule. What goes out enters the model at the outlet's
// cells. Invariant: volume let out = volume taken in - change of storage, to rounding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/geo/raster.h"
#include "engine/hazards/flood/breach.h"
#include "engine/hazards/flood/sources.h"

namespace dayu::hazards::flood {

/// A curve with rising levels and volumes; beyond its ends it goes on with the area there.
class PoolCurve {
 public:
  struct Row {
    double level_m, area_m2, volume_m3;
  };
  PoolCurve() = default;
  explicit PoolCurve(std::vector<Row> rows) : rows_(std::move(rows)) {}
  double volume_m3(double level_m) const;
  double level_m(double volume_m3) const;
  bool empty() const { return rows_.empty(); }
  double floor_m() const { return rows_.front().level_m; }

 private:
  std::vector<Row> rows_;
};

/// A gate whose opening follows the level: rows of (level, opening), linear between, or a release discharge.
struct GateRule {
  std::string name;
  double set_m = -1;  ///< an act's opening, in force instead of the rule once it is not negative
  double sill_m = 0, width_m = 0;
  Hydrograph opening_m;                ///< "time" is the reservoir's level, m
  Hydrograph release_m3_per_s;         ///< instead of opening: what is let out at a level
  double from_s = 0, until_s = 1e300;  ///< the rule holds in this time; outside it the gate is shut
};

struct Reservoir {
  std::string name;
  PoolCurve curve;
  double level_m = 0;
  double spill_crest_m = 0, spill_width_m = 0, spill_coefficient_1 = 0;
  std::vector<GateRule> gates;
  /// Inflow given as means of the intervals that end at the stamps, m3/s.
  std::vector<double> inflow_end_s, inflow_m3_per_s;
  std::vector<geo::Cell> surface;  ///< cells whose water runs into it
  bool catches = false;            ///< what runs into the surface fills it; else it is only booked
  std::vector<geo::Cell> outlet;   ///< cells where its outflow enters the model
  std::optional<BreachPlan> breach;
  double breach_at_s = 1e300, breach_at_level_m = 1e300;

  // State and record.
  double volume_m3 = -1;
  double breach_began_s = -1;
  BreachSize breach_size;
  double in_m3 = 0, out_m3 = 0, start_m3 = 0;
  std::vector<double> times_s, levels_m, outflows_m3_per_s, inflows_m3_per_s;

  double inflow(double t_s) const;
  double outflow(double t_s, double level) const;
  /// Advances from `from_s` to `to_s` with `caught_m3` besides; returns what was let out, m3.
  double advance(double from_s, double to_s, double caught_m3);
  double next_stamp_s(double from_s) const;
  void begin();
  void keep(double time_s);  ///< notes level, inflow and outflow now
};

}  // namespace dayu::hazards::flood
