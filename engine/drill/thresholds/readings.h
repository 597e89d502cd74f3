// SPDX-License-Identifier: Apache-2.0
// What does an instrument show, when? Quantities of a run as steps in time, for conditions (world_state.h)
// and for thresholds (other_alerts.cpp) alike, so that both see the same world:
//   rain     mm in a window, at the stamps of the series          level   m above datum, given or computed
//   stage    water depth at a stage gauge, m, of the course       fire    m from a place to what burns
// Places are named by id or by either name. InputError (what, remedy) for one that the world does not have.
#pragma once

#include "engine/drill/expression.h"
#include "engine/drill/scenario.h"
#include "engine/world/world.h"

namespace dayu::drill {

class Readings {
 public:
  Readings(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses)
      : scenario_(scenario), world_(world), courses_(courses) {}

  Steps rain(const std::string& gauge, double window_s) const;
  Steps level(const std::string& reservoir) const;
  Steps stage(const std::string& gauge) const;
  /// Nearest burned cell by time; the distance never grows.
  Steps fire_distance(const std::string& village) const;
  /// When anything within a distance of a point burns, s; kNever_s if it never does.
  double fire_within_s(geo::Point at, double distance_m) const;

 private:
  const Scenario& scenario_;
  const world::World& world_;
  const std::vector<hazards::Course>& courses_;
};

/// The row called so by id, zh or en; InputError lists the ids.
const world::Village& village_called(const world::World& world, const std::string& name);
const world::Reservoir& reservoir_called(const world::World& world, const std::string& name);
const world::Gauge& gauge_called(const world::World& world, const std::string& name);

}  // namespace dayu::drill
