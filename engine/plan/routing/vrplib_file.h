// SPDX-License-Identifier: Apache-2.0
// A VRPLIB file as a routing problem ([dispatch] of a scenario): CVRP, DVRP (longest tours), VRPTW, MDVRP and
// MDVRPTW, with one depot or a depot, a capacity and limits for each vehicle. Nodes are numbered from 1;
// place = node - 1. Where a file names no VEHICLES there are as many as are needed.
#pragma once

#include "engine/base/settings.h"
#include "engine/plan/routing/routing_problem.h"

namespace dayu::plan {

/// Keys of [dispatch].
base::SectionSpec dispatch_spec();

/// InputError with the faults of the file, each with its line. `distances`: auto, nearest, trunc_0.1, exact.
RoutingProblem read_vrplib(const std::filesystem::path& file, const std::string& distances);

}  // namespace dayu::plan
