// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/plan/routing/tours.h"

namespace dayu::plan {

TourTimes tour_times(const RoutingProblem& problem, const RoutingTour& tour) {
  const RoutingVehicle& kind = problem.kinds[static_cast<std::size_t>(tour.kind)];
  std::vector<int> stops{kind.start};
  stops.insert(stops.end(), tour.clients.begin(), tour.clients.end());
  stops.push_back(kind.end);
  TourTimes times;
  routing::Stretch whole;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const auto p = static_cast<std::size_t>(stops[i]);
    const routing::Stretch own{problem.service[p], problem.open[p], problem.close[p]};
    if (i == 0) {
      whole = own;
      continue;
    }
    const Units drive = problem.row(stops[i - 1])[stops[i]];
    times.length += drive;
    if (i + 1 < stops.size()) times.load += problem.demand[p];
    routing::Stretch both;
    times.feasible = times.feasible && routing::join(whole, drive, own, both);
    whole = both;
  }
  times.duration = whole.duration;
  times.feasible = times.feasible && times.load <= kind.capacity && times.duration <= kind.max_duration &&
                   times.length <= kind.max_distance;
  times.leaves = whole.early;
  Units clock = times.leaves;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    clock += problem.service[static_cast<std::size_t>(stops[i - 1])] + problem.row(stops[i - 1])[stops[i]];
    clock = std::max(clock, problem.open[static_cast<std::size_t>(stops[i])]);
    times.begins.push_back(clock);
  }
  return times;
}

}  // namespace dayu::plan
