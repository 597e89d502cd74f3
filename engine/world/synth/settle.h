// SPDX-License-Identifier: Apache-2.0
// Where do people live? Villages stand apart on terraces and valley edges, their groups around them; those of
// the worked cases (DRILLS section 7) stand where the case puts them, with the case's own numbers. Invariant:
// no group stands in a channel or a pond; village sums are the sums of their groups.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

/// What a worked case says about the people listed by household in one village.
struct CaseVillage {
  const char *id, *zh, *en;
  int households, people, need_help;  ///< listed in the danger zone; 0: none
  int zone_groups, safe_groups;
  int safe_people;  ///< people of the groups outside the zone
};
const std::vector<CaseVillage>& case_villages();

/// Slope over 60 m, channels and what lies beside them: everything the makers after this one ask of a cell.
void measure_ground(County& county);

/// Places of the cases that no reservoir fixes: the town, the fire village, the valley that is cut off.
void choose_case_places(County& county);

/// Fills ledger.villages and ledger.groups and the township polygons.
void settle(County& county);

}  // namespace dayu::world::synth
