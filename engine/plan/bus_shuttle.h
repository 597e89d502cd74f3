// SPDX-License-Identifier: Apache-2.0
// Buses from the pool to those who cannot or should not walk: a nursing home, people beyond walking distance.
// A unit is moved whole: as many buses as its seats need, together; it leaves when the last of them has come
// and everybody is on board. Invariant: a bus is in one place at a time.
#pragma once

#include <optional>
#include <vector>

#include "engine/plan/trips.h"

namespace dayu::plan {

/// A bus that comes later than this after people are ready is no way out in time: it has waited for the water
/// to fall. Guess [C].
inline constexpr double kLongestWait_s = 3600;

class BusShuttle {
 public:
  /// The unit's trip and the buses' tasks to it; empty if no bus can bring it to a safe shelter with room in
  /// time.
  std::optional<Trip> carry(Scene& scene, Fleet& fleet, Trips& trips, const Unit& unit,
                            const std::vector<int>& room, std::vector<Task>& tasks);

 private:
  int refused_ = 0;
};

/// Seats that a unit takes in a bus: those who need help take more than one.
int seats_of(const Rules& rules, const Unit& unit);

/// The call for means to a unit: the first word to its village and the decision, or its own sign.
Tick call_of(const Scene& scene, const Unit& unit);

/// How a task names a unit: household, site or group and its id.
void address(const Scene& scene, const Unit& unit, Task& task);

}  // namespace dayu::plan
