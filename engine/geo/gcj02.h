// SPDX-License-Identifier: Apache-2.0
// GCJ-02, the shifted coordinates of every phone map in mainland China. No reference system that PROJ knows:
// the shift (300 to 700 m, mostly to the south-east) is a published-by-use polynomial with sines on
// Krasovsky's ellipsoid; its inverse is found by repeating. Points are x = longitude, y = latitude in
// degrees. Invariant: the two functions undo one another within a centimetre.
#pragma once

#include "engine/geo/raster.h"

namespace dayu::geo {

/// The name under which GCJ-02 may be given where a reference system is asked for.
inline constexpr const char* kGcj02 = "GCJ-02";

Point gcj02_from_wgs84(Point wgs84_deg);
Point wgs84_from_gcj02(Point gcj02_deg);

}  // namespace dayu::geo
