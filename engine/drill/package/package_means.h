// SPDX-License-Identifier: Apache-2.0
// People and means as the package's documents quote them: villages, shelters, closed roads, teams, goods, and
// one task sheet a team. Invariant: the rows of villages and of shelters sum to the county's figures.
#pragma once

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

/// Adds the tables villages, shelters, roads, teams, goods and the series team.
void add_means(const RunValues& run, Language language, Facts& facts);

}  // namespace dayu::drill
