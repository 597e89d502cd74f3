// SPDX-License-Identifier: Apache-2.0
// The checks, one for each rule of "What is always true of a run". Each reads the run and adds to the
// findings.
#pragma once

#include "engine/app/verify/findings.h"
#include "engine/app/verify/run_files.h"

namespace dayu::verify {

/// Written times are rounded; a rule on times is broken only beyond this, s.
inline constexpr double kRounding_s = 0.11;

void check_files(const Run& run, Findings& findings);  ///< complete, unchanged, nothing beside the manifest
void check_closures(const Run& run, Findings& findings);  ///< 1: nobody on a closed piece
void check_shelters(const Run& run, Findings& findings);  ///< 1, 2: safe on arrival and after; places
void check_frames(const Run& run, Findings& findings);    ///< 1, 5: closures and rasters against the frames
void check_means(const Run& run, Findings& findings);     ///< 2: road flow, teams, stock
void check_people(const Run& run, Findings& findings);  ///< 3: whole, once, helped, everybody in danger named
void check_routes(const Run& run, Findings& findings);  ///< 4: routes hold together and times add up
void check_sums(const Run& run, Findings& findings);    ///< 4: village = county = summary = certificate
void check_bounds(const Run& run, Findings& findings);  ///< the certificate's bounds
void check_stress(const Run& run, Findings& findings);  ///< the plan under an earlier hazard and slow people
void check_behaviour(const Run& run, Findings& findings);  ///< the expected course beside the plan
void check_proof(const Run& run, Findings& findings);      ///< the county's bounds, proven by their prices
void check_water(const Run& run, Findings& findings);      ///< 5: volumes, rasters, gauges
void check_sources(const Run& run, Findings& findings);    ///< 6
void check_marks(const Run& run, Findings& findings);      ///< 7

}  // namespace dayu::verify
