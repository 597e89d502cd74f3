// SPDX-License-Identifier: Apache-2.0
// Whom does the system not see? People in danger who have no chain of five, no threshold that would warn
// them, no shelter they could reach, no gauge that measures for them. One finding for each village and lack,
// with the people it concerns and a plain sentence. Invariant: nobody is counted twice within one finding; a
// village without people in danger has none.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/world/world.h"

namespace dayu::world {

/// Somebody in danger: a listed household, the rest of a group, a site.
struct Endangered {
  std::string kind, id;  ///< household, group, site, hazard_point
  VillageId village;
  std::int32_t group = -1;
  int people = 0;
  geo::Point at;
  std::string hazard_point;  ///< id, when it is a slope that endangers them
};

/// By the registers alone: danger zones and run-out polygons.
std::vector<Endangered> endangered_by_registers(const World& world);

struct BlindSpot {
  VillageId village;
  std::string lack;  ///< chain, threshold, shelter, gauge, monitor
  int people = 0;
  std::vector<std::string> who;  ///< ids
  Name sentence;
};

/// What a shelter must be to count: safe, with room, within this of the people, m (straight). GB 51143-2015
/// gives 2.5 km for long-term shelters; rounded up as plan.walk_limit_m [C].
inline constexpr double kShelterReach_m = 3000;

struct Sight {
  const World& world;
  std::vector<bool> unsafe_shelters = {};          ///< by shelter; empty: those in danger zones and run-outs
  const std::set<std::string>* persons = nullptr;  ///< ids of persons.csv; null: not asked
};
std::vector<BlindSpot> blind_spots(const Sight& sight, const std::vector<Endangered>& people);

/// village, lack, people, ids, sentence in both languages.
std::string blind_spots_csv(const World& world, const std::vector<BlindSpot>& spots);

}  // namespace dayu::world
