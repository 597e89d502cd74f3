// SPDX-License-Identifier: Apache-2.0
// The tables of a network run read again, and contracted again by the checker's own walk: which nodes offer a
// choice, and which chains of arcs lead from one such node to the next. Shares nothing with the planner.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/app/verify/findings.h"
#include "engine/app/verify/run_files.h"

namespace dayu::verify {

inline constexpr long long kNoEnd = 1LL << 40;

struct GivenRoad {
  int from = -1, to = -1;
  double length_m = 0, speed_m_per_s = 0, capacity_per_h = 0, close_s = 0;
  std::vector<std::pair<double, double>> shut_s;  ///< closings that end
};

/// What is driven as one: travel time and the last step of entering are rounded for the whole.
struct Chain {
  int from = -1, to = -1;
  long long steps = 0, per_step = 0, last = kNoEnd;
  std::vector<int> roads;
  std::vector<std::pair<long long, long long>> shut;  ///< steps [from, to) of not entering; sorted, disjoint
  bool is_shut(long long step) const;
};

struct GivenRoads {
  std::map<std::string, int> node_of;
  std::vector<std::string> node_ids;
  std::vector<GivenRoad> roads;
  std::vector<long long> people, places;  ///< by node; places -1: no shelter
  double step_s = 0;
  bool floor_capacity = false;
  std::vector<char> stays;    ///< nodes with a choice, homes and shelters
  std::vector<Chain> chains;  ///< also out of shelters: nobody may drive those but who lives there
  std::vector<int> chain_at;  ///< by road: the chain that begins with it, -1
};

/// Empty, with violations, when the files cannot be used.
std::optional<GivenRoads> read_given_roads(const Run& run, Findings& findings);

}  // namespace dayu::verify
