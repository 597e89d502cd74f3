// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/ensemble.h"

#include <omp.h>

#include <algorithm>
#include <cmath>

#include "engine/base/random.h"

namespace dayu::hazards::fire {
namespace {

/// Standard normal, cut at two deviations (Box & Muller 1958).
double normal(base::Random& random) {
  const double u = std::max(random.uniform_1(), 1e-12), v = random.uniform_1();
  return std::clamp(std::sqrt(-2 * std::log(u)) * std::cos(2 * M_PI * v), -2.0, 2.0);
}

struct Counts {
  std::vector<std::uint16_t> bins;  ///< [cell][bin]
};

template <class Ground>
class Worker {
 public:
  Worker(const Inputs& in, Ground ground, const std::vector<float>& ends)
      : in_(in),
        ground_(std::move(ground)),
        front_(in.land.grid.n_rows, in.land.grid.n_cols, in.land.grid.cell_m,
               static_cast<float>(in.duration_s), static_cast<float>(in.bucket_s), ends, ground_) {}

  /// Burns one member; gives its burned cells.
  std::size_t burn(const Rates& rates, const std::vector<Ignition>& ignitions, Counts& counts) {
    ground_.renew(rates);
    front_.reset();
    const geo::Grid& g = in_.land.grid;
    for (const Ignition& ignition : ignitions)
      for (const std::uint32_t cell : ignition.cells)
        front_.ignite(front_.at(static_cast<int>(cell) / g.n_cols, static_cast<int>(cell) % g.n_cols),
                      static_cast<float>(ignition.time_s));
    front_.run(static_cast<float>(in_.duration_s));
    std::size_t burned = 0, k = 0;
    const double per_s = kBins / in_.duration_s;
    for (int row = 0; row < g.n_rows; ++row)
      for (int col = 0; col < g.n_cols; ++col, ++k) {
        const std::size_t cell = front_.at(row, col);
        if (!front_.burned(cell)) continue;
        ++burned;
        const auto bin = std::min<std::size_t>(
            kBins - 1, static_cast<std::size_t>(static_cast<double>(front_.arrival_s(cell)) * per_s));
        std::uint16_t& count = counts.bins[k * kBins + bin];
#pragma omp atomic
        ++count;
      }
    return burned;
  }

