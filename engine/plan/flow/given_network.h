// SPDX-License-Identifier: Apache-2.0
// A network, the people on it and the shelters, as a stranger's tables give them ([network] of a scenario):
// no area, no hazard, no county. Whoever the tables count (people or vehicles) moves singly.
// Columns: nodes id,x,y; arcs from,to,length_m,freespeed_mps,capacity_vph,lanes (row = arc, from 0);
// sources node,vehicles; shelters node,capacity; closures arc,close_s,open_s
// (open_s empty: for good). Any of them may be gzipped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/settings.h"

namespace dayu::plan {

struct GivenArc {
  std::int32_t from = -1, to = -1;  ///< rows of the node table
  double length_m = 0, speed_m_per_s = 0, capacity_per_h = 0;
  double time_s() const { return length_m / speed_m_per_s; }
};

/// An arc that reopens: nobody is on it during [from_s, to_s).
struct GivenShut {
  std::int32_t arc = -1;
  double from_s = 0, to_s = 0;
};

struct GivenNetwork {
  std::vector<std::string> node_ids;
  std::vector<GivenArc> arcs;
  std::vector<double> close_s;       ///< by arc: everybody is off it by then; kNever_s: never closes
  std::vector<GivenShut> shut;       ///< closings that end, in any order
  std::vector<std::int32_t> people;  ///< by node, at home at 0
  std::vector<std::int32_t> places;  ///< by node; -1: no shelter
  double step_s = 60;
  bool whole_capacity = false;  ///< capacity of a step is rounded down, not to the nearest

  long long all_people() const;
};

/// Keys of the scenario's [network] section.
base::SectionSpec network_spec();

/// Reads the tables. InputError with every fault of all of them.
GivenNetwork read_given_network(const base::Settings& section);

}  // namespace dayu::plan
