// SPDX-License-Identifier: Apache-2.0
// Which steps turn a seed into ground with water on it?
#include "engine/world/synth/build_land.h"

#include <cmath>

#include "engine/world/synth/works.h"

namespace dayu::world::synth {

namespace {

constexpr double kStreams_km2 = 0.6;  // brooks on a 1:50,000 map begin at about this catchment (guess)

void round_and_fill(County& c) {
  std::vector<int> tenths(c.z_m.size());
  for (std::size_t i = 0; i < tenths.size(); ++i)
    tenths[i] = static_cast<int>(std::floor(c.z_m[i] * 10 + 0.5));
  fill_depressions(c.lattice, tenths, c.pond);
  for (std::size_t i = 0; i < tenths.size(); ++i) c.z_m[i] = tenths[i] / 10.0;
}

}  // namespace

void build_land(County& c) {
  LandPlan plan;
  plan.seed = c.seed;
  plan.valley = {{1.5, 6.0}, {5.5, 7.5}, {9, 11}, {14, 11.5}, {17.5, 15}, {22, 15.5}, {28.2, 18.5}};
  c.lattice = {plan.n_window, plan.n_window, plan.cell_m};
  c.z_m = evolve(plan);
  c.drainage = drain(c.lattice, c.z_m, 0);
  c.streams = trace_streams(c.lattice, c.z_m, c.drainage, kStreams_km2, c.seed);
  choose_works(c);
  cut_valley_floors(c.lattice, c.streams, c.seed, c.z_m);
  shape_basins(c);
  std::vector<unsigned char> spared(c.z_m.size(), 0);
  for (const Dam& dam : c.dams)
    for (const int i : dam.basin) spared[static_cast<std::size_t>(i)] = 1;
  sink_channels(c.lattice, c.streams, spared, c.z_m);
  raise_dams(c);
  round_and_fill(c);
}

}  // namespace dayu::world::synth
