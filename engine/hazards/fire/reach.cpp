// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/reach.h"

namespace dayu::hazards::fire {
namespace {

/// The metric of one slice, backwards.
class ReversedGround {
 public:
  static constexpr bool kHasEdits = false, kReversed = true;
  ReversedGround(const Rates& rates, int slice) : forward_(rates), slice_(slice) {}
  Metric metric(std::size_t cell, int) {
    const Metric& m = forward_.metric(cell, slice_);
    return {m.a, -m.bx, -m.by};
  }
  static float enters_s(std::size_t, float time_s, float, float) { return time_s; }

 private:
  LazyGround forward_;
  int slice_;
};

}  // namespace

std::vector<float> time_to_target(const Inputs& in, const Rates& rates, const Target& target, int slice,
                                  double limit_s) {
  const geo::Grid& g = in.land.grid;
  ReversedGround ground(rates, slice);
  Front<ReversedGround> front(g.n_rows, g.n_cols, g.cell_m, static_cast<float>(limit_s),
                              static_cast<float>(in.bucket_s), {}, ground);
  const auto light = [&](int row, int col) {
    if (g.holds({row, col}) && in.land.fuel[g.index({row, col})] != kNoFuel)
      front.ignite(front.at(row, col), 0);
  };
  for (const std::uint32_t cell : target.cells) {
    const int row = static_cast<int>(cell) / g.n_cols, col = static_cast<int>(cell) % g.n_cols;
    if (in.land.fuel[cell] != kNoFuel) {
      light(row, col);
      continue;
    }
    // Houses and fields do not burn: the fire is there when it stands beside them.
    for (int dr = -1; dr <= 1; ++dr)
      for (int dc = -1; dc <= 1; ++dc) light(row + dr, col + dc);
  }
  front.run(static_cast<float>(limit_s));
  std::vector<float> times(g.count(), kNever);
  for (std::size_t k = 0; k < times.size(); ++k)
    times[k] = front.arrival_s(front.at(static_cast<int>(k) / g.n_cols, static_cast<int>(k) % g.n_cols));
  return times;
}

}  // namespace dayu::hazards::fire
