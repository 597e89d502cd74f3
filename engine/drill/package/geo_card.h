// SPDX-License-Identifier: Apache-2.0
// The two cards of a geological hazard point (隐患点): the working card for whoever watches it
// (防灾工作明白卡) with its map, and the card for those who live below (避险明白卡). Trigger rain, watcher,
// way out clear of the run-out and of the roads it would cut. No departure time; persons as handed in.
#pragma once

#include <map>

#include "engine/drill/package/package_facts.h"
#include "engine/drill/package/safe_walk.h"
#include "engine/drill/persons.h"

namespace dayu::drill {

std::string geo_card_pdf(const RunValues& run, const world::HazardPoint& point, const SafeWalk& walk,
                         const std::map<std::string, Person>& persons, Language language);

/// The way out from a hazard point: from the nearest group of its village, clear of the run-out.
SafeWalk way_out(const world::World& world, const world::HazardPoint& point, SafeWalks& walks);

}  // namespace dayu::drill
