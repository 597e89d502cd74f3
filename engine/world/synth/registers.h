// SPDX-License-Identifier: Apache-2.0
// Which registers does the office of the invented county keep? Slopes that may come down, posts at the
// reservoirs, units, participants, what townships hold, checklists and known defects: all guesses, made from
// the seed after everything else, so that nothing made before them changes.
#pragma once

#include <filesystem>

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

/// Registered and resident people of each listed household (at home: as the cases say).
void count_residents(County& county);
/// Twenty points on slopes above hamlets, each with a run-out polygon that follows the fall line.
void place_hazard_points(County& county);
/// Posts, units, participants, township stock, station marks and defects; their persons come last of all.
void fill_registers(County& county);
/// The ledgers of all these.
void write_registers(const County& county, const std::filesystem::path& folder);
std::vector<geo::Feature> runout_features(const County& county);

}  // namespace dayu::world::synth
