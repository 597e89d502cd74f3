// SPDX-License-Identifier: Apache-2.0
// What a village's transfer card says, as a value: who moves, where from, by which way, where to. Taken from
// World and Plan only, so that card, list and summary cannot disagree. It holds no departure time at all: the
// latest safe departure is a planners' figure (DRILLS 8a).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace dayu::drill {

/// Those of one group who go to one shelter.
struct CardWay {
  int group = -1;    ///< row in World::groups; -1: a site by itself
  std::string site;  ///< its id
  world::ShelterId to;
  int people = 0;
  double length_m = 0;  ///< the longest way of them, door to door
  double minutes = 0;   ///< the slowest of them
  bool on_foot = true;
  std::vector<int> arcs;  ///< of the longest way
  world::NodeId from;
};

struct VillageCard {
  world::VillageId village;
  int people_at_home = 0, units = 0, people = 0, need_help = 0;
  std::map<std::string, int> households_by_class;  ///< of those in danger zones
  std::vector<CardWay> ways;                       ///< most people first
  std::vector<world::PieceId> closed;              ///< on foot, at any time of the run
  std::vector<int> shelters;                       ///< rows in World::shelters, as used, most people first
};

VillageCard card_of(const world::World& world, const impact::Impact& impact, const plan::Plan& plan,
                    world::VillageId village);

}  // namespace dayu::drill
