// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/solve.h"

namespace dayu::hazards::fire {
namespace {

template <class Ground>
class Run {
 public:
  Run(const Inputs& in, const Rates& rates, int refine, Ground ground)
      : in_(in),
        rates_(rates),
        refine_(refine),
        ground_(std::move(ground)),
        front_(in.land.grid.n_rows * refine, in.land.grid.n_cols * refine, in.land.grid.cell_m / refine,
               static_cast<float>(in.duration_s), static_cast<float>(in.bucket_s), rates.ends_s(), ground_) {
    for (const Ignition& ignition : in.ignitions)
      for (const std::uint32_t cell : ignition.cells)
        front_.ignite(middle(cell), static_cast<float>(ignition.time_s));
    front_.run(static_cast<float>(in.duration_s));
  }

  Burned result(Want want) {
    Burned b;
    const std::size_t n = in_.land.grid.count();
    b.arrival_s.assign(n, kNever);
    if (want == Want::behaviour) {
      b.ros_m_per_s.assign(n, 0);
      b.flame_length_m.assign(n, 0);
      b.intensity_kW_per_m.assign(n, 0);
    }
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t m = middle(k);
      if (!front_.burned(m)) continue;
      ++b.cells;
      b.arrival_s[k] = front_.arrival_s(m);
      if (want == Want::behaviour) behaviour(k, m, b);
    }
    b.taken = front_.taken();
    return b;
  }

 private:
  std::size_t middle(std::size_t cell) const {
    const auto cols = static_cast<std::size_t>(in_.land.grid.n_cols);
    return front_.at(static_cast<int>(cell / cols) * refine_ + refine_ / 2,
                     static_cast<int>(cell % cols) * refine_ + refine_ / 2);
  }

  void behaviour(std::size_t k, std::size_t m, Burned& b) {
    const Incoming way = front_.incoming(m);
    const Passage p = rates_.passage(k, front_.slice_of(b.arrival_s[k]), way.dx, way.dy);
    b.ros_m_per_s[k] = static_cast<float>(p.ros_m_per_s);
    b.flame_length_m[k] = static_cast<float>(p.flame_length_m);
    b.intensity_kW_per_m[k] = static_cast<float>(p.intensity_kW_per_m);
  }

  const Inputs& in_;
  const Rates& rates_;
  int refine_;
  Ground ground_;
  Front<Ground> front_;
};

}  // namespace

Burned solve(const Inputs& inputs, const Rates& rates, int refine, Want want) {
  if (inputs.edits.empty())
    return Run<LazyGround>(inputs, rates, refine, LazyGround(rates, refine)).result(want);
  return Run<ActedGround>(inputs, rates, refine, ActedGround(rates, inputs.edits, refine)).result(want);
}

}  // namespace dayu::hazards::fire
