// SPDX-License-Identifier: Apache-2.0
// What a condition may ask of a run (expression.h), each as steps in time:
//   rain('G1', '3h')       mm in the window, at the stamps of the series
//   level('龙潭水库')       m above datum: a given series ([[reservoir_level]]) at its stamps, else the
//   course's stage('R2')            water depth at a stage gauge, m, from the course fire_distance('V1')    m
//   from the village to the nearest burned cell transferred('V1')      people of the village who have arrived
//   done('EA-I-07')        the expected action of inject I-07, taken as done at its target minute
// Places are named by id or by either name.
#pragma once

#include "engine/drill/thresholds/readings.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

class WorldState {
 public:
  WorldState(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses,
             const plan::Plan& plan);

  /// InputError (what, remedy) for a place that the world does not have or a series that nobody gives.
  /// `done` is the caller's: it depends on other injects.
  Steps look_up(const Call& call) const;

 private:
  Steps transferred(const std::string& name) const;

  Readings readings_;
  const world::World& world_;
  const plan::Plan& plan_;
};

}  // namespace dayu::drill
