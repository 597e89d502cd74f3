// SPDX-License-Identifier: Apache-2.0
// The ground that a fire meets, cell by cell, and the weather over it, as plain values in SI units.
// Invariant: every raster has grid.count() values or none; slices increase in time, the first begins at or
// before 0.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/geo/raster.h"
#include "engine/hazards/fire/fuel_models.h"
#include "engine/hazards/fire/spread.h"

namespace dayu::hazards::fire {

inline constexpr std::uint8_t kNoFuel = 255;

/// Canopy by cell; empty: no trees.
struct Canopy {
  std::vector<float> cover_1, height_m, base_m, bulk_kg_per_m3;
  double foliar_moisture_1 = 1;
  bool any() const { return !cover_1.empty(); }
  bool burns() const { return any() && !base_m.empty() && !bulk_kg_per_m3.empty(); }
};

struct Landscape {
  geo::Grid grid;
  FuelTable fuels;                    ///< only those that occur, at most 254
  std::vector<std::uint8_t> fuel;     ///< row of `fuels`, kNoFuel where nothing burns
  std::vector<float> rise_x, rise_y;  ///< gradient of the ground, m/m: east, north; pointing uphill
  Canopy canopy;
};

/// Wind of a slice by cell, m/s towards, at 20 ft; empty: the slice's own everywhere.
struct WindField {
  std::vector<float> x, y;
};

/// Weather that holds from `from_s` to the next slice's.
struct Slice {
  double from_s = 0;
  Vector wind_20ft;  ///< m/s, towards
  WindField field;
  Moisture moisture;
  double temperature_c = 25, humidity_pct = 40;
};

/// Gradient by Horn 1981 (Proc. IEEE 69:14) over 3 x 3 cells; holes and edges by one-sided differences.
void rise_of(const geo::Raster<float>& elevation_m, std::vector<float>& rise_x, std::vector<float>& rise_y);

}  // namespace dayu::hazards::fire
