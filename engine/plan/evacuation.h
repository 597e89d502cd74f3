// SPDX-License-Identifier: Apache-2.0
// Every unit to a shelter in time, or named as left behind. Order of objectives: nobody caught; no place over
// its size; then the mean arrival, with the own village's shelter preferred and walking preferred to driving.
// Nobody in danger waits: people on foot and in their own car leave the moment they are ready, on roads as
// they are then (search.h, "as of"); whoever has no way out in time is handed to rescue.
#pragma once

#include <vector>

#include "engine/plan/fleet.h"
#include "engine/plan/units.h"

namespace dayu::plan {

/// Fills plan.trips, left_behind, shelters, bus tasks and unmet places. plan.units must stand.
/// Whoever finds no road on its own start, but is still safe at home when the order has it ready, goes then
/// (`order_ready_s`, by unit).
void evacuate(Scene& scene, Fleet& fleet, const std::vector<double>& order_ready_s, Plan& plan);

/// The same for those alone who have no trip yet: plan.trips stand as announced and keep their places; the
/// fleet must hold what they have booked. `full`: shelters that take nobody more.
void evacuate_rest(Scene& scene, Fleet& fleet, const std::vector<double>& order_ready_s,
                   const std::vector<int>& full, Plan& plan);

/// Latest safe departure and margin of every trip, to its own shelter.
void add_latest_departures(Scene& scene, Plan& plan);

/// Latest safe departure of every group on foot to any safe shelter, as of the first word to its village.
std::vector<double> group_latest_departures(Scene& scene);

}  // namespace dayu::plan
