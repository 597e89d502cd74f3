// SPDX-License-Identifier: Apache-2.0
// Where do the two reservoirs of the worked cases fit, and what is their bed? The valley whose catchment and
// fall match the case best is taken; the land is then scaled in height so that the dam's foot has the stated
// level, and the basin is reshaped so that its hypsometry *is* the stated curve A(z): cell by rank, so
// drainage is kept. Invariant: behind each dam no way out lies below its crest.
#pragma once

#include "engine/world/synth/county.h"

namespace dayu::world::synth {

/// Chooses Longtan's and Liushukeng's dam sites, scales heights (z and bank levels) and notes the case
/// places.
void choose_works(County& county);
/// Shapes the basins and raises the dams; to be called between valley floors and channels.
void shape_basins(County& county);
void raise_dams(County& county);
/// Rows of reservoirs.csv with their curves.
void describe_works(County& county);

}  // namespace dayu::world::synth
