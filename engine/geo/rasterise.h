// SPDX-License-Identifier: Apache-2.0
// Which cells does a polygon or a line cover? A cell belongs to a polygon when its centre lies inside
// (even-odd over all rings, so that holes stay holes); a line covers every cell that it runs through.
// Invariant: later paint covers earlier paint; the order of the caller is the order on the ground.
#pragma once

#include <vector>

#include "engine/geo/raster.h"
#include "engine/geo/vector_file.h"

namespace dayu::geo {

/// Sets the cells whose centre lies inside the polygon; gives how many.
std::size_t paint_polygon(Raster<unsigned char>& classes, const Feature& polygon, unsigned char code);

/// The cells that a line runs through, in order, without repeats in a row; parts outside the grid are left
/// out.
std::vector<Cell> cells_along(const Grid& grid, const std::vector<Point>& line);

}  // namespace dayu::geo
