// SPDX-License-Identifier: Apache-2.0
// What have the rivers made of their valleys? A floor of flood plain and low terraces is cut beside every
// channel (spurs trimmed, never filled), the channel bed is sunk into it, and all is rounded to the raster's
// 0.1 m without leaving a pit. Invariant: in whole counts no cell lies below its own way out, real ponds
// excepted.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/synth/streams.h"

namespace dayu::world::synth {

/// Half width of the valley floor, m, before it wanders: 22 m times the root of the area in km2 (guess, by
/// eye).
double floor_half_width_m(double area_km2);

/// What a cell knows about the nearest channel that matters to it.
struct Waterside {
  std::vector<float> distance_m;  ///< to the line; large where no channel is near
  std::vector<float> bank_m;      ///< that channel's bank level there
  std::vector<float> area_km2;    ///< and its catchment
  std::vector<int> stream;        ///< its stream, -1: none near
};

void cut_valley_floors(const Lattice& lattice, const std::vector<Stream>& streams, std::uint64_t seed,
                       std::vector<double>& z_m);
/// `spared` cells (beds of reservoirs) keep their level.
void sink_channels(const Lattice& lattice, const std::vector<Stream>& streams,
                   const std::vector<unsigned char>& spared, std::vector<double>& z_m);
Waterside waterside(const Lattice& lattice, const std::vector<Stream>& streams, double reach_m);

}  // namespace dayu::world::synth
