// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/spread.h"

#include <cstdio>

namespace dayu::hazards::fire {
namespace {

constexpr double kBtuPerFtS_kW_per_m = 1.05505585262 / kFt_m;
/// Below this share of crowns the ground counts as open, and below this height of trees (Andrews 2012).
constexpr double kCrownFill_1 = 0.05, kShelter_ft = 6;

}  // namespace

double length_to_width(double u, const Options& options) {
  const double mi_per_h = u / kMiPerH_m_per_s;
  double lw = options.length_to_width == LengthToWidth::anderson
                  ? 0.936 * std::exp(0.1147 * mi_per_h) + 0.461 * std::exp(-0.0692 * mi_per_h) - 0.397
                  : 1 + 0.25 * mi_per_h;
  if (options.length_to_width_max_1 > 0) lw = std::min(lw, options.length_to_width_max_1);
  return std::max(lw, 1.0);
}

double wind_adjustment(double bed_depth_m, double cover_1, double canopy_height_m, const Options& options) {
  if (options.wind_adjustment == WindAdjustment::given) return options.wind_adjustment_1;
  const double h = canopy_height_m / kFt_m, d = bed_depth_m / kFt_m;
  const double fill = options.wind_adjustment == WindAdjustment::crown_ratio
                          ? options.crown_ratio_1 * cover_1 / 3
                          : cover_1 * M_PI / 12;
  const bool open = options.wind_adjustment == WindAdjustment::unsheltered || cover_1 < 1e-7 ||
                    fill < kCrownFill_1 || h < kShelter_ft;
  if (open) return d > 1e-7 ? 1.83 / std::log((20 + 0.36 * d) / (0.13 * d)) : 0;
  return 0.555 / (std::sqrt(fill * h) * std::log((20 + 0.36 * h) / (0.13 * h)));
}

Spread spread_of(const Bed& bed, Vector wind, Vector rise, const Options& options) {
  Spread s;
  if (!(bed.r0_m_per_s > 0)) return s;
  const double U = std::hypot(wind.x, wind.y), tan2 = rise.x * rise.x + rise.y * rise.y;
  // phi / U and phi / tan: vectors without angles.
  const double w = U > 0 ? bed.wind_k * std::pow(U / kFtPerMin_m_per_s, bed.wind_b) / U : 0;
  const double r = bed.slope_k * std::sqrt(tan2);
  const Vector phi_vector{w * wind.x + r * rise.x, w * wind.y + r * rise.y};
  double phi = std::hypot(phi_vector.x, phi_vector.y);
  if (phi > 0) s.toward = {phi_vector.x / phi, phi_vector.y / phi};
  double effective = std::pow(phi / bed.wind_k, 1 / bed.wind_b);  // ft/min
  if (options.wind_limit != WindLimit::none) {
    const double I_R = bed.reaction_kW_per_m2 / kBtuPerFt2Min_kW_per_m2;
    const double limit = options.wind_limit == WindLimit::reaction ? 0.9 * I_R : 96.8 * std::cbrt(I_R);
    if (effective > limit) {
      effective = limit;
      phi = bed.wind_k * std::pow(limit, bed.wind_b);
    }
  }
  s.head_m_per_s = bed.r0_m_per_s * (1 + phi);
  s.effective_wind_m_per_s = effective * kFtPerMin_m_per_s;
  s.length_to_width_1 = length_to_width(s.effective_wind_m_per_s, options);
  s.eccentricity_1 = std::sqrt(1 - 1 / (s.length_to_width_1 * s.length_to_width_1));
  return s;
}

double flame_length_m(double intensity_kW_per_m) {
  return 0.45 * std::pow(intensity_kW_per_m / kBtuPerFtS_kW_per_m, 0.46) * kFt_m;
}

double crown_flame_length_m(double intensity_kW_per_m) {
  return 0.2 * std::pow(intensity_kW_per_m / kBtuPerFtS_kW_per_m, 2.0 / 3) * kFt_m;
}

std::string describe(const Options& o) {
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, "; 10 m wind x %.4f = 20 ft wind; length to width at most %g",
                o.ten_metre_to_20ft_1, o.length_to_width_max_1);
  std::string text =
      o.model == Model::wang ? "model Wang Zhengfei and Mao Xianmin; " : "model Rothermel 1972; ";
  text += o.crown == CrownModel::none        ? "no crown fire; "
          : o.crown == CrownModel::rothermel ? "crown fire Rothermel 1991; "
                                             : "crown fire Scott & Reinhardt 2001; ";
  text += "conventions: wind limit ";
  text += o.wind_limit == WindLimit::none       ? "none"
          : o.wind_limit == WindLimit::reaction ? "0.9 I_R"
                                                : "96.8 I_R^(1/3)";
  text += o.length_to_width == LengthToWidth::anderson ? "; length to width Anderson 1983"
                                                       : "; length to width 1 + 0.25 U (mi/h)";
  text += o.wind_adjustment == WindAdjustment::crown_fill    ? "; wind adjustment by crown fill cover x pi/12"
          : o.wind_adjustment == WindAdjustment::crown_ratio ? "; wind adjustment by crown ratio x cover / 3"
          : o.wind_adjustment == WindAdjustment::unsheltered ? "; wind adjustment unsheltered"
                                                             : "; wind adjustment given";
  text += o.slope_projection == SlopeProjection::head ? "; slope projected to the map along the head"
                                                      : "; slope not projected";
  text += o.curing == Curing::linear ? "; herbs cure linearly" : "; herbs cure as in BehavePlus";
  return text + numbers;
}

}  // namespace dayu::hazards::fire
