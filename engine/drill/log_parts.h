// SPDX-License-Identifier: Apache-2.0
// The parts of a log, each a list of events in no order: what was told, what the ground does, what people do.
#pragma once

#include "engine/drill/log.h"
#include "engine/drill/words.h"

namespace dayu::drill {

/// One event with its sentence from words.csv in both languages; `values(language)` fills the holes.
template <class Values>
Event event_of(double time_s, const std::string& id, const std::string& kind, const std::string& place,
               const std::string& key, const Values& values) {
  return {.time_s = time_s,
          .id = id,
          .kind = kind,
          .place = place,
          .zh = say(key, Language::zh, values(Language::zh)),
          .en = say(key, Language::en, values(Language::en))};
}

/// Injects that happen in this run, and what is expected of the players. InputError: an inject that follows
/// an alert that no rule can raise, or asks for a state that the run does not know.
std::vector<Event> played_injects(const Scenario& scenario, const world::World& world,
                                  const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                                  const std::vector<Alert>& alerts);
/// Alerts, orders, injects and what is expected of the players.
std::vector<Event> told(const Scenario& scenario, const world::World& world,
                        const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                        const std::vector<Alert>& alerts);
/// Peaks at gauges, closures of bridges and named roads, villages reached.
std::vector<Event> ground(const Scenario& scenario, const world::World& world,
                          const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                          const plan::Plan& plan);
/// Departures and arrivals by village, shelters, tasks, who is left.
std::vector<Event> movement(const world::World& world, const plan::Plan& plan);

/// "龙溪桥（桥）", "X021": what a piece is called.
std::string piece_name(const world::World& world, world::PieceId piece, Language language);
/// "运送折叠床200张至白沙中学", "救援：上屋组（12人）".
std::string task_in_words(const world::World& world, const plan::Task& task, Language language);
/// Name of any place by kind and id: group, household, site, shelter; the id where it has no name.
std::string place_name(const world::World& world, const std::string& kind, const std::string& id,
                       Language language);

}  // namespace dayu::drill
