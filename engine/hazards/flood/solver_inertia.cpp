// SPDX-License-Identifier: Apache-2.0
// What becomes of a run by local inertia where it does not hold: it stops and says where and when, or the
// full equations take the state over and go on. Their cells are the same; the discharge of a cell is the mean
// of its faces'. Invariant: no water is made or lost, and the same step hands over for any number of threads.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/base/errors.h"
#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/solver.h"

namespace dayu::hazards::flood {

void Solver::leave_inertia() {
  OutOfBounds first;
  for (const OutOfBounds& found : beyond_)
    if (found.before(first)) first = found;
  if (first.row < 0) return;
  if (inputs_.beyond == BeyondValidity::hand_over) return become_full();
  const geo::Point at = inputs_.grid.centre({std::max(first.row, 0), std::max(first.col, 0)});
  char where[160];
  std::snprintf(where, sizeof where, "%.1f s at x %.1f, y %.1f m (row %d, column %d)", time_s_, at.x_m,
                at.y_m, first.row, first.col);
  throw base::NumericalError(
      std::string("flood: local inertia does not hold after ") + where +
      ": the water is too fast or its front too steep. Run with equations = \"full\", or with "
      "beyond_validity = \"hand_over\"");
}

void Solver::become_full() {
  const Shape& shape = water_.shape;
  handed_over_s_ = time_s_;
  fastest_m_per_s_ = 0;
  for (int row = shape.n_rows - 1; row >= 0; --row)
    for (int col = shape.n_cols - 1; col >= 0; --col) {
      const std::ptrdiff_t at = shape.at(row, col);
      water_.hu[at] = 0.5F * (water_.hu[at - 1] + water_.hu[at]);
      water_.hv[at] = 0.5F * (water_.hv[at - shape.stride] + water_.hv[at]);
      if (!(water_.h[at] > kStill_m)) {
        water_.hu[at] = water_.hv[at] = 0;
        continue;
      }
      const float u = std::max(std::abs(water_.hu[at]), std::abs(water_.hv[at])) / water_.h[at];
      fastest_m_per_s_ = std::max(fastest_m_per_s_, u + std::sqrt(kGravity_m_per_s2 * water_.h[at]));
    }
  for (auto [now, next] : {std::pair{&water_.h, &water_.next.h}, std::pair{&water_.rest, &water_.next.rest},
                           std::pair{&water_.hu, &water_.next.hu}, std::pair{&water_.hv, &water_.next.hv}})
    std::copy_n(now->begin(), now->size(), next->begin());
  for (Beyond* side : {&water_.north, &water_.south, &water_.east, &water_.west}) *side = {};
  prepare_edges(water_, inputs_.edges, inputs_.grid.cell_m);
  set_edge_levels(water_, inputs_.edges, time_s_);
  subgrid_.reset();
  inputs_.equations = Equations::full;
}

}  // namespace dayu::hazards::flood
