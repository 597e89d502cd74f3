// SPDX-License-Identifier: Apache-2.0
// The routing problem of a dispatch run, read again from inputs/dispatch/instance.vrp by the checker's own
// eyes: a table of keys, a table of sections, lengths worked out pair by pair when they are asked for. Shares
// nothing with the planner. Nodes count from 1, as in the file.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/app/verify/findings.h"
#include "engine/app/verify/run_files.h"

namespace dayu::verify {

struct GivenVehicle {
  int depot = 0;                                              ///< 0: any depot
  double capacity = 0, longest = 0, furthest = 0, fixed = 0;  ///< infinity: no limit
};

struct GivenTours {
  int nodes = 0;
  std::string type, rule;               ///< EDGE_WEIGHT_TYPE; how lengths are rounded, by the certificate
  std::vector<std::vector<double>> at;  ///< by node: coordinates
  std::vector<double> matrix;           ///< EXPLICIT
  std::vector<double> demand, service, open, close;  ///< by node
  std::set<int> depots;
  std::vector<GivenVehicle> vehicles;  ///< empty: any number of `each`
  GivenVehicle each;

  double length(int from, int to) const;
};

/// Empty, with violations, when the files cannot be used.
std::optional<GivenTours> read_given_tours(const Run& run, Findings& findings);

}  // namespace dayu::verify
