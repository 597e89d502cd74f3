// SPDX-License-Identifier: Apache-2.0
// The drill's log: what happens at which moment, in both languages, append-only; every page is read from it.
// Invariant: ordered by time, then id; ids are unique; messages to players carry 【演练】 at both ends.
#pragma once

#include <string>
#include <vector>

#include "engine/drill/alerts.h"
#include "engine/drill/scenario.h"
#include "engine/impact/impact.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

struct Event {
  double time_s = 0;
  std::string id;  ///< stable: "alert-...", "road-123-car-close", "inject-I-14", ...
  std::string
      kind;  ///< drill, alert, order, inject, expected, hazard, road, danger, depart, arrive, task, shelter
  std::string place;       ///< id of a village, piece, shelter, ...
  std::string zh, en;      ///< one sentence each
  bool contextual = true;  ///< msel: contextual inject; false: contingency / expected action
};

struct Log {
  std::vector<Event> events;  ///< by time, then id
};

/// Plays the scenario: injects of [[inject]], alerts, closures of named roads and bridges, orders, departures
/// by village, arrivals, shelter filling, tasks. InputError: an inject follows an alert that no rule can
/// raise. An inject whose alert is not reached in this run does not happen.
Log play(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses,
         const impact::Impact& impact, const plan::Plan& plan, const std::vector<Alert>& alerts);

/// Ids of events: used by `after` of an inject.
std::string event_id(const Alert& alert);

/// drill/events.jsonl: one JSON object a line: {"v":1,"time_s","time","t","id","kind","place","zh","en",
/// "contextual","mark"}; "t" counts from the moment the drill opens.
void write_events(const Log& log, const Scenario& scenario, const std::filesystem::path& run);
Log read_events(const std::filesystem::path& run);

}  // namespace dayu::drill
