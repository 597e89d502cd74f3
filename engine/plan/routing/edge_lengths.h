// SPDX-License-Identifier: Apache-2.0
// The lengths between all places of a VRPLIB file, by its EDGE_WEIGHT_TYPE (TSPLIB 95, Reinelt 1991, section
// 2) and by how the comparison that the file belongs to rounds them:
//   nearest   to the nearest whole number: TSPLIB's EUC_2D, and all best known costs of CVRP sets
//   trunc_0.1 cut off after the first decimal: VRPTW sets since Solomon (1987)
//   exact     not rounded: MDVRPTW sets (Vidal et al. 2013)
#pragma once

#include <string>
#include <vector>

#include "engine/plan/routing/vrplib_text.h"

namespace dayu::plan::routing {

enum class Rounding { nearest, trunc_0_1, exact };

/// [from * n + to], in the file's measure, rounded; empty after a fault.
std::vector<double> edge_lengths(VrplibText& text, int n, Rounding rounding);

}  // namespace dayu::plan::routing
