// SPDX-License-Identifier: Apache-2.0
// The checker's own answer to "who can be where at the soonest, each alone": from the files of a run alone,
// by a search of its own. Times: engine/plan/plan_files.h says how a stranger recomputes them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/app/verify/run_files.h"

namespace dayu::verify {

/// A row of plan/units.csv with what the bounds need.
struct Mover {
  std::string id;
  int people = 0, node = -1, vehicles = 0;
  bool weak = false;
  double access_m = 0, danger_s = 0, ready_s = 0;
  bool stretcher = false;
};

/// A shelter that is safe throughout, with its places; 0 places: not used.
struct Refuge {
  std::string id;
  int node = -1, places = 0;
  double access_m = 0;
};

struct Base {
  int node = -1, vehicles = 0, seats = 0;
  double leaves_s = 0, speed_m_per_s = 0;
};

struct Soonest {
  std::vector<std::vector<double>> alone_s;  ///< [mover][refuge]
  std::vector<double> by_bus_s;
  double first_load_s = 0, round_s = 0;  ///< of all buses together
};

struct MovesGiven {
  std::vector<Mover> movers;
  std::vector<Refuge> refuges;
  std::vector<Base> buses;
  double boarding_s = 0, longest_wait_s = 0;
  int seats_per_car = 1;
};

Soonest soonest_of(const Run& run, const MovesGiven& given, Findings& findings);

}  // namespace dayu::verify
