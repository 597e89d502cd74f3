// SPDX-License-Identifier: Apache-2.0
// Is every post filled by a person that exists, and by one who has no other at the same time? Five levels
// above every household, five posts at every reservoir, a watcher at every hazard point. Invariant: a drill
// is "ready" only while chain_faults is empty; what else is found is told and stops nothing.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/errors.h"
#include "engine/world/world.h"

namespace dayu::drill {

/// Households without exactly one whole chain: which households, which village, which level is missing. Empty
/// for an area without chains.csv; persons are asked for where restricted/persons.csv is there.
std::vector<base::Fault> chain_faults(const world::World& world, const std::filesystem::path& area);

/// Posts that are empty, persons in two posts at the same time, persons without a phone.
std::vector<base::Fault> post_remarks(const world::World& world, const std::filesystem::path& area);

}  // namespace dayu::drill
