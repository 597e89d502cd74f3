// SPDX-License-Identifier: Apache-2.0
// Who must be visited, by vehicles from where, within which times: a routing problem as given. Places are
// numbered 0 .. places - 1, depots and clients alike. Every length and time is a whole number of units (one
// of the file's measure = `per_one` units), so that sums are exact and no order of adding changes a byte; a
// drive takes as many units of time as of length. Rounding is up where the rule is the exact Euclidean
// length: what is in time here is in time there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace dayu::plan {

using Units = std::int64_t;
inline constexpr Units kNoLimit = std::numeric_limits<std::int32_t>::max() / 2;

struct RoutingVehicle {
  int start = 0, end = 0;  ///< depots
  Units capacity = kNoLimit, max_duration = kNoLimit, max_distance = kNoLimit, fixed_cost = 0;
  int count = 1;             ///< how many there are of this kind
  std::vector<int> numbers;  ///< as the file counts them, from 1; empty: any number of them
};

struct RoutingProblem {
  int places = 0;
  std::vector<int> depots, clients;
  std::vector<std::int32_t> distances;              ///< [from * places + to]
  std::vector<Units> demand, service, open, close;  ///< by place
  std::vector<RoutingVehicle> kinds;
  double per_one = 1, per_load = 1;  ///< units of length and time, of load, in one of the file
  bool timed = false;                ///< windows or a longest duration: arrival times matter
  bool symmetric = true;
  std::string name, rule;  ///< rule: how lengths are rounded, by its word in the scenario

  const std::int32_t* row(int from) const {
    return distances.data() + static_cast<std::size_t>(from) * static_cast<std::size_t>(places);
  }
};

struct RoutingTour {
  int kind = 0;
  std::vector<int> clients;
};

struct RoutingAnswer {
  std::vector<RoutingTour> tours;
  std::vector<int> unserved;
  Units cost = 0;  ///< lengths and fixed costs
  std::int64_t work = 0, rounds = 0;
};

/// Slack-free sums of one tour: where the clock stands when all is done as early as the windows let it, with
/// the latest start that loses nothing.
struct TourTimes {
  Units length = 0, load = 0, duration = 0;
  bool feasible = true;
  std::vector<Units> begins;  ///< of service, by client; then the arrival at the end
  Units leaves = 0;
};
TourTimes tour_times(const RoutingProblem& problem, const RoutingTour& tour);

namespace routing {
inline std::size_t idx(int i) {
  return static_cast<std::size_t>(i);
}
}  // namespace routing

}  // namespace dayu::plan
