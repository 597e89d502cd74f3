// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/rates.h"

#include <cmath>

namespace dayu::hazards::fire {
namespace {

/// The table of eccentricities: ln of the effective wind in ft/min, from 0.001 ft/min to 160 m/s.
constexpr float kLnFrom = -7, kLnTo = 10.4F, kPerUnit = 240;

std::vector<float> eccentricities(const Options& options) {
  std::vector<float> table;
  for (float x = 0; x <= (kLnTo - kLnFrom) * kPerUnit + 1; ++x) {
    const double lw =
        length_to_width(std::exp(static_cast<double>(kLnFrom + x / kPerUnit)) * kFtPerMin_m_per_s, options);
    table.push_back(static_cast<float>(std::sqrt(1 - 1 / (lw * lw))));
  }
  return table;
}

}  // namespace

Metric metric_of(const Spread& s, Vector rise, const Options& options) {
  if (!(s.head_m_per_s > 0)) return {};
  double head = s.head_m_per_s;
  if (options.slope_projection == SlopeProjection::head) {
    const double up = rise.x * s.toward.x + rise.y * s.toward.y;
    head /= std::sqrt(1 + up * up);
  }
  const double e = s.eccentricity_1, a = 1 / (head * (1 - e));
  return {static_cast<float>(a), static_cast<float>(a * e * s.toward.x),
          static_cast<float>(a * e * s.toward.y)};
}

Rates::Rates(const Landscape& land, const std::vector<Slice>& slices, const Options& options,
             const WangConstants* wang)
    : land_(land), slices_(slices), options_(options) {
  if (wang) prepare_wang(*wang);
  if (crowns()) {
    const FuelTable all = standard_fuels();
    const FuelModel& model10 = all.models[static_cast<std::size_t>(all.by_code("FM10"))];
    for (const Slice& slice : slices_) beds10_.push_back(bed_of(model10, slice.moisture, options_.curing));
  }
  for (const Slice& slice : slices_)
    for (const FuelModel& fuel : land_.fuels.models) {
      beds_.push_back(bed_of(fuel, slice.moisture, options_.curing));
      const Bed& bed = beds_.back();
      Fast f;
      if (bed.r0_m_per_s > 0) {
        f.r0 = static_cast<float>(bed.r0_m_per_s);
        f.slope_k = static_cast<float>(bed.slope_k);
        f.ln_k = static_cast<float>(std::log(bed.wind_k));
        f.b = static_cast<float>(bed.wind_b);
        f.inverse_b = static_cast<float>(1 / bed.wind_b);
        const double I_R = bed.reaction_kW_per_m2 / kBtuPerFt2Min_kW_per_m2;
        if (options_.wind_limit != WindLimit::none) {
          const double limit = options_.wind_limit == WindLimit::reaction ? 0.9 * I_R : 96.8 * std::cbrt(I_R);
          f.ln_limit = static_cast<float>(std::log(limit));
          f.phi_limit = static_cast<float>(bed.wind_k * std::pow(limit, bed.wind_b));
        }
        const double share = wind_adjustment(bed.depth_m, 0, 0, options_);
        const double u = std::hypot(slice.wind_20ft.x, slice.wind_20ft.y);
        if (u > 0) {
          const double w = bed.wind_k * std::pow(u * share / kFtPerMin_m_per_s, bed.wind_b) / u;
          f.phi_x = static_cast<float>(w * slice.wind_20ft.x);
          f.phi_y = static_cast<float>(w * slice.wind_20ft.y);
        }
      }
      fast_.push_back(f);
    }
  if (options_.model == Model::rothermel) eccentricity_ = eccentricities(options_);
}

std::vector<float> Rates::ends_s() const {
  std::vector<float> ends;
  for (std::size_t k = 1; k < slices_.size(); ++k) ends.push_back(static_cast<float>(slices_[k].from_s));
  return ends;
}

void Rates::prepare_wang(const WangConstants& wang) {
  wang_ = wang;
  const std::map<std::string, std::string> kinds = wang_kinds();
  for (const Slice& slice : slices_) {
    const double wind = std::hypot(slice.wind_20ft.x, slice.wind_20ft.y) / options_.ten_metre_to_20ft_1;
    wang_r0_.push_back(wang_r0_m_per_min(wang_, slice.temperature_c, beaufort(wind), slice.humidity_pct));
  }
  for (const FuelModel& fuel : land_.fuels.models) {
    const auto kind = kinds.find(fuel.code.substr(0, 2));
    const auto ks = wang_.k.find(kind == kinds.end() ? "leaf_litter" : kind->second);
    wang_ks_.push_back(ks == wang_.k.end() ? 1 : ks->second);
  }
}

Vector Rates::open_wind(std::size_t cell, int slice) const {
  const Slice& s = slices_[static_cast<std::size_t>(slice)];
  if (s.field.x.empty()) return s.wind_20ft;
  return {static_cast<double>(s.field.x[cell]), static_cast<double>(s.field.y[cell])};
}

Vector Rates::midflame(std::size_t cell, int slice, const Bed& bed) const {
  const Vector wind = open_wind(cell, slice);
  const bool wooded = land_.canopy.any();
  const double share =
      wind_adjustment(bed.depth_m, wooded ? static_cast<double>(land_.canopy.cover_1[cell]) : 0,
                      wooded ? static_cast<double>(land_.canopy.height_m[cell]) : 0, options_);
  return {wind.x * share, wind.y * share};
}

Trees Rates::trees(std::size_t cell) const {
  const Canopy& c = land_.canopy;
  return {static_cast<double>(c.cover_1[cell]), static_cast<double>(c.height_m[cell]),
          static_cast<double>(c.base_m[cell]), static_cast<double>(c.bulk_kg_per_m3[cell]),
          c.foliar_moisture_1};
}

Spread Rates::surface(std::size_t cell, int slice, const Bed& b) const {
  if (options_.model == Model::rothermel) return spread_of(b, midflame(cell, slice, b), rise(cell), options_);
  if (!(b.r0_m_per_s > 0)) return {};  // too wet to burn by Rothermel: Wang's R0 knows the air, not the fuel
  const Vector wind = open_wind(cell, slice);
  const double to_10m = 1 / options_.ten_metre_to_20ft_1;
  return wang_spread(wang_, wang_r0_[static_cast<std::size_t>(slice)], wang_ks_[land_.fuel[cell]],
                     {wind.x * to_10m, wind.y * to_10m}, rise(cell));
}

CrownFire Rates::crown(std::size_t cell, int slice, const Spread& below) const {
  const Bed& b = bed(cell, slice);
  const Vector wind = open_wind(cell, slice);
  const double u = std::hypot(wind.x, wind.y);
  return crown_fire(options_.crown, trees(cell), b, beds10_[static_cast<std::size_t>(slice)], below, u,
                    options_, [&](double wind_20ft) {
                      const Vector mid = midflame(cell, slice, b);
                      const double times = u > 0 ? wind_20ft / u : 0;
                      return spread_of(b, {mid.x * times, mid.y * times}, rise(cell), options_).head_m_per_s;
                    });
}

Spread Rates::spread(std::size_t cell, int slice) const {
  if (land_.fuel[cell] == kNoFuel) return {};
  Spread s = surface(cell, slice, bed(cell, slice));
  if (!crowns() || !(s.head_m_per_s > 0)) return s;
  const CrownFire fire = crown(cell, slice, s);
  s.head_m_per_s = fire.ros_m_per_s;
  if (fire.type != CrownType::crowning) return s;
  double lw = fire.crown_length_to_width_1;
  if (options_.length_to_width_max_1 > 0) lw = std::min(lw, options_.length_to_width_max_1);
  s.length_to_width_1 = lw;
  s.eccentricity_1 = std::sqrt(1 - 1 / (lw * lw));
  return s;
}

float Rates::eccentricity(float ln_wind) const {
  const float x = (ln_wind - kLnFrom) * kPerUnit;
  if (!(x > 0)) return 0;
  const auto k = std::min(static_cast<std::size_t>(x), eccentricity_.size() - 2);
  return eccentricity_[k] + (x - static_cast<float>(k)) * (eccentricity_[k + 1] - eccentricity_[k]);
}

Metric Rates::metric(std::size_t cell, int slice) const {
  const std::uint8_t row = land_.fuel[cell];
  if (row == kNoFuel) return {};
  if (options_.model == Model::wang || crowns()) {
    Options laid = options_;
    if (options_.model == Model::wang) laid.slope_projection = SlopeProjection::none;
    return metric_of(spread(cell, slice), rise(cell), laid);
  }
  const Fast& f = fast_[static_cast<std::size_t>(slice) * land_.fuels.models.size() + row];
  if (!(f.r0 > 0)) return {};
  float phi_x = f.phi_x, phi_y = f.phi_y;
  if (land_.canopy.any() || !slices_[static_cast<std::size_t>(slice)].field.x.empty()) {
    const Vector wind = midflame(cell, slice, bed(cell, slice));
    const auto wx = static_cast<float>(wind.x / kFtPerMin_m_per_s),
               wy = static_cast<float>(wind.y / kFtPerMin_m_per_s);
    const float u2 = wx * wx + wy * wy;
    const float w = u2 > 0 ? std::exp(f.ln_k + 0.5F * (f.b - 1) * std::log(u2)) : 0;
    phi_x = w * wx;
    phi_y = w * wy;
  }
  const float rx = land_.rise_x[cell], ry = land_.rise_y[cell];
  const float r = f.slope_k * std::sqrt(rx * rx + ry * ry);
  phi_x += r * rx;
  phi_y += r * ry;
  const float phi2 = phi_x * phi_x + phi_y * phi_y;
  if (!(phi2 > 1e-16F)) return {1 / f.r0, 0, 0};
  const float whole = std::sqrt(phi2);
  float phi = whole, ln_wind = (0.5F * std::log(phi2) - f.ln_k) * f.inverse_b;
  if (ln_wind > f.ln_limit) {
    ln_wind = f.ln_limit;
    phi = f.phi_limit;
  }
  const float e = eccentricity(ln_wind), tx = phi_x / whole, ty = phi_y / whole;
  float slow = 1 / (f.r0 * (1 + phi) * (1 - e));
  if (options_.slope_projection == SlopeProjection::head) {
    const float up = rx * tx + ry * ty;
    slow *= std::sqrt(1 + up * up);
  }
  return {slow, slow * e * tx, slow * e * ty};
}

Passage Rates::passage(std::size_t cell, int slice, float dx, float dy) const {
  const Metric m = metric(cell, slice);
  Passage p;
  if (!(m.a < kNever)) return p;
  const double d = std::hypot(static_cast<double>(dx), static_cast<double>(dy));
  // The gradient of the arrival time; without a way the head's.
  const Vector way =
      d > 0 ? Vector{static_cast<double>(dx) / d, static_cast<double>(dy) / d} : spread(cell, slice).toward;
  const double gx = static_cast<double>(m.a) * way.x - static_cast<double>(m.bx),
               gy = static_cast<double>(m.a) * way.y - static_cast<double>(m.by), slow = std::hypot(gx, gy);
  p.normal = {gx / slow, gy / slow};
  p.ros_m_per_s = 1 / slow;
  if (options_.slope_projection == SlopeProjection::head && options_.model == Model::rothermel) {
    const double up = static_cast<double>(land_.rise_x[cell]) * p.normal.x +
                      static_cast<double>(land_.rise_y[cell]) * p.normal.y;
    p.ros_m_per_s *= std::sqrt(1 + up * up);
  }
  p.intensity_kW_per_m = bed(cell, slice).heat_kJ_per_m2 * p.ros_m_per_s;
  p.flame_length_m = dayu::hazards::fire::flame_length_m(p.intensity_kW_per_m);
  if (!crowns()) return p;
  // Crowns burn where the head would light them; flanks then carry the same heat at their own pace.
  const CrownFire fire = crown(cell, slice, surface(cell, slice, bed(cell, slice)));
  if (fire.type != CrownType::torching && fire.type != CrownType::crowning) return p;
  p.intensity_kW_per_m = fire.intensity_kW_per_m * p.ros_m_per_s / fire.ros_m_per_s;
  p.flame_length_m = crown_flame_length_m(p.intensity_kW_per_m);
  return p;
}

LazyGround::LazyGround(const Rates& rates, int refine)
    : rates_(&rates),
      refine_(static_cast<std::uint32_t>(refine)),
      stride_(static_cast<std::uint32_t>(rates.land().grid.n_cols) + 2),
      fine_stride_(static_cast<std::uint32_t>(rates.land().grid.n_cols * refine) + 2),
      kept_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(rates.land().grid.n_rows + 2)),
      slice_(kept_.size()) {}

void LazyGround::build(std::size_t cell, int slice) {
  const int row = static_cast<int>(cell / stride_) - 1, col = static_cast<int>(cell % stride_) - 1;
  const geo::Cell at{row, col};
  kept_[cell] =
      rates_->land().grid.holds(at) ? rates_->metric(rates_->land().grid.index(at), slice) : Metric{};
  slice_[cell] = static_cast<std::int16_t>(slice + 1);
}

}  // namespace dayu::hazards::fire
