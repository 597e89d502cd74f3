// SPDX-License-Identifier: Apache-2.0
// Who is on which road piece from when to when, from the written routes and times of entering.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/app/verify/run_files.h"

namespace dayu::verify {

struct Use {
  int piece = -1;
  bool against = false;
  std::string who, unit;
  int people = 0;
  int vehicles = 0;  ///< 0: on foot
  double enter_s = 0, leave_s = 0;
  Spot spot;
};

/// Whose rows of closures.csv and effects.csv a way of moving obeys: its own where there are any, else a bus
/// is a car.
std::string road_class(const Run& run, const std::string& who);

/// The fastest that anybody of a class is believed to move, m/s: a time that needs more does not add up.
double top_speed_m_per_s(const std::string& who);

/// Uses of all trips and of the tasks that carry times of entering; arcs that do not exist are left out
/// (the route check names them).
std::vector<Use> uses_of(const Run& run);

/// When the last arc is left: a further written time if there is one, else the arrival less the walk from the
/// road to the door at the pace of the rest.
double leave_last_s(const Run& run, const Trip& trip);

}  // namespace dayu::verify