 private:
  const Inputs& in_;
  Ground ground_;
  Front<Ground> front_;
};

/// The time by which the share of a cell's fires has come, linear inside a bin.
float quantile_s(const std::uint16_t* bins, double total, double share, double width_s) {
  double before = 0;
  const double wanted = share * total;
  for (int b = 0; b < kBins; ++b) {
    if (before + bins[b] >= wanted && bins[b] > 0)
      return static_cast<float>((b + (wanted - before) / bins[b]) * width_s);
    before += bins[b];
  }
  return kNever;
}

template <class Make>
void burn_all(const Inputs& in, const Spreading& spreading, std::uint64_t seed, Counts& counts, Odds& odds,
              Make make) {
  const double hectare = in.land.grid.cell_m * in.land.grid.cell_m * 1e-4;
  std::vector<float> ends;
  for (std::size_t k = 1; k < in.slices.size(); ++k) ends.push_back(static_cast<float>(in.slices[k].from_s));
#pragma omp parallel num_threads(in.threads)
  {
    std::vector<Slice> slices;
    std::vector<Ignition> ignitions;
    const WangConstants* wang = in.options.model == Model::wang ? &in.wang : nullptr;
    const Rates first(in.land, in.slices, in.options, wang);
    auto worker = make(first, ends);
#pragma omp for schedule(dynamic, 1)
    for (int member = 0; member < spreading.members; ++member) {
      perturb(in, spreading, seed, member, slices, ignitions);
      const Rates rates(in.land, slices, in.options, wang);
      odds.areas_ha[static_cast<std::size_t>(member)] =
          hectare * static_cast<double>(worker.burn(rates, ignitions, counts));
    }
  }
}

}  // namespace

void perturb(const Inputs& in, const Spreading& s, std::uint64_t seed, int member, std::vector<Slice>& slices,
             std::vector<Ignition>& ignitions) {
  base::Random random(seed, 0xF12E0000ULL + static_cast<std::uint64_t>(member));
  const double speed = std::max(0.0, 1 + s.wind_speed_sd_1 * normal(random));
  const double turn = s.wind_direction_sd_deg * M_PI / 180 * normal(random);
  const double wet = std::max(0.2, 1 + s.moisture_sd_1 * normal(random));
  const double east_m = s.ignition_sd_m * normal(random), north_m = s.ignition_sd_m * normal(random);
  slices = in.slices;
  const double c = std::cos(turn), d = std::sin(turn);
  for (Slice& slice : slices) {
    const Vector w = slice.wind_20ft;
    slice.wind_20ft = {speed * (w.x * c + w.y * d), speed * (w.y * c - w.x * d)};
    for (std::size_t k = 0; k < slice.field.x.size(); ++k) {
      const auto x = static_cast<double>(slice.field.x[k]), y = static_cast<double>(slice.field.y[k]);
      slice.field.x[k] = static_cast<float>(speed * (x * c + y * d));
      slice.field.y[k] = static_cast<float>(speed * (y * c - x * d));
    }
    for (double* m : {&slice.moisture.d1_1, &slice.moisture.d10_1, &slice.moisture.d100_1,
                      &slice.moisture.herb_1, &slice.moisture.woody_1})
      *m *= wet;
  }
  ignitions = in.ignitions;
  const geo::Grid& g = in.land.grid;
  const int dc = static_cast<int>(std::lround(east_m / g.cell_m)),
            dr = -static_cast<int>(std::lround(north_m / g.cell_m));
  for (Ignition& ignition : ignitions)
    for (std::uint32_t& cell : ignition.cells) {
      const geo::Cell moved{static_cast<int>(cell) / g.n_cols + dr, static_cast<int>(cell) % g.n_cols + dc};
      if (g.holds(moved) && in.land.fuel[g.index(moved)] != kNoFuel)
        cell = static_cast<std::uint32_t>(g.index(moved));
    }
}

Odds burn_odds(const Inputs& in, const Spreading& spreading, std::uint64_t seed) {
  const std::size_t n = in.land.grid.count();
  Counts counts{std::vector<std::uint16_t>(n * kBins, 0)};
  Odds odds;
  odds.areas_ha.assign(static_cast<std::size_t>(spreading.members), 0);
  if (in.edits.empty())
    burn_all(in, spreading, seed, counts, odds, [&](const Rates& rates, const std::vector<float>& ends) {
      return Worker<LazyGround>(in, LazyGround(rates), ends);
    });
  else
    burn_all(in, spreading, seed, counts, odds, [&](const Rates& rates, const std::vector<float>& ends) {
      return Worker<ActedGround>(in, ActedGround(rates, in.edits), ends);
    });
  odds.probability_1.assign(n, 0);
  odds.p10_s = odds.p50_s = odds.p90_s = std::vector<float>(n, kNever);
  const double width_s = in.duration_s / kBins;
  for (std::size_t k = 0; k < n; ++k) {
    const std::uint16_t* bins = counts.bins.data() + k * kBins;
    double total = 0;
    for (int b = 0; b < kBins; ++b) total += bins[b];
    if (total == 0) continue;
    odds.probability_1[k] = static_cast<float>(total / spreading.members);
    odds.p10_s[k] = quantile_s(bins, total, 0.1, width_s);
    odds.p50_s[k] = quantile_s(bins, total, 0.5, width_s);
    odds.p90_s[k] = quantile_s(bins, total, 0.9, width_s);
  }
  return odds;
}

}  // namespace dayu::hazards::fire
