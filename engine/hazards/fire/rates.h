// SPDX-License-Identifier: Apache-2.0
// Every cell's ellipse in every weather slice, built when the front first asks for it. Beds depend on fuel
// and moisture only, the ellipse on the cell. The eccentricity is tabulated over the logarithm of the
// effective wind (error below 1e-4, tests/hazards/fire_rates_test.cpp), so that a cell costs two roots, a
// logarithm and no power.
#pragma once

#include <memory>
#include <vector>

#include "engine/hazards/fire/crown.h"
#include "engine/hazards/fire/front.h"
#include "engine/hazards/fire/landscape.h"
#include "engine/hazards/fire/wang.h"

namespace dayu::hazards::fire {

/// The front as it passes: its own speed at right angles to itself (Catchpole et al. 1982) on the slope,
/// Byram's intensity and the flame length that go with it, and the way it moves (unit vector of its normal).
struct Passage {
  double ros_m_per_s = 0, intensity_kW_per_m = 0, flame_length_m = 0;
  Vector normal{0, 1};
};

/// What the spread model says of one cell in one slice.
class Rates {
 public:
  /// `wang`: only for Model::wang.
  Rates(const Landscape& land, const std::vector<Slice>& slices, const Options& options,
        const WangConstants* wang = nullptr);

  const Landscape& land() const { return land_; }
  const std::vector<Slice>& slices() const { return slices_; }
  const Options& options() const { return options_; }
  /// Ends of all slices but the last.
  std::vector<float> ends_s() const;

  const Bed& bed(std::size_t cell, int slice) const {
    return beds_[static_cast<std::size_t>(slice) * land_.fuels.models.size() + land_.fuel[cell]];
  }
  /// Exact, for outputs and tests.
  Spread spread(std::size_t cell, int slice) const;
  /// Fast, for the front: slope projected as the options say.
  Metric metric(std::size_t cell, int slice) const;
  /// What the front does where it comes by the way (dx, dy) through a cell.
  Passage passage(std::size_t cell, int slice, float dx, float dy) const;

 private:
  /// A bed with its logarithms, and the wind factor of the slice's own open wind.
  struct Fast {
    float r0 = 0, slope_k = 0, ln_k = 0, inverse_b = 0, b = 1, ln_limit = kNever, phi_limit = kNever;
    float phi_x = 0, phi_y = 0;
  };
  Vector open_wind(std::size_t cell, int slice) const;
  Vector rise(std::size_t cell) const {
    return {static_cast<double>(land_.rise_x[cell]), static_cast<double>(land_.rise_y[cell])};
  }
  Vector midflame(std::size_t cell, int slice, const Bed& bed) const;
  Spread surface(std::size_t cell, int slice, const Bed& bed) const;
  Trees trees(std::size_t cell) const;
  bool crowns() const { return options_.crown != CrownModel::none && land_.canopy.burns(); }
  CrownFire crown(std::size_t cell, int slice, const Spread& below) const;
  void prepare_wang(const WangConstants& wang);
  float eccentricity(float ln_wind) const;

  const Landscape& land_;
  const std::vector<Slice>& slices_;
  Options options_;
  std::vector<Bed> beds_;
  std::vector<Fast> fast_;
  std::vector<float> eccentricity_;
  std::vector<Bed> beds10_;      ///< by slice: fuel model 10, for crown fire
  std::vector<double> wang_r0_;  ///< by slice, m/min
  std::vector<double> wang_ks_;  ///< by fuel
  WangConstants wang_;
};

/// Metrics of the cells of a front's padded grid, kept for the slice that was asked for last. The front's
/// cells may be `refine` times finer than the landscape's: the ground inside one of those is the same, the
/// ways across are more.
class LazyGround {
 public:
  static constexpr bool kHasEdits = false, kReversed = false;
  explicit LazyGround(const Rates& rates, int refine = 1);
  /// The same cells under other rates.
  void renew(const Rates& rates) {
    rates_ = &rates;
    slice_.clear();
  }

  const Metric& metric(std::size_t cell, int slice) {
    const std::size_t k = refine_ == 1 ? cell : coarse(static_cast<std::uint32_t>(cell));
    if (slice_[k] != slice + 1) build(k, slice);
    return kept_[k];
  }
  static float enters_s(std::size_t, float time_s, float, float) { return time_s; }
  /// The landscape's cell (row by row, without padding) of a front's cell.
  std::size_t land_cell(std::size_t cell) const {
    const std::size_t k = refine_ == 1 ? cell : coarse(static_cast<std::uint32_t>(cell));
    return (k / stride_ - 1) * (stride_ - 2) + k % stride_ - 1;
  }

 private:
  std::size_t coarse(std::uint32_t cell) const {
    const std::uint32_t row = cell / fine_stride_, col = cell % fine_stride_;
    return (row - 1 + refine_) / refine_ * stride_ + (col - 1 + refine_) / refine_;
  }
  void build(std::size_t cell, int slice);

  const Rates* rates_;
  std::uint32_t refine_, stride_, fine_stride_;
  ZeroArray<Metric> kept_;
  ZeroArray<std::int16_t> slice_;  ///< one more than the slice; 0: none yet
};

/// The metric of an ellipse.
Metric metric_of(const Spread& spread, Vector rise, const Options& options);

}  // namespace dayu::hazards::fire
