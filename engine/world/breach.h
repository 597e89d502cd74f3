// SPDX-License-Identifier: Apache-2.0
// Large cells dam valleys that are narrower than they are: a mean of channel and slopes stands across the
// stream. Such dams are breached along the cheapest way out (Lindsay 2016, doi:10.1002/hyp.10648, on a
// priority flood, Barnes et al. 2014), but no cell is cut below the lowest ground that the fine terrain has
// inside it: what is still a pit then is one in the terrain as well. Ways run over edges, as the solver's
// fluxes do. Invariant: no cell is raised, none is cut below `lowest`.
#pragma once

#include "engine/geo/raster.h"

namespace dayu::world {

/// Cuts `z` (NaN: void, never crossed) so that its pits drain to the border as far as `lowest` allows.
void breach_pits(geo::Raster<float>& z, const geo::Raster<float>& lowest);

/// The lowest finite cell inside each larger cell of `grid`, whose cells are `factor` of the fine ones wide.
geo::Raster<float> lowest_inside(const geo::Raster<float>& fine, const geo::Grid& grid, int factor);

}  // namespace dayu::world
